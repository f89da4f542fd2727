/** KDL text -> tokens. Comments, continued lines and blanks are gone; what fits nothing is a token of its own. */

interface Plain {
  readonly kind: 'open' | 'close' | 'newline' | 'semicolon' | 'equals' | 'slashdash' | 'garbage' | 'end';
  readonly line: number;
}
interface Texted {
  /** `type` is what stands in parentheses. */
  readonly kind: 'word' | 'string' | 'type';
  readonly text: string;
  readonly line: number;
}
export type Token = (Plain & { readonly text?: undefined }) | Texted;

const punctuation: ReadonlyMap<string, Plain['kind']> = new Map([
  ['{', 'open'],
  ['}', 'close'],
  [';', 'semicolon'],
  ['=', 'equals'],
  ['\n', 'newline'],
]);

const blank = /[^\S\n]+/uy;
const lineComment = /\/\/[^\n]*/uy;
const continued = /\\[^\S\n]*(?:\/\/[^\n]*)?\n/uy;
const word = /[^\s{}()[\]<>\\/;="]+/uy;
const raw = /r?(#{0,64})"/uy;
const typed = /\([^\S\n]*"?([^\s(){}"\\]{1,64})"?[^\S\n]*\)/uy;
/** So often may something that is never closed cost a look at the whole rest; after that the rest is given up. */
const patience = 64;

/** Never throws; the last token is `end`. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const source = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?|[\u0085\f\u2028\u2029]/g, '\n');
  let at = 0;
  let line = 1;
  let unclosed = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  const goTo = (end: number): void => {
    for (; at < end; at += 1) if (source[at] === '\n') line += 1;
  };
  const giveUpOn = (): void => {
    tokens.push({ kind: 'garbage', line });
    unclosed += 1;
    goTo(unclosed > patience ? source.length : Math.max(at + 1, endOfLine(source, at)));
  };
  const string = (start: number, end: number, escaped: boolean, length: number): void => {
    const inside = source.slice(start, end);
    tokens.push({ kind: 'string', text: escaped ? unescaped(inside) : inside, line });
    goTo(end + length);
  };

  while (at < source.length) {
    const character = source[at] ?? '';
    const gap = match(blank) ?? match(lineComment) ?? match(continued);
    const kind = punctuation.get(character);
    if (gap !== null) goTo(at + gap[0].length);
    else if (source.startsWith('/*', at)) {
      const end = endOfComment(source, at);
      if (end === null) giveUpOn();
      else goTo(end);
    } else if (source.startsWith('/-', at)) {
      tokens.push({ kind: 'slashdash', line });
      at += 2;
    } else if (kind !== undefined) {
      tokens.push({ kind, line });
      goTo(at + 1);
    } else if (character === '"') {
      const end = endOfString(source, at + 1);
      if (end === null) giveUpOn();
      else string(at + 1, end, true, 1);
    } else {
      const opening = match(raw);
      const type = opening === null ? match(typed) : null;
      const plain = opening === null ? match(word) : null;
      if (opening !== null) {
        const closing = `"${opening[1] ?? ''}`;
        const end = source.indexOf(closing, at + opening[0].length);
        if (end < 0) giveUpOn();
        else string(at + opening[0].length, end, false, closing.length);
      } else if (type !== null) {
        tokens.push({ kind: 'type', text: type[1] ?? '', line });
        goTo(at + type[0].length);
      } else if (plain !== null) {
        tokens.push({ kind: 'word', text: plain[0], line });
        goTo(at + plain[0].length);
      } else {
        tokens.push({ kind: 'garbage', line });
        at += 1;
      }
    }
  }
  tokens.push({ kind: 'end', line });
  return tokens;
}

const endOfLine = (source: string, at: number): number => {
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end;
};

/** Where the quote stands that closes a string; null when none does. */
function endOfString(source: string, start: number): number | null {
  for (let index = start; index < source.length; index += 1) {
    if (source[index] === '"') return index;
    if (source[index] === '\\') index += 1;
  }
  return null;
}

/** Just behind a comment, which may hold others; null when it is never closed. */
function endOfComment(source: string, start: number): number | null {
  const bounds = /\/\*|\*\//g;
  bounds.lastIndex = start;
  let depth = 0;
  for (let bound = bounds.exec(source); bound !== null; bound = bounds.exec(source)) {
    depth += bound[0] === '/*' ? 1 : -1;
    if (depth === 0) return bounds.lastIndex;
  }
  return null;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', s: ' ' };

function unescaped(text: string): string {
  return text.replaceAll(/\\(?:u\{([0-9a-fA-F]{1,6})\}|(.))/gsu, (whole, code: string | undefined, one: string) => {
    if (code === undefined) return escapes[one] ?? one;
    const point = Number.parseInt(code, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
