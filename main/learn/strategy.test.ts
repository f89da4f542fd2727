import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strategyChange } from '../../contract/learning.ts';
import { strategy } from '../../contract/words.ts';
import type { Strategy } from '../../contract/words.ts';
import type { KeptStrategy, StrategyFigures } from './strategy.ts';
import { chosenStrategy, keptStrategy, nextStrategy, startStrategy } from './strategy.ts';

const minute = 60_000;
const good: StrategyFigures = { decisionMs: 40, wronglyHit: { hits: 0, of: 50 }, stability: { value: 1, of: 50 } };
const slow: StrategyFigures = { ...good, decisionMs: 3_400 };

/** One look a minute at figures that a script gives; the strategies in force after each. */
function watch(start: Strategy, minutes: number, figures: (at: number) => StrategyFigures): KeptStrategy {
  let state = startStrategy(start, 0);
  for (let at = 1; at <= minutes; at += 1) state = nextStrategy(state, figures(at), at * minute);
  return state;
}
const steps = ({ changes }: KeptStrategy): readonly string[] =>
  changes.toReversed().map(({ at, from, to, sentence }) => `${at / minute}: ${from} -> ${to} (${sentence.key})`);

describe('the strategy', () => {
  it('steps back on slow decisions, on wrong hits and on unrest, each with its reason', () => {
    const hit = { ...good, wronglyHit: { hits: 9, of: 60 } };
    const restless = { ...good, stability: { value: 0.7, of: 20 } };
    expect(watch('balanced', 10, () => slow).changes[0]).toMatchObject({
      from: 'balanced',
      to: 'conservative',
      text: 'A decision took 3.4 s on average, more than 3 s, so BrainKernel looks less often and steps in later.',
    });
    expect(watch('aggressive', 10, () => hit).changes[0]).toMatchObject({
      to: 'balanced',
      text: '9 of 60 treated programs should have been left alone, more than 5%, so BrainKernel steps in later.',
    });
    expect(watch('balanced', 10, () => restless).changes[0]).toMatchObject({
      to: 'conservative',
      text: 'Only 70% of what was done stayed as it was, less than 80%, so BrainKernel steps in later.',
    });
  });

  it('follows a day one step at a time: trouble, recovery, and no further than where it began', () => {
    const day = watch('aggressive', 240, (at) => (at < 25 ? slow : good));
    expect(steps(day)).toEqual([
      '10: aggressive -> balanced (strategy.slow)',
      '20: balanced -> conservative (strategy.slow)',
      '55: conservative -> balanced (strategy.well)',
      '86: balanced -> aggressive (strategy.well)',
    ]);
    expect(watch('balanced', 600, () => good).changes).toEqual([]);
  });

  it('does not flap where figures swing about a bound, nor where they lie between trouble and well', () => {
    const swinging = watch('balanced', 600, (at) => (at % 2 === 0 ? { ...good, decisionMs: 3_100 } : { ...good, decisionMs: 2_900 })); // prettier-ignore
    expect(steps(swinging)).toHaveLength(1);
    const between = watch('balanced', 600, (at) => (at < 12 ? slow : { ...good, decisionMs: 2_700 }));
    expect(steps(between)).toHaveLength(1);
  });

  it('changes at most every ten minutes, whatever the figures do', () => {
    const any = fc.record({
      decisionMs: fc.option(fc.double({ min: 0, max: 9_000, noNaN: true })),
      wronglyHit: fc.record({ hits: fc.integer({ min: 0, max: 20 }), of: fc.integer({ min: 20, max: 60 }) }),
      stability: fc.record({ value: fc.option(fc.double({ min: 0, max: 1, noNaN: true })), of: fc.nat({ max: 40 }) }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...strategy.options),
        fc.array(any, { minLength: 60, maxLength: 60 }),
        (start, figures) => {
          const state = watch(start, 60, (at) => figures[at - 1] ?? good);
          const times = state.changes.map((change) => strategyChange.parse(change).at);
          times.forEach((at, index) => expect((times[index - 1] ?? Infinity) - at).toBeGreaterThanOrEqual(10 * minute));
          const order = strategy.options;
          for (const { from, to } of state.changes) expect(Math.abs(order.indexOf(from) - order.indexOf(to))).toBe(1);
          expect(order.indexOf(state.current)).toBeGreaterThanOrEqual(order.indexOf(start));
          expect(keptStrategy.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('believes in wrong hits and unrest only with enough cases', () => {
    const one = { ...good, wronglyHit: { hits: 1, of: 8 }, stability: { value: 0.5, of: 6 } };
    expect(watch('balanced', 60, () => one).changes).toEqual([]);
    const forty = { ...good, wronglyHit: { hits: 3, of: 40 } };
    expect(watch('balanced', 60, () => forty).current).toBe('conservative');
    const sure = { ...good, wronglyHit: { hits: 4, of: 12 } };
    expect(watch('balanced', 60, () => sure).current).toBe('conservative');
  });

  it('takes a quiet machine, where nothing was decided, for well', () => {
    const quiet = { decisionMs: null, wronglyHit: { hits: 0, of: 0 }, stability: { value: null, of: 0 } };
    expect(watch('balanced', 60, (at) => (at < 12 ? slow : quiet)).current).toBe('balanced');
  });

  it('is at once what a person chooses, and adapts from there', () => {
    const state = chosenStrategy(
      watch('balanced', 15, () => slow),
      'aggressive',
      16 * minute,
    );
    expect(state).toMatchObject({ current: 'aggressive', start: 'aggressive' });
    expect(state.changes[0]?.text).toBe('You chose this strategy.');
    expect(nextStrategy(state, slow, 20 * minute).current).toBe('aggressive');
    expect(nextStrategy(state, slow, 26 * minute).current).toBe('balanced');
  });

  it('is not stuck by a clock that was set back', () => {
    let state = startStrategy('balanced', 1e12);
    for (let at = 0; at <= 12; at += 1) state = nextStrategy(state, slow, at * minute);
    expect(state.current).toBe('conservative');
  });
});
