/** What changed between two texts, word by word. Pure. */

export interface DiffPart {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Words, numbers and names with dots inside of them; each space and each sign by itself. */
const words = (text: string): readonly string[] =>
  text.match(/\s+|[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*|[^\s\p{L}\p{N}_]/gu) ?? [];

/** Longest text that is compared word by word, in words; beyond it one stands for the other as a whole. */
const most = 2_000;

/** Put together, `same` and `gone` are the text before, `same` and `new` the text after. */
export function diffWords(before: string, after: string): readonly DiffPart[] {
  const old = words(before);
  const next = words(after);
  if (old.length > most || next.length > most)
    return before === after ? [{ kind: 'same', text: before }] : merged([part('gone', before), part('new', after)]);
  return merged(walk(old, next, commonLengths(old, next)));
}

const part = (kind: DiffPart['kind'], text: string): DiffPart => ({ kind, text });

/** `[i][j]`: length of the longest common sequence of what follows word i before and word j after. */
function commonLengths(old: readonly string[], next: readonly string[]): readonly Uint16Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint16Array(next.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = next.length - 1; j >= 0; j -= 1) {
      const row = table[i];
      if (row === undefined) continue;
      const below = table[i + 1];
      row[j] = old[i] === next[j] ? (below?.[j + 1] ?? 0) + 1 : Math.max(below?.[j] ?? 0, row[j + 1] ?? 0);
    }
  return table;
}

function* walk(old: readonly string[], next: readonly string[], common: readonly Uint16Array[]): Iterable<DiffPart> {
  let i = 0;
  let j = 0;
  while (i < old.length || j < next.length) {
    const was = old[i];
    const is = next[j];
    if (was !== undefined && was === is) {
      yield part('same', was);
      i += 1;
      j += 1;
    } else if (was !== undefined && (is === undefined || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      yield part('gone', was);
      i += 1;
    } else {
      yield part('new', is ?? '');
      j += 1;
    }
  }
}

/** Neighbours of one kind as one part. */
function merged(parts: Iterable<DiffPart>): readonly DiffPart[] {
  const result: DiffPart[] = [];
  for (const { kind, text } of parts) {
    const last = result.at(-1);
    if (text === '') continue;
    if (last?.kind === kind) result[result.length - 1] = part(kind, last.text + text);
    else result.push(part(kind, text));
  }
  return result;
}
