/**
 * The environment as the person's session has it. Inside an AppImage the start script puts its own folders in front of
 * the search paths and sets variables for its own libraries; a system tool that inherits them loads the wrong ones.
 */

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
