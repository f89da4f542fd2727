/** Which commands fit what was typed, the best first. Pure. */

interface Findable {
  readonly text: string;
  readonly hint?: string;
}

/** 0 for the best; null when it does not fit. Every word typed must be somewhere in it. */
function rank({ text, hint = '' }: Findable, words: readonly string[]): number | null {
  const name = text.toLowerCase();
  const all = `${name} ${hint.toLowerCase()}`;
  if (!words.every((word) => all.includes(word))) return null;
  const [first = ''] = words;
  if (name.startsWith(first)) return 0;
  if (name.split(/[\s:：]+/).some((part) => part.startsWith(first))) return 1;
  return name.includes(first) ? 2 : 3;
}

/** Everything in its order when nothing was typed. */
export function matching<T extends Findable>(items: readonly T[], typed: string): readonly T[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return items
    .flatMap((item) => {
      const found = rank(item, words);
      return found === null ? [] : [{ item, found }];
    })
    .sort((a, b) => a.found - b.found)
    .map(({ item }) => item);
}
