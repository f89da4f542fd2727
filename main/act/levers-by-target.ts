/** Levers by what they are pulled on. */
import type { Lever } from '../../contract/words.ts';
import { affinity } from './levers/affinity.ts';
import { cpuMax } from './levers/cpu-max.ts';
import { cpuWeight } from './levers/cpu-weight.ts';
import { ioPriority } from './levers/io-priority.ts';
import { ioWeight } from './levers/io-weight.ts';
import type { ProcessLever, ThreadLever, UnitLever } from './levers/lever.ts';
import { memoryHigh } from './levers/memory-high.ts';
import { nice } from './levers/nice.ts';
import { oomScore } from './levers/oom-score.ts';
import { schedPolicy } from './levers/sched-policy.ts';
import { signal } from './levers/signal.ts';
import { stop } from './levers/stop.ts';

const find = <T extends { readonly lever: Lever }>(levers: readonly T[], lever: Lever): T | null =>
  levers.find((one) => one.lever === lever) ?? null;

export const threadLever = (lever: Lever): ThreadLever | null => find([nice, schedPolicy, ioPriority, affinity], lever);
export const processLever = (lever: Lever): ProcessLever | null => find([oomScore, stop, signal], lever);
export const unitLever = (lever: Lever): UnitLever | null => find([cpuWeight, ioWeight, cpuMax, memoryHigh], lever);
