/**
 * The environment as the person's session has it. Inside an AppImage the start script puts its own folders in front of
 * the search paths and sets variables for its own libraries; a system tool that inherits them loads the wrong ones.
 */
import { realpathSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Set by the AppImage runtime for the app alone. */
const runtimeOnly = new Set(['APPDIR', 'APPIMAGE', 'ARGV0', 'OWD', 'APPIMAGE_UUID', 'APPIMAGE_SILENT_INSTALL']);

/**
 * What child processes and look-ups in the session get: each list without its entries below `$APPDIR`, a variable that
 * held nothing else left out. Outside of an AppImage the environment is returned as it is.
 *
 * Source: the AppRun of electron-builder's AppImage (PATH, XDG_DATA_DIRS, LD_LIBRARY_PATH, GSETTINGS_SCHEMA_DIR).
 */
export function toolEnvironment(environment: Environment): Environment {
  const mount = environment['APPDIR'];
  if (mount === undefined || !mount.startsWith('/') || mount === '/') return environment;
  const inside = (path: string): boolean => path === mount || path.startsWith(`${mount.replace(/\/+$/, '')}/`);

  const cleaned: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || runtimeOnly.has(name)) continue;
    const entries = value.split(':');
    if (!entries.some(inside)) {
      cleaned[name] = value;
      continue;
    }
    const others = entries.filter((entry) => entry !== '' && !inside(entry));
    if (others.length > 0) cleaned[name] = others.join(':');
  }
  return cleaned;
}

/**
 * A copy of the environment, without `APPIMAGE` where that names another program from whose terminal this one was
 * started. Ours runs below `$APPDIR`, where the runtime mounted it.
 *
 * @param execPath absolute, with its symbolic links resolved
 */
export function ownEnvironment(environment: Environment, execPath: string): Environment {
  const mount = environment['APPDIR'];
  const isOurs = mount?.startsWith('/') === true && execPath.startsWith(`${resolved(mount).replace(/\/+$/, '')}/`);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => isOurs || name !== 'APPIMAGE'));
}

/** What every child process gets from now on. @param live process.env, changed in place */
export function replaceEnvironment(live: Record<string, string | undefined>, by: Environment): void {
  for (const name of Object.keys(live)) {
    const value = by[name];
    if (value === undefined) Reflect.deleteProperty(live, name);
    else live[name] = value;
  }
}

/** The temporary folder may be a link, and the path of a program never is. */
function resolved(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
