import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { action, category } from '../../contract/words.ts';
import { parseReply, replySchema } from './reply.ts';

const good = { i: 0, category: 'indexer', background: 'hold-back', confidence: 0.9, why: 'Can wait' };
const reply = (...verdicts: readonly object[]): string => JSON.stringify({ verdicts });

describe('a reply', () => {
  it('gives the first valid entry of each line that was asked about', () => {
    const { entries, problems } = parseReply(
      reply(good, { ...good, why: 'again' }, { ...good, i: 1 }),
      new Set([0, 1]),
    );
    expect([...entries.keys()]).toEqual([0, 1]);
    expect(entries.get(0)?.why).toBe('Can wait');
    expect(problems).toBe('');
  });

  it.each([
    ['end', { ...good, background: 'end' }],
    ['freeze', { ...good, background: 'freeze' }],
    ['a category of its own', { ...good, category: 'root' }],
    ['too sure', { ...good, confidence: 1.01 }],
    ['an extra command', { ...good, command: 'kill -9 1' }],
    ['a line that was not asked', { ...good, i: 5 }],
    ['no number', { ...good, i: '0' }],
  ])('may not say %s', (_, entry) => {
    const { entries, problems } = parseReply(reply(entry), new Set([0]));
    expect(entries.size).toBe(0);
    expect(problems).toContain('missing or invalid: i = 0');
    expect(problems).not.toContain('kill');
  });

  it('whatever it is, yields bounded actions for asked lines or nothing', () => {
    const allowed = new Set<string>(action.options.slice(0, 4));
    const almost = fc.record({ i: fc.oneof(fc.integer(), fc.string()), category: fc.oneof(fc.constantFrom(...category.options), fc.string()), background: fc.oneof(fc.constantFrom(...action.options), fc.string()), confidence: fc.double(), why: fc.string() }); // prettier-ignore
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(almost).map((verdicts) => JSON.stringify({ verdicts })),
    );
    fc.assert(
      fc.property(anything, (text) => {
        for (const [i, entry] of parseReply(text, new Set([0, 1, 2])).entries) {
          expect([0, 1, 2]).toContain(i);
          expect(allowed).toContain(entry.background);
          expect(entry.confidence >= 0 && entry.confidence <= 1).toBe(true);
          expect(entry.why.length).toBeLessThanOrEqual(200);
        }
      }),
    );
  });
});

describe('the schema sent to the model', () => {
  it('names every category and no action that ends or freezes', () => {
    const text = JSON.stringify(replySchema);
    for (const name of category.options) expect(text).toContain(`"${name}"`);
    expect(text).not.toMatch(/"(?:end|freeze)"/);
  });

  it('keeps to what strict modes take: all required, nothing additional, no bounds', () => {
    const text = JSON.stringify(replySchema);
    expect(text).toContain('"additionalProperties":false');
    expect(text).toContain('"required":["i","category","background","confidence","why"]');
    expect(text).not.toMatch(/minimum|maximum|maxLength|\$schema/);
  });
});
