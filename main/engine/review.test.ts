import { beforeEach, describe, expect, it } from 'vitest';
import type { Decision } from '../../contract/decision.ts';
import type { Actor, Drift } from '../act/intervention.ts';
import { aCase, anApp, aProcess, aSnapshot, aSystem } from '../decide/case.fixture.ts';
import { createDebounce } from '../guard/debounce.ts';
import { forgetful } from '../guard/locks.fixture.ts';
import { createLocks } from '../guard/locks.ts';
import type { EffectReading } from '../learn/effect.ts';
import { effectDelayMs } from '../learn/effect.ts';
import { approvalLifeMs, createApprovals } from '../record/approvals.ts';
import { composeDecision } from '../record/compose.ts';
import type { DecisionStore } from '../record/decision-log.ts';
import { createDecisionLog } from '../record/decision-log.ts';
import type { InForce } from '../record/in-force.ts';
import { createInForceSet } from '../record/in-force.ts';
import { createNotices } from '../watch/notices.ts';
import { treatments } from '../policy/treatments.ts';
import type { ReviewParts } from './review.ts';
import { review } from './review.ts';

const delays = (runDelay: number): EffectReading[] =>
  Array.from({ length: 5 }, () => ({ runDelay, cpuPressure: 50, targetCpu: 1 }));

let time: number;
let restored: string[];
let drifts: Drift[];
/** Pids that were let join, a list a look. */
let offered: number[][];
let roots: number[] | null;
let parts: ReviewParts;

beforeEach(() => {
  time = 0;
  restored = [];
  drifts = [];
  offered = [];
  roots = null;
  const kept = new Map<string, Decision>();
  const store: DecisionStore = {
    put: (decision) => kept.set(decision.id, decision),
    get: (id) => kept.get(id) ?? null,
    list: () => [...kept.values()],
  };
  const actor: Pick<Actor, 'restore' | 'reconcile'> = {
    restore: (decisionId) => {
      restored.push(decisionId);
      return Promise.resolve({ decisionId, findings: [] });
    },
    reconcile: (_, newcomers) => {
      offered.push(newcomers.map(({ pid }) => pid));
      return Promise.resolve(drifts);
    },
  };
  parts = {
    actor,
    clock: { now: () => time, monotonic: () => time },
    decisions: createDecisionLog(store),
    inForce: createInForceSet(),
    approvals: createApprovals(),
    experience: { deed: () => undefined, harmed: () => undefined },
    debounce: createDebounce(),
    settings: { get: () => ({ 'scope.roots': roots }) },
    locks: createLocks(forgetful()),
    notices: createNotices(() => time),
  };
});

const aDecision = (): Decision => ({
  ...composeDecision(
    'd1',
    0,
    anApp(),
    {
      action: 'hold-back',
      treatment: treatments.firm,
      tier: 'policy',
      decider: 'background-indexer',
      confidence: 1,
      explanation: 'because',
      sentence: null,
      evidence: [],
      rejected: [],
      cost: null,
      exchangeId: null,
    },
    {
      kind: 'act',
      dropped: [],
      plan: {
        decisionId: 'd1',
        app: anApp(),
        processes: [{ pid: 4000, startTime: 90_000 }],
        treatment: treatments.firm,
      },
    },
    { context: 0, inference: 0, safety: 0 },
  ),
  status: 'applied',
});

const treat = (before: EffectReading[], after: EffectReading[], change: Partial<InForce> = {}): void => {
  parts.decisions.add(aDecision());
  parts.inForce.add({
    decisionId: 'd1',
    app: anApp(),
    action: 'hold-back',
    byPerson: false,
    handSet: null,
    only: false,
    processes: [{ pid: 4000, startTime: 90_000 }],
    appliedAt: 0,
    before,
    after,
    measured: false,
    calmChecks: 0,
    ...change,
  });
};
const running = aSnapshot([aProcess()]);
const decision = (): Decision | null => parts.decisions.get('d1');

