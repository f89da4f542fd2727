/**
 * Compares what was packed with what the app needs when it runs (package-needs.ts) and with what is configured: a
 * sentence for everything that is missing, surplus or different.
 */
import { existsSync, globSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { extractAll, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { z } from 'zod';
import type { Packed } from './pack.ts';
import { notShipped } from './pack.ts';
import { systemFiles } from './package-config.ts';
import { needsOf } from './package-needs.ts';

const root = join(import.meta.dirname, '..');

export interface PackageFindings {
  /** Empty when the package is whole. */
  readonly problems: readonly string[];
  readonly contents: readonly PackageGroup[];
  readonly fuses: Fuses;
}

/** The configured fuses by electron-builder's names, as the program has them; null where it has no such fuse. */
type Fuses = readonly (readonly [name: string, on: boolean | null])[];

export interface PackageGroup {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
}

/** @param electronDist the unpacked Electron it was packed with */
export async function checkPackage(packed: Packed, electronDist: string): Promise<PackageFindings> {
  const archive = join(packed.folder, 'resources/app.asar');
  const inside = archiveFiles(archive);
  const lost = inside.filter(({ file, unpacked }) => unpacked && !existsSync(join(`${archive}.unpacked`, file)));
  if (lost.length > 0)
    return {
      problems: lost.map(({ file }) => `${file} is not beside app.asar, but app.asar counts on it.`),
      contents: [],
      fuses: [],
    };

  const app = mkdtempSync(join(tmpdir(), 'brainkernel-package-'));
  try {
    extractAll(archive, app);
    const needs = needsOf(app);
    const fuses = await readFuses(packed);
    return {
      problems: [
        ...needs.missing,
        ...inside.flatMap(({ file, unpacked }) => {
          if (!needs.files.has(file) && !isLicence(file)) return [`${file} is in app.asar, but nothing asks for it.`];
          if (file.endsWith('.node') && !unpacked)
            return [`${file} lies inside app.asar, but dlopen(3) can only open a file of its own.`];
          return [];
        }),
        ...aroundProblems(packed, electronDist, inside),
        ...fuses.flatMap(([name, on]) =>
          on === packed.fuses[name]
            ? []
            : [`The fuse ${name} is to be ${String(packed.fuses[name])}, but reads ${String(on)}.`],
        ),
        ...manifestProblems(app, packed),
        ...systemProblems(packed),
      ],
      contents: contentsOf(packed, app, inside),
      fuses,
    };
  } finally {
    rmSync(app, { recursive: true, force: true });
  }
}

interface ArchiveFile {
  readonly file: string;
  /** It lies in app.asar.unpacked. */
  readonly unpacked: boolean;
}

function archiveFiles(archive: string): readonly ArchiveFile[] {
  return listPackage(archive, { isPack: false }).flatMap((path) => {
    const file = path.slice(1);
    const entry = statFile(archive, file);
    return 'files' in entry ? [] : [{ file, unpacked: 'unpacked' in entry && entry.unpacked }];
  });
}

/** A package may be handed on only with its licence. */
const isLicence = (file: string): boolean =>
  /^node_modules\/(?:@[^/]+\/)?[^/]+\/(?:LICEN[CS]E|NOTICE)[^/]*$/i.test(file);

/** Everything outside the archive: Electron's own files, what electron-builder adds, and what electron-builder.yml names. */
function aroundProblems(
  { folder, executable }: Packed,
  electronDist: string,
  inside: readonly ArchiveFile[],
): readonly string[] {
  const renamed: Readonly<Record<string, string>> = {
    electron: relative(folder, executable),
    LICENSE: 'LICENSE.electron.txt',
  };
  const wanted = new Set([
    ...filesBelow(electronDist)
      .filter((file) => !notShipped.has(file))
      .map((file) => renamed[file] ?? file),
    ...inside.filter(({ unpacked }) => unpacked).map(({ file }) => `resources/app.asar.unpacked/${file}`),
    ...systemFiles().map(({ inPackage }) => inPackage),
    'resources/app.asar',
  ]);
  // Ubuntu's AppArmor profile and the update source are written by the targets that use them
  const allowed = new Set(['resources/apparmor-profile', 'resources/app-update.yml', 'resources/package-type']);
  const there = new Set(filesBelow(folder));
  return [
    ...[...wanted].filter((file) => !there.has(file)).map((file) => `${file} is not in the package's folder.`),
    ...[...there]
      .filter((file) => !wanted.has(file) && !allowed.has(file))
      .map((file) => `${file} lies in the package's folder, but nothing asks for it.`),
  ];
}

async function readFuses({ executable, fuses }: Packed): Promise<Fuses> {
  const wire = await getCurrentFuseWire(executable);
  return Object.keys(fuses).map((name) => {
    const fuse = Object.entries(FuseV1Options).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
    const state = typeof fuse === 'number' ? wire[fuse] : undefined;
    return [name, state === FuseState.ENABLE ? true : state === FuseState.DISABLE ? false : null];
  });
}

const manifestShape = z.looseObject({ main: z.string(), desktopName: z.string(), version: z.string() });

function manifestProblems(app: string, { appImageEntry }: Packed): readonly string[] {
  const parsed = manifestShape.safeParse(JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')));
  if (!parsed.success) return [`package.json in the package: ${z.prettifyError(parsed.error)}`];
  const { desktopName } = parsed.data;
  return [
    ...['devDependencies', 'scripts']
      .filter((key) => key in parsed.data)
      .map((key) => `package.json in the package still has ${key}.`),
    ...(appImageEntry === null || appImageEntry.name === desktopName
      ? []
      : [
          `The .desktop file is ${appImageEntry.name}, but package.json says ${desktopName}: windows would have no icon.`,
        ]),
    ...(appImageEntry?.text.includes('--no-sandbox') === true
      ? ['The AppImage starts with --no-sandbox: toolsets.appimage must be 1.0.0 or newer.']
      : []),
  ];
}

/** deb and rpm put these outside /opt. */
function systemProblems({ fpmCalls }: Packed): readonly string[] {
  return fpmCalls.flatMap((call) =>
    systemFiles().flatMap(({ from, to }) => {
      if (!existsSync(join(root, from))) return [`${from} is to be installed as ${to}, but it does not exist.`];
      return call.includes(`${from}=${to}`) ? [] : [`${from} is not handed to fpm for ${to}.`];
    }),
  );
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));

/** By what they are for, in the order of first need; Electron's own files are left out. */
const groups: readonly (readonly [name: string, files: RegExp])[] = [
  ['package.json', /^package\.json$/],
  ['main process', /^out\/main\//],
  ['preload', /^out\/preload\//],
  ['screens', /^out\/renderer\//],
  ['icons', /^assets\/icons\//],
  ['native modules', /\.node$/],
  ['their packages', /^node_modules\//],
];

function contentsOf({ folder }: Packed, app: string, inside: readonly ArchiveFile[]): readonly PackageGroup[] {
  const left = new Set(inside.map(({ file }) => file));
  const counted = groups.map(([name, pattern]) => {
    const files = [...left].filter((file) => pattern.test(file));
    for (const file of files) left.delete(file);
    return group(
      name,
      files.map((file) => join(app, file)),
    );
  });
  const around = ['resources/helper/*', 'usr/**/*'].map((pattern) =>
    group(
      pattern.startsWith('usr') ? 'metadata' : 'helper',
      globSync(join(folder, pattern)).filter((file) => statSync(file).isFile()),
    ),
  );
  return [...counted, ...around];
}

const group = (name: string, files: readonly string[]): PackageGroup => ({
  name,
  files: files.length,
  bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
});
