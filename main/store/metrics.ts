/**
 * Numbers over time. Points gather in memory for half a minute, because each series lives in a page of its own: written
 * every second, 30 series would cost 120 KB/s of WAL; gathered, a thirtieth. Old points are merged into minutes and hours
 * (retention.ts); sums and counts keep averages exact across resolutions.
 */
import type { Database } from './database.ts';

/** Name, epoch ms, value. Values that are no finite number are left out. */
export type MetricPoint = readonly [name: string, at: number, value: number];

export interface MetricStore {
  readonly append: (points: readonly MetricPoint[]) => void;
  /**
   * Averages over steps of `step` seconds that have points, as [epoch ms of the step's start, mean], oldest first.
   * `from` (inclusive) and `to` (exclusive) are epoch ms; steps are aligned to the epoch, so that curves do not shiver.
   */
  readonly query: (name: string, from: number, to: number, step: number) => [number, number][];
  /** Puts on disk what was gathered. */
  readonly flush: () => void;
}

const gatheredSeconds = 30;
const gatheredPoints = 20_000;
/** Names come from the engine's own code: more than this is a bug that must not fill the disk. */
const mostSeries = 500;

export function metricStore(database: Database): MetricStore {
  const series = new Map(
    database.all('SELECT id, name FROM series').map((row) => [String(row['name']), Number(row['id'])]),
  );
  let gathered: MetricPoint[] = [];
  let gatheredSince: number | null = null;

  const write = (points: readonly MetricPoint[]): boolean => {
    const added: string[] = [];
    const written = database.write(() => {
      for (const [name, at, value] of points) {
        let id = series.get(name);
        if (id === undefined) {
          if (series.size >= mostSeries) continue;
          id = series.size + 1;
          database.run('INSERT INTO series (id, name) VALUES (?, ?)', id, name);
          series.set(name, id);
          added.push(name);
        }
        database.run(
          `INSERT INTO points (series, resolution, second, sum, count) VALUES (?, 1, ?, ?, 1)
           ON CONFLICT DO UPDATE SET sum = sum + excluded.sum, count = count + 1`,
          id,
          Math.floor(at / 1000),
          value,
        );
      }
    });
    if (!written) for (const name of added) series.delete(name);
    return written;
  };

  const flush = () => {
    const points = gathered;
    gathered = [];
    gatheredSince = null;
    if (points.length > 0) write(points);
  };

  return {
    append: (points) => {
      const finite = points.filter(([, , value]) => Number.isFinite(value));
      const latest = finite.at(-1)?.[1];
      if (latest === undefined) return;
      gathered.push(...finite);
      gatheredSince ??= latest;
      // a clock set back counts as elapsed, or points would gather until it catches up
      const elapsed = Math.abs(latest - gatheredSince);
      if (elapsed >= gatheredSeconds * 1000 || gathered.length >= gatheredPoints) flush();
    },

    query: (name, from, to, step) => {
      flush();
      const id = series.get(name);
      if (id === undefined) return [];
      return database
        .all(
          `SELECT second - second % CAST(?1 AS INTEGER) AS start, sum(sum) / sum(count) AS mean FROM points
           WHERE series = ?2 AND resolution IN (1, 60, 3600) AND second >= ?3 AND second < ?4
           GROUP BY start ORDER BY start`,
          step,
          id,
          Math.ceil(from / 1000),
          Math.ceil(to / 1000),
        )
        .map((row) => [Number(row['start']) * 1000, Number(row['mean'])]);
    },

    flush,
  };
}
