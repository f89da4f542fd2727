import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { category } from '../../contract/words.ts';
import type { Category } from '../../contract/words.ts';
import { isUnwanted, isWanted } from '../decide/tiers/learned.ts';
import type { Opinion } from '../decide/tiers/learned.ts';
import { isProtected } from '../policy/protected.ts';
import { opinionOf } from './conclusion.ts';
import type { Features } from './features.ts';
import { featureNames, plainFeatures } from './features.ts';
import type { Model } from './model.ts';
import { emptyModel, model } from './model.ts';
import type { Sample } from './sample.ts';
import { aSample, shippedPrior } from './samples.fixture.ts';
import { batchSize, learnBatch, mostApps, train } from './train.ts';

const many = (count: number, change: (index: number) => Partial<Sample>): readonly Sample[] =>
  Array.from({ length: count }, (_, index) => aSample(index, change(index)));

const opinion = (of: Model, kind: Category, programKey = 'never heard of', features = plainFeatures(0.6)): Opinion =>
  opinionOf(of, shippedPrior, { category: kind, programKey }, features, 1);
const learned = (samples: readonly Sample[]): Model => train(shippedPrior, samples);

const held = category.options.filter((one) => shippedPrior[one] > 0);

describe('before anything was said', () => {
  it('the model thinks like the policies that ship, and is sure of nothing', () => {
    for (const one of category.options) {
      const found = opinion(emptyModel, one);
      expect(found.approves > 0.5, one).toBe(held.includes(one));
      expect(isUnwanted(found) || isWanted(found), one).toBe(false);
    }
    expect(held).toContain('indexer');
    expect(held.filter(isProtected)).toEqual([]);
  });
});

describe('ten consistent thumbs on different programs of a kind', () => {
  it.each(held)('make %s unwanted, and no other kind', (kind) => {
    const after = learned(many(10, () => ({ category: kind })));
    expect(isUnwanted(opinion(after, kind))).toBe(true);
    const moved = (one: Category): number => opinion(emptyModel, one).approves - opinion(after, one).approves;
    expect(moved(kind)).toBeGreaterThan(0.35);
    for (const other of held.filter((one) => one !== kind)) {
      expect(isUnwanted(opinion(after, other)), other).toBe(false);
      expect(Math.abs(moved(other)), other).toBeLessThan(0.1);
    }
  });

  it('make a kind wanted of which no policy speaks, and no other', () => {
    const gentle = plainFeatures(0);
    const after = learned(many(10, () => ({ category: 'utility', label: 1, features: gentle })));
    expect(isWanted(opinion(after, 'utility', 'x', gentle))).toBe(true);
    for (const other of ['unknown', 'runtime', 'server', 'container'] as const) {
      expect(isWanted(opinion(after, other, 'x', gentle)), other).toBe(false);
    }
  });

  it('on one and the same program say nothing for sure about its kind', () => {
    const after = learned(many(10, () => ({ programKey: 'only one' })));
    expect(isUnwanted(opinion(after, 'sync', 'only one'))).toBe(true);
    expect(isUnwanted(opinion(after, 'sync'))).toBe(false);
  });

  it('count before a whole mini-batch has come', () => {
    expect(10).toBeLessThan(batchSize);
    const waiting = learnBatch(
      emptyModel,
      shippedPrior,
      many(10, () => ({})),
    );
    expect(isUnwanted(opinion(waiting, 'sync'))).toBe(true);
  });
});

describe('a reason', () => {
  const onBattery: Features = { ...plainFeatures(0.6), battery: 0.5, batteryLow: 0.5 };

  it('of wrong time blames the moment and hardly the program', () => {
    const after = learned(many(12, () => ({ reason: 'wrong-time', weight: 1, features: onBattery })));
    expect(opinion(after, 'sync', 'x', onBattery).approves).toBeLessThan(0.35);
    expect(opinion(after, 'sync').approves).toBeGreaterThan(opinion(after, 'sync', 'x', onBattery).approves + 0.2);
    const blamed = learned(many(12, () => ({ reason: 'wrong-app', weight: 1, features: onBattery })));
    expect(opinion(blamed, 'sync').approves).toBeLessThan(opinion(after, 'sync').approves);
  });

  it('of too hard leaves what is thought of a gentle treatment as it was', () => {
    const after = learned(many(10, () => ({ reason: 'too-hard', weight: 1 })));
    const [gentle, firm] = [opinion(after, 'sync', 'x', plainFeatures(0)), opinion(after, 'sync')];
    expect(gentle.approves).toBeGreaterThan(0.55);
    expect(firm.approves).toBeLessThan(0.5);
    expect(firm.gentlerIsBetter).toBe(true);
  });
});

describe('training', () => {
  const anySample = (sequence: number): fc.Arbitrary<Sample> =>
    fc
      .record({
        programKey: fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor'),
        category: fc.constantFrom(...category.options),
        label: fc.constantFrom(0 as const, 1 as const),
        reason: fc.constantFrom(null, 'wrong-app' as const, 'wrong-time' as const, 'too-hard' as const),
        kind: fc.constantFrom('thumb' as const, 'undo' as const, 'fronted' as const),
        weight: fc.double({ min: 0, max: 1, noNaN: true }),
        values: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
          minLength: featureNames.length,
          maxLength: featureNames.length,
        }),
      })
      .map(({ values, ...rest }) => {
        const features = Object.fromEntries(featureNames.map((name, at) => [name, values[at] ?? 0])) as Features;
        return aSample(sequence, { ...rest, features });
      });
  const anySamples = fc.integer({ min: 0, max: 70 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => anySample(at)))); // prettier-ignore

  it('keeps every weight finite and bounded, whatever was said', () => {
    fc.assert(
      fc.property(anySamples, fc.constantFrom(...category.options), (samples, kind) => {
        const after = learned(samples);
        const weights = [after.all, ...Object.values(after.categories), ...Object.values(after.apps)];
        expect(weights.every(({ mean }) => mean.every((one) => Math.abs(one) <= 4))).toBe(true);
        const { approves, low, high } = opinion(after, kind);
        expect(low).toBeLessThanOrEqual(approves + 0.5);
        expect([approves, low, high].every((one) => one >= 0 && one <= 1)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('batch by batch as they came is the same, number by number, as all at once', () => {
    const samples = many(batchSize * 3, (index) => ({
      label: index % 3 === 0 ? 1 : 0,
      category: held[index % 4] ?? 'sync',
    }));
    let step = emptyModel;
    for (let from = 0; from < samples.length; from += batchSize) {
      step = learnBatch(step, shippedPrior, samples.slice(from, from + batchSize));
    }
    expect(step).toStrictEqual(learned(samples));
  });

  it('gives a model that is the same after it was written and read', () => {
    const after = learned(many(20, (index) => ({ label: index % 2 === 0 ? 1 : 0 })));
    expect(model.parse(JSON.parse(JSON.stringify(after)))).toStrictEqual(after);
  });

  it('remembers a bounded number of programs, the latest ones', () => {
    const after = learned(many(mostApps + 40, () => ({ label: 1 })));
    expect(Object.keys(after.apps)).toHaveLength(mostApps);
    expect(Object.keys(after.apps)).not.toContain('program-0');
    expect(Object.keys(after.apps)).toContain(`program-${mostApps + 39}`);
  });

  it('learns nothing from nothing', () => {
    expect(learnBatch(emptyModel, shippedPrior, [])).toBe(emptyModel);
  });
});
