import type { AppRow } from '../../contract/machine.ts';

/** More than fit under the commands would hide them. */
const most = 6;

/** Apps whose name holds what was typed: those that begin with it first, then the busiest. */
export function findApps(apps: Iterable<AppRow>, search: string): readonly AppRow[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return [];
  const rank = ({ name }: AppRow): number => (name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return [...apps]
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .sort((a, b) => rank(a) - rank(b) || b.cpu - a.cpu)
    .slice(0, most);
}
