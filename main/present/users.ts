/** User names by uid from passwd(5), read once and again when an unknown uid turns up, at most once a minute. */
import { readFileSync } from 'node:fs';

export function createUserNames(now: () => number, path = '/etc/passwd'): (uid: number) => string {
  let names = read(path);
  let readAt = now();
  return (uid) => {
    const known = names.get(uid);
    if (known !== undefined) return known;
    if (now() - readAt > 60_000) {
      readAt = now();
      names = read(path);
    }
    return names.get(uid) ?? String(uid);
  };
}

function read(path: string): ReadonlyMap<number, string> {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    return new Map(
      lines.map((line) => line.split(':')).flatMap(([name, , uid]) => (name && uid ? [[Number(uid), name]] : [])),
    );
  } catch {
    return new Map(); // a machine without the file shows numbers
  }
}
