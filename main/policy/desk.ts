/** Policies as the rest of the engine knows them: matched in the loop, read and moved by a person, tended now and then. */
import { CallError } from '../../contract/calls.ts';
import type { Decision } from '../../contract/decision.ts';
import type { Experiment } from '../../contract/learning.ts';
import type {
  ImportSource,
  PolicyDetail,
  PolicyDraft,
  PolicySummary,
  ProposalReport,
} from '../../contract/policies.ts';
import type { PersonRule } from '../learn/person-rules.ts';
import type { Recording } from '../learn/replay/recorded.ts';
import type { Consultation } from '../llm/ports.ts';
import type { CompletionRequest } from '../llm/provider.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import type { FeedbackCount } from './agents/feedback-counts.ts';
import type { Sight } from './agents/observe.ts';
import { protectivePolicies } from './built-in.ts';
import { createLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { createPolicyLibrary } from './library.ts';
import type { PolicyMatcher } from './matcher.ts';
import { createPlanner } from './planner.ts';
import type { Policy } from './policy.ts';
import type { PolicyRecord, PolicyStore } from './record.ts';
import { currentOf } from './record.ts';
import { createPolicyRepository } from './repository.ts';
import { createSeating } from './seating.ts';
import { detailOf, shippedDetail, shippedSummary, summaryOf } from './summary.ts';
import { createTending } from './tending.ts';
import type { TrialStore } from './trials.ts';

export interface PolicyDeskParts {
  /** The policies that ship, in order of priority. */
  readonly shipped: readonly Policy[];
  readonly policies: PolicyStore;
  readonly trials: TrialStore;
  /** Recorded sessions that drafts are tried on. */
  readonly recording: () => Recording;
  readonly rules: () => readonly PersonRule[];
  readonly see: () => Sight;
  readonly feedback: () => readonly FeedbackCount[];
  /** A model, off the loop and inside the budget. */
  readonly ask: (request: CompletionRequest) => Promise<Consultation>;
  /** Takes out of a text what must not leave the machine. */
  readonly redact: (text: string) => string;
  /** Something happened to a policy that a person should know. */
  readonly say: (text: string) => void;
  /** Epoch ms. */
  readonly now: () => number;
  readonly newId: () => string;
}

export interface ImportedSet {
  readonly source: ImportSource;
  readonly description: string;
  /** CEL: where the set is asked at all. */
  readonly condition: string;
  /** As `textOfRuleSet` writes it. */
  readonly ruleSet: string;
}

export interface PolicyDesk extends PolicyMatcher {
  /** A person wrote it, so that it is a word of theirs. */
  readonly isPersonsOwn: (policyId: string) => boolean;
  /** As `match`, counted nowhere. */
  readonly preview: PolicyMatcher['match'];
  readonly list: () => readonly PolicySummary[];
  readonly get: (id: string) => PolicyDetail;
  /** A new draft of the person's; with an id, the next version of that policy. */
  readonly draft: (draft: PolicyDraft & { readonly id?: string | undefined }) => PolicyDetail;
  readonly advance: (id: string) => PolicyDetail;
  readonly stepBack: (id: string) => PolicyDetail;
  readonly retire: (id: string) => PolicyDetail;
  readonly rollBack: (id: string, version: number) => PolicyDetail;
  readonly propose: () => Promise<ProposalReport>;
  /** A draft of the set, or the next version of an earlier set from that source. */
  readonly addImported: (set: ImportedSet) => PolicyDetail;
  /** Of the policies on trial now. */
  readonly experiments: () => readonly Experiment[];
  /** Each decision of the engine's own, once, when it is on record. */
  readonly decided: (decision: Decision) => void;
  /** A thumb; null takes it back. */
  readonly said: (decisionId: string, verdict: 'up' | 'down' | null) => void;
  /** A person undid it, or its effect was worse than noise. That a pause gives back says nothing. */
  readonly undone: (decisionId: string) => void;
  /** To be called every minute or so: writes counts, retreats from harm, takes the steps that need no click, learns. */
  readonly tend: () => void;
  /** Writes counts: before the store is closed. */
  readonly flush: () => void;
}

/** Between two looks at what feedback says, ms. */
const learnEvery = 60 * 60_000;

/** Fails, naming each policy, when one that ships does not type-check. */
export function createPolicyDesk(parts: PolicyDeskParts): Result<PolicyDesk> {
  const { shipped, now, say } = parts;
  const ids = shipped.map(({ id }) => id);
  const library = createPolicyLibrary({ ...parts, store: parts.policies, shipped: ids });
  const ledger = createLedger({ library, trials: parts.trials, shipped: ids, now });
  const built = createPolicyRepository(shipped, ledger.watcher);
  if (!built.ok) return built;
  const repository = built.value;
  const seating = createSeating();
  const tending = createTending({ library, ledger, say, now });

  const reseat = (): void => {
    const records = library.list();
    const own = records.filter(({ id }) => !ids.includes(id));
    const retired = records.filter(({ life }) => life.state === 'retired').map(({ id }) => id);
    repository.reseat(
      seating.seats(own, (id, why) => say(`The policy ${id} decides nothing: ${why}.`)),
      new Set(retired),
    );
  };
  library.onChange(reseat);
  reseat();

  const readable = { shipped, library, ledger, rulesOf: seating.rulesOf, hits: repository.hits };
  const { list, get } = readers(readable);

  const planner = createPlanner({
    see: parts.see,
    policies: list,
    feedback: parts.feedback,
    redact: parts.redact,
    ask: parts.ask,
    check: (draft) => library.check({ draft, ruleSet: null }),
    isKnown: (draft) => isKnown(draft, shipped, library.list()),
    draft: (draft, by) => library.create({ draft, by, ruleSet: null }).id,
    verify: (id) => library.advanceByItself(id)?.life.state === 'verified',
    watch: (id) => library.advanceByItself(id)?.life.state === 'shadow',
    retire: (id) => void library.retire(id),
  });
  let learnedAt = now();

  const after = ({ id }: PolicyRecord): PolicyDetail => get(id);
  const judgeAll = (policyIds: readonly string[]): void => policyIds.forEach(tending.judge);

  return ok({
    match: repository.match,
    preview: repository.preview,
    isPersonsOwn: (id) => {
      const record = library.get(id);
      return record !== null && currentOf(record)?.by === 'person';
    },
    list,
    get,

    draft: ({ id, ...draft }) => {
      if (id === undefined) return after(library.create({ draft, by: 'person', ruleSet: null }));
      const current = library.get(id);
      if (current && currentOf(current)?.ruleSet) {
        throw new CallError(
          'conflict',
          'An imported set is not rewritten; import it again, or write a policy of your own.',
        );
      }
      return after(library.revise(id, { draft, by: 'person', ruleSet: null }));
    },
    advance: (id) => after(library.advance(id)),
    stepBack: (id) => after(library.stepBack(id)),
    retire: (id) => {
      if (protectivePolicies.includes(id)) {
        throw new CallError('refused', 'This policy protects what you use and what must answer at once; it stays.');
      }
      return after(library.retire(id));
    },
    rollBack: (id, version) => after(library.rollBack(id, version)),
    propose: planner.propose,

    addImported: ({ source, description, condition, ruleSet }) => {
      const id = `imported-${source}`;
      const draft = { description, condition, action: 'hold-back', treatment: 'gentle' } as const;
      const version = { draft, by: 'imported', ruleSet } as const;
      return after(library.get(id) ? library.revise(id, version) : library.create(version, id));
    },

    experiments: () =>
      library
        .list()
        .filter(({ life }) => life.state === 'canary')
        .map(ledger.experimentOf),

    decided: ledger.decided,
    said: (decisionId, verdict) => judgeAll(ledger.said(decisionId, verdict)),
    undone: (decisionId) => judgeAll(ledger.undone(decisionId)),

    tend: () => {
      library.flush();
      tending.tend();
      if (now() - learnedAt < learnEvery) return;
      learnedAt = now();
      planner.learn();
    },
    flush: library.flush,
  });
}

interface Readable {
  readonly shipped: readonly Policy[];
  readonly library: Pick<ReturnType<typeof createPolicyLibrary>, 'get' | 'list'>;
  readonly ledger: Pick<Ledger, 'resultsOf' | 'sinceStep'>;
  readonly rulesOf: (record: PolicyRecord) => number;
  readonly hits: (id: string) => number;
}

function readers({ shipped, library, ledger, rulesOf, hits }: Readable): Pick<PolicyDesk, 'list' | 'get'> {
  const ofShipped = (policy: Policy): PolicySummary => {
    const record = library.get(policy.id);
    return shippedSummary(policy, record, { hits: hits(policy.id), results: ledger.resultsOf(policy.id, record) });
  };

  const ofRecord = (record: PolicyRecord): PolicySummary | null => {
    const version = currentOf(record);
    if (!version) return null;
    return summaryOf(record, version, {
      hits: hits(record.id),
      rules: rulesOf(record),
      results: ledger.resultsOf(record.id, record),
      sinceStep: ledger.sinceStep(record),
    });
  };

  return {
    list: () => [
      ...library
        .list()
        .toReversed()
        .map(ofRecord)
        .filter((one) => one !== null),
      ...shipped.map(ofShipped),
    ],

    get: (id) => {
      const policy = shipped.find((one) => one.id === id);
      if (policy) return shippedDetail(policy, library.get(id), ofShipped(policy));
      const record = library.get(id);
      const summary = record && ofRecord(record);
      if (!record || !summary) throw new CallError('not-found', 'There is no such policy (any more).');
      return detailOf(record, summary);
    },
  };
}

/** Retired ones count as known: what a person put away is not proposed again. */
function isKnown(
  { condition, action }: PolicyDraft,
  shipped: readonly Policy[],
  records: readonly PolicyRecord[],
): boolean {
  const plain = (text: string): string => text.replaceAll(/\s+/g, '');
  const same = (when: string, does: string): boolean => plain(when) === plain(condition) && does === action;
  return (
    shipped.some((policy) => same(policy.when, policy.action)) ||
    records.some(({ versions }) => versions.some((version) => same(version.condition, version.action)))
  );
}
