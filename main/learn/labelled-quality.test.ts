import { describe, expect, it } from 'vitest';
import { quality } from '../../contract/learning.ts';
import { isProtected } from '../policy/protected.ts';
import { labelledOutcomes, labelledQuality } from './labelled-quality.ts';
import { labelledSet } from './labelled-set.ts';
import { shippedPolicies } from './samples.fixture.ts';

describe('the labelled set', () => {
  it('has more than 120 programs, none twice', () => {
    expect(new Set(labelledSet.map(({ argv }) => argv.join(' '))).size).toBe(labelledSet.length);
    expect(labelledSet.length).toBeGreaterThan(120);
  });

  it('is told apart and treated rightly by catalogue and policies, nearly always', () => {
    const found = quality.shape.labelled.parse(labelledQuality(shippedPolicies));
    expect(found.correct.of).toBe(labelledSet.length);
    expect(found.correct.low).toBeGreaterThan(0.9);
    expect(found.missed.high).toBeLessThan(0.15);
  });

  it('has not one program that should be left alone and is held back', () => {
    expect(labelledQuality(shippedPolicies).wronglyHit.value).toBe(0);
    const hit = labelledOutcomes(shippedPolicies).filter(({ held, category }) => held && isProtected(category));
    expect(hit).toEqual([]);
  });

  it('would show it if policies held everything back, or nothing', () => {
    const nothing = labelledQuality(() => null);
    expect(nothing.missed.value).toBe(1);
    const all = labelledQuality((subject, facts) => {
      const left = shippedPolicies(subject, facts);
      return left && { ...left, action: 'hold-back' };
    });
    expect(all.wronglyHit.value).toBeGreaterThan(0.5);
  });
});
