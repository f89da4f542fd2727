import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { learnedModel, lesson } from '../../contract/learning.ts';
import type { Category } from '../../contract/words.ts';
import type { Opinion } from '../decide/tiers/learned.ts';
import { decide } from '../decide/decide.ts';
import { isUnwanted } from '../decide/tiers/learned.ts';
import { personTier } from '../decide/tiers/person.ts';
import { scratchFolder } from '../store/records.fixture.ts';
import { aBench, caseOf, noon } from './samples.fixture.ts';
import type { Bench } from './samples.fixture.ts';

const day = 86_400_000;

/** Thumbs-down on so many programs of a kind, so many a day that each counts. */
function downs(bench: Bench, count: number, category: Category = 'sync', from = 0): void {
  for (let index = from; index < from + count; index += 1) {
    if (index % 10 === 9) bench.clock.at += day;
    bench.learner.feedback(bench.decided(caseOf(`${category}-${index}`, { category })), 'down', 'wrong-app');
  }
}

/** What is thought now of some programs of several kinds, exact to the last bit. */
function opinions({ learner }: Bench): readonly (Opinion | null)[] {
  const kinds: readonly Category[] = ['sync', 'backup', 'indexer', 'build', 'utility'];
  return kinds.flatMap((category) =>
    [`${category}-1`, 'never heard of'].map((key) => learner.opinionOn(caseOf(key, { category }), 0.6)),
  );
}
const withoutVersion = (of: readonly (Opinion | null)[]) => of.map((one) => one && { ...one, version: 0 });

