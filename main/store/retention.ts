/** Keeps the file bounded: what is too old or too many goes, old numbers are merged, free pages return to the disk. */
import type { Clock } from '../clock.ts';
import type { Database } from './database.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Rows one slice may touch in one table: a few milliseconds. */
const slice = 500;

interface Limit {
  readonly table: string;
  /** Which rows may go at all. */
  readonly candidates: string;
  readonly order: string;
  readonly ageMs: number;
  readonly rows: number;
}

/** An intervention that is not closed keeps its decision: a restart must be able to say what it gives back, and why. */
const notUnderTreatment = `id NOT IN (SELECT decision_id FROM journal WHERE state <> 'closed')`;

const limits: readonly Limit[] = [
  { table: 'decisions', candidates: notUnderTreatment, order: 'at', ageMs: 90 * day, rows: 20_000 },
  { table: 'seen', candidates: 'TRUE', order: 'at', ageMs: 90 * day, rows: 20_000 },
  { table: 'exchanges', candidates: 'TRUE', order: 'at', ageMs: 30 * day, rows: 500 },
  { table: 'journal', candidates: `state = 'closed'`, order: 'closed_at', ageMs: 30 * day, rows: 20_000 },
  { table: 'verdicts', candidates: 'TRUE', order: 'expires_at', ageMs: 0, rows: 20_000 },
  { table: 'spend', candidates: 'TRUE', order: 'at', ageMs: 400 * day, rows: 200_000 },
  { table: 'policy_trials', candidates: 'TRUE', order: 'at', ageMs: 90 * day, rows: 50_000 },
  { table: 'policy_steps', candidates: 'TRUE', order: 'at', ageMs: 1_000 * day, rows: 20_000 },
  // those of earlier boots go at the next start
  { table: 'locks', candidates: 'TRUE', order: 'at', ageMs: 400 * day, rows: 2_000 },
];

/** Seconds a bucket is wide, the width it is merged into when it is older than `ageMs`; null: it goes. */
const resolutions = [
  { width: 1, into: 60, ageMs: 2 * hour },
  { width: 60, into: 3600, ageMs: 14 * day },
  { width: 3600, into: null, ageMs: 365 * day },
] as const;

function prune(database: Database, { table, candidates, order, ageMs, rows }: Limit, now: number): boolean {
  const remove = (condition: string, ...values: number[]) =>
    database.run(
      `DELETE FROM ${table} WHERE rowid IN (
         SELECT rowid FROM ${table} WHERE ${candidates} AND ${condition} ORDER BY ${order} LIMIT ?)`,
      ...values,
    );
  const old = remove(`${order} < ?`, now - ageMs, slice);
  const surplus = Number(database.first(`SELECT count(*) AS n FROM ${table}`)?.['n'] ?? 0) - rows;
  const many = surplus > 0 ? remove('TRUE', Math.min(surplus, slice)) : 0;
  return old === slice || many === slice;
}

/** Merges thirty buckets of one series at most; only whole ones, so that none is half in each resolution. */
function merge(database: Database, now: number): boolean {
  for (const { width, into, ageMs } of resolutions) {
    const wider = into ?? width;
    const until = Math.floor((now - ageMs) / 1000 / wider) * wider;
    const oldest = database.first(
      `SELECT id, (SELECT min(second) FROM points WHERE series = id AND resolution = ?) AS second
       FROM series WHERE second < ? LIMIT 1`,
      width,
      until,
    );
    if (oldest === null) continue;
    const series = Number(oldest['id']);
    const start = Math.floor(Number(oldest['second']) / wider) * wider;
    const end = Math.min(until, start + 30 * wider);
    if (into !== null)
      database.run(
        `INSERT INTO points (series, resolution, second, sum, count)
         SELECT series, ?1, second - second % CAST(?1 AS INTEGER) AS bucket, sum(sum), sum(count) FROM points
         WHERE series = ?2 AND resolution = ?3 AND second >= ?4 AND second < ?5 GROUP BY bucket
         ON CONFLICT DO UPDATE SET sum = sum + excluded.sum, count = count + excluded.count`,
        into,
        series,
        width,
        start,
        end,
      );
    database.run(
      'DELETE FROM points WHERE series = ? AND resolution = ? AND second >= ? AND second < ?',
      series,
      width,
      start,
      end,
    );
    return true;
  }
  return false;
}

/** Free pages to leave in the file for what comes next, and how many to give back at once. */
const sparePages = 256;
const pagesAtOnce = 64;

function shrink(database: Database): boolean {
  const free = Number(database.first('PRAGMA freelist_count')?.['freelist_count'] ?? 0) - sparePages;
  if (free <= 0) return false;
  database.shrink(Math.min(free, pagesAtOnce));
  return free > pagesAtOnce;
}

/** One slice of tidying. True when there is more to do; false as well when the disk does not take it. */
export function tidySlice(database: Database, clock: Clock): boolean {
  const now = clock.now();
  let more = false;
  const written = database.write(() => {
    more = limits.map((limit) => prune(database, limit, now)).includes(true);
    if (merge(database, now)) more = true;
  });
  // outside of the transaction: what was deleted in it is free only after it
  return written && (shrink(database) || more);
}
