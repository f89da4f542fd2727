/** The model of settling against the engine's own, on the same sequences, through what a recording keeps of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../contract/decision.ts';
import { action, lever } from '../../../contract/words.ts';
import { aBehaviour, aContext, anApp, aProcess, aSnapshot, aSystem } from '../../decide/case.fixture.ts';
import type { Case, Proposal } from '../../decide/case.ts';
import { triage } from '../../decide/triage.ts';
import { createSettler } from '../../engine/settle.ts';
import type { EngineParts } from '../../engine/parts.ts';
import { review } from '../../engine/review.ts';
import { createActionBudget } from '../../guard/action-budget.ts';
import { createDebounce } from '../../guard/debounce.ts';
import { createGuard } from '../../guard/guard.ts';
import { forgetful } from '../../guard/locks.fixture.ts';
import { createLocks } from '../../guard/locks.ts';
import { manualTreatment } from '../../decide/tiers/person.ts';
import { treatments } from '../../policy/treatments.ts';
import { createApprovals } from '../../record/approvals.ts';
import { createDecisionLog } from '../../record/decision-log.ts';
import { createInForceSet } from '../../record/in-force.ts';
import { createNotices } from '../../watch/notices.ts';
import type { App } from '../../workload/app.ts';
import { createDecoder } from './decode.ts';
import { createEncoder } from './encode.ts';
import type { Undone } from './settling.ts';
import { createSettling } from './settling.ts';
import { maskedId } from './to-lines.ts';

/** What an app does at one check, and what some tier says of it. */
interface Doing {
  readonly state: 'gone' | 'quiet' | 'busy';
  readonly action: Proposal['action'] | null;
  readonly decider: string;
  readonly tier: 'policy' | 'user';
}

interface Step {
  readonly seconds: number;
  readonly pressed: boolean;
  readonly front: number | null;
  readonly apps: readonly Doing[];
  /** For how many checks it stays like this. */
  readonly checks: number;
}

const gamePid = 5002;
const apps: readonly App[] = (['indexer', 'shell', 'game', 'browser', 'unknown'] as const).map((category, index) =>
  anApp({
    id: `tree:${5000 + index}:1`,
    name: category,
    category,
    program: { key: `key-${index}`, exe: `/usr/bin/${category}`, script: null, package: null, argvShape: '' },
    processes: [aProcess({ pid: 5000 + index, startTime: 1 })],
  }),
);

const doing: fc.Arbitrary<Doing> = fc.record({
  state: fc.constantFrom('busy', 'busy', 'busy', 'quiet', 'gone'),
  action: fc.option(fc.constantFrom(...action.options.filter((one) => one !== 'favour')), { freq: 3 }),
  decider: fc.constantFrom('one-policy', 'another-policy'),
  tier: fc.constantFrom('policy', 'policy', 'policy', 'user'),
});
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    seconds: fc.constantFrom(2, 5, 10, 10, 30),
    pressed: fc.boolean(),
    front: fc.option(fc.nat(apps.length - 1)),
    apps: fc.tuple(...apps.map(() => doing)),
    // long enough to be released, and to rest
    checks: fc.constantFrom(1, 1, 2, 8),
  }),
  { maxLength: 20, size: 'max' },
);

function situationOf(step: Step, at: number) {
  const { front } = step;
  const inFront = front === null ? undefined : apps[front];
  const context = aContext({
    foreground: inFront
      ? { kind: 'known', pid: inFront.processes[0]?.pid ?? 0, appId: inFront.id }
      : { kind: 'unknown', why: 'there is no display' },
    games: [gamePid],
  });
  const observed = apps.flatMap((app, index) => {
    const cpu5 = step.apps[index]?.state === 'busy' ? 0.5 : 0.001;
    return step.apps[index]?.state === 'gone' ? [] : [{ app, behaviour: aBehaviour({ cpu5, memory: 1e6 }) }];
  });
  return triage(observed, { at, context, system: aSystem(step.pressed ? 60 : 0), strategy: 'balanced' });
}

function proposalFor({ action: chosen, decider, tier, state }: Doing): Proposal | null {
  if (chosen === null || state !== 'busy') return null;
  return {
    action: chosen,
    treatment: treatments[manualTreatment[chosen]],
    tier,
    decider: tier === 'user' ? 'person' : decider,
    confidence: 1,
    explanation: 'because',
    sentence: null,
    evidence: [],
    rejected: [],
    cost: null,
    exchangeId: null,
  };
}
const answerTo = (subject: Case, step: Step) => {
  const done = step.apps[apps.findIndex(({ program }) => program.key === subject.app.program.key)];
  return { subject, proposal: done ? proposalFor(done) : null };
};

