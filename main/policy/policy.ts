/** A declarative rule: condition -> action, with where it comes from and what it says. */
import type { SentenceKey } from '../../contract/sentences.ts';
import type { Action } from '../../contract/words.ts';
import type { TreatmentName } from './treatments.ts';

/** A fact the policy rests on, shown with its threshold. */
export type EvidenceName =
  'cpu' | 'pressure' | 'someone-waits' | 'power' | 'game' | 'io' | 'foreground' | 'memory' | 'memory-pressure';

export interface Policy {
  readonly id: string;
  readonly description: string;
  /** CEL over the facts of `facts.ts`; must be of type bool. */
  readonly when: string;
  readonly action: Action;
  readonly treatment: TreatmentName;
  readonly sentence: SentenceKey;
  readonly evidence: readonly EvidenceName[];
  readonly confidence: number;
  readonly provenance: 'built-in' | 'person' | 'model' | 'imported';
  readonly version: number;
}
