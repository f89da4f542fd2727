/** What `electron-builder.yml` cannot say, because it is known only when packing: who packs, from where, and which files. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import type { Configuration } from 'electron-builder';

const root = join(import.meta.dirname, '..');
const metainfo = 'assets/org.brainkernel.Desktop.metainfo.xml';

export interface PackageOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Leaves the inspector's fuse on, which Playwright needs: for tests, never to be shipped. */
  readonly forTests?: boolean;
}

export function packageConfig({ environment, forTests }: PackageOptions): Configuration {
  const fpm = systemFiles().map(({ from, to }) => `${from}=${to}`);
  const updates = environment['BRAINKERNEL_UPDATE_URL'];
  return {
    extraMetadata: { homepage: environment['BRAINKERNEL_HOMEPAGE'] ?? 'https://brainkernel.invalid' },
    linux: { maintainer: maintainer(environment) },
    deb: { fpm },
    rpm: { fpm },
    ...(updates === undefined ? {} : { publish: { provider: 'generic', url: updates } }),
    ...(forTests === true ? { electronFuses: { enableNodeCliInspectArguments: true } } : {}),
  };
}

/** Whoever packs, as Debian's tools ask for it (debchange(1)), else as git knows them, else as fpm guesses. */
function maintainer(environment: NodeJS.ProcessEnv): string {
  const name = environment['DEBFULLNAME'] ?? (gitConfig('user.name') || userInfo().username);
  const email = environment['DEBEMAIL'] ?? (gitConfig('user.email') || `${userInfo().username}@${hostname()}`);
  return `${name} <${email}>`;
}

function gitConfig(key: string): string {
  try {
    return execFileSync('git', ['config', key], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

export interface SystemFile {
  /** Below the root of the tree. */
  readonly from: string;
  /** Where deb and rpm put it. */
  readonly to: string;
  /** Where it lies in the app's own folder, as electron-builder.yml says. */
  readonly inPackage: string;
}

/** The files that deb and rpm put outside /opt: what the system must find by itself. Throws when one has no known place. */
export function systemFiles(): readonly SystemFile[] {
  const place = `usr/share/metainfo/${metainfo.slice('assets/'.length)}`;
  return [
    { from: metainfo, to: `/${place}`, inPackage: place },
    ...helperFiles().map((file) => ({ ...file, inPackage: `resources/helper/${basename(file.from)}` })),
  ];
}

/** The helper with its D-Bus, systemd and polkit files; its own place is the one that its unit starts it from. */
function helperFiles(): readonly Omit<SystemFile, 'inPackage'>[] {
  const folder = join(root, 'assets/helper');
  if (!existsSync(folder)) return [];
  const around = readdirSync(folder).map((name) => {
    const from = `assets/helper/${name}`;
    return { from, to: systemPlace(from, readFileSync(join(folder, name), 'utf8')) };
  });
  const unit = around.find(({ to }) => to.startsWith(systemdUnits));
  const started = unit && /^ExecStart=(\/\S+)/m.exec(readFileSync(join(root, unit.from), 'utf8'))?.[1];
  if (started === undefined) throw new Error('assets/helper has no systemd unit with an ExecStart.');
  return [...around, { from: 'helper/brainkernel-helper', to: started }];
}

const systemdUnits = '/usr/lib/systemd/system/';

/** file-hierarchy(7), dbus-daemon(1), polkit(8). Told by what the file is for; two kinds of .service differ by content. */
function systemPlace(file: string, text: string): string {
  const name = basename(file);
  if (name.endsWith('.policy')) return `/usr/share/polkit-1/actions/${name}`;
  if (name.endsWith('.rules')) return `/usr/share/polkit-1/rules.d/${name}`;
  if (name.endsWith('.conf')) return `/usr/share/dbus-1/system.d/${name}`;
  if (name.endsWith('.xml')) return `/usr/share/dbus-1/interfaces/${name}`;
  if (text.includes('[D-BUS Service]')) return `/usr/share/dbus-1/system-services/${name}`;
  if (text.includes('[Unit]')) return `${systemdUnits}${name}`;
  throw new Error(`${file}: deb and rpm have no place for such a file; scripts/package-config.ts knows the places.`);
}
