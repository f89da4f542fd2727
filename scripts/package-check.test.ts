/** Packs the tree as it is built, once, and shows that the check passes it and finds what is then broken on purpose. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackageWithOptions, extractAll, uncache } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUpdates } from '../main/desktop/updates.ts';
import { stderrLog } from '../main/log.ts';
import { buildHelper } from './build-helper.ts';
import { buildIfStale } from './build-if-stale.ts';
import { electronVersion } from './electron-binary.ts';
import type { Packed } from './pack.ts';
import { pack } from './pack.ts';
import { checkPackage } from './package-check.ts';
import { packageConfig } from './package-config.ts';
import { makeStandInElectron } from './stand-in-electron.ts';

const folder = mkdtempSync(join(tmpdir(), 'brainkernel-test-'));
const electronDist = join(folder, 'electron');
let whole: Packed;

beforeAll(async () => {
  buildIfStale(['desktop', 'screens']);
  buildHelper();
  await makeStandInElectron(electronDist, electronVersion);
  whole = await pack({
    config: packageConfig({ environment: {} }),
    targets: ['dir', 'AppImage', 'deb', 'rpm'],
    output: join(folder, 'out'),
    electronDist,
    dry: true,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let copies = 0;

/** The package again, in a folder of its own that may be broken. */
function copyOfWhole(): Packed {
  const copy = join(folder, `copy-${copies++}`);
  cpSync(whole.folder, copy, { recursive: true });
  return { ...whole, folder: copy, executable: whole.executable.replace(whole.folder, copy) };
}

/** A copy whose app.asar was taken apart, changed, and put together again. @param unpack the folder left outside */
async function withArchive(change: (app: string) => void, unpack = 'node_modules/@koromix'): Promise<Packed> {
  const copy = copyOfWhole();
  const archive = join(copy.folder, 'resources/app.asar');
  const app = `${copy.folder}-app`;
  extractAll(archive, app);
  change(app);
  rmSync(`${archive}.unpacked`, { recursive: true });
  await createPackageWithOptions(app, archive, { unpackDir: unpack });
  uncache(archive);
  return copy;
}

const problemsOf = async (packed: Packed) => (await checkPackage(packed, electronDist)).problems;

