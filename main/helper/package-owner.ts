/** Which package a file of the system belongs to. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

export interface PackageOwner {
  readonly package: string;
  /** What a person calls it: `apt`, `rpm`, `rpm-ostree`, `pacman`. */
  readonly manager: string;
  /** Takes the package away. */
  readonly removal: string;
}

interface Question {
  readonly program: string;
  readonly args: readonly string[];
  /** The package's name in the answer. */
  readonly name: RegExp;
  readonly owner: (name: string) => PackageOwner;
}

/** dpkg-query(1), rpm(8), pacman(8); each exits with another code than 0 when the file is nobody's. */
const questions: readonly Question[] = [
  {
    program: 'dpkg-query',
    args: ['-S'],
    name: /^([a-z\d][a-z\d+.-]*)(?::\w+)?: /m,
    owner: (name) => ({ package: name, manager: 'apt', removal: `sudo apt remove ${name}` }),
  },
  {
    program: 'rpm',
    args: ['-qf', '--qf', '%{NAME}\n'],
    name: /^([\w+.-]+)$/m,
    owner: (name) =>
      existsSync('/run/ostree-booted')
        ? { package: name, manager: 'rpm-ostree', removal: `rpm-ostree uninstall ${name}` }
        : { package: name, manager: 'rpm', removal: `sudo rpm -e ${name}` },
  },
  {
    program: 'pacman',
    args: ['-Qqo'],
    name: /^([\w@+.-]+)$/m,
    owner: (name) => ({ package: name, manager: 'pacman', removal: `sudo pacman -R ${name}` }),
  },
];

const run = promisify(execFile);
const patienceMs = 20_000;

/** Null when no package manager of this system knows the file, or when it is not there. */
export async function packageOwner(path: string): Promise<PackageOwner | null> {
  if (!existsSync(path)) return null;
  for (const { program, args, name, owner } of questions) {
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };
    const answer = await run(program, [...args, path], { env, timeout: patienceMs }).catch(() => null);
    const found = answer === null ? undefined : name.exec(answer.stdout)?.[1];
    if (found !== undefined) return owner(found);
  }
  return null;
}
