/** Archive sections -> categories: https://www.debian.org/doc/debian-policy/ch-archive.html#sections */
import type { Category } from '../../../contract/words.ts';

/** Only sections whose programs are for one thing. `admin`, `net`, `utils` and the like say nothing. */
const categories: ReadonlyMap<string, Category> = new Map([
  ['games', 'game'],
  ['database', 'database'],
  ['httpd', 'server'],
  ['mail', 'communication'],
  ['news', 'communication'],
  ['math', 'scientific'],
  ['science', 'scientific'],
  ['gnu-r', 'scientific'],
  ['electronics', 'scientific'],
  ['kernel', 'system-core'],
  ['tex', 'build'],
  ['vcs', 'build'],
]);

/** @param section with or without its area: `contrib/games`. */
export function categoryOfSection(section: string | null): Category | null {
  if (section === null) return null;
  return categories.get(section.slice(section.lastIndexOf('/') + 1)) ?? null;
}
