/** What has to be known of this system before anything can be installed on it. */
import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { binaryOf } from './layout.ts';
import type { PackageOwner } from './package-owner.ts';
import { packageOwner } from './package-owner.ts';

export interface Surroundings {
  readonly nixos: boolean;
  readonly systemd: boolean;
  readonly systemBus: boolean;
  /** Root needs nobody's password; anybody else needs pkexec, which is then here. */
  readonly canAsk: boolean;
  /** The first read-only folder that a layout would need; null where there is none. */
  readonly readOnly: { readonly usr: string | null; readonly local: string | null };
  /** Whether polkit looks for actions in /etc as well as in /usr. */
  readonly polkitReadsEtc: boolean;
  /** Of a helper that is there. */
  readonly owner: PackageOwner | null;
}

export const pkexec = '/usr/bin/pkexec';
export const isRoot = (): boolean => process.getuid?.() === 0;

export async function lookAround(): Promise<Surroundings> {
  const usr = await firstReadOnly(['/usr']);
  return {
    nixos: existsSync('/etc/NIXOS'),
    // sd_booted(3)
    systemd: existsSync('/run/systemd/system'),
    systemBus: existsSync('/run/dbus/system_bus_socket'),
    canAsk: isRoot() || existsSync(pkexec),
    readOnly: { usr, local: usr === null ? null : await firstReadOnly(['/usr/local', '/etc']) },
    polkitReadsEtc: usr === null || (await polkitLooksIn('/etc/polkit-1/actions')),
    owner: await ownerOfHelper(),
  };
}

/** The package that brought the helper that is there. */
export const ownerOfHelper = async (): Promise<PackageOwner | null> =>
  (await packageOwner(binaryOf('usr'))) ?? (await packageOwner(binaryOf('local')));

const run = promisify(execFile);

/** findmnt(8): options of the mount and of its file system, merged. What it does not tell, root finds out. */
async function firstReadOnly(folders: readonly string[]): Promise<string | null> {
  for (const folder of folders) {
    let at = folder;
    while (!existsSync(at)) at = dirname(at);
    const args = ['--noheadings', '--output', 'OPTIONS', '--target', realpathSync(at)];
    const answer = await run('findmnt', args).catch(() => null);
    if (answer?.stdout.trim().split(',').includes('ro') === true) return folder;
  }
  return null;
}

/** Of Debian, Fedora, openSUSE and Arch. */
const authorities = ['/usr/lib/polkit-1/polkitd', '/usr/libexec/polkitd', '/usr/libexec/polkit-1/polkitd'];

/**
 * polkit 126 began to read actions from /etc, and openSUSE's did so earlier: the program itself tells by the names that
 * are written in it. Where that cannot be read, root finds out.
 */
async function polkitLooksIn(folder: string): Promise<boolean> {
  const program = authorities.find((path) => existsSync(path));
  if (program === undefined) return true;
  const content = await readFile(program).catch(() => null);
  return content === null || content.includes(folder);
}
