/** An IO priority's canonical text, taken apart. Pure. */

/** ioprio_set(2). `none` follows the nice value; idle has no level and is a word of its own. */
export type IoPriority =
  { readonly name: 'none' } | { readonly name: 'best-effort' | 'realtime'; readonly level: string };

/** Null for what is no IO priority with a level. */
export function readIoPriority(text: string): IoPriority | null {
  if (text === 'none') return { name: text };
  const [, name, level = ''] = /^(best-effort|realtime)\/(\d)$/.exec(text) ?? [];
  return name === 'best-effort' || name === 'realtime' ? { name, level } : null;
}
