/** From the runs of an arm to its figures, and from two arms to how many times better one is. Pure. */
import { median } from '../report.ts';
import type { RunReading } from './measure.ts';

/** Medians over the runs of one arm. */
export interface Figures {
  readonly arm: string;
  readonly wakeupP50Us: number;
  readonly wakeupP99Us: number;
  readonly requestP50Us: number;
  readonly requestP99Us: number;
  readonly requestsPerSecond: number;
  readonly burnerCpus: number;
  readonly otherCpus: number;
  readonly treatedAfter: number | null;
}

/** Above 1 is better, for latencies as for requests/s. */
export interface TimesBetter {
  readonly name: string;
  readonly requestP99: number;
  readonly requestsPerSecond: number;
  readonly wakeupP99: number;
}

export function figuresOf(arm: string, runs: readonly RunReading[]): Figures {
  const of = (figure: (run: RunReading) => number): number => median(runs.map(figure));
  const waits = runs.flatMap(({ treatedAfter }) => (treatedAfter === null ? [] : [treatedAfter]));
  return {
    arm,
    wakeupP50Us: of((run) => run.wakeupUs.p50),
    wakeupP99Us: of((run) => run.wakeupUs.p99),
    requestP50Us: of((run) => run.requestUs.p50),
    requestP99Us: of((run) => run.requestUs.p99),
    requestsPerSecond: of((run) => run.requestsPerSecond),
    burnerCpus: of((run) => run.burnerCpus),
    otherCpus: of((run) => run.otherCpus),
    treatedAfter: waits.length > 0 ? median(waits) : null,
  };
}

export function timesBetter(one: Figures, other: Figures): TimesBetter {
  return {
    name: `${one.arm} / ${other.arm}`,
    requestP99: other.requestP99Us / one.requestP99Us,
    requestsPerSecond: one.requestsPerSecond / other.requestsPerSecond,
    wakeupP99: other.wakeupP99Us / one.wakeupP99Us,
  };
}
