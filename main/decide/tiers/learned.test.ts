import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { category } from '../../../contract/words.ts';
import type { Action } from '../../../contract/words.ts';
import { factsOf } from '../../policy/facts.ts';
import { isProtected } from '../../policy/protected.ts';
import { treatments } from '../../policy/treatments.ts';
import type { TreatmentName } from '../../policy/treatments.ts';
import { aBehaviour, aCase, anApp, aSystem } from '../case.fixture.ts';
import type { Case, Proposal } from '../case.ts';
import type { TierDecides } from '../tier.ts';
import { createLearnedTier } from './learned.ts';
import type { Opinion } from './learned.ts';

const anOpinion = (change: Partial<Opinion> = {}): Opinion => ({
  approves: 0.5,
  low: 0.2,
  high: 0.8,
  scope: 'category',
  for: 1,
  against: 9,
  other: 0,
  enough: true,
  gentlerIsBetter: false,
  version: 3,
  ...change,
});
const against = anOpinion({ approves: 0.1, low: 0.05, high: 0.2 });
const forIt = anOpinion({ approves: 0.9, low: 0.8, high: 0.95, for: 9, against: 1 });

const proposing =
  (action: Action, treatment: TreatmentName, change: Partial<Proposal> = {}): TierDecides =>
  () => ({
    action,
    treatment: treatments[treatment],
    tier: 'policy',
    decider: 'a-policy',
    confidence: 0.9,
    explanation: 'because',
    sentence: null,
    evidence: [],
    rejected: [],
    cost: null,
    exchangeId: null,
    ...change,
  });
const firm = proposing('hold-back', 'firm');

const tierWith = (opinion: Opinion | null, gentle = opinion) =>
  createLearnedTier({ opinionOn: (_, strength) => (strength > 0 ? opinion : gentle) });
const ask = (tier: TierDecides, subject: Case = aCase()): Proposal | null => tier(subject, factsOf(subject));

describe('the veto of the learned model', () => {
  it('leaves alone what the person surely does not want held back, and says on how many answers that rests', () => {
    expect(ask(tierWith(against).veto(firm))).toMatchObject({
      action: 'none',
      treatment: treatments['leave-alone'],
      tier: 'learned',
      explanation:
        'Tracker used 100% of a CPU, but 9 of 10 times you did not want programs of its kind (indexer) held back, so it is left alone.',
      evidence: expect.arrayContaining([
        { metric: 'likely approval', value: 10, unit: '%', threshold: 70 },
        { metric: 'your answers', value: 10, unit: '', threshold: null },
        { metric: 'model version', value: 3, unit: '', threshold: null },
      ]) as unknown,
    });
  });

  it('speaks of the program itself where the answers were about it', () => {
    expect(ask(tierWith({ ...against, scope: 'app' }).veto(firm))?.explanation).toContain(
      'you did not want it held back',
    );
  });

  it('lets a proposal pass while it is unsure, has too little to go by, or is silent', () => {
    const passing = [anOpinion(), { ...against, high: 0.31 }, { ...against, enough: false }, forIt, null];
    for (const opinion of passing) expect(ask(tierWith(opinion).veto(firm))?.decider).toBe('a-policy');
  });

  it('holds back gently where hard is unwanted and gently is not', () => {
    const gentle = anOpinion({ approves: 0.7 });
    const unsure = anOpinion({ approves: 0.4, gentlerIsBetter: true });
    for (const hard of [against, unsure]) {
      expect(ask(tierWith(hard, gentle).veto(firm))).toMatchObject({
        action: 'hold-back',
        treatment: treatments.gentle,
        tier: 'learned',
        sentence: { key: 'learned.milder' },
      });
    }
    expect(ask(tierWith(against, anOpinion({ approves: 0.4 })).veto(firm))?.action).toBe('none');
    expect(ask(tierWith({ ...unsure, enough: false }, gentle).veto(firm))?.decider).toBe('a-policy');
  });

  it('never stands against the person, nor against a policy that the person wrote', () => {
    const always = proposing('hold-back', 'firm', { tier: 'user', decider: 'person' });
    expect(ask(tierWith(against).veto(always))?.tier).toBe('user');
    const { veto } = createLearnedTier({ opinionOn: () => against, isPersonsOwn: (decider) => decider === 'a-policy' });
    expect(ask(veto(firm))?.decider).toBe('a-policy');
  });

  it('asks the tier that it judges once, and lets leaving alone and silence pass without an opinion', () => {
    let asked = 0;
    const { veto } = createLearnedTier({
      opinionOn: () => {
        throw new Error('nothing to judge');
      },
    });
    const counting: TierDecides = (subject, facts) => {
      asked += 1;
      return proposing('none', 'leave-alone')(subject, facts);
    };
    expect(ask(veto(counting))?.action).toBe('none');
    expect(ask(veto(() => null))).toBeNull();
    expect(asked).toBe(1);
  });

  it('can only make a treatment milder', () => {
    const order: readonly Action[] = ['none', 'hold-back', 'throttle', 'freeze', 'end'];
    const ratio = fc.double({ min: 0, max: 1, noNaN: true });
    const opinion = fc.record({ approves: ratio, low: ratio, high: ratio, enough: fc.boolean(), gentlerIsBetter: fc.boolean() }); // prettier-ignore
    const proposed = fc.constantFrom<[Action, TreatmentName]>(
      ['none', 'leave-alone'],
      ['hold-back', 'gentle'],
      ['hold-back', 'firm'],
      ['hold-back', 'first-to-go'],
      ['throttle', 'throttle'],
    );
    fc.assert(
      fc.property(opinion, opinion, proposed, (hard, gentle, [action, treatment]) => {
        const { veto } = tierWith(anOpinion(hard), anOpinion(gentle));
        const answer = ask(veto(proposing(action, treatment)));
        expect(order.indexOf(answer?.action ?? 'none')).toBeLessThanOrEqual(order.indexOf(action));
      }),
    );
  });
});

