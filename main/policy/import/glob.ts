/** Patterns of system76-scheduler: `*` is any text, `?` one character, a leading `!` turns it round. */
export type Matches = (text: string) => boolean;

export function globOf(pattern: string): Matches {
  if (pattern.startsWith('!')) {
    const matches = globOf(pattern.slice(1));
    return (text) => !matches(text);
  }
  if (!/[*?]/.test(pattern)) return (text) => text === pattern;
  const parts = Array.from(pattern);
  return (text) => fits(parts, text);
}

/** Goes back to the last star only, so that no pattern makes it slow: at most pattern times text steps. */
function fits(pattern: readonly string[], text: string): boolean {
  const characters = Array.from(text);
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let resume = 0;
  while (at < characters.length) {
    const wanted = pattern[inPattern];
    if (wanted === '*') {
      star = inPattern;
      inPattern += 1;
      resume = at;
    } else if (wanted !== undefined && (wanted === '?' || wanted === characters[at])) {
      inPattern += 1;
      at += 1;
    } else if (star >= 0) {
      inPattern = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  while (pattern[inPattern] === '*') inPattern += 1;
  return inPattern === pattern.length;
}
