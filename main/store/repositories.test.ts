import fc from 'fast-check';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Decision } from '../../contract/decision.ts';
import { decisionStatus, tier } from '../../contract/words.ts';
import type { Verdict } from '../decide/case.ts';
import { Database } from './database.ts';
import type { DecisionFilter } from './decisions.ts';
import type { KeptLock } from './locks.ts';
import { openStore } from './open-store.ts';
import { decision, journalEntry, scratchFolder, standingClock } from './records.fixture.ts';
import { StoreWriteError } from './sqlite-error.ts';
import type { UserRule } from './user-rules.ts';

const clock = standingClock();

function inMemory() {
  const { store } = openStore(':memory:', clock);
  onTestFinished(() => store.close());
  return store;
}

/** What a second run finds of what the first one did. */
function afterRestart<T>(
  first: (store: ReturnType<typeof inMemory>) => void,
  then: (store: ReturnType<typeof inMemory>) => T,
): T {
  const path = join(scratchFolder(), 'brainkernel.db');
  const before = openStore(path, clock).store;
  first(before);
  before.close();
  const after = openStore(path, clock).store;
  try {
    return then(after);
  } finally {
    after.close();
  }
}

describe('the journal', () => {
  test('gives what is not closed, oldest first, as it was written', () => {
    const { journal } = inMemory();
    const entries = [journalEntry('b', { at: 2 }), journalEntry('a', { at: 1 }), journalEntry('c', { at: 3 })];
    entries.forEach(journal.write);
    journal.setState('b', 'applied');
    journal.setState('c', 'closed');
    expect(journal.open()).toEqual([entries[1], { ...journalEntry('b', { at: 2 }), state: 'applied' }]);
  });

  test('takes an entry again, when more processes joined the treatment', () => {
    const { journal } = inMemory();
    journal.write(journalEntry('a', { state: 'applied' }));
    const more = journalEntry('a', { state: 'applied', processes: [{ pid: 1, startTime: 2 }] });
    journal.write(more);
    expect(journal.open()).toEqual([more]);
  });

  test('tells of a row that cannot be read, and gives the others', () => {
    const path = join(scratchFolder(), 'brainkernel.db');
    const first = openStore(path, clock).store;
    ['a', 'b', 'c'].forEach((id) => first.journal.write(journalEntry(id)));
    first.close();
    const vandal = new DatabaseSync(path);
    vandal.exec(`UPDATE journal SET entry = '{"decisionId":"a"' WHERE decision_id = 'a'`);
    vandal.exec(`UPDATE journal SET entry = json_set(entry, '$.changes[0].lever', 'rm -rf') WHERE decision_id = 'b'`);
    vandal.close();
    const { store } = openStore(path, clock);
    const said: string[] = [];
    store.onNotice(({ text }) => said.push(text));
    expect(store.journal.open().map(({ decisionId }) => decisionId)).toEqual(['c']);
    expect(said).toEqual([expect.stringContaining('decision a '), expect.stringContaining('decision b ')]);
    store.close();
  });
});

describe('writes', () => {
  function database() {
    const connection = new DatabaseSync(':memory:');
    connection.exec('CREATE TABLE t (x INTEGER) STRICT; PRAGMA synchronous=NORMAL');
    const heard: unknown[] = [];
    return { connection, heard, database: new Database(connection, (trouble) => heard.push(trouble)) };
  }
  const synchronous = (of: Database) => of.first('PRAGMA synchronous')?.['synchronous'];

  test('are synced where the record must survive a power cut, and only there', () => {
    const { database: of } = database();
    const levels: unknown[] = [];
    of.write(() => levels.push(synchronous(of)));
    of.writeThrough(() => levels.push(synchronous(of)));
    of.durably(() => levels.push(synchronous(of)));
    // 1 is NORMAL, 2 is FULL
    expect([...levels, synchronous(of)]).toEqual([1, 2, 2, 1]);
  });

  test('are whole or not at all, and a bug in them is thrown on', () => {
    const { database: of, heard } = database();
    expect(() => {
      of.write(() => {
        of.run('INSERT INTO t VALUES (1)');
        of.run('INSERT INTO t VALUES (?)', 'no number');
      });
    }).toThrow('cannot store TEXT value');
    expect(of.all('SELECT * FROM t')).toEqual([]);
    expect(heard).toEqual([]);
  });

  test('that fail for lack of room are told apart: bearable ones return false, durable ones throw', () => {
    const { database: of, connection, heard } = database();
    connection.exec('PRAGMA max_page_count=2');
    const tooMuch = () => {
      for (let n = 0; n < 10_000; n += 1) of.run('INSERT INTO t VALUES (1)');
    };
    expect(of.write(tooMuch)).toBe(false);
    expect(() => of.durably(tooMuch)).toThrow(StoreWriteError);
    expect(of.write(() => of.run('INSERT INTO t VALUES (1)'))).toBe(true);
    expect(heard).toEqual(['full', 'full', null]);
    expect(of.all('SELECT * FROM t')).toHaveLength(1);
  });
});

