import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { PolicyRecord } from '../policy/record.ts';
import type { Trial } from '../policy/trials.ts';
import { openStore } from './open-store.ts';
import { scratchFolder, standingClock } from './records.fixture.ts';

const said = { sentence: { key: 'policy-step.drafted-person', values: { n: 1 } }, text: 'You wrote it.' };

const record = (id: string, change: Partial<PolicyRecord> = {}): PolicyRecord => ({
  id,
  createdAt: 1,
  changedAt: 2,
  life: { state: 'shadow', version: 2, before: null, reached: { 1: 'active', 2: 'shadow' } },
  versions: [1, 2].map((version) => ({
    version,
    at: version,
    by: 'person' as const,
    description: `Version ${version}`,
    condition: 'machine.game',
    action: 'hold-back' as const,
    treatment: 'gentle' as const,
    ruleSet: version === 1 ? null : `{"rules":"${'many rules '.repeat(1000)}"}`,
  })),
  steps: [0, 1].map((number) => ({ number, at: number, from: null, to: 'draft' as const, ...said })),
  verification: { at: 1, passed: true, checks: [], hits: [], replayed: 0 },
  shadow: { matched: 3, would: 2 },
  ...change,
});

const trial = (decisionId: string, change: Partial<Trial> = {}): Trial => ({
  decisionId,
  policyId: 'a',
  version: 1,
  programKey: 'key',
  program: 'Program',
  arm: 'treated',
  at: 1,
  verdict: null,
  undone: false,
  ...change,
});

/** A database in a file, to be opened again and again and to be vandalised in between. */
function file() {
  const path = join(scratchFolder(), 'brainkernel.db');
  return {
    with: <T>(work: (store: ReturnType<typeof openStore>['store'], said: string[]) => T): T => {
      const { store } = openStore(path, standingClock());
      const heard: string[] = [];
      store.onNotice(({ text }) => heard.push(text));
      try {
        return work(store, heard);
      } finally {
        store.close();
      }
    },
    vandalise: (sql: string) => {
      using connection = new DatabaseSync(path);
      return connection.prepare(sql).run().changes;
    },
    bytes: (sql: string) => {
      using connection = new DatabaseSync(path);
      return Number(Object.values(connection.prepare(sql).get() ?? {})[0]);
    },
  };
}

test('policies come back as they were saved, oldest first, the last saving counting', () => {
  const { with: opened } = file();
  const retired = record('miner', {
    life: { state: 'retired', version: 0, before: 'active', reached: { 0: 'active' } },
    versions: [],
    verification: null,
  });
  const later = record('b', {
    changedAt: 9,
    steps: [...record('b').steps, { number: 2, at: 9, from: 'draft', to: 'verified', ...said }],
  });
  opened(({ policies }) => [record('b'), retired, later].forEach(policies.save));
  expect(opened(({ policies }) => policies.load())).toEqual([later, retired]);
});

test('counts of shadow are kept beside the policy', () => {
  const { with: opened } = file();
  opened(({ policies }) => {
    policies.save(record('a'));
    policies.count('a', { matched: 30, would: 20 });
    policies.count('nobody', { matched: 1, would: 1 });
  });
  expect(opened(({ policies }) => policies.load())).toEqual([record('a', { shadow: { matched: 30, would: 20 } })]);
});

test('versions that were let go are gone, and a rule set takes a fraction of its text', () => {
  const { with: opened, bytes } = file();
  opened(({ policies }) => policies.save(record('a')));
  expect(bytes('SELECT max(length(rules)) FROM policy_versions')).toBeLessThan(500);
  opened(({ policies }) => policies.save(record('a', { versions: record('a').versions.slice(1) })));
  expect(bytes('SELECT count(*) FROM policy_versions')).toBe(1);
});

