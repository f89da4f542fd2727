import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { category } from '../../contract/words.ts';
import { aBehaviour, aCase, aContext, anApp } from '../decide/case.fixture.ts';
import { compileCondition } from './condition.ts';
import { AppFacts, factsOf } from './facts.ts';

const compiled = (text: string) => {
  const condition = compileCondition(text);
  if (!condition.ok) throw new Error(`${text}: ${condition.error}`);
  return condition.value;
};

describe('a condition is refused', () => {
  it.each([
    ['a syntax error', 'behaviour.cpu5 >'],
    ['an empty text', ''],
    ['an unknown name', 'process.exit == 1'],
    ['an unknown fact', 'behaviour.cpu7 > 1.0'],
    ['a comparison of text with a number', 'app.name > 1.0'],
    ['what is not yes or no', 'behaviour.cpu5'],
    ['a loop', '[1, 2].all(i, i > 0)'],
    ['a loop in a loop', '[1].exists(a, [1].exists(b, [1].exists(c, a == b && b == c)))'],
    ['a growing list', '[0].map(a, [a, a].map(b, [b, b])).size() > 0'],
    ['a pattern that takes forever', 'app.name.matches("(a+)+$")'],
    ['a binding', 'cel.bind(x, [1, 2, 3], x == x)'],
    ['a macro', 'has(app.name)'],
    ['a conversion', 'int("9") == 9'],
    ['a type as a value', 'type(app.name) == string'],
    ['text made longer', 'app.name.split("").join("xxxxxxxx") == ""'],
    ['a map', '{"a": 1} == {"a": 1}'],
    ['an index', '[true, false][0]'],
    ['bytes', 'b"abc" == b"abc"'],
    ['null', 'null == null'],
    ['a remainder', '1 % 1 == 0'],
    ['500 brackets', `${'('.repeat(500)}foreground${')'.repeat(500)}`],
    ['900 negations', `${'!'.repeat(900)}foreground`],
    ['too many parts', Array.from({ length: 180 }, () => 'foreground').join('||')],
    ['a long list', `1 in [${'1,'.repeat(600)}1]`],
    ['a giant text', `app.name == "${'a'.repeat(3000)}"`],
    ['a giant number', `${'9'.repeat(1900)} > 1`],
    ['a number without end', `behaviour.cpu5 < 1e999`],
    ['ten million characters', ' '.repeat(10_000_000)],
    ['controls', 'foreground \u0000'],
    ['a comment that hides the rest', 'foreground // \n )'],
  ])('for %s', (_, text) => {
    expect(compileCondition(text)).toMatchObject({ ok: false, error: expect.stringMatching(/^.{3,300}$/) as string });
  });

  it('or compiled, whatever the text is, and then answers yes or no', () => {
    const words = [
      ...Array.from('()[]{}!.,?:+-*/"<>=&|'),
      'app',
      '.name',
      'foreground',
      '"x"',
      ' in ',
      '1',
      '1.0',
      'true',
      '&&',
      '==',
    ];
    const soup = fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ maxLength: 200 })), (text) => {
        const condition = compileCondition(text);
        if (condition.ok) expect(typeof condition.value.holds(factsOf(aCase()))).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a condition that cannot be evaluated', () => {
  it.each(['1 / 0 == 1', 'behaviour.cpu5 > 0.0 && 1 / 0 == 1', '9223372036854775807 + 1 > 0'])(
    'does not hold: %s',
    (text) => {
      const condition = compiled(text);
      expect(condition.holds(factsOf(aCase()))).toBe(false);
      expect(condition.failure(factsOf(aCase()))).toMatch(/\w/);
    },
  );
});

describe('whom a condition could hold for', () => {
  it('is told from what the app is, whatever it does', () => {
    const indexers = compiled('app.category == "indexer" && behaviour.cpu5 > 0.7712 && behaviour.cpu5 < 0.7713');
    expect([...indexers.categories]).toEqual(['indexer']);
    expect([
      ...compiled('app.category in ["sync", "backup"] || (foreground && app.category == "ide")').categories,
    ]).toEqual(['ide', 'sync', 'backup']);
    expect(compiled('machine.battery').categories.size).toBe(category.options.length);
    expect(compiled('!(app.category == "browser")').categories.has('browser')).toBe(false);
    expect(compiled('app.category.startsWith("media-")').categories).toEqual(
      new Set(['media-player', 'media-creation']),
    );
    expect(compiled('foreground ? app.category == "game" : app.category == "ide"').categories).toEqual(
      new Set(['game', 'ide']),
    );
  });

  it('leaves out names that it does not ask for', () => {
    const named = compiled('app.name == "Acme" && contended');
    expect([named.mayHold({ name: 'Acme' }), named.mayHold({ name: 'Other' }), named.mayHold({})]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('is never told too narrowly', () => {
    const atom = fc.oneof(
      fc.constantFrom('foreground', 'someoneWaits', 'contended', 'machine.battery', 'app.user', 'true', 'false'),
      fc.constantFrom('behaviour.cpu5 > 0.5', 'behaviour.memory < 1e9', 'machine.batteryPercent < 40.0', '1 / 0 == 1'),
      fc.constantFrom(...category.options).map((one) => `app.category == "${one}"`),
      fc
        .subarray(category.options, { minLength: 1, maxLength: 4 })
        .map((some) => `app.category in ${JSON.stringify(some)}`),
      fc.constantFrom(
        'app.name.contains("ra")',
        'app.name != "Tracker"',
        'app.exe.startsWith("/usr")',
        'app.kind == "tree"',
      ),
    );
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        atom,
        fc
          .tuple(tie('tree'), fc.constantFrom('&&', '||', '==', '!='), tie('tree'))
          .map(([a, op, b]) => `(${a}) ${op} (${b})`),
        tie('tree').map((a) => `!(${a})`),
        fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
      ),
    }));
    const subject = fc
      .record({
        one: fc.constantFrom(...category.options),
        name: fc.constantFrom('Tracker', 'Firefox'),
        b: fc.boolean(),
        cpu: fc.double({ min: 0, max: 2, noNaN: true }),
      })
      .map(({ one, name, b, cpu }) =>
        aCase({
          app: anApp({ category: one, name, known: 'catalogue' }),
          behaviour: aBehaviour({ cpu5: cpu }),
          foreground: b,
          someoneWaits: !b,
          context: aContext({ power: b ? 'battery' : 'mains', batteryPercent: 30 }),
        }),
      );
    let held = 0;
    fc.assert(
      fc.property(tree, subject, (text, one) => {
        const condition = compileCondition(text);
        if (!condition.ok || !condition.value.holds(factsOf(one))) return;
        held += 1;
        expect(condition.value.mayHold(new AppFacts(one)), text).toBe(true);
        expect(condition.value.categories.has(one.app.category), text).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(held).toBeGreaterThan(300);
  });
});
