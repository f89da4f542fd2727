/**
 * `npm run dist`: packs AppImage, deb and rpm into out/dist, on a machine that can reach where Electron and the packing
 * tools come from, and checks the result as `npm run dist:check` does.
 *
 * `-- --for-tests` makes the unpacked app alone, in out/dist-for-tests, with the one fuse left on that Playwright needs.
 *
 * Environment: BRAINKERNEL_UPDATE_URL (where AppImages look for updates; without it they have no update source),
 * BRAINKERNEL_HOMEPAGE, DEBFULLNAME and DEBEMAIL (who packs).
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildHelper } from './build-helper.ts';
import { electronDist, electronVersion, findElectron } from './electron-binary.ts';
import { fetchElectron } from './fetch-electron.ts';
import { pack } from './pack.ts';
import { checkPackage } from './package-check.ts';
import { packageConfig } from './package-config.ts';
import { printFindings } from './print-findings.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { 'for-tests': { type: 'boolean', default: false } } });
const forTests = values['for-tests'];

const done = await dist().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return false;
});
// electron-builder's exit hook forgets process.exitCode
process.exit(done ? 0 : 1);

/** Whether the packages are whole. */
async function dist(): Promise<boolean> {
  if (findElectron({}).kind === 'missing') {
    console.log(`fetching Electron ${electronVersion}`);
    const fetched = await fetchElectron({ patience: 30_000, onProgress: () => undefined });
    if (!fetched.ok)
      throw new Error(
        `${fetched.error}\nPacking needs a machine that reaches github.com, or a mirror of it that ELECTRON_MIRROR names. ` +
          'Without one, `npm run dist:check` shows what would be packed.',
      );
  }
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  buildHelper();
  if (process.env['BRAINKERNEL_UPDATE_URL'] === undefined)
    console.log('BRAINKERNEL_UPDATE_URL is not set: these packages will have no update source.');

  const packed = await pack({
    config: packageConfig({ environment: process.env, forTests }),
    targets: forTests ? ['dir'] : ['AppImage', 'deb', 'rpm'],
    output: join(root, forTests ? 'out/dist-for-tests' : 'out/dist'),
    electronDist,
  });
  const findings = await checkPackage(packed, electronDist);
  printFindings(findings);
  for (const artefact of packed.artefacts) console.log(artefact);
  if (forTests) console.log(`${packed.executable}\nThis one can be debugged from outside: never ship it.`);
  return findings.problems.length === 0;
}
