import { appKey } from './process-list.ts';
import type { ProcessLines } from './process-lines.ts';
import type { ListRow } from './process-list.ts';

/** What a key means in the list. */
export type Step =
  | { readonly kind: 'select'; readonly index: number }
  | { readonly kind: 'fold'; readonly appId: string; readonly unfolded: boolean }
  | { readonly kind: 'unfold-all' }
  | { readonly kind: 'open'; readonly row: ListRow }
  | null;

/**
 * The keys of a tree grid (WAI-ARIA Authoring Practices): up, down, a page, the ends, right to unfold, left to fold or
 * to go to the app, asterisk to unfold everything, Enter to open.
 *
 * @param page rows on the screen
 */
export function stepFor(key: string, rows: ProcessLines, selected: string | null, page: number): Step {
  const at = rows.indexOf(selected);
  const row = rows.at(at);
  const select = (index: number): Step =>
    rows.length === 0 ? null : { kind: 'select', index: Math.max(0, Math.min(rows.length - 1, index)) };
  switch (key) {
    case 'ArrowDown':
      return select(at + 1);
    case 'ArrowUp':
      return select(at === -1 ? 0 : at - 1);
    case 'PageDown':
      return select(at + page);
    case 'PageUp':
      return select(at - page);
    case 'Home':
      return select(0);
    case 'End':
      return select(rows.length - 1);
    case 'ArrowRight':
      if (row?.kind !== 'app' || row.processes < 2) return null;
      return row.open ? select(at + 1) : { kind: 'fold', appId: row.app.id, unfolded: true };
    case 'ArrowLeft':
      if (row?.kind === 'process') return select(rows.indexOf(appKey(row.app.id)));
      return row?.open === true ? { kind: 'fold', appId: row.app.id, unfolded: false } : null;
    case '*':
      return { kind: 'unfold-all' };
    case 'Enter':
      return row === undefined ? null : { kind: 'open', row };
    default:
      return null;
  }
}