describe('reviewing what is in force', () => {
  it('measures the effect after half a minute and keeps what helped', async () => {
    treat(delays(200), delays(10));
    time = effectDelayMs - 1;
    await review(parts, [aCase()], running);
    expect(decision()?.effect).toBeNull();
    time = effectDelayMs;
    await review(parts, [aCase()], running);
    expect(decision()).toMatchObject({ status: 'applied', effect: { verdict: 'better' } });
    expect(restored).toEqual([]);
  });

  it('gives back what made the waiting program wait longer, and lets the app rest', async () => {
    treat(delays(10), delays(200));
    time = effectDelayMs;
    await review(parts, [aCase()], running);
    expect(restored).toEqual(['d1']);
    expect(decision()).toMatchObject({ status: 'reverted', effect: { verdict: 'worse' } });
    expect(parts.debounce.remaining(anApp().id, time)).toBeGreaterThan(0);
  });

  it('gives it back at once when the app comes to the front', async () => {
    treat([], []);
    await review(parts, [aCase({ foreground: true })], running);
    expect(restored).toEqual(['d1']);
    expect(decision()?.status).toBe('expired');
  });

  it('gives it back when nobody has waited for a while, not at the first calm moment', async () => {
    treat([], []);
    const calm = aCase({ someoneWaits: false, waiting: null, system: aSystem(0) });
    for (let check = 1; check <= 5; check++) await review(parts, [calm], running);
    expect(restored).toEqual([]);
    await review(parts, [aCase()], running);
    for (let check = 1; check <= 6; check++) await review(parts, [calm], running);
    expect(restored).toEqual(['d1']);
    expect(decision()?.status).toBe('expired');
  });

  it('closes the story of an app that has ended', async () => {
    treat([], []);
    await review(parts, [], aSnapshot([]));
    expect(decision()).toMatchObject({ status: 'expired' });
    expect(decision()?.notes.at(-1)?.text).toBe('it has ended');
  });

  it('gives back what a person did to one process when that ends, though its app lives on', async () => {
    treat([], [], { byPerson: true, only: true });
    await review(parts, [aCase()], aSnapshot([aProcess({ pid: 4001 })]));
    expect(restored).toEqual(['d1']);
    expect(decision()?.notes.at(-1)?.text).toBe('it has ended');
  });

  it('lets the app’s other processes join that are in scope and under no other treatment', async () => {
    const [child, stranger, set] = [4001, 4002, 4003].map((pid) => aProcess({ pid, parentPid: 4000 }));
    if (!child || !stranger || !set) throw new Error('three were made');
    const processes = [aProcess(), child, { ...stranger, parentPid: 999 }, set];
    const check = () => review(parts, [aCase({ app: anApp({ processes }) })], aSnapshot(processes));
    treat([], [], { decisionId: 'd2', byPerson: true, only: true, processes: [{ pid: 4003, startTime: 90_000 }] });
    treat([], []);
    await check();
    expect(offered).toEqual([[4003], [4000, 4001, 4002]]);
    roots = [4000];
    await check();
    expect(offered.at(-1)).toEqual([4000, 4001]);
    expect(parts.inForce.ofProcess(child)?.decisionId).toBe('d1');
  });

  it('lets none but children join what a person did to one process', async () => {
    const processes = [aProcess(), aProcess({ pid: 4001, parentPid: 4000 }), aProcess({ pid: 4002 })];
    treat([], [], { byPerson: true, only: true });
    await review(parts, [aCase({ app: anApp({ processes }) })], aSnapshot(processes));
    expect(offered).toEqual([[4000, 4001]]);
  });

  it('makes a lock of what a person changed meanwhile, and says it once', async () => {
    treat([], []);
    const target = { kind: 'process', pid: 4000, startTime: 90_000 } as const;
    drifts = [{ decisionId: 'd1', change: { lever: 'nice', target, before: '0', after: '19' }, found: '5' }];
    await review(parts, [aCase()], running);
    await review(parts, [aCase()], running);
    expect(parts.locks.get(target)?.reason).toMatch(/nice of process 4000 from 19 to 5/);
    expect(decision()?.notes).toHaveLength(1);
  });

  it('lets a question expire that nobody answered', async () => {
    parts.decisions.add(aDecision());
    const { id, at, app, action, explanation, sentence } = aDecision();
    const approval = { id, decisionId: id, at, expiresAt: at + approvalLifeMs, app, action, explanation, sentence };
    const { context } = aCase();
    const request = {
      decisionId: id,
      app: anApp(),
      context,
      proposal: { action, treatment: treatments.firm, tier: 'policy' },
      byPerson: false,
      approved: false,
      only: null,
    } as const;
    parts.approvals.add({ approval, request });
    time = approvalLifeMs;
    await review(parts, [], running);
    expect(parts.approvals.list()).toEqual([]);
    expect(decision()).toMatchObject({ status: 'expired', refusal: { code: 'expired' } });
  });
});
