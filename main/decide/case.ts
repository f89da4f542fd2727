/** A question and its answer: Case in, Decision (proposal) out. Pure data. */
import type { Evidence, RejectedAction, Sentence } from '../../contract/decision.ts';
import type { Action, Category, Strategy, Tier } from '../../contract/words.ts';
import type { SystemReading } from '../sampler/snapshot.ts';
import type { Context, ObservedApp } from '../workload/app.ts';

/** An App plus behaviour plus Context that asks for a decision. */
export interface Case extends ObservedApp {
  readonly at: number;
  readonly context: Context;
  readonly system: SystemReading;
  readonly strategy: Strategy;
  /** This app is the one in front of the person. */
  readonly foreground: boolean;
  /** Some interactive app is in front or runs, so that holding others back helps somebody. */
  readonly someoneWaits: boolean;
  /** The name of the app that is helped; null when nobody in particular is. */
  readonly waiting: string | null;
}

/** How much an action means, in the units of the levers. The guard and the regime pick which of these can be used. */
export interface Treatment {
  readonly nice: number | null;
  readonly ioPriority: IoPriority | null;
  readonly schedPolicy: 'other' | 'batch' | 'idle' | null;
  /** cgroup v2 cpu.weight, 1-10000, default 100. */
  readonly cpuWeight: number | null;
  readonly ioWeight: number | null;
  /** Ratio of one CPU. */
  readonly cpuMax: number | null;
  readonly oomScore: number | null;
  /** Bytes above which its memory is taken back; nothing is killed for it. */
  readonly memoryHigh?: number | null;
  /** The CPUs it may run on. */
  readonly affinity?: readonly number[] | null;
  readonly freeze: boolean;
  readonly signal: 'TERM' | 'KILL' | null;
}

/** ioprio_set(2): class and level 0-7 (level has no meaning for idle). */
export interface IoPriority {
  readonly class: 'none' | 'realtime' | 'best-effort' | 'idle';
  readonly level: number;
}

/** What a tier proposes for a case. */
export interface Proposal {
  readonly action: Action;
  readonly treatment: Treatment;
  readonly tier: Tier;
  /** Policy id, model name, or `person`. */
  readonly decider: string;
  readonly confidence: number;
  readonly explanation: string;
  readonly sentence: Sentence | null;
  readonly evidence: readonly Evidence[];
  readonly rejected: readonly RejectedAction[];
  readonly cost: VerdictCost | null;
  readonly exchangeId: string | null;
}

export interface VerdictCost {
  readonly provider: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly usd: number;
}

/** What a model (or a person) said about a program, kept by program key. */
export interface Verdict {
  readonly programKey: string;
  readonly category: Category;
  /** How it should be treated while it runs in the background and somebody waits. Never freeze or end. */
  readonly background: Extract<Action, 'none' | 'favour' | 'hold-back' | 'throttle'>;
  readonly confidence: number;
  readonly why: string;
  readonly model: string;
  readonly at: number;
  readonly expiresAt: number;
  readonly cost: VerdictCost | null;
  readonly exchangeId: string | null;
}

/** A program nobody knows, queued for the model. */
export interface Question {
  readonly programKey: string;
  readonly name: string;
  readonly exe: string | null;
  readonly argv: readonly string[];
  readonly argvShape: string;
  readonly packageName: string | null;
  readonly packageDescription: string | null;
  readonly unit: string | null;
  readonly behaviour: { readonly cpu60: number; readonly memory: number; readonly threads: number };
}