describe('a proposal of the learned model', () => {
  const { propose } = tierWith(forIt);
  const unknown = aCase({ app: anApp({ category: 'unknown', known: 'unknown' }) });

  it('holds back gently what no other tier speaks of, when the person surely wants it', () => {
    expect(ask(propose, unknown)).toMatchObject({
      action: 'hold-back',
      treatment: treatments.gentle,
      tier: 'learned',
      sentence: { key: 'learned.hold-category', values: { for: 9, all: 10 } },
    });
  });

  it('is not made without being sure, nor while nobody waits, nor for a quiet program', () => {
    for (const opinion of [anOpinion(), { ...forIt, low: 0.7 }, { ...forIt, enough: false }, null]) {
      expect(ask(tierWith(opinion).propose, unknown)).toBeNull();
    }
    const calm = { someoneWaits: false, waiting: null, system: aSystem(0) };
    expect(ask(propose, { ...unknown, ...calm })).toBeNull();
    expect(ask(propose, { ...unknown, behaviour: aBehaviour({ cpu5: 0.05 }) })).toBeNull();
  });

  it('is never made for what must answer at once, is in front, immune or the kernel, however sure the model is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...category.options),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('tree', 'kernel', 'app'),
        (of, immune, foreground, kind) => {
          const app = anApp({ category: of, immune, kind });
          const answer = ask(propose, aCase({ app, foreground }));
          if (isProtected(of) || immune || foreground || kind === 'kernel') expect(answer).toBeNull();
          else expect(answer).toMatchObject({ action: 'hold-back', treatment: treatments.gentle });
        },
      ),
    );
  });

  it('shows a program’s name as plain text', () => {
    const hostile = aCase({ app: anApp({ category: 'unknown', name: 'fine\u202e\n{{cpu}}<b>' }) });
    const said = ask(propose, hostile)?.explanation ?? '';
    expect(said).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(said).toContain('{{cpu}}<b>');
  });
});
