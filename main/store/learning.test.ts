import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { plainFeatures } from '../learn/features.ts';
import type { Memory } from '../learn/memory.ts';
import { createQualityMeter } from '../learn/quality-meter.ts';
import { openStore } from './open-store.ts';
import { decision, scratchFolder, standingClock } from './records.fixture.ts';

const clock = standingClock();
const memory: Memory = {
  programKey: 'tracker-key',
  name: 'Tracker',
  category: 'indexer',
  action: 'hold-back',
  strength: 0.6,
  features: plainFeatures(0.6),
  situation: { battery: false, game: false, presenting: false, hour: 12.5 },
  teaches: true,
};

function opened(path = ':memory:') {
  const { store } = openStore(path, clock);
  onTestFinished(() => store.close());
  return store;
}

test('a thumb is kept with its reason', () => {
  const path = join(scratchFolder(), 'brainkernel.db');
  const { feedback, close } = opened(path);
  const thumb = { decisionId: 'd', programKey: 'k', note: null, features: {}, at: 1 };
  feedback.put({ ...thumb, verdict: 'down', reason: 'too-hard' });
  feedback.put({ ...thumb, decisionId: 'e', verdict: 'up' });
  close();
  const connection = new DatabaseSync(path);
  onTestFinished(() => connection.close());
  const rows = connection.prepare('SELECT decision_id, reason FROM feedback ORDER BY decision_id').all();
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { decision_id: 'd', reason: 'too-hard' },
    { decision_id: 'e', reason: null },
  ]);
});

test('rules of every kind are found again after a restart', () => {
  const path = join(scratchFolder(), 'brainkernel.db');
  const first = opened(path);
  const of = { programKey: 'k', name: 'Tracker' };
  const { situation } = memory;
  if (!situation) throw new Error('the fixture has a situation');
  first.rules.put({ kind: 'not-then', ...of, situation, at: 1 });
  first.rules.put({ kind: 'not-then', ...of, situation: { ...situation, battery: true }, at: 2 });
  first.rules.put({ kind: 'milder', ...of, at: 3 });
  first.rules.put({ kind: 'milder', ...of, at: 4 });
  const before = first.rules.list();
  first.close();
  expect(before.map(({ at }) => at)).toEqual([1, 2, 4]);
  expect(opened(path).rules.list()).toEqual(before);
});

describe('what a decision saw', () => {
  test('is kept, and replaced as a whole', () => {
    const { learning } = opened();
    learning.remember('d', 1, memory);
    expect(learning.recall('d')).toEqual(memory);
    learning.remember('d', 2, { ...memory, action: 'none' });
    expect(learning.recall('d')?.action).toBe('none');
    expect(learning.recall('another')).toBeNull();
  });

  test('goes with its decision when it is ninety days old', () => {
    const store = opened();
    store.learning.remember('old', clock.at - 91 * 86_400_000, memory);
    store.learning.remember('new', clock.at, memory);
    while (store.tidy()) continue;
    expect(store.learning.recall('old')).toBeNull();
    expect(store.learning.recall('new')).toEqual(memory);
  });

  test('that cannot be read is as if it were not kept', () => {
    const path = join(scratchFolder(), 'brainkernel.db');
    const first = opened(path);
    first.learning.remember('d', 1, memory);
    first.close();
    const vandal = new DatabaseSync(path);
    vandal.exec(`UPDATE seen SET memory = json_set(memory, '$.features.cpu', 7), signals = '{'`);
    vandal.close();
    const { learning } = opened(path);
    expect(learning.recall('d')).toBeNull();
    learning.noteSignal('d', 'undo');
    learning.noteSignal('nothing', 'undo');
  });
});

describe('decisions with what came of them', () => {
  test('carry thumb, deeds, and whether they were ever applied, newest first', () => {
    const { decisions, learning } = opened();
    decisions.put(decision('a', { at: 1 }));
    decisions.put(decision('b', { at: 2, status: 'reverted', levers: [] }));
    const feedback = { verdict: 'down', reason: 'wrong-app', note: null, at: 9 } as const;
    decisions.put(decision('c', { at: 3, status: 'undone', feedback, sentence: { key: 'person.act', values: {} } }));
    learning.remember('a', 1, memory);
    learning.noteSignal('a', 'undo');
    learning.noteSignal('a', 'undo');
    learning.noteSignal('a', 'renice');
    const of = { appId: 'unit:tracker.service', category: 'indexer', action: 'hold-back' };
    expect(learning.judgedSince(0, 10)).toEqual([
      { ...of, at: 3, applied: true, reverted: false, manual: true, verdict: 'down', signals: [] },
      { ...of, at: 2, applied: false, reverted: true, manual: false, verdict: null, signals: [] },
      { ...of, at: 1, applied: true, reverted: false, manual: false, verdict: null, signals: ['undo', 'renice'] },
    ]);
    expect(learning.judgedSince(2, 1).map(({ at }) => at)).toEqual([3]);
  });

  test('that cannot be read are left out', () => {
    const path = join(scratchFolder(), 'brainkernel.db');
    const first = opened(path);
    for (const id of ['a', 'b', 'c']) first.decisions.put(decision(id));
    first.close();
    const vandal = new DatabaseSync(path);
    vandal.exec(`UPDATE decisions SET decision = '{' WHERE id = 'a'`);
    vandal.exec(`UPDATE decisions SET decision = json_set(decision, '$.action', 'explode') WHERE id = 'b'`);
    vandal.close();
    expect(opened(path).learning.judgedSince(0, 10)).toHaveLength(1);
  });

  test('are what quality and strategy are measured by', () => {
    const { decisions, learning } = opened();
    const at = clock.now();
    decisions.put(
      decision('a', { at, status: 'applied', feedback: { verdict: 'up', reason: 'good', note: null, at } }),
    );
    decisions.put(decision('b', { at: at - 40 * 86_400_000, status: 'reverted' }));
    decisions.put(decision('c', { at: at - 2 * 86_400_000, status: 'reverted', app: { id: 'c', name: 'C', category: 'sync' } })); // prettier-ignore
    const meter = createQualityMeter({ judgedSince: learning.judgedSince, policies: () => null, now: clock.now });
    expect(meter.quality()).toMatchObject({ lived: { correct: { value: 0.5, of: 2 } }, stability: 0.5 });
    expect(meter.strategyFigures(12)).toEqual({
      decisionMs: 12,
      wronglyHit: { hits: 0, of: 1 },
      stability: { value: 1, of: 1 },
    });
  });
});
