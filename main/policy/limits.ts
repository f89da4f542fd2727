/** What `aggressive`, `balanced` and `conservative` mean in numbers. */
import type { Strategy } from '../../contract/words.ts';

export class Limits {
  /** CPU of an app over 5 s above which it counts as busy, ratio of one CPU. */
  readonly cpu: number;
  /** CPU pressure above which the machine counts as pressed, per cent of time. */
  readonly pressure: number;
  /** Storage bytes per second above which an app counts as busy with IO. */
  readonly io: number;
  /** Confidence below which a verdict is not acted on. */
  readonly confidence: number;
  constructor(cpu: number, pressure: number, io: number, confidence: number) {
    this.cpu = cpu;
    this.pressure = pressure;
    this.io = io;
    this.confidence = confidence;
  }
}

const megabyte = 1_000_000;

const limits: Readonly<Record<Strategy, Limits>> = {
  aggressive: new Limits(0.05, 5, 5 * megabyte, 0.5),
  balanced: new Limits(0.1, 10, 10 * megabyte, 0.6),
  conservative: new Limits(0.25, 20, 30 * megabyte, 0.75),
};

const intervals: Readonly<Record<Strategy, number>> = { aggressive: 5, balanced: 10, conservative: 30 };

export const limitsOf = (strategy: Strategy): Limits => limits[strategy];

/** Seconds between two checks. */
export const checkIntervalOf = (strategy: Strategy): number => intervals[strategy];
