/** Which systemd unit or container a cgroup path names, and how much that says about what runs inside. */

/**
 * How far a unit is one program:
 * - `sealed`: whatever runs inside belongs to it (containers, virtual machines, Flatpak sandboxes);
 * - `launched`: a desktop started one app in it, whose helpers belong to it;
 * - `service`: one daemon, whose own program belongs to it;
 * - `open`: a place where unrelated programs live side by side (login sessions, terminals).
 */
type UnitNature = 'sealed' | 'launched' | 'service' | 'open';

export interface CgroupUnit {
  /** Unit name as systemd spells it; null for a container of a runtime without systemd, and where there is none. */
  readonly unit: string | null;
  /** Path of the unit's own cgroup: what is below it belongs to it. */
  readonly path: string;
  /** Uid of the user manager that owns the unit; null for the system's. */
  readonly userManager: number | null;
  readonly nature: UnitNature;
  /** Desktop entry id in the name of a launched unit, without `.desktop`. */
  readonly desktopId: string | null;
  /** Holds a service manager itself. */
  readonly session: boolean;
  /** A scope that this product made around processes. */
  readonly own: boolean;
}

/** Scopes that this product makes around processes: being put there changes nothing about whose they are. */
const ownScopePrefix = 'brainkernel-';

const containerComponent =
  /^(?:(?:docker|libpod|crio|cri-containerd|containerd|buildkit|nerdctl)-[0-9a-f]{12,64}(?:\.scope)?|lxc\.payload[.-].+|machine-.+\.scope|systemd-nspawn@.+\.service|[0-9a-f]{64})$/;

/** Scopes that hold whatever a person starts: logins, terminals, multiplexers, nested managers. */
const openScope =
  /^(?:session-[^/]*|vte-spawn-.*|init|tmux-.*|tmux-spawn-.*|screen-.*|kitty-.*|ghostty-.*|wezterm-.*|ptyxis-spawn-.*|kgx-.*|foot-.*|terminal-.*)\.scope$/;
const userManagerService = /^user@(\d+)\.service$/;

/** Reads a cgroup path as /proc/PID/cgroup gives it. Never throws; anything unknown is an open place. */
export function unitOf(cgroup: string): CgroupUnit {
  const parts = cgroup.split('/');
  let userManager: number | null = null;
  let found: { readonly index: number; readonly name: string } | null = null;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    const manager = userManagerService.exec(part);
    if (manager !== null) userManager = Number(manager[1]);
    else if (containerComponent.test(part)) {
      const path = parts.slice(0, index + 1).join('/');
      const unit = part.endsWith('.scope') || part.endsWith('.service') ? part : null;
      return { unit, path, userManager, nature: 'sealed', desktopId: null, session: false, own: false };
    } else if (part.endsWith('.scope') || part.endsWith('.service')) {
      found = { index, name: part };
    }
  }
  if (found === null) return openPlace(cgroup, userManager, userManager !== null);
  const path = parts.slice(0, found.index + 1).join('/');
  return describeUnit(found.name, path, userManager);
}

function openPlace(path: string, userManager: number | null, session: boolean): CgroupUnit {
  return { unit: null, path, userManager, nature: 'open', desktopId: null, session, own: false };
}

function describeUnit(unit: string, path: string, userManager: number | null): CgroupUnit {
  const own = unit.startsWith(ownScopePrefix) && unit.endsWith('.scope');
  const known = { unit, path, userManager, session: unit === 'init.scope', own };
  if (own || openScope.test(unit)) return { ...known, nature: 'open', desktopId: null };
  const desktopId = desktopIdOf(unit);
  if (unit.startsWith('app-flatpak-')) return { ...known, nature: 'sealed', desktopId };
  if (desktopId !== null || unit.endsWith('.scope')) return { ...known, nature: 'launched', desktopId };
  return { ...known, nature: 'service', desktopId: null };
}

/**
 * The desktop entry id in a unit name, per https://systemd.io/DESKTOP_ENVIRONMENTS (launcher and id are escaped, so
 * a dash separates) and what snapd and D-Bus activation use; null for other units.
 */
export function desktopIdOf(unit: string): string | null {
  const snap = /^snap\.([^.]+)\.([^.]+?)(?:[.-][0-9a-f-]{36}|\.\d+-[0-9a-f-]{36})\.scope$/.exec(unit);
  if (snap !== null) return `${snap[1] ?? ''}_${snap[2] ?? ''}`;
  const activated = /^dbus-:[\d.]+-(.+)@\d+\.service$/.exec(unit);
  if (activated !== null) return unescapeUnit(activated[1] ?? '');
  if (!unit.startsWith('app-')) return null;
  const name = unit.slice('app-'.length);
  const stem = name.endsWith('.scope')
    ? // app[-LAUNCHER]-ID-RANDOM.scope
      name.slice(0, -'.scope'.length).replace(/-[^-]*$/, '')
    : // app[-LAUNCHER]-ID[@RANDOM].service
      name.slice(0, -'.service'.length).replace(/@[^@]*$/, '');
  const id = stem.slice(stem.lastIndexOf('-') + 1);
  return id === '' ? null : unescapeUnit(id);
}

/** Reverses systemd-escape(1): `\x2d` is a dash. */
export function unescapeUnit(text: string): string {
  return text.replace(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
