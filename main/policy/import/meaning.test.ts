import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Values } from './meaning.ts';
import { meaningOf, ofInterpreter } from './meaning.ts';

const treatmentOf = (values: Values): string | undefined => meaningOf(values)?.treatment;

describe('a rule that lifts a program', () => {
  it.each<[string, Values]>([
    ['a negative nice value', { nice: -5, io: 'best-effort' }],
    ['real-time IO', { nice: 0, io: 'realtime' }],
    ['a real-time policy', { sched: 'realtime' }],
    ['a negative latency nice', { latencyNice: -9 }],
    ['protection from the out-of-memory killer', { oomScore: -1000 }],
    ['any of these beside values that hold back', { nice: 19, io: 'idle', sched: 'idle', oomScore: -500 }],
  ])('by %s leaves it alone: an import favours nobody', (_, values) => {
    expect(meaningOf(values)).toEqual({ action: 'none', treatment: 'leave-alone' });
  });
});

describe('a rule that holds a program back', () => {
  it.each<[Values, string]>([
    [{ nice: 10, io: 'best-effort', ioLevel: 6 }, 'gentle'],
    [{ nice: 15, sched: 'batch', io: 'idle' }, 'gentle'],
    [{ io: 'idle' }, 'gentle'],
    [{ sched: 'batch' }, 'gentle'],
    [{ nice: 19, io: 'best-effort', ioLevel: 7, quota: 90 }, 'gentle'],
    [{ quota: 90 }, 'gentle'],
    [{ nice: 16, io: 'idle' }, 'firm'],
    [{ nice: 16, io: 'idle', sched: 'idle' }, 'firm'],
    [{ sched: 'idle' }, 'firm'],
    [{ nice: 16, io: 'idle', oomScore: 500 }, 'first-to-go'],
    [{ nice: 19, io: 'idle', sched: 'idle' }, 'throttle'],
    [{ nice: 5, quota: 20 }, 'throttle'],
  ])('%j is treated %s', (values, treatment) => {
    expect(treatmentOf(values)).toBe(treatment);
  });

  it('is throttled only where its treatment says so', () => {
    expect(meaningOf({ nice: 19, sched: 'idle' })?.action).toBe('throttle');
    expect(meaningOf({ nice: 18, sched: 'idle' })?.action).toBe('hold-back');
  });
});

test('a rule that neither lifts nor lowers leaves the program alone, and one without values means nothing', () => {
  expect(treatmentOf({ nice: 0, io: 'best-effort', ioLevel: 7 })).toBe('leave-alone');
  expect(meaningOf({})).toBeNull();
});

test('an interpreter yields but keeps a real share, however hard the rule is', () => {
  expect(ofInterpreter({ action: 'throttle', treatment: 'throttle' })).toEqual({
    action: 'hold-back',
    treatment: 'gentle',
  });
  expect(ofInterpreter({ action: 'none', treatment: 'leave-alone' }).action).toBe('none');
});

test('no values whatever freeze, end or favour a program', () => {
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const values: fc.Arbitrary<Values> = fc.record({
    nice: maybe(fc.integer({ min: -20, max: 19 })),
    io: maybe(fc.constantFrom('none', 'realtime', 'best-effort', 'idle')),
    ioLevel: maybe(fc.integer({ min: 0, max: 7 })),
    sched: maybe(fc.constantFrom('normal', 'batch', 'idle', 'realtime')),
    latencyNice: maybe(fc.integer({ min: -20, max: 19 })),
    oomScore: maybe(fc.integer({ min: -1000, max: 1000 })),
    quota: maybe(fc.integer({ min: 1, max: 1000 })),
  });
  fc.assert(
    fc.property(values, (one) => {
      const meaning = meaningOf(one);
      expect(['none', 'hold-back', 'throttle', undefined]).toContain(meaning?.action);
      if ((one.nice ?? 0) < 0 || (one.oomScore ?? 0) < 0) expect(meaning?.action).toBe('none');
    }),
  );
});
