import fc from 'fast-check';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from './open-store.ts';
import { decision, journalEntry, scratchFolder, standingClock } from './records.fixture.ts';

const day = 86_400_000;

function open(path = ':memory:') {
  const clock = standingClock();
  const { store } = openStore(path, clock);
  onTestFinished(() => store.close());
  /** Returns how many slices it took. */
  const tidy = () => {
    let slices = 1;
    while (store.tidy()) slices += 1;
    return slices;
  };
  return { clock, store, tidy };
}

test('a metric is averaged over the steps asked for, aligned to the epoch, the newest points included', () => {
  const { store } = open();
  store.metrics.append([
    ['cpu', 1_000, 1],
    ['cpu', 1_999, 3],
    ['memory', 2_000, 9],
    ['cpu', 61_000, 5],
    ['cpu', 62_000, Number.NaN],
    ['cpu', 63_000, Infinity],
  ]);
  expect(store.metrics.query('cpu', 0, 120_000, 1)).toEqual([
    [1_000, 2],
    [61_000, 5],
  ]);
  expect(store.metrics.query('cpu', 0, 120_000, 60)).toEqual([
    [0, 2],
    [60_000, 5],
  ]);
  expect(store.metrics.query('cpu', 2_000, 61_000, 60)).toEqual([]);
  expect(store.metrics.query('none', 0, 120_000, 60)).toEqual([]);
});

test('merging old points keeps every average, sum by sum', () => {
  const point = fc.tuple(fc.integer({ min: 0, max: 20 * 3600 }), fc.integer({ min: -100, max: 100 }));
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 60 }),
      fc.constantFrom(3 * 3_600_000, 15 * day),
      (points, later) => {
        const { clock, store, tidy } = open();
        const start = Math.floor(clock.at / 3_600_000) * 3_600_000;
        store.metrics.append(points.map(([second, value]) => ['cpu', start + second * 1000, value]));
        const hourly = () => store.metrics.query('cpu', start, start + day, 3600);
        const before = hourly();
        clock.at = start + 20 * 3_600_000 + later;
        tidy();
        expect(hourly().map(([at]) => at)).toEqual(before.map(([at]) => at));
        hourly().forEach(([, mean], n) => expect(mean).toBeCloseTo(before[n]?.[1] ?? Number.NaN, 9));
      },
    ),
    { numRuns: 25 },
  );
});

test('seconds become minutes after two hours, hours after two weeks, and go after a year', () => {
  const { clock, store, tidy } = open();
  const start = Math.floor(clock.at / 3_600_000) * 3_600_000;
  store.metrics.append(Array.from({ length: 7200 }, (_, n) => ['cpu', start + n * 1000, n] as const));
  const points = () => store.metrics.query('cpu', start, start + day, 1).length;
  expect(points()).toBe(7200);
  clock.at = start + 4 * 3_600_000;
  expect(tidy()).toBeGreaterThan(1);
  expect(points()).toBe(120);
  clock.at = start + 15 * day;
  tidy();
  expect(points()).toBe(2);
  clock.at = start + 367 * day;
  tidy();
  expect(points()).toBe(0);
});

test('old records go and young ones stay; an intervention that is not closed keeps its decision', () => {
  const { clock, store, tidy } = open();
  const start = clock.at;
  store.decisions.put(decision('old', { at: start }));
  store.decisions.put(decision('old but under treatment', { at: start }));
  store.journal.write(journalEntry('old but under treatment', { at: start }));
  store.journal.write(journalEntry('closed', { at: start, state: 'closed' }));
  store.decisions.put(decision('young', { at: start + 80 * day }));
  clock.at = start + 100 * day;
  tidy();
  expect(store.decisions.list({ limit: 9 }).map(({ id }) => id)).toEqual(['young', 'old but under treatment']);
  expect(store.journal.open().map(({ decisionId }) => decisionId)).toEqual(['old but under treatment']);
});

test('too many records make room for the newest, in slices, and the file gets smaller', () => {
  const path = join(scratchFolder(), 'brainkernel.db');
  const { clock, store, tidy } = open(path);
  const exchange = (n: number) => ({
    id: String(n),
    at: clock.at + n,
    provider: 'groq',
    model: 'm',
    url: 'https://api.groq.com/',
    request: 'x'.repeat(4000),
    response: null,
    status: 200,
    error: null,
    durationMs: 1,
    cost: null,
  });
  for (let n = 0; n < 1700; n += 1) store.exchanges.put(exchange(n));
  expect(tidy()).toBeGreaterThan(2);
  expect(store.exchanges.get('1199')).toBeNull();
  expect(store.exchanges.get('1200')).not.toBeNull();
  expect(store.exchanges.get('1699')).not.toBeNull();
  store.close();
  expect(statSync(path).size).toBeLessThan(1700 * 4000 * 0.7);
});