test.each([
  ['no JSON', `UPDATE policies SET policy = 'x' WHERE id = 'a'`],
  ['an unknown state', `UPDATE policies SET policy = json_set(policy, '$.life.state', 'root') WHERE id = 'a'`],
  ['another id', `UPDATE policies SET policy = json_set(policy, '$.id', 'b') WHERE id = 'a'`],
  [
    'a current version that is not there',
    `UPDATE policies SET policy = json_set(policy, '$.life.version', 7) WHERE id = 'a'`,
  ],
  [
    'a retirement from nowhere',
    `UPDATE policies SET policy = json_set(policy, '$.life.state', 'retired') WHERE id = 'a'`,
  ],
  ['a damaged current version', `UPDATE policy_versions SET content = '{}' WHERE policy_id = 'a' AND version = 2`],
  [
    'an action that no policy may have',
    `UPDATE policy_versions SET content = json_set(content, '$.action', 'end') WHERE policy_id = 'a' AND version = 2`,
  ],
  [
    'an author that cannot be',
    `UPDATE policy_versions SET content = json_set(content, '$.by', 'built-in') WHERE policy_id = 'a' AND version = 2`,
  ],
  [
    'rules that are no compressed text',
    `UPDATE policy_versions SET rules = x'00FF00' WHERE policy_id = 'a' AND version = 2`,
  ],
  ['no versions at all', `DELETE FROM policy_versions WHERE policy_id = 'a'`],
])('a policy with %s is left out and named, and the others are read', (_, sql) => {
  const { with: opened, vandalise } = file();
  opened(({ policies }) => [record('a'), record('b')].forEach(policies.save));
  expect(vandalise(sql)).toBeGreaterThan(0);
  opened(({ policies }, heard) => {
    expect(policies.load()).toEqual([record('b')]);
    expect(heard).toEqual([expect.stringContaining('The policy a cannot be read')]);
  });
});

test('an older version and a step that are damaged are left out alone', () => {
  const { with: opened, vandalise } = file();
  opened(({ policies }) => policies.save(record('a')));
  vandalise(`UPDATE policy_versions SET content = '' WHERE version = 1`);
  vandalise(`UPDATE policy_steps SET step = '[]' WHERE number = 0`);
  const [found] = opened(({ policies }) => policies.load());
  expect(found?.versions.map(({ version }) => version)).toEqual([2]);
  expect(found?.steps.map(({ number }) => number)).toEqual([1]);
});

test('rules that would unpack to more than was ever written are not unpacked', async () => {
  const { with: opened, vandalise } = file();
  opened(({ policies }) => policies.save(record('a')));
  const { deflateSync } = await import('node:zlib');
  const bomb = deflateSync(Buffer.alloc(70 * 1024 * 1024)).toString('hex');
  vandalise(`UPDATE policy_versions SET rules = x'${bomb}' WHERE version = 2`);
  expect(opened(({ policies }) => policies.load())).toEqual([]);
});

test('whatever a row holds, loading neither throws nor makes a policy up', () => {
  const { store } = openStore(':memory:', standingClock());
  onTestFinished(() => store.close());
  fc.assert(
    fc.property(fc.json(), fc.json(), (life, description) => {
      store.policies.save({ ...record('a'), life: JSON.parse(life) as PolicyRecord['life'] });
      store.policies.save({ ...record('b'), verification: JSON.parse(description) as null });
      for (const { id } of store.policies.load()) expect(['a', 'b']).toContain(id);
    }),
    { numRuns: 200 },
  );
});

test('decisions of policies come back oldest first, each with what was last known of it', () => {
  const { with: opened, vandalise } = file();
  opened(({ trials }) =>
    [trial('b', { at: 2 }), trial('a'), trial('c', { at: 3 }), trial('b', { at: 2, undone: true })].forEach(trials.put),
  );
  opened(({ trials }) => trials.put(trial('a', { policyId: 'other', arm: 'control' })));
  vandalise(`UPDATE policy_trials SET trial = '{"arm":"left"}' WHERE decision_id = 'c'`);
  expect(opened(({ trials }) => trials.list())).toEqual([
    trial('a'),
    trial('a', { policyId: 'other', arm: 'control' }),
    trial('b', { at: 2, undone: true }),
  ]);
});
