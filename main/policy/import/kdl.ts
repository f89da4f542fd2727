/**
 * KDL 1 (https://kdl.dev/spec-v1), read tolerantly: what cannot be read costs its line, not its file. Libraries give a
 * whole document or none, and refuse names like `7z` that rule files in the wild leave unquoted. The hash spellings of
 * KDL 2 (`#true`) are understood too.
 */
import type { Token } from './kdl-tokens.ts';
import { tokensOf } from './kdl-tokens.ts';

export type KdlValue = string | number | boolean | null;

export interface KdlEntry {
  /** Null for an argument. */
  readonly property: string | null;
  /** The type in front of the value: `(realtime)0`. */
  readonly type: string | null;
  readonly value: KdlValue;
}

export interface KdlNode {
  readonly name: string;
  readonly line: number;
  readonly entries: readonly KdlEntry[];
  readonly children: readonly KdlNode[];
}

export type KdlProblem = 'unreadable' | 'unclosed' | 'surplus-brace' | 'too-deep';

type Word = Extract<Token, { readonly text: string }>;

const deepest = 32;

/** Never throws. `problem` is told of each place that was not understood, with its line counted from 1. */
export function parseKdl(text: string, problem: (kind: KdlProblem, line: number) => void): readonly KdlNode[] {
  const tokens = tokensOf(text);
  let at = 0;
  const peek = (): Token => tokens[at] ?? { kind: 'end', line: tokens.at(-1)?.line ?? 1 };
  const isEndOfNode = ({ kind }: Token): boolean =>
    kind === 'newline' || kind === 'semicolon' || kind === 'close' || kind === 'end';

  /** Over what was not understood: up to a block on the same line, else to the end of the node. */
  const skipEntries = (): void => {
    while (!isEndOfNode(peek()) && peek().kind !== 'open') at += 1;
  };
  /** Over the block that begins here, where one does. */
  const skipBlock = (): void => {
    let depth = 0;
    do {
      const { kind } = peek();
      if (kind === 'end') return;
      if (kind === 'open') depth += 1;
      if (kind === 'close') depth -= 1;
      at += 1;
    } while (depth > 0);
  };

  const takeText = (): Word | undefined => {
    const token = peek();
    if (token.kind !== 'word' && token.kind !== 'string') return undefined;
    at += 1;
    return token;
  };

  const typeInFront = (): string | null => {
    const token = peek();
    if (token.kind !== 'type') return null;
    at += 1;
    return token.text;
  };

  const entry = (): KdlEntry | undefined => {
    const type = typeInFront();
    const token = takeText();
    if (token === undefined) return undefined;
    if (peek().kind !== 'equals') return { property: null, type, value: valueOf(token) };
    at += 1;
    const valueType = typeInFront();
    const value = takeText();
    return value === undefined ? undefined : { property: token.text, type: valueType, value: valueOf(value) };
  };

  const block = (depth: number, line: number): readonly KdlNode[] => {
    if (depth >= deepest) {
      problem('too-deep', line);
      skipBlock();
      return [];
    }
    at += 1;
    const children = nodes(depth + 1);
    if (peek().kind === 'close') at += 1;
    else problem('unclosed', line);
    return children;
  };

  /** The node that begins here; undefined when it cannot be read or is commented out. */
  const node = (depth: number): KdlNode | undefined => {
    const dropped = peek().kind === 'slashdash';
    if (dropped) at += 1;
    typeInFront();
    const first = takeText();
    if (first === undefined) {
      problem('unreadable', peek().line);
      skipEntries();
      if (peek().kind === 'open') skipBlock();
      return undefined;
    }
    const entries: KdlEntry[] = [];
    let children: readonly KdlNode[] = [];
    let whole = true;
    while (!isEndOfNode(peek())) {
      const without = peek().kind === 'slashdash';
      if (without) at += 1;
      const { kind, line } = peek();
      if (kind === 'open') {
        const found = block(depth, line);
        if (!without) children = found;
        continue;
      }
      const found = entry();
      if (found === undefined) {
        problem('unreadable', line);
        whole = false;
        skipEntries();
      } else if (!without) entries.push(found);
    }
    // half a condition would hold for more than it was meant for
    if (dropped || (!whole && children.length === 0)) return undefined;
    return { name: first.text, line: first.line, entries, children };
  };

  const nodes = (depth: number): readonly KdlNode[] => {
    const found: KdlNode[] = [];
    for (;;) {
      const { kind, line } = peek();
      if (kind === 'newline' || kind === 'semicolon') at += 1;
      else if (kind === 'end') return found;
      else if (kind === 'close') {
        if (depth > 0) return found;
        problem('surplus-brace', line);
        at += 1;
      } else {
        const one = node(depth);
        if (one !== undefined) found.push(one);
      }
    }
  };
  return nodes(0);
}

function valueOf(token: Word): KdlValue {
  if (token.kind === 'string') return token.text;
  const word = token.text.replace(/^#(?=true$|false$|null$)/, '');
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  if (/^[-+]?\d[\d_]*(?:\.[\d_]+)?(?:[eE][-+]?\d+)?$/.test(word)) return Number(word.replaceAll('_', ''));
  return word;
}
