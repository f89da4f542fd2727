/** A desk over a real database, with everything around it in sight and in reach. For tests. */
import { onTestFinished } from 'vitest';
import type { Decision } from '../../contract/decision.ts';
import type { PolicyDraft } from '../../contract/policies.ts';
import { aCase, aContext, anApp, aSystem } from '../decide/case.fixture.ts';
import type { Case } from '../decide/case.ts';
import type { PersonRule } from '../learn/person-rules.ts';
import type { RecordedCase } from '../learn/replay/recorded.ts';
import { nobodyBecause } from '../llm/consult.ts';
import type { Consultation } from '../llm/ports.ts';
import type { CompletionRequest } from '../llm/provider.ts';
import { openStore } from '../store/open-store.ts';
import { decision, standingClock } from '../store/records.fixture.ts';
import type { FeedbackCount } from './agents/feedback-counts.ts';
import { builtInPolicies } from './built-in.ts';
import type { PolicyDesk } from './desk.ts';
import { createPolicyDesk } from './desk.ts';
import { factsOf } from './facts.ts';

export interface DeskSide {
  /** Of the run that is on. */
  readonly desk: () => PolicyDesk;
  /** Ends this run and begins another on the same database. */
  readonly restart: () => PolicyDesk;
  readonly clock: ReturnType<typeof standingClock>;
  readonly rules: PersonRule[];
  readonly cases: RecordedCase[];
  readonly feedback: FeedbackCount[];
  /** What the desk and the store told. */
  readonly said: string[];
  readonly asked: CompletionRequest[];
  /** What the model answers; nobody when left out. */
  answer: (request: CompletionRequest) => Promise<Consultation>;
  /** The id of the policy that decides a case of that program. */
  readonly decides: (programKey: string, change?: Partial<Case>) => string | null;
  /** The same, and the decision is on record. */
  readonly decision: (id: string, programKey: string, change?: Partial<Decision>) => void;
}

/** @param path of the database; in memory, where a restart forgets all, when left out */
export function startDesk(path = ':memory:'): DeskSide {
  const clock = standingClock();
  const said: string[] = [];
  const asked: CompletionRequest[] = [];
  let ids = 0;
  let close = (): void => undefined;

  const begin = (): PolicyDesk => {
    const { store } = openStore(path, clock);
    store.onNotice(({ text }) => said.push(text));
    close = store.close;
    const desk = createPolicyDesk({
      shipped: builtInPolicies,
      policies: store.policies,
      trials: store.trials,
      recording: () => ({ cases: side.cases, words: [] }),
      rules: () => side.rules,
      see: () => ({ observed: [aCase()], system: aSystem(30), context: aContext() }),
      feedback: () => side.feedback,
      ask: (request) => {
        asked.push(request);
        return side.answer(request);
      },
      redact: (text) => text.replaceAll('alice', '<user>'),
      say: (text) => said.push(text),
      now: clock.now,
      newId: () => String((ids += 1)).padStart(8, '0'),
    });
    if (!desk.ok) throw new Error(desk.error);
    return desk.value;
  };

  const side: DeskSide = {
    desk: () => current,
    restart: () => {
      close();
      current = begin();
      return current;
    },
    clock,
    rules: [],
    cases: [],
    feedback: [],
    said,
    asked,
    answer: () => Promise.resolve(nobodyBecause('No model is asked: it is switched off in the settings.')),
    decides: (programKey, change = {}) => {
      const subject = aCase(change);
      return current.match(factsOf(subject), programKey)?.policy.id ?? null;
    },
    decision: (id, programKey, change = {}) => {
      const decider = side.decides(programKey) ?? 'nobody';
      current.decided(decision(id, { decider, programKey, at: clock.at, app: appOf(programKey), ...change }));
    },
  };
  let current = begin();
  onTestFinished(() => close());
  return side;
}

const appOf = (programKey: string): Decision['app'] => ({
  id: `tree:${programKey}`,
  name: programKey,
  category: 'indexer',
});

/** Throttles indexers, where what ships holds them back. */
export const aDraft = (change: Partial<PolicyDraft> = {}): PolicyDraft => ({
  description: 'Indexers wait for idle time.',
  condition: 'app.category == "indexer" && !foreground && contended && behaviour.cpu5 > limit.cpu',
  action: 'throttle',
  treatment: 'throttle',
  ...change,
});

/** A case of a program that was recorded. */
export const recordedCase = (name: string, category: Case['app']['category'] = 'indexer'): RecordedCase => ({
  at: 0,
  subject: aCase({ app: anApp({ name, category, program: { ...anApp().program, key: name } }) }),
});

/** Takes a policy forward by so many clicks. */
export function advanced(desk: PolicyDesk, id: string, clicks: number): void {
  for (let click = 0; click < clicks; click += 1) desk.advance(id);
}
