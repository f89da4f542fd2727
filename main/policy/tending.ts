/** What happens to policies by itself, now and then: a retreat from harm, a mended version, a step that evidence allows. */
import type { PolicyDraft } from '../../contract/policies.ts';
import { doesHarm, enoughOccasions, mended } from './agents/learn.ts';
import type { Ledger } from './ledger.ts';
import type { PolicyLibrary } from './library.ts';
import type { PolicyRecord } from './record.ts';
import { currentOf } from './record.ts';
import { saidOf } from './said.ts';

export interface TendingParts {
  readonly library: PolicyLibrary;
  readonly ledger: Pick<Ledger, 'sinceStep' | 'harmed'>;
  /** Told of each retreat, in a sentence. */
  readonly say: (text: string) => void;
  /** Epoch ms. */
  readonly now: () => number;
}

export interface Tending {
  /** Takes a policy back whose decisions are undone or objected to. */
  readonly judge: (policyId: string) => void;
  /** Judges every policy, and takes the steps that need no click. */
  readonly tend: () => void;
}

/** Between two tries of a step that its checks refuse, ms: a recording is gone through each time. */
const tryAgainAfter = 60 * 60_000;

export function createTending({ library, ledger, say, now }: TendingParts): Tending {
  const judge = (policyId: string): void => {
    const record = library.get(policyId);
    if (!record) return;
    const { bad, decisions: of } = ledger.sinceStep(record);
    if (!doesHarm(bad, of)) return;
    const harmed = ledger.harmed(record);
    const unharmed = ledger.sinceStep(record).programs.size - harmed.length;
    const said = saidOf('policy-step.retreated', { bad, of });
    if (!library.retreat(policyId, said)) return;
    say(`${currentOf(record)?.description ?? policyId}: ${said.text}`);
    mend(record, harmed, unharmed);
  };

  /** Only what no person wrote is rewritten, by the same author, and only into shadow. */
  const mend = (record: PolicyRecord, harmed: readonly string[], unharmed: number): void => {
    const version = currentOf(record);
    if (!version || version.ruleSet !== null || (version.by !== 'model' && version.by !== 'learned')) return;
    const draft: PolicyDraft | null = mended(version, harmed, unharmed);
    if (!draft || !library.check({ draft, ruleSet: null }).passed) return;
    library.revise(record.id, { draft, by: version.by, ruleSet: null });
    if (library.advanceByItself(record.id)) library.advanceByItself(record.id);
  };

  const advance = (record: PolicyRecord): void => {
    const { would } = record.shadow;
    const tried = record.verification?.at ?? 0;
    if (record.life.state !== 'shadow' || would < enoughOccasions || now() - tried < tryAgainAfter) return;
    library.advanceByItself(record.id, saidOf('policy-step.canary-by-itself', { would }));
  };

  return {
    judge,
    tend: () => {
      for (const { id } of library.list()) judge(id);
      for (const record of library.list()) if (currentOf(record)?.by === 'learned') advance(record);
    },
  };
}
