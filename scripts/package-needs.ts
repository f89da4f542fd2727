/**
 * What the packed app needs when it runs, found by following it: from package.json to the main script, the scripts and
 * places that these name, the page with its scripts, styles and pictures, and the packages with the files that loading
 * them opens.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix, relative } from 'node:path';
import { z } from 'zod';
import { trayIconFile, traySizes, trayStates, trayTones, windowIconFile } from '../main/desktop/icon-files.ts';
import type { Result } from '../main/result.ts';
import { fail, ok } from '../main/result.ts';
import type { References } from './references.ts';
import { referencesOf } from './references.ts';

export interface Needs {
  /** Paths in the app, each with who asks for it. */
  readonly files: ReadonlyMap<string, string>;
  /** A sentence for each need that is not met. */
  readonly missing: readonly string[];
}

const manifestShape = z.object({ main: z.string() });

/** @param app a folder that holds what is in app.asar, unpacked files included, and nothing above it to fall back on */
export function needsOf(app: string): Needs {
  const files = new Map<string, string>();
  const missing: string[] = [];
  const parsed = new Map<string, References>();

  /** Whether it is there and not followed yet. */
  const need = (file: string, by: string): boolean => {
    if (files.has(file)) return false;
    if (statSync(join(app, file), { throwIfNoEntry: false })?.isFile() !== true) {
      missing.push(`${file} is not in the package, but ${by} needs it.`);
      return false;
    }
    files.set(file, by);
    return true;
  };

  const references = (script: string): References => {
    const known = parsed.get(script);
    if (known) return known;
    const found = referencesOf(readFileSync(join(app, script), 'utf8'), (module, name) => {
      const file = besides(script, module);
      return module.startsWith('.') && existsSync(join(app, file)) && references(file).requires.has(name);
    });
    parsed.set(script, found);
    return found;
  };

  const followScript = (script: string, by: string): void => {
    if (!need(script, by)) return;
    const { modules, optional, places } = references(script);
    for (const module of [...modules, ...optional]) {
      if (module.startsWith('.')) followScript(besides(script, module), script);
      else if (!isBuiltin(module) && module !== 'electron') followPackage(module, script, optional.includes(module));
    }
    for (const place of places) followPlace(besides(script, place), script);
  };

  const followPackage = (name: string, by: string, optional: boolean): void => {
    const folder = join('node_modules', ...name.split('/').slice(0, name.startsWith('@') ? 2 : 1));
    if (!existsSync(join(app, folder))) {
      if (!optional) missing.push(`${name} is not among the packages, but ${by} needs it.`);
      return;
    }
    const loaded = loadedWith(app, name);
    if (!loaded.ok) missing.push(`${name} cannot be loaded from the package: ${loaded.error}`);
    else for (const file of loaded.value) need(file, `loading ${name}`);
  };

  /** A script, a page's folder, or the pictures: whatever else is named needs a rule here. */
  const followPlace = (place: string, by: string): void => {
    if (/\.[cm]?js$/.test(place)) followScript(place, by);
    else if (place === 'assets/icons')
      for (const icon of icons) need(join(place, icon), `a name in main/desktop/icon-files.ts`);
    else if (existsSync(join(app, place, 'index.html'))) followPage(place, by);
    else if (statSync(join(app, place), { throwIfNoEntry: false })?.isDirectory() === true)
      missing.push(`${by} opens the folder ${place}: it is not known which of its files it needs.`);
    else need(place, by);
  };

  const followPage = (folder: string, by: string): void => {
    const page = join(folder, 'index.html');
    need(page, by);
    const html = readFileSync(join(app, page), 'utf8');
    for (const [, path = ''] of html.matchAll(/\b(?:src|href)="([^"]+)"/g))
      followPart(folder, join(folder, path), page);
  };

  const followPart = (folder: string, file: string, by: string): void => {
    if (!need(file, by)) return;
    if (file.endsWith('.css')) {
      const css = readFileSync(join(app, file), 'utf8');
      for (const [, path = ''] of css.matchAll(/url\(["']?([^"')]+)["']?\)/g))
        if (!path.startsWith('data:'))
          followPart(folder, path.startsWith('/') ? join(folder, path) : besides(file, path), file);
    } else if (file.endsWith('.js')) {
      const { modules, places, strings } = references(file);
      for (const path of [...modules, ...places]) followPart(folder, besides(file, path), file);
      // what a script loads later, it names from the page's folder on
      for (const path of strings) if (/^\/?assets\/[\w.-]+$/.test(path)) followPart(folder, join(folder, path), file);
    }
  };

  need('package.json', 'Electron');
  const { main } = manifestShape.parse(JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')));
  followScript(posix.normalize(main), 'package.json');
  return { files, missing };
}

/** The window's picture, and each state of the tray in each tone and size. */
const icons: readonly string[] = [
  windowIconFile,
  ...trayStates.flatMap((state) =>
    trayTones.flatMap((tone) => traySizes.map((size) => trayIconFile(state, tone, size))),
  ),
];

const besides = (file: string, path: string): string => join(dirname(file), path);

/** Runs in a Node of its own: imports a package and prints what that opened. */
const watchLoading = `
  import { registerHooks } from 'node:module';
  import { fileURLToPath } from 'node:url';
  const opened = [];
  registerHooks({ load: (url, context, next) => { if (url.startsWith('file:')) opened.push(fileURLToPath(url)); return next(url, context); } });
  await import(process.argv[1]);
  const libraries = process.report.getReport().sharedObjects;
  console.log(JSON.stringify([...opened, ...libraries]));
`;

/** Paths in the app of the files that importing a package opens, its native library included; else why it failed. */
function loadedWith(app: string, name: string): Result<readonly string[]> {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', watchLoading, name],
    {
      cwd: app,
      encoding: 'utf8',
    },
  );
  if (status !== 0) return fail(/^\w*Error.*$/m.exec(stderr)?.[0] ?? stderr);
  const opened = z.array(z.string()).parse(JSON.parse(stdout));
  const own = opened.map((path) => relative(app, path)).filter((path) => !path.startsWith('..'));
  // Node reads the manifest of each package on its way
  const manifests = own.map((path) => join(/^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? '', 'package.json'));
  return ok([...new Set([...own, ...manifests])]);
}