describe('the learner', () => {
  it('is silent while it collects, and then follows ten consistent thumbs at once', () => {
    const bench = aBench();
    downs(bench, 7);
    expect(bench.learner.model()).toMatchObject({ state: 'collecting', samples: 7, pending: 7, version: 0 });
    expect(bench.learner.opinionOn(caseOf('new'), 0.6)).toBeNull();
    downs(bench, 3, 'sync', 7);
    expect(bench.learner.model()).toMatchObject({ state: 'ready', samples: 10, pending: 10, version: 0 });
    const opinion = bench.learner.opinionOn(caseOf('new'), 0.6);
    expect(opinion && isUnwanted(opinion)).toBe(true);
    expect(opinion).toMatchObject({ scope: 'category', against: 10, for: 0 });
  });

  it('makes a version of every thirty-two, newest first, and says how good its predictions were', () => {
    const bench = aBench();
    downs(bench, 70);
    const { versions, ...model } = learnedModel.parse(bench.learner.model());
    expect(model).toMatchObject({ version: 2, samples: 70, pending: 6 });
    expect(versions.map(({ version, samples, active }) => [version, samples, active])).toEqual([
      [2, 64, true],
      [1, 32, false],
      [0, 0, false],
    ]);
    expect(versions[0]?.loss).toBeGreaterThan(0);
    expect(model.calibrationError).not.toBeNull();
  });

  it('learns a later thumb on the same decision instead of the earlier one', () => {
    const [changed, once] = [aBench(), aBench()];
    for (const bench of [changed, once]) downs(bench, 9);
    const decision = changed.decided(caseOf('x'));
    changed.learner.feedback(decision, 'down', null);
    changed.learner.feedback(decision, 'up', 'good');
    once.learner.feedback(once.decided(caseOf('x')), 'up', 'good');
    expect(opinions(changed)).toStrictEqual(opinions(once));
  });

  it.each([9, 31, 40, 63, 70])(
    'unlearns a thumb as if it had never been, when it is taken back %d thumbs later',
    (later) => {
      const [taken, never] = [aBench(), aBench()];
      downs(taken, 5, 'indexer', 300);
      downs(never, 5, 'indexer', 300);
      const decision = taken.decided(caseOf('regretted', { category: 'backup' }));
      taken.learner.feedback(decision, 'up', null);
      for (const bench of [taken, never]) downs(bench, later);
      expect(withoutVersion(opinions(taken))).not.toStrictEqual(withoutVersion(opinions(never)));
      taken.learner.takeBack(decision.id);
      expect(withoutVersion(opinions(taken))).toStrictEqual(withoutVersion(opinions(never)));
      const { samples, pending } = never.learner.model();
      expect(taken.learner.model()).toMatchObject({ samples, pending });
    },
  );

  it('keeps no version that has learned what was taken back', () => {
    const bench = aBench();
    downs(bench, 32);
    const decision = bench.decided(caseOf('regretted'));
    bench.learner.feedback(decision, 'up', 'good');
    downs(bench, 31, 'backup', 32);
    expect(bench.learner.model().versions.map(({ version }) => version)).toEqual([2, 1, 0]);
    bench.learner.takeBack(decision.id);
    expect(bench.learner.model().versions.map(({ version, samples }) => [version, samples])).toEqual([
      [3, 32],
      [1, 32],
      [0, 0],
    ]);
    expect(bench.learner.rollBack(2)).toBe(false);
  });

  it('goes back to an older version bit by bit, learns on from there, and can come forward again', () => {
    const bench = aBench();
    downs(bench, 32);
    const then = opinions(bench);
    downs(bench, 32, 'backup', 32);
    const later = opinions(bench);
    expect(later).not.toStrictEqual(then);
    expect(bench.learner.rollBack(1)).toBe(true);
    expect(opinions(bench)).toStrictEqual(then);
    expect(bench.learner.model()).toMatchObject({ version: 1, samples: 32, pending: 0 });
    downs(bench, 32, 'indexer', 64);
    expect(bench.learner.model()).toMatchObject({ version: 3, samples: 64 });
    expect(bench.learner.opinionOn(caseOf('new', { category: 'backup' }), 0.6)?.against).toBe(0);
    expect(bench.learner.rollBack(2)).toBe(true);
    expect(opinions(bench)).toStrictEqual(later);
    expect(bench.learner.rollBack(0)).toBe(true);
    expect(bench.learner.model()).toMatchObject({ version: 0, samples: 0, state: 'collecting' });
    expect(bench.learner.rollBack(99)).toBe(false);
  });

  it('falls silent when its predictions become worse, and goes on learning', () => {
    const bench = aBench();
    downs(bench, 60);
    expect(bench.learner.model().state).toBe('ready');
    for (let index = 0; index < 24; index += 1) {
      bench.clock.at += day;
      bench.learner.feedback(bench.decided(caseOf(`turned-${index}`)), 'up', 'good');
      if (bench.learner.model().state === 'drifting') break;
    }
    expect(bench.learner.model().state).toBe('drifting');
    expect(bench.learner.opinionOn(caseOf('new'), 0.6)).toBeNull();
    const before = bench.learner.model().samples;
    bench.learner.feedback(bench.decided(caseOf('another')), 'up', 'good');
    expect(bench.learner.model().samples).toBe(before + 1);
  });

  it('lets a flood about one program count three times a day', () => {
    const bench = aBench();
    for (let index = 0; index < 200; index += 1) {
      bench.learner.feedback(bench.decided(caseOf('hammered')), index % 2 === 0 ? 'down' : 'up', null);
    }
    expect(bench.learner.model().samples).toBe(3);
  });

  it('learns nothing of programs that are left alone whatever is said, nor of what was in front', () => {
    const bench = aBench();
    const protectedOne = bench.decided(caseOf('firefox', { category: 'browser' }));
    const inFront = bench.decided({ ...caseOf('front'), foreground: true });
    for (const decision of [protectedOne, inFront]) bench.learner.feedback(decision, 'down', null);
    expect(bench.learner.model().samples).toBe(0);
  });

  it('takes a thumbs-down on being left alone as a wish to be held back', () => {
    const bench = aBench();
    downs(bench, 8);
    const quiet = caseOf('quiet', { category: 'utility' });
    const [answer] = decide([quiet], [personTier(() => [{ kind: 'never-touch', at: 1 }])]);
    if (!answer?.proposal) throw new Error('nothing was said');
    const left = bench.decided(quiet, answer.proposal);
    const before = bench.learner.opinionOn(caseOf('quiet', { category: 'utility' }), 0)?.approves ?? 1;
    bench.learner.feedback(left, 'down', null);
    expect(bench.learner.opinionOn(caseOf('quiet', { category: 'utility' }), 0)?.approves).toBeGreaterThan(before);
  });
});

describe('what a person does without a word', () => {
  it('counts less than a thumb, and not beside one', () => {
    const [silent, spoken] = [aBench(), aBench()];
    for (const bench of [silent, spoken]) downs(bench, 9, 'backup');
    silent.learner.signal(silent.decided(caseOf('x')), 'undo');
    spoken.learner.feedback(spoken.decided(caseOf('x')), 'down', null);
    const [undone, down] = [silent, spoken].map(({ learner }) => learner.opinionOn(caseOf('x'), 0.6)?.approves ?? 0);
    expect(undone).toBeGreaterThan(down ?? 1);

    const decision = spoken.decided(caseOf('y'));
    spoken.learner.feedback(decision, 'up', null);
    const before = opinions(spoken);
    spoken.learner.signal(decision, 'renice');
    expect(opinions(spoken)).toStrictEqual(before);
  });

  it('gives way to a thumb that comes later, and the stronger deed to the weaker never', () => {
    const bench = aBench();
    const decision = bench.decided(caseOf('x'));
    bench.learner.signal(decision, 'undo');
    bench.learner.signal(decision, 'fronted');
    bench.learner.feedback(decision, 'up', null);
    expect(bench.learner.model().samples).toBe(1);
    downs(bench, 8, 'backup');
    expect(bench.learner.opinionOn(caseOf('x'), 0.6)).toMatchObject({ for: 1, against: 0 });
  });
});

