import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInPolicies } from '../../policy/built-in.ts';
import { createPolicyRepository } from '../../policy/repository.ts';
import { treatments } from '../../policy/treatments.ts';
import { aBehaviour, aCase, aContext, aSystem } from '../case.fixture.ts';
import type { Case, Proposal } from '../case.ts';
import { decide } from '../decide.ts';
import { heeding, personTier } from './person.ts';
import type { PersonWord } from './person.ts';
import { policyTier } from './policies.ts';
import { areAlike } from './situation.ts';
import type { Situation } from './situation.ts';

const repository = createPolicyRepository(builtInPolicies);
if (!repository.ok) throw new Error(repository.error);
const policies = policyTier(repository.value);

const plain: Situation = { battery: false, game: false, presenting: false, hour: 14 };
const notThen = (situation: Situation, at = 1): PersonWord => ({ kind: 'not-then', situation, at });

/** What comes of it when a person has said these words, at this hour. */
function answer(words: readonly PersonWord[], subject: Case, hour: number | null = 14): Proposal | null {
  const tiers = [personTier(() => words, () => hour), heeding(() => words, policies, () => hour)]; // prettier-ignore
  return decide([subject], tiers)[0]?.proposal ?? null;
}

describe('a person’s word', () => {
  it('that it was the wrong time holds while things are alike, and no longer', () => {
    const words = [notThen(plain)];
    expect(answer(words, aCase())).toMatchObject({
      action: 'none',
      tier: 'user',
      sentence: { key: 'person.not-then' },
    });
    expect(answer(words, aCase(), 16.9)?.action).toBe('none');
    expect(answer(words, aCase(), 17.5)?.decider).toBe('background-indexer');
    expect(answer(words, aCase({ context: aContext({ power: 'battery', batteryPercent: 90 }) }))?.tier).toBe('policy');
    expect(answer(words, aCase({ context: aContext({ games: [7] }) }))?.tier).toBe('policy');
  });

  it('holds at any hour where the hour is not known', () => {
    expect(answer([notThen(plain)], aCase(), null)?.action).toBe('none');
  });

  it('that it was too hard makes it gentle', () => {
    const words: readonly PersonWord[] = [{ kind: 'milder', at: 1 }];
    expect(answer(words, aCase())).toMatchObject({
      action: 'hold-back',
      treatment: treatments.gentle,
      tier: 'user',
      sentence: { key: 'person.milder' },
    });
    const lowBattery = aCase({ context: aContext({ power: 'battery', batteryPercent: 10 }) });
    expect(answer(words, lowBattery)).toMatchObject({ action: 'hold-back', treatment: treatments.gentle });
  });

  it('that it was too hard makes an earlier "always" gentle, and a later "always" goes over it', () => {
    const always = (at: number): PersonWord => ({ kind: 'always', action: 'throttle', at });
    expect(answer([always(1), { kind: 'milder', at: 2 }], aCase())?.treatment).toBe(treatments.gentle);
    expect(answer([always(3), { kind: 'milder', at: 2 }], aCase())?.action).toBe('throttle');
  });

  it('of yesterday that does not apply now gives way to an older one that does', () => {
    const words = [notThen({ ...plain, hour: 3 }, 9), { kind: 'always', action: 'throttle', at: 1 } as const];
    expect(answer(words, aCase())?.action).toBe('throttle');
  });

  it('never to touch a program holds also where a policy would treat it for its storage traffic or its memory', () => {
    const words: readonly PersonWord[] = [{ kind: 'never-touch', at: 1 }];
    const reading = aCase({ behaviour: aBehaviour({ cpu5: 0.01, ioRead: 90e6 }) });
    const pressed = aSystem(0).pressure;
    if (!pressed) throw new Error('the fixture has pressure');
    const memorySome = { ...pressed.memorySome, avg10: 60 };
    const holding = aCase({
      behaviour: aBehaviour({ cpu5: 0.01, memory: 2e9 }),
      system: aSystem(0, { pressure: { ...pressed, memorySome } }),
    });
    for (const subject of [reading, holding]) {
      expect(answer([], subject)?.action).toBe('hold-back');
      expect(answer(words, subject)).toMatchObject({ action: 'none', tier: 'user' });
    }
  });

  it('leaves programs alone that nobody spoke of', () => {
    expect(answer([], aCase())?.tier).toBe('policy');
  });
});

describe('situations', () => {
  const situation = fc.record({
    battery: fc.boolean(),
    game: fc.boolean(),
    presenting: fc.boolean(),
    hour: fc.double({ min: 0, max: 24, noNaN: true }),
  });

  it('are alike both ways, and each is like itself', () => {
    fc.assert(
      fc.property(situation, situation, (one, other) => {
        expect(areAlike(one, one)).toBe(true);
        expect(areAlike(one, other)).toBe(areAlike(other, one));
      }),
    );
  });

  it('are alike across midnight', () => {
    expect(areAlike({ ...plain, hour: 23.5 }, { ...plain, hour: 1 })).toBe(true);
    expect(areAlike({ ...plain, hour: 23.5 }, { ...plain, hour: 4 })).toBe(false);
  });
});