test('the package is whole, and its contents are counted', async () => {
  const { problems, contents, fuses } = await checkPackage(whole, electronDist);
  expect(problems).toEqual([]);
  for (const name of ['main process', 'preload', 'screens', 'icons', 'native modules'])
    expect(contents.find((group) => group.name === name)?.files).toBeGreaterThan(0);
  expect(Object.fromEntries(fuses)).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('each surplus file is found, and nothing else is said of a package that was put together again', async () => {
  const surplus = ['main/engine.ts', 'node_modules/koffi/README.md', 'out/main/engine.test.js', 'out/main/main.js.map'];
  const packed = await withArchive((app) => {
    for (const file of surplus) cpSync(join(app, 'package.json'), join(app, file));
  });
  expect((await problemsOf(packed)).toSorted()).toEqual(
    surplus.map((file) => `${file} is in app.asar, but nothing asks for it.`),
  );
});

test('a native module that was lost beside the archive is found', async () => {
  const packed = copyOfWhole();
  const [library = ''] = globSync('resources/app.asar.unpacked/**/*.node', { cwd: packed.folder });
  rmSync(join(packed.folder, library));
  const file = library.replace('resources/app.asar.unpacked/', '');
  expect(await problemsOf(packed)).toEqual([`${file} is not beside app.asar, but app.asar counts on it.`]);
});

test('a package without the binary for this machine is found, because it is loaded', async () => {
  const packed = await withArchive((app) => rmSync(join(app, 'node_modules/@koromix'), { recursive: true }), 'none');
  expect(await problemsOf(packed)).toContainEqual(expect.stringMatching(/^koffi cannot be loaded from the package: /));
});

test('a native module inside the archive is found: it could not be opened there', async () => {
  const problems = await problemsOf(await withArchive(() => undefined, 'none'));
  expect(problems).toContainEqual(expect.stringMatching(/koffi\.node lies inside app\.asar/));
});

test('whatever is missing is found, with who needs it', async () => {
  const patterns = [
    'assets/icons/tray/needs-dark@44.png',
    'out/preload/preload.cjs',
    'out/renderer/assets/*.css',
    'out/main/chunks/*.js',
  ];
  const lost: string[] = [];
  const packed = await withArchive((app) => {
    lost.push(...patterns.flatMap((pattern) => globSync(pattern, { cwd: app }).slice(0, 1)));
    for (const file of lost) rmSync(join(app, file));
  });
  const problems = await problemsOf(packed);
  expect(lost).toHaveLength(patterns.length);
  for (const file of lost)
    expect(problems).toContainEqual(expect.stringMatching(`^${file} is not in the package, but .* needs it\\.$`));
});

test('a fuse that is not as configured and a file that nobody asked for are found', async () => {
  const packed = copyOfWhole();
  await flipFuses(packed.executable, { version: FuseVersion.V1, [FuseV1Options.RunAsNode]: true });
  writeFileSync(join(packed.folder, 'resources/.env'), 'GROQ_API_KEY=');
  expect(await problemsOf(packed)).toEqual([
    "resources/.env lies in the package's folder, but nothing asks for it.",
    'The fuse runAsNode is to be false, but reads true.',
  ]);
});

test('the desktop and software centres can read what is written for them', () => {
  expect(whole.appImageEntry?.name).toBe('org.brainkernel.Desktop.desktop');
  const entry = join(folder, 'org.brainkernel.Desktop.desktop');
  writeFileSync(entry, whole.appImageEntry?.text ?? '');
  expect(execFileSync('desktop-file-validate', [entry], { encoding: 'utf8' })).toBe('');
  const metainfo = join(whole.folder, 'usr/share/metainfo/org.brainkernel.Desktop.metainfo.xml');
  // exits with another code than 0 when it does not validate
  execFileSync('appstreamcli', ['validate', '--no-net', metainfo], { stdio: 'pipe' });
});

test('deb and rpm put the desktop file and the metadata where the system looks', () => {
  expect(whole.fpmCalls).toHaveLength(2);
  for (const call of whole.fpmCalls) {
    expect(call).toContainEqual(
      expect.stringMatching(/=\/usr\/share\/applications\/org\.brainkernel\.Desktop\.desktop$/),
    );
    expect(call).toContainEqual(
      expect.stringMatching(/=\/usr\/share\/icons\/hicolor\/256x256\/apps\/brainkernel\.png$/),
    );
    expect(call).toContainEqual(
      expect.stringMatching(/=\/usr\/share\/metainfo\/org\.brainkernel\.Desktop\.metainfo\.xml$/),
    );
  }
});

test('an AppImage has an update source when one was named, and only then', async () => {
  const withSource = await pack({
    config: packageConfig({ environment: { BRAINKERNEL_UPDATE_URL: 'https://example.org/brainkernel' } }),
    targets: ['AppImage'],
    output: join(folder, 'with-source'),
    electronDist,
    dry: true,
  });
  const supported = (packed: Packed) =>
    createUpdates({
      environment: { APPIMAGE: join(folder, 'BrainKernel.AppImage') },
      resources: join(packed.folder, 'resources'),
      version: '0.1.0',
      log: stderrLog,
      beforeRestart: () => Promise.reject(new Error('nothing is to restart')),
      createUpdater: () => Promise.reject(new Error('nobody is to be asked')),
    }).supported;
  expect(supported(withSource)).toEqual({ supported: true, reason: 'Updates come from example.org.' });
  expect(supported(whole)).toEqual({ supported: false, reason: 'This AppImage was made without an update source.' });
});

test('npm run dist:check ends with 1 and a sentence when something is wrong', () => {
  const root = join(import.meta.dirname, '..');
  const surplus = 'out/main/surplus.js';
  writeFileSync(join(root, surplus), '');
  try {
    const { status, stderr } = spawnSync('npm', ['run', '--silent', 'dist:check'], { cwd: root, encoding: 'utf8' });
    expect(stderr).toContain(`${surplus} is in app.asar, but nothing asks for it.`);
    expect(status).toBe(1);
  } finally {
    rmSync(join(root, surplus));
  }
});