/** The engine's own settling and reviewing, on levers that always work. */
function createLive() {
  let now = 0;
  let told: string[] = [];
  const kept = new Map<string, Decision>();
  const decisions = createDecisionLog({
    put: (decision) => {
      const before = kept.get(decision.id);
      kept.set(decision.id, decision);
      if (before?.status !== decision.status) told.push(tell(decision, before));
    },
    get: (id) => kept.get(id) ?? null,
    list: () => [...kept.values()],
  });
  const debounce = createDebounce();
  const locks = createLocks(forgetful());
  const clock = { now: () => now, monotonic: () => now };
  const everyLever = lever.options.map((one) => ({ lever: one, usable: true, undoable: true, why: null }));
  const actor: Pick<EngineParts['actor'], 'apply' | 'restore' | 'reconcile'> = {
    apply: ({ processes }) => Promise.resolve({ kind: 'applied', levers: [], processes }),
    restore: (decisionId) => Promise.resolve({ decisionId, findings: [] }),
    reconcile: () => Promise.resolve([]),
  };
  let ids = 0;
  const parts = {
    clock,
    debounce,
    locks,
    decisions,
    actor,
    approvals: createApprovals(),
    inForce: createInForceSet(),
    notices: createNotices(clock.now),
    metrics: { record: () => undefined },
    experience: { decided: () => undefined, deed: () => undefined, harmed: () => undefined },
    exchanges: { durationOf: () => null },
    settings: { get: () => ({ mode: 'autopilot', 'scope.roots': null }) },
    newId: () => `decision-${ids++}`,
    guard: createGuard({
      ownPids: () => new Set(),
      settings: () => ({ mode: 'autopilot', scopeRoots: null, protectedPrograms: [] }),
      support: () => Promise.resolve(everyLever),
      locks,
      debounce,
      budget: createActionBudget(Infinity),
      journalProblem: () => null,
      pausedUntil: () => null,
      now: clock.monotonic,
    }),
    // what neither of the three takes is left out: a whole engine would need a machine to run on
  } as unknown as EngineParts;
  const settler = createSettler(parts, { second: () => undefined, before: () => [] });
  return async (step: Step, cases: readonly Case[], at: number): Promise<readonly string[]> => {
    now = at;
    told = [];
    const snapshot = aSnapshot(cases.flatMap(({ app }) => app.processes));
    for (const subject of cases) await settler.settle(answerTo(subject, step), snapshot, { context: 0, decide: 0 });
    await review(parts, cases, snapshot);
    return told.filter((one) => one !== '').sort();
  };
}

/** In the words of a replay; empty for what is no event of one: a plan that is about to be carried out, a question that expired. */
function tell({ app, action: chosen, decider, status, refusal }: Decision, before: Decision | undefined): string {
  const id = maskedId(app.id);
  const decided = (outcome: string) => `decided ${id} ${chosen} ${decider} ${outcome}`;
  if (status === 'observed') return chosen === 'none' ? decided('said') : '';
  if (status === 'applied') return decided('treated');
  if (status === 'awaiting-approval') return decided('asked');
  if (status === 'refused') return decided(refusal?.code ?? '');
  return status === 'expired' && before?.status === 'applied' ? `given-back ${id} ${chosen}` : '';
}

/** The model, fed through the lines of a recording. */
function createModel() {
  const encoder = createEncoder(
    { redact: (text) => text, verdictOf: () => null, rulesOf: () => [], hour: () => null },
    new Set(),
  );
  const decoder = createDecoder();
  decoder.read(JSON.stringify({ kind: 'recording', version: 1, run: 'run', at: 0 }));
  const settling = createSettling();
  return (step: Step, cases: readonly Case[], at: number): readonly string[] => {
    for (const line of encoder.check(at, cases, []).split('\n')) if (line !== '') decoder.read(line);
    const check = decoder.segment().checks.at(-1);
    if (!check || check.at !== at) return [];
    const answers = check.cases.map(({ subject }) => answerTo(subject, step));
    return settling
      .check(check, answers, [])
      .map((event) =>
        event.kind === 'decided'
          ? `decided ${event.appId} ${event.action} ${event.decider} ${event.outcome}`
          : `given-back ${event.appId} ${event.action}`,
      )
      .sort();
  };
}

describe('settling in a replay', () => {
  it('does what the engine does, whatever the tiers say and however apps come and go', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const live = createLive();
        const model = createModel();
        let at = 0;
        for (const step of sequence.flatMap((one) => Array.from({ length: one.checks }, () => one))) {
          at += step.seconds * 1000;
          const cases = situationOf(step, at);
          // without any app there is no check to record, and a machine without apps is none
          if (cases.length === 0) continue;
          expect(model(step, cases, at)).toEqual(await live(step, cases, at));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('ends a treatment where the person undid the real one, and lets the app rest for an hour', () => {
    const settling = createSettling();
    const cases = situationOf(
      { seconds: 10, pressed: true, front: null, apps: apps.map(() => ({ state: 'busy', ...holdBack })), checks: 1 },
      0,
    );
    const subject = cases[0];
    if (!subject) throw new Error('five were made');
    const undone = { appId: subject.app.id, rests: true };
    const answers = [{ subject, proposal: proposalFor({ state: 'busy', ...holdBack }) }];
    const at = (seconds: number, ended: readonly Undone[] = []) => {
      const { context, system, strategy } = subject;
      const check = { at: seconds * 1000, monotonic: seconds * 1000, hour: null, run: 'r', context, system, strategy };
      const rest = { waiting: null, cases: [{ at: seconds * 1000, subject }], treated: [], gone: [] };
      return settling.check({ ...check, ...rest }, answers, ended).map(({ kind, action: what }) => [kind, what]);
    };
    expect(at(0)).toEqual([['decided', 'hold-back']]);
    expect(at(10, [undone])).toEqual([['given-back', 'hold-back']]);
    expect(at(3600)).toEqual([]);
    expect(at(3611)).toEqual([['decided', 'hold-back']]);
  });
});

const holdBack = { action: 'hold-back', decider: 'one-policy', tier: 'policy' } as const;
