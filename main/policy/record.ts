/** A policy that did not ship, as it is kept: every version of it, the steps of its life, what came of it in shadow. */
import type { PolicyDraft, PolicyProvenance, PolicyState, Verification } from '../../contract/policies.ts';
import type { Said } from './said.ts';
import type { Life } from './life.ts';

export type Author = Exclude<PolicyProvenance, 'built-in'>;

export interface PolicyVersion extends PolicyDraft {
  readonly version: number;
  /** Epoch ms. */
  readonly at: number;
  /** Who wrote this version; it decides how far it may come without a click. */
  readonly by: Author;
  /** The text of an imported rule set; null for all others. */
  readonly ruleSet: string | null;
}

export interface PolicyStep extends Said {
  /** Counts from 0 for each policy. */
  readonly number: number;
  readonly at: number;
  readonly from: PolicyState | null;
  readonly to: PolicyState;
}

/** Occasions in shadow: times at which it began to hold for a program. */
export interface ShadowCounts {
  readonly matched: number;
  /** Of these, how often nothing before it decided, so that it would have. */
  readonly would: number;
}

export interface PolicyRecord {
  readonly id: string;
  readonly createdAt: number;
  /** Epoch ms of the last step. */
  readonly changedAt: number;
  readonly life: Life;
  /** Newest last. Empty for a policy that ships, of which only a retirement is kept. */
  readonly versions: readonly PolicyVersion[];
  /** Newest last, bounded. */
  readonly steps: readonly PolicyStep[];
  readonly verification: Verification | null;
  readonly shadow: ShadowCounts;
}

/** Port of the store behind it. */
export interface PolicyStore {
  /** Those that can be read; the store says which cannot. */
  readonly load: () => readonly PolicyRecord[];
  /** On disk, power cut included, when this returns. */
  readonly save: (record: PolicyRecord) => void;
  readonly count: (policyId: string, shadow: ShadowCounts) => void;
}

/** Versions and steps that are kept of one policy. */
const mostVersions = 20;
const mostSteps = 200;

/** The version that is current; a record that ships has none. */
export const currentOf = ({ life, versions }: PolicyRecord): PolicyVersion | null =>
  versions.find(({ version }) => version === life.version) ?? null;

/** The record after a step of its life. Counts of shadow begin anew with another version. */
export function stepped(record: PolicyRecord, life: Life, said: Said, at: number): PolicyRecord {
  const last = record.steps.at(-1);
  const step = { number: (last?.number ?? -1) + 1, at, from: record.life.state, to: life.state, ...said };
  const shadow = life.version === record.life.version ? record.shadow : { matched: 0, would: 0 };
  return { ...record, life, changedAt: at, steps: [...record.steps, step].slice(-mostSteps), shadow };
}

/** With one more version; the oldest go when there are too many, but never the current one. */
export function withVersion(record: PolicyRecord, version: PolicyVersion): PolicyRecord {
  const surplus = record.versions.length + 1 - mostVersions;
  const old = record.versions.filter((one) => one.version !== record.life.version).slice(0, Math.max(0, surplus));
  return { ...record, versions: [...record.versions.filter((one) => !old.includes(one)), version] };
}
