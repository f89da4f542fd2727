/** One well-known program. Written as tables: a friendly name, then the exact names it runs under. */
import type { Category } from '../../../contract/words.ts';

/** What is true of a program besides its category. */
export interface Traits {
  /** May never be frozen or ended: the machine or a person's work would suffer at once. */
  readonly immune?: true;
  /** Its children do its own work and are one app with it: a browser's renderers, a build driver's compilers. */
  readonly ownsChildren?: true;
  /** A delay of milliseconds is seen or heard. */
  readonly latencyCritical?: true;
  /** Nobody waits for it: its whole job is background work. */
  readonly background?: true;
  /** Runs whatever it is told to (a terminal, a launcher, sshd): neither its children nor its unit are one app with it. */
  readonly hosts?: true;
  /** Takes in processes whose parents have ended, so that its children have nothing in common. */
  readonly reaps?: true;
  /** The names are of scripts, modules or classes that an interpreter runs; `either`: such a script or an executable. */
  readonly runs?: 'script' | 'either';
  /** A directory the program must lie in, as whole path components: `/pkg/tool/`. For names that mean nothing alone. */
  readonly within?: `/${string}/`;
  /** Names versioned by distributions count too: `gcc-12`, `python3.11`, `x86_64-linux-gnu-ld`. */
  readonly versioned?: true;
}

export interface CatalogueEntry extends Traits {
  readonly title: string;
  /** The title speaks of several products: each is shown under its own name. */
  readonly family: boolean;
  readonly names: readonly string[];
  readonly category: Category;
}

/**
 * `{ 'Friendly name': 'basename other-basename' }`, all of one category and with the same traits. A title that ends in
 * an ellipsis names a family of programs rather than one.
 */
export function programs(
  category: Category,
  traits: Traits,
  table: Readonly<Record<string, string>>,
): readonly CatalogueEntry[] {
  return Object.entries(table).map(([title, names]) => ({
    ...traits,
    title: title.replace(/…$/, ''),
    family: title.endsWith('…'),
    names: names.split(' '),
    category,
  }));
}
