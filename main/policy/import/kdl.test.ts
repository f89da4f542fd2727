import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KdlNode } from './kdl.ts';
import { parseKdl } from './kdl.ts';

interface Read {
  readonly nodes: readonly KdlNode[];
  readonly problems: readonly string[];
}

function read(text: string): Read {
  const problems: string[] = [];
  const nodes = parseKdl(text, (kind, line) => problems.push(`${line}: ${kind}`));
  return { nodes, problems };
}

/** Names with their children: `a{b c{}}` as text. */
const outline = (nodes: readonly KdlNode[]): string =>
  nodes.map(({ name, children }) => (children.length === 0 ? name : `${name}{${outline(children)}}`)).join(' ');

describe('a KDL document', () => {
  it('has nodes with arguments, properties, types and children', () => {
    const { nodes, problems } = read('profile nice=-15 sched=(fifo)49 "two words" {\n\tfirst; "/usr/bin/second"\n}');
    expect(problems).toEqual([]);
    expect(nodes).toEqual([
      {
        name: 'profile',
        line: 1,
        entries: [
          { property: 'nice', type: null, value: -15 },
          { property: 'sched', type: 'fifo', value: 49 },
          { property: null, type: null, value: 'two words' },
        ],
        children: [
          { name: 'first', line: 2, entries: [], children: [] },
          { name: '/usr/bin/second', line: 2, entries: [], children: [] },
        ],
      },
    ]);
  });

  it('may have comments, nested ones too, and what is dashed out is as if it were not there', () => {
    expect(outline(read('a // x\n/* b /* c */ d */ e\n/- f { g }\nh /- 1 2 /- { i }').nodes)).toBe('a e h');
    expect(read('h /- 1 2').nodes[0]?.entries).toEqual([{ property: null, type: null, value: 2 }]);
  });

  it('may go on in the next line, and has escapes and raw strings', () => {
    const { nodes } = read('a \\ // more\n "q\\"\\n\\u{e9}" r#"raw\\"x"#\n');
    expect(nodes[0]?.entries.map(({ value }) => value)).toEqual(['q"\né', 'raw\\"x']);
  });

  it('has numbers, booleans and null in both spellings, and names that begin with a digit', () => {
    const { nodes } = read('7z 1_000 -2.5 1e3 true #false null #null word');
    expect(nodes[0]?.name).toBe('7z');
    expect(nodes[0]?.entries.map(({ value }) => value)).toEqual([1000, -2.5, 1000, true, false, null, null, 'word']);
  });

  it('loses a line that cannot be read, and nothing else', () => {
    expect(read('a\nb = =\nc nice=\n= d\nlast')).toMatchObject({
      problems: ['2: unreadable', '3: unreadable', '4: unreadable'],
    });
    expect(outline(read('a\nb = =\nc nice=\n= d\nlast').nodes)).toBe('a last');
  });

  it('keeps what a block holds when its head is partly unreadable', () => {
    const { nodes, problems } = read('p nice=3 ) x {\n  a\n  b\n}\nq');
    expect(outline(nodes)).toBe('p{a b} q');
    expect(problems).toEqual(['1: unreadable']);
  });

  it('says where a brace is missing or too many, and where a string or comment never ends', () => {
    expect(read('a {\n b {\n c\n}')).toMatchObject({ problems: ['1: unclosed'] });
    expect(read('a\n}\nb')).toMatchObject({ problems: ['2: surplus-brace'] });
    expect(outline(read('a\nb "open\nc').nodes)).toBe('a c');
    expect(outline(read('a\nb /* open\nc').nodes)).toBe('a c');
    expect(outline(read('a\nb r#"open"\nc').nodes)).toBe('a c');
  });

  it('does not follow nesting without end', () => {
    const { nodes, problems } = read(`${'a {'.repeat(50_000)}${'}'.repeat(50_000)}\nlast`);
    expect(problems).toEqual(['1: too-deep']);
    expect(nodes.map(({ name }) => name)).toEqual(['a', 'last']);
  });

  it('of any characters neither throws nor loses its way', () => {
    const shreds = fc
      .array(
        fc.constantFrom(
          '{',
          '}',
          '"',
          '\\',
          '=',
          ';',
          '\n',
          '/-',
          '/*',
          '*/',
          '//',
          '(',
          ')',
          'r#"',
          '"#',
          '#',
          'a',
          '7',
          ' ',
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), shreds), (text) => {
        const lines = text.split(/\r\n?|[\n\u0085\f\u2028\u2029]/).length;
        for (const problem of read(text).problems) expect(Number.parseInt(problem, 10)).toBeLessThanOrEqual(lines);
        // a line that stands alone is read, whatever stood before it, unless something was left open
        const { nodes, problems } = read(`${text}\nlast-of-all`);
        if (problems.length === 0 && !/["/\\{]/.test(text)) expect(nodes.at(-1)?.name).toBe('last-of-all');
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['comments', '/*\n'],
    ['strings', '"\\\n'],
    ['raw strings', 'r#"\n'],
    ['hashes', '#'],
    ['parentheses', '("'],
  ])('full of %s that never end is given up rather than read again and again', (_, piece) => {
    expect(() => read(piece.repeat(300_000))).not.toThrow();
  });
});