describe('lessons', () => {
  it('say what the model concluded and what the person said, and fit the contract', () => {
    const bench = aBench();
    bench.rules.say({ kind: 'always', programKey: 'k', name: 'Baloo\u202e', action: 'throttle', at: noon - 5 });
    downs(bench, 10);
    const found = bench.learner.lessons().map((one) => lesson.parse(one));
    expect(found.map(({ kind, text, samples }) => [kind, text, samples])).toEqual([
      [
        'category',
        '10 of 10 times you did not want programs of this kind (sync) held back, so they are left alone.',
        10,
      ],
      ['always', 'You said that Baloo may always be treated like this.', 1],
    ]);
  });

  it('are taken back one by one: a rule goes, a conclusion with all that it rests on', () => {
    const bench = aBench();
    bench.rules.say({ kind: 'never-touch', programKey: 'k', name: 'Baloo', at: noon });
    downs(bench, 40);
    downs(bench, 10, 'backup', 40);
    const untouched = bench.learner.lessons();
    for (const { id } of untouched) expect(bench.learner.forget(id)).toBe(true);
    expect(bench.learner.lessons()).toEqual([]);
    expect(bench.learner.model()).toMatchObject({ samples: 0, pending: 0 });
    for (const { id } of untouched) expect(bench.learner.forget(id)).toBe(false);
  });

  it.each(['', 'rule:', 'category:nonsense', 'app:', 'app:__proto__', 'x'])('an id like %j is no lesson', (id) => {
    expect(aBench().learner.forget(id)).toBe(false);
  });
});

describe('after a restart', () => {
  it('everything is as it was, and learning goes on', () => {
    const path = join(scratchFolder(), 'brainkernel.db');
    const first = aBench(path);
    downs(first, 40);
    const decision = first.decided(caseOf('later'));
    const [before, memory] = [opinions(first), first.learner.memoryOf(decision.id)];
    const model = first.learner.model();
    first.close();
    const second = aBench(path, first.clock);
    expect(opinions(second)).toStrictEqual(before);
    expect(second.learner.model()).toStrictEqual(model);
    expect(second.learner.memoryOf(decision.id)).toStrictEqual(memory);
    downs(second, 24, 'backup', 100);
    expect(second.learner.model()).toMatchObject({ version: 2, samples: 64, pending: 0 });
  });

  it('a rolled back version stays rolled back, and what was set aside stays aside', () => {
    const path = join(scratchFolder(), 'brainkernel.db');
    const first = aBench(path);
    downs(first, 70);
    first.learner.rollBack(1);
    const before = opinions(first);
    first.close();
    const second = aBench(path, first.clock);
    expect(opinions(second)).toStrictEqual(before);
    expect(second.learner.model()).toMatchObject({ version: 1, samples: 32, pending: 0 });
  });

  it.each([
    ['a version that is no JSON', `UPDATE model_versions SET model = '{' WHERE version = 2`],
    [
      'versions with a weight that is none',
      `UPDATE model_versions SET model = json_set(model, '$.model.all.mean[0]', 'x')`,
    ],
    ['no standing', `DELETE FROM learning_state`],
    ['a standing of a version that is gone', `UPDATE learning_state SET state = '{"active":77,"made":77,"from":3}'`],
    ['samples that cannot be read', `UPDATE samples SET sample = json_set(sample, '$.label', 7) WHERE sequence < 10`],
    ['no versions at all', `DELETE FROM model_versions`],
  ])('%s leaves the rest to go on with', (_, damage) => {
    const path = join(scratchFolder(), 'brainkernel.db');
    const first = aBench(path);
    downs(first, 70);
    first.close();
    const vandal = new DatabaseSync(path);
    vandal.exec(damage);
    vandal.close();
    const { learner, ...second } = aBench(path, first.clock);
    expect(learner.model().state).toBe('ready');
    const opinion = learner.opinionOn(caseOf('new'), 0.6);
    expect(opinion && isUnwanted(opinion)).toBe(true);
    downs({ learner, ...second }, 40, 'backup', 200);
    const learned = learner.opinionOn(caseOf('new', { category: 'backup' }), 0.6);
    expect(learned && isUnwanted(learned)).toBe(true);
  });
});
