/** A declarative rule: condition -> action, with where it comes from and what it says. */
import type { SentenceKey } from '../../contract/sentences.ts';
import type { Action } from '../../contract/words.ts';
import type { PolicyProvenance } from '../../contract/policies.ts';
import type { AppFacts } from './facts.ts';
import type { TreatmentName } from './treatments.ts';

/** A fact the policy rests on, shown with its threshold. */
export type EvidenceName =
  'cpu' | 'pressure' | 'someone-waits' | 'power' | 'game' | 'io' | 'foreground' | 'memory' | 'memory-pressure';

/** What an imported set says about one program. */
export interface TableRule {
  /** As a person would find it in the set: `BG_CPUIO: tracker-miner-fs-3`. */
  readonly rule: string;
  readonly action: Extract<Action, 'none' | 'hold-back' | 'throttle'>;
  readonly treatment: TreatmentName;
}

/** Thousands of rules by program: one look-up a case, however many there are. */
export interface RuleTable {
  readonly size: number;
  readonly find: (app: AppFacts) => TableRule | null;
}

export interface Policy {
  readonly id: string;
  readonly description: string;
  /** CEL over the facts of `facts.ts`; must be of type bool. */
  readonly when: string;
  /** Decides instead of action and treatment, for the programs it knows and where the condition holds too. */
  readonly table?: RuleTable;
  readonly action: Action;
  readonly treatment: TreatmentName;
  /** Of a policy that did not ship the one of its author; see the policy tier. */
  readonly sentence: SentenceKey;
  readonly evidence: readonly EvidenceName[];
  readonly confidence: number;
  readonly provenance: PolicyProvenance;
  readonly version: number;
}
