/** The store as the engine sees it: one repository a subject, over one connection. */
import type { DatabaseSync } from 'node:sqlite';
import type { Notice } from '../../contract/engine.ts';
import type { JournalStore } from '../act/intervention.ts';
import type { Clock, Dispose } from '../clock.ts';
import type { ThumbStore } from '../learn/thumbs.ts';
import type { PolicyStore } from '../policy/record.ts';
import type { TrialStore } from '../policy/trials.ts';
import { Database } from './database.ts';
import { decisionStore } from './decisions.ts';
import type { DecisionStore } from './decisions.ts';
import { exchangeStore } from './exchanges.ts';
import type { ReadableExchangeStore } from './exchanges.ts';
import { feedbackStore } from './feedback.ts';
import { journalStore } from './journal.ts';
import { learningStore } from './learning.ts';
import type { LearningRepository } from './learning.ts';
import { lockStore } from './locks.ts';
import type { LockStore } from './locks.ts';
import { meta } from './meta.ts';
import type { Meta } from './meta.ts';
import { metricStore } from './metrics.ts';
import type { MetricStore } from './metrics.ts';
import { policyStore } from './policies.ts';
import { policyTrialStore } from './policy-trials.ts';
import { tidySlice } from './retention.ts';
import { restoreSalvage } from './salvage.ts';
import type { Salvage } from './salvage.ts';
import { spendLedger } from './spend.ts';
import type { ReadableSpendLedger } from './spend.ts';
import { verdictStore } from './verdicts.ts';
import type { ReadableVerdictStore } from './verdicts.ts';
import { userRules } from './user-rules.ts';
import type { UserRules } from './user-rules.ts';
import { lossWitness } from './witness.ts';

/** Writes other than the journal's never throw for the disk's sake: what is lost is counted and said by `onNotice`. */
export interface Store {
  readonly journal: JournalStore;
  readonly verdicts: ReadableVerdictStore;
  readonly exchanges: ReadableExchangeStore;
  readonly spend: ReadableSpendLedger;
  readonly decisions: DecisionStore;
  readonly feedback: ThumbStore;
  readonly learning: LearningRepository;
  readonly locks: LockStore;
  readonly rules: UserRules;
  readonly policies: PolicyStore;
  readonly trials: TrialStore;
  readonly metrics: MetricStore;
  readonly meta: Meta;
  /** What a person should know and was found after opening: records lost to a full disk, a row that cannot be read. */
  readonly onNotice: (listener: (notice: Notice) => void) => Dispose;
  /** One slice of retention, a few ms. True while there is more to do. */
  readonly tidy: () => boolean;
  /** Writes what was gathered and closes the file. */
  readonly close: () => void;
}

/** Takes the connection over. `saved` is put in before anything is read. */
export function buildStore(connection: DatabaseSync, clock: Clock, saved: Salvage): Store {
  const listeners = new Set<(notice: Notice) => void>();
  const say = (notice: Notice) => listeners.forEach((listener) => listener(notice));
  const database = new Database(connection, lossWitness(clock, say));
  restoreSalvage(database, saved);

  const metrics = metricStore(database);
  const unreadable = (decisionId: string) =>
    say({
      at: clock.now(),
      severity: 'error',
      code: 'journal-row-unreadable',
      text: `What decision ${decisionId} changed cannot be read any more, so it cannot be given back. Restart the program it was about.`,
    });

  return {
    journal: journalStore(database, clock, unreadable),
    verdicts: verdictStore(database),
    exchanges: exchangeStore(database),
    spend: spendLedger(database),
    decisions: decisionStore(database),
    feedback: feedbackStore(database),
    learning: learningStore(database),
    locks: lockStore(database),
    rules: userRules(database),
    policies: policyStore(database, (policyId) =>
      say({
        at: clock.now(),
        severity: 'warning',
        code: 'policy-unreadable',
        text: `The policy ${policyId} cannot be read any more and decides nothing. Write or import it again.`,
      }),
    ),
    trials: policyTrialStore(database),
    metrics,
    meta: meta(database),
    onNotice: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tidy: () => tidySlice(database, clock),
    close: () => {
      metrics.flush();
      database.close();
    },
  };
}