describe('decisions', () => {
  test('are replaced in place and found by id', () => {
    const { decisions } = inMemory();
    decisions.put(decision('a', { at: 5 }));
    decisions.put(decision('b', { at: 5 }));
    const applied = decision('a', { at: 5, status: 'applied' });
    decisions.put(applied);
    expect(decisions.get('a')).toEqual(applied);
    expect(decisions.get('c')).toBeNull();
    expect(decisions.list({ limit: 9 }).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  test('are listed as a plain filter over all of them would', () => {
    const app = fc.constantFrom('app-1', 'app-2', `o'app`, '');
    const record = fc.record({
      id: fc.integer({ min: 0, max: 20 }).map(String),
      at: fc.integer({ min: 0, max: 12 }),
      app: fc.record({ id: app, name: app }),
      tier: fc.constantFrom(...tier.options),
      status: fc.constantFrom(...decisionStatus.options),
    });
    const filter = fc.record(
      {
        limit: fc.integer({ min: 1, max: 20 }),
        before: fc.integer({ min: 0, max: 13 }),
        app,
        tier: fc.constantFrom(...tier.options),
        status: fc.constantFrom(...decisionStatus.options),
      },
      { requiredKeys: ['limit'] },
    );
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), fc.array(filter, { maxLength: 5 }), (records, filters) => {
        const { store } = openStore(':memory:', clock);
        const model = new Map<string, Decision>();
        for (const {
          app: { id, name },
          ...others
        } of records) {
          const value = decision(others.id, { ...others, app: { id, name, category: 'unknown' } });
          store.decisions.put(value);
          // as in the store, a decision keeps the place of its first appearance
          model.set(value.id, value);
        }
        for (const each of filters) expect(store.decisions.list(each)).toEqual(modelList([...model.values()], each));
        store.close();
      }),
      { numRuns: 60 },
    );
  });
});

function modelList(
  all: readonly Decision[],
  { limit, before, app, tier: byTier, status }: DecisionFilter,
): readonly Decision[] {
  return all
    .filter((each) => before === undefined || each.at < before)
    .filter((each) => app === undefined || each.app.id === app || each.app.name === app)
    .filter((each) => byTier === undefined || each.tier === byTier)
    .filter((each) => status === undefined || each.status === status)
    .reverse()
    .sort((a, b) => b.at - a.at)
    .slice(0, limit);
}

test('verdicts hold until they expire, and only with actions a model may ask for', () => {
  const verdict: Verdict = {
    programKey: 'k',
    category: 'indexer',
    background: 'hold-back',
    confidence: 0.8,
    why: 'it indexes',
    model: 'm',
    at: 1,
    expiresAt: 100,
    cost: { provider: 'groq', model: 'm', inputTokens: 1, outputTokens: 2, usd: 0.1 },
    exchangeId: 'e',
  };
  const { verdicts } = inMemory();
  verdicts.put({ ...verdict, background: 'none' });
  verdicts.put(verdict);
  expect(verdicts.get('k', 99)).toEqual(verdict);
  expect(verdicts.get('k', 100)).toBeNull();
  expect(verdicts.get('other', 1)).toBeNull();
});

