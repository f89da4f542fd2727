/** Reads the values of a rule from untrusted JSON or KDL: what is out of its range is left out and named. */
import type { Values } from './meaning.ts';

export type Key = 'nice' | 'io' | 'ioLevel' | 'sched' | 'latencyNice' | 'oomScore' | 'quota';

type Read = (value: unknown) => Values | null;

const whole =
  (least: number, most: number, put: (number: number) => Values): Read =>
  (value) => {
    const number = typeof value === 'string' && /^[-+]?\d{1,6}$/.test(value.trim()) ? Number(value) : value;
    return typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most
      ? put(number)
      : null;
  };

const ioClasses: ReadonlyMap<unknown, NonNullable<Values['io']>> = new Map([
  ['none', 'none'],
  ['real-time', 'realtime'],
  ['realtime', 'realtime'],
  ['best-effort', 'best-effort'],
  ['idle', 'idle'],
]);

/** sched(7); `iso` is a patch's soft real-time class, and system76 has no word of its own for the normal one. */
const policies: ReadonlyMap<unknown, NonNullable<Values['sched']>> = new Map([
  ['normal', 'normal'],
  ['other', 'normal'],
  ['batch', 'batch'],
  ['idle', 'idle'],
  ['fifo', 'realtime'],
  ['rr', 'realtime'],
  ['iso', 'realtime'],
  ['deadline', 'realtime'],
]);

const lower = (value: unknown): unknown => (typeof value === 'string' ? value.trim().toLowerCase() : value);

export const readers: Readonly<Record<Key, Read>> = {
  nice: whole(-20, 19, (nice) => ({ nice })),
  io: (value) => {
    const io = ioClasses.get(lower(value));
    return io === undefined ? null : { io };
  },
  ioLevel: whole(0, 7, (ioLevel) => ({ ioLevel })),
  sched: (value) => {
    const sched = policies.get(lower(value));
    return sched === undefined ? null : { sched };
  },
  latencyNice: whole(-20, 19, (latencyNice) => ({ latencyNice })),
  oomScore: whole(-1000, 1000, (oomScore) => ({ oomScore })),
  quota: whole(1, 100_000, (quota) => ({ quota })),
};

/** As a person would write it: `nice 19, io idle`. */
export function valuesInWords({ nice, io, sched, latencyNice, oomScore, quota }: Values): string {
  const words = [
    nice === undefined ? '' : `nice ${nice}`,
    sched === undefined ? '' : `sched ${sched}`,
    io === undefined ? '' : `io ${io}`,
    latencyNice === undefined ? '' : `latency nice ${latencyNice}`,
    oomScore === undefined ? '' : `oom ${oomScore}`,
    quota === undefined ? '' : `quota ${quota} %`,
  ];
  return words.filter((word) => word !== '').join(', ');
}
