/** JSON objects as rule files in the wild have them: one a line, with a comment, a comma or something else behind. */

export interface LooseLine {
  readonly objects: readonly Readonly<Record<string, unknown>>[];
  /** Something stands beside the objects that is neither a comment nor a comma. */
  readonly trailing: boolean;
}

const longestLine = 64 * 1024;

/** Null where there is no object to read; nothing that a line holds makes it throw. */
export function objectsIn(line: string): LooseLine | null {
  if (line.length > longestLine) return null;
  // nearly every line is JSON as it stands
  const clean = line.startsWith('{') && line.endsWith('}') ? objectOf(parse(line)) : null;
  if (clean !== null) return { objects: [clean], trailing: false };
  const objects: Readonly<Record<string, unknown>>[] = [];
  let rest = line;
  let trailing = false;
  while (rest !== '' && !rest.startsWith('#')) {
    const start = rest.indexOf('{');
    if (start < 0) {
      trailing ||= !isNothing(rest);
      break;
    }
    trailing ||= !isNothing(rest.slice(0, start));
    const end = endOfObject(rest, start);
    if (end === null) return null;
    const object = parseObject(rest.slice(start, end));
    if (object === null) return null;
    objects.push(object);
    rest = rest.slice(end).trim();
  }
  return objects.length === 0 ? null : { objects, trailing };
}

const isNothing = (text: string): boolean => /^[\s,;]*$/.test(text);

/** Just behind the brace that closes the object; null when none does. */
function endOfObject(text: string, start: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (quoted) {
      if (character === '\\') index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return null;
}

const parseObject = (text: string): Readonly<Record<string, unknown>> | null =>
  objectOf(parse(text) ?? parse(withoutSpareCommas(text)));

function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Takes out commas before a closing brace or bracket, outside of strings. */
function withoutSpareCommas(text: string): string {
  return text.replaceAll(/("(?:[^"\\]|\\.)*")|,(?=\s*[,}\]])/g, (_, quoted: string | undefined) => quoted ?? '');
}