test('exchanges come back byte for byte', () => {
  const exchange = {
    id: 'e',
    at: 1,
    provider: 'groq',
    model: 'm',
    url: 'https://api.groq.com/',
    request: '{"a":"\u0000 \ud83d\ude00 \'; DROP TABLE exchanges"}',
    response: null,
    status: null,
    error: 'timeout',
    durationMs: 3,
    cost: null,
  };
  const { exchanges } = inMemory();
  exchanges.put(exchange);
  expect(exchanges.get('e')).toEqual(exchange);
  expect(exchanges.get('f')).toBeNull();
});

test('spend is summed over a range, whole and by model', () => {
  const cost = (model: string, usd: number) => ({ provider: 'groq', model, inputTokens: 10, outputTokens: 1, usd });
  const { spend } = inMemory();
  spend.add(1, cost('a', 1));
  spend.add(2, cost('b', 4));
  spend.add(3, cost('a', 2));
  expect(spend.sum(1, 3)).toEqual({ calls: 2, inputTokens: 20, outputTokens: 2, usd: 5 });
  expect(spend.sum(4, 9)).toEqual({ calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 });
  expect(spend.byModel(0, 9)).toEqual([
    { provider: 'groq', model: 'b', calls: 1, inputTokens: 10, outputTokens: 1, usd: 4 },
    { provider: 'groq', model: 'a', calls: 2, inputTokens: 20, outputTokens: 2, usd: 3 },
  ]);
});

test('a thumb replaces the one before on the same decision', () => {
  const { feedback } = inMemory();
  const thumb = {
    decisionId: 'd1',
    programKey: 'k',
    verdict: 'up',
    note: null,
    features: { cpu: 0.5 },
    at: 1,
  } as const;
  feedback.put(thumb);
  feedback.put({ ...thumb, verdict: 'down', note: 'it was my build', at: 2 });
  feedback.put({ ...thumb, decisionId: 'd2', at: 3 });
  expect(feedback.counts()).toEqual({ up: 1, down: 1 });
  feedback.remove('d2');
  expect(feedback.counts()).toEqual({ up: 0, down: 1 });
});

test('locks of another boot hold nobody, even where they cannot be deleted', () => {
  const { locks } = inMemory();
  const lock: KeptLock = { process: { pid: 7, startTime: 8 }, appId: 'a', reason: 'renice by hand', at: 1 };
  const earlier = locks.ofBoot('an earlier boot');
  const now = locks.ofBoot('this boot');
  earlier.put(lock);
  expect([earlier.list(), now.list()]).toEqual([[lock], []]);
});

test('locks, rules and facts are there after a restart, those taken back are not', () => {
  const lock: KeptLock = { process: { pid: 7, startTime: 8 }, appId: 'a', reason: 'renice by hand', at: 1 };
  const ended: KeptLock = { ...lock, process: { pid: 9, startTime: 8 } };
  const always: UserRule = { kind: 'always', programKey: 'k', name: 'Tracker', action: 'freeze', at: 1 };
  const never: UserRule = { kind: 'never-touch', programKey: 'k2', name: 'Firefox', at: 2 };
  afterRestart(
    ({ locks, rules, meta }) => {
      const kept = locks.ofBoot('this boot');
      kept.put(lock);
      kept.put(ended);
      kept.remove(ended.process);
      rules.put(always);
      rules.put(never);
      rules.put({ ...never, programKey: 'k3' });
      rules.remove({ ...never, programKey: 'k3' });
      meta.set('pausedUntil', '123');
      meta.set('gone', 'x');
      meta.set('gone', null);
    },
    ({ locks, rules, meta }) => {
      expect(locks.ofBoot('this boot').list()).toEqual([lock]);
      expect(locks.ofBoot('the next boot').list()).toEqual([]);
      expect(locks.ofBoot('this boot').list()).toEqual([]);
      expect(rules.list()).toEqual([always, never]);
      expect([meta.get('pausedUntil'), meta.get('gone')]).toEqual(['123', null]);
    },
  );
});
