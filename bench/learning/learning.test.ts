import { describe, expect, it } from 'vitest';
import { category } from '../../contract/words.ts';
import type { Proposal } from '../../main/decide/case.ts';
import { immunityAgainst } from '../../main/guard/immunity.ts';
import { isProtected } from '../../main/policy/protected.ts';
import type { Life, Meddle } from './life.ts';
import { isTreated, live, openLife, summary } from './life.ts';
import type { Person } from './people.ts';
import { people } from './people.ts';
import { drawAt } from './random.ts';
import type { Moment } from './world.ts';
import { momentOf } from './world.ts';

const decisions = 2_000;

describe('over two thousand decisions', () => {
  it.each(people.map((person) => [person.name, person] as const))(
    'the learner errs less than the policies alone for the %s, and hits wrongly less often',
    (_, person) => {
      const alone = summary(live(person, 7, decisions, 'static'));
      const learned = summary(live(person, 7, decisions, 'learner'));
      expect(learned.regret).toBeLessThan(alone.regret);
      expect(learned.wronglyHit).toBeLessThan(alone.wronglyHit);
    },
  );

  it('it adds to what a thumb forbids at once, for all people together', () => {
    const total = (way: 'word' | 'learner'): number =>
      people.reduce((sum, person) => sum + summary(live(person, 11, decisions, way)).regret, 0);
    expect(total('learner')).toBeLessThan(0.9 * total('word'));
  });

  it('a life lived twice is the same, decision by decision', () => {
    const [person] = people;
    if (!person) throw new Error('there is nobody');
    expect(live(person, 3, 400, 'learner')).toEqual(live(person, 3, 400, 'learner'));
  });
});

/** Every kind of program there is, busy in every kind of moment. */
const everybody: Person = {
  name: 'everybody',
  uses: Object.fromEntries(category.options.map((one) => [one, 1])),
  battery: 0.3,
  game: 0.3,
  presenting: 0.2,
  taste: () => ({ gentle: 0.5, firm: 0.7, why: 'wrong-app' }),
};

const probes: readonly Moment[] = Array.from({ length: 400 }, (_, index) => momentOf(everybody, 77, index));
const proposals = ({ proposalFor }: Life): readonly (Proposal | null)[] => probes.map(proposalFor);
const withoutVersion = (all: readonly (Proposal | null)[]): readonly unknown[] =>
  all.map((one) => one && { ...one, evidence: one.evidence.filter(({ metric }) => metric !== 'model version') });

/** What must hold of every proposal, whatever was learned: the guard's own word on it too. */
function expectHarmless(moment: Moment, proposal: Proposal | null): void {
  if (proposal === null || proposal.action === 'none') return;
  const { app } = moment.subject;
  expect(isProtected(app.category), app.category).toBe(false);
  expect(immunityAgainst(proposal.action, app, false, [])).toBeNull();
  expect(['hold-back', 'throttle']).toContain(proposal.action);
  expect(moment.subject.foreground || app.immune || app.kind === 'kernel').toBe(false);
}

describe('poisoned answers', () => {
  /** One answer in ten is drawn by lot. */
  const random =
    (index: number): Meddle =>
    () => {
      if (drawAt(5, index, 401) >= 0.1) return undefined;
      return { kind: drawAt(5, index, 402) < 0.5 ? 'undo' : 'held-by-hand' };
    };
  /** Says of everything, protected or not, that it should be held back. */
  const adversary: Meddle = (proposal) => (isTreated(proposal) ? { kind: 'up' } : { kind: 'held-by-hand' });

  it('never get a protected program treated, whatever they say and however long', () => {
    const life = openLife(everybody, 21, 'learner');
    for (let index = 0; index < 1_500; index += 1) life.step(index, index < 600 ? random(index) : adversary);
    expect(life.learner.model().samples).toBeGreaterThan(300);
    // it does propose, so that what follows says something
    expect(proposals(life).filter((one) => one?.tier === 'learned' && isTreated(one)).length).toBeGreaterThan(20);
    proposals(life).forEach((proposal, at) => {
      const moment = probes[at];
      if (!moment) throw new Error('there is no such probe');
      for (const change of [{}, { foreground: true }]) {
        const subject = { ...moment.subject, ...change };
        expectHarmless({ ...moment, subject }, life.proposalFor({ ...moment, subject }));
      }
      for (const change of [{ immune: true }, { kind: 'kernel' as const }]) {
        const app = { ...moment.subject.app, ...change };
        const subject = { ...moment.subject, app };
        const { tier } = life.proposalFor({ ...moment, subject }) ?? { tier: null };
        expect(tier).not.toBe('learned');
      }
      expectHarmless(moment, proposal);
    });
    life.close();
  });

  it('of one in ten still leave the learner better than the policies alone', () => {
    for (const person of people) {
      const life = openLife(person, 7, 'learner');
      const outcomes = Array.from({ length: decisions }, (_, index) => life.step(index, random(index)));
      life.close();
      expect(summary(outcomes).regret, person.name).toBeLessThan(summary(live(person, 7, decisions, 'static')).regret);
    }
  });

  it('are undone by going back: every proposal is again what it was', () => {
    const developer = people.find(({ name }) => name === 'developer');
    if (!developer) throw new Error('there is no developer');
    const life = openLife(developer, 7, 'learner');
    let index = 0;
    while (life.learner.model().version < 3) life.step(index++);
    const { version } = life.learner.model();
    const before = proposals(life);
    const learnedBefore = before.filter((one) => one?.tier === 'learned').length;
    expect(learnedBefore).toBeGreaterThan(0);
    // an adversary that leaves no rule behind: it clicks, it does not speak
    const clicks: Meddle = (proposal) => ({ kind: isTreated(proposal) ? 'undo' : 'held-by-hand' });
    for (const end = index + 400; index < end; index += 1) life.step(index, clicks);
    expect(withoutVersion(proposals(life))).not.toEqual(withoutVersion(before));
    expect(life.learner.rollBack(version)).toBe(true);
    expect(proposals(life)).toStrictEqual(before);
    life.close();
  });
});
