import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision, FeedbackReason } from '../../contract/decision.ts';
import { feedbackReason } from '../../contract/decision.ts';
import { aContext } from '../decide/case.fixture.ts';
import type { Case, Proposal } from '../decide/case.ts';
import { decide } from '../decide/decide.ts';
import { tiersInOrder } from '../decide/tiers/learned-order.ts';
import { treatments } from '../policy/treatments.ts';
import { createPersonRules } from './person-rules.ts';
import type { PersonRule } from './person-rules.ts';
import { aBench, caseOf, noon, shippedPolicies, utcHour } from './samples.fixture.ts';
import type { Bench } from './samples.fixture.ts';
import type { Verdict } from './word-of.ts';
import { wordOf } from './word-of.ts';

const hour = 3_600_000;

function decidedNow({ learner, rules, clock }: Bench, subject: Case): Proposal | null {
  const tiers = tiersInOrder({
    wordsOn: rules.of,
    hour: () => utcHour(clock.at),
    policies: shippedPolicies,
    verdicts: () => null,
    opinionOn: learner.opinionOn,
  });
  return decide([subject], tiers)[0]?.proposal ?? null;
}

/** A thumb as the engine takes it; the decision carries it from then on. */
function thumb(bench: Bench, decision: Decision, verdict: Verdict, reason: FeedbackReason | null = null): Decision {
  const { learner, rules, clock } = bench;
  rules.change(wordOf(decision, verdict, reason, learner.memoryOf(decision.id), clock.at));
  if (verdict === null) learner.takeBack(decision.id);
  else learner.feedback(decision, verdict, reason);
  return { ...decision, feedback: verdict === null ? null : { verdict, reason, note: null, at: clock.at } };
}

