/** What the path of an executable says: its name, whether the system owns the place, which install directory it shares. */

/** Last component of a path, `''` for a path that ends in a slash. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Places that only root, or a package service working for root, writes to. hier(7), FHS 3.0. */
const systemDirectories = [
  '/usr/',
  '/bin/',
  '/sbin/',
  '/lib/',
  '/lib32/',
  '/lib64/',
  '/opt/',
  '/snap/',
  '/var/lib/snapd/snap/',
  '/nix/store/',
  '/gnu/store/',
  '/var/lib/flatpak/',
  // inside a Flatpak sandbox the kernel reports paths of the sandbox: its runtime is /usr, its program /app
  '/app/',
  '/run/current-system/',
];

/**
 * Whether the executable lies where an ordinary user cannot put one. A name means what it says only there:
 * `/tmp/pipewire` is no sound server. False for relative paths and for paths that climb (`..`).
 */
export function trustedLocation(exe: string | null): boolean {
  if (exe === null || exe.includes('/../')) return false;
  return systemDirectories.some((directory) => exe.startsWith(directory));
}

const multiarch = /^[a-z0-9_]+-linux-gnu[a-z0-9]*$/;

/** Directories that many programs share although they look like one program's own. */
const sharedDirectories = new Set(['bin', 'sbin', 'lib', 'libexec', 'systemd', 'jvm', 'gcc', 'ld', 'debug', 'locale']);

/**
 * The install directory that belongs to one program alone, with a trailing slash: `/opt/x/`, `/usr/lib/firefox/`,
 * `/snap/x/`, `/var/lib/flatpak/app/x/`, `/nix/store/HASH-x/`, `…/node_modules/x/`, `…/steamapps/common/x/`. Null where programs live side by side.
 */
export function privateDirectory(path: string): string | null {
  const modules = path.lastIndexOf('/node_modules/');
  if (modules >= 0) return ownDirectory(path, modules + '/node_modules/'.length, 0);
  const steamGame = path.indexOf('/steamapps/common/');
  if (steamGame >= 0) return ownDirectory(path, steamGame + '/steamapps/common/'.length, 0);
  if (path.startsWith('/opt/')) return ownDirectory(path, '/opt/'.length, 0);
  for (const parent of ['/usr/lib/', '/usr/lib64/', '/usr/libexec/', '/usr/share/', '/usr/local/lib/', '/lib/']) {
    if (path.startsWith(parent)) return ownDirectory(path, parent.length, 1);
  }
  for (const parent of ['/snap/', '/var/lib/flatpak/app/', '/nix/store/', '/gnu/store/']) {
    if (path.startsWith(parent)) return ownDirectory(path, parent.length, 0);
  }
  for (const parent of ['/.local/share/flatpak/app/', '/.local/share/', '/.steam/']) {
    const at = path.indexOf(parent);
    if (at >= 0) return ownDirectory(path, at + parent.length, 0);
  }
  return null;
}

/** The directory that starts at `from`, when there is one and it is nobody else's. Steps over a multiarch level. */
function ownDirectory(path: string, from: number, levelsToStep: number): string | null {
  let end = path.indexOf('/', from);
  if (end < 0) return null;
  let name = path.slice(from, end);
  if (levelsToStep > 0 && multiarch.test(name)) {
    const start = end + 1;
    end = path.indexOf('/', start);
    if (end < 0) return null;
    name = path.slice(start, end);
  }
  if (name.startsWith('@')) {
    // a scope of npm packages: @vitest/runner
    end = path.indexOf('/', end + 1);
    if (end < 0) return null;
  }
  return sharedDirectories.has(name) ? null : path.slice(0, end + 1);
}

/**
 * A program's name without the target triple in front and the version behind, which distributions add:
 * `x86_64-linux-gnu-gcc-12` is gcc, `python3.11` python, `ld.bfd` stays. Only whole grammatical parts are taken off.
 */
export function unversionedName(name: string): string {
  const bare = name.replace(/^[a-z0-9_]+-(?:pc-|unknown-)?linux-(?:gnu|musl)[a-z0-9]*-/, '');
  const unversioned = bare.replace(/-?\d+(?:\.\d+)*$/, '');
  return unversioned === '' ? bare : unversioned;
}