describe('after one thumbs-down', () => {
  const contexts = [
    aContext(),
    aContext({ power: 'battery', batteryPercent: 80 }),
    aContext({ games: [7] }),
    aContext({ power: 'battery', batteryPercent: 20 }),
  ];

  it('the same program is not treated that way again, whatever the reason, the moment and the treatment', () => {
    const reason = fc.constantFrom(null, ...feedbackReason.options);
    const kind = fc.constantFrom('sync' as const, 'backup' as const, 'build' as const);
    fc.assert(
      fc.property(
        reason,
        kind,
        fc.constantFrom(...contexts),
        fc.integer({ min: 0, max: 23 }),
        (why, category, context, at) => {
          const bench = aBench(':memory:', { at: noon + at * hour });
          const subject = { ...caseOf('dropbox', { category }), context };
          const decision = bench.decided(subject);
          const before = decidedNow(bench, subject);
          expect(before?.action).not.toBe('none');
          thumb(bench, decision, 'down', why);
          const after = decidedNow(bench, subject);
          if (why === 'too-hard' && before?.treatment !== treatments.gentle) {
            expect(after).toMatchObject({ action: 'hold-back', treatment: treatments.gentle });
          } else expect(after).toMatchObject({ action: 'none', tier: 'user' });
          bench.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('for a wrong time it is treated again once things are different', () => {
    const bench = aBench();
    const subject = caseOf('dropbox');
    thumb(bench, bench.decided(subject), 'down', 'wrong-time');
    expect(decidedNow(bench, subject)?.action).toBe('none');
    const inGame = { ...subject, context: aContext({ games: [7] }) };
    expect(decidedNow(bench, inGame)?.action).toBe('hold-back');
    bench.clock.at = noon + 5 * hour;
    expect(decidedNow(bench, subject)?.action).toBe('hold-back');
    bench.clock.at = noon + 24 * hour;
    expect(decidedNow(bench, subject)?.action).toBe('none');
  });

  it('for too hard a gentle treatment follows, and after a second one it is left alone', () => {
    const bench = aBench();
    const subject = caseOf('dropbox');
    thumb(bench, bench.decided(subject), 'down', 'too-hard');
    const gentle = decidedNow(bench, subject);
    expect(gentle?.treatment).toBe(treatments.gentle);
    if (!gentle) throw new Error('nothing was proposed');
    bench.learner.seen('second', subject, gentle);
    thumb(bench, { ...bench.decided(subject), id: 'second', action: 'hold-back' }, 'down', 'too-hard');
    expect(decidedNow(bench, subject)).toMatchObject({ action: 'none', tier: 'user' });
  });

  it('another program of the same kind is treated as before', () => {
    const bench = aBench();
    thumb(bench, bench.decided(caseOf('dropbox')), 'down', 'wrong-app');
    expect(decidedNow(bench, caseOf('rsync'))).toMatchObject({ action: 'hold-back', tier: 'policy' });
  });

  it('where the moment is not known any more, a wrong time is taken as never', () => {
    const bench = aBench();
    const decision = { ...bench.decided(caseOf('dropbox')), id: 'forgotten' };
    const { say } = wordOf(decision, 'down', 'wrong-time', bench.learner.memoryOf('forgotten'), noon);
    expect(say?.kind).toBe('never-touch');
  });
});

describe('a thumb that is changed', () => {
  it.each<FeedbackReason | null>([null, 'wrong-app', 'wrong-time', 'too-hard'])(
    'from down (%s) to nothing leaves no rule and no sample',
    (reason) => {
      const bench = aBench();
      const subject = caseOf('dropbox');
      const given = thumb(bench, bench.decided(subject), 'down', reason);
      expect(bench.rules.list()).toHaveLength(1);
      thumb(bench, given, null);
      expect(bench.rules.list()).toEqual([]);
      expect(bench.learner.model().samples).toBe(0);
      expect(decidedNow(bench, subject)?.tier).toBe('policy');
    },
  );

  it('from one reason to another leaves the rule of the last one alone', () => {
    const reasons = fc.array(fc.constantFrom(null, ...feedbackReason.options), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(reasons, (said) => {
        const bench = aBench();
        let decision = bench.decided(caseOf('dropbox'));
        for (const reason of said) decision = thumb(bench, decision, 'down', reason);
        const kinds = bench.rules.list().map(({ kind }) => kind);
        const last = said.at(-1);
        expect(kinds).toEqual([last === 'wrong-time' ? 'not-then' : last === 'too-hard' ? 'milder' : 'never-touch']);
        expect(bench.learner.model().samples).toBe(1);
        bench.close();
      }),
      { numRuns: 40 },
    );
  });

  it('to up takes back what contradicts it, and keeps what a person approved for good', () => {
    const bench = aBench();
    const subject = caseOf('dropbox');
    bench.rules.say({ kind: 'always', programKey: 'dropbox', name: 'dropbox', action: 'hold-back', at: noon - 1 });
    const given = thumb(bench, bench.decided(subject), 'down', 'wrong-time');
    thumb(bench, given, 'up', 'good');
    expect(bench.rules.list().map(({ kind }) => kind)).toEqual(['always']);
  });

  it('to up on a gentle treatment leaves it gentle', () => {
    const bench = aBench();
    const subject = caseOf('dropbox');
    thumb(bench, bench.decided(subject), 'down', 'too-hard');
    const gentle = decidedNow(bench, subject);
    if (!gentle) throw new Error('nothing was proposed');
    bench.learner.seen('second', subject, gentle);
    thumb(bench, { ...bench.decided(subject), id: 'second' }, 'up', 'good');
    expect(bench.rules.list().map(({ kind }) => kind)).toEqual(['milder']);
  });
});

describe('a thumb on a program that was left alone', () => {
  it('makes no rule', () => {
    const bench = aBench();
    const decision = { ...bench.decided(caseOf('dropbox')), action: 'none' as const };
    for (const verdict of ['up', 'down', null] as const) {
      expect(wordOf(decision, verdict, null, null, noon).say).toBeNull();
    }
  });
});

describe('rules', () => {
  it('of one key are one: the newer takes the place of the older', () => {
    const kept: PersonRule[] = [];
    const rules = createPersonRules({
      list: () => kept,
      put: (rule) => void kept.push(rule),
      remove: (rule) => void kept.splice(kept.indexOf(rule), 1),
    });
    rules.say({ kind: 'never-touch', programKey: 'a', name: 'A', at: 1 });
    rules.say({ kind: 'milder', programKey: 'a', name: 'A', at: 2 });
    rules.change({ programKey: 'a', drop: ({ kind }) => kind === 'never-touch', say: null });
    expect(rules.of('a').map(({ kind }) => kind)).toEqual(['milder']);
    expect(rules.forget('["milder","a"]')).toBe(true);
    expect(rules.forget('["milder","a"]')).toBe(false);
    expect(rules.of('a')).toEqual([]);
  });
});
