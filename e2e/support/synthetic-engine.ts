/**
 * The contract answered from memory, for what a real machine cannot show on demand: 5,000 processes, and every kind of
 * decision at once. It holds state as the engine does, so that what a person does on the page can be seen there again.
 */
import { CallError } from '../../contract/calls.ts';
import type { Handlers, StreamName, StreamValue, Subscribe } from '../../contract/calls.ts';
import type { Approval, Decision } from '../../contract/decision.ts';
import type { EngineStatus, Settings } from '../../contract/engine.ts';
import { makeApprovals, makeDecisions, makeExchange, minute } from './synthetic-decisions.ts';
import { makeMachine, repeatable, tick } from './synthetic-machine.ts';

export interface SyntheticEngine {
  readonly handlers: Handlers;
  readonly subscribe: Subscribe;
  readonly dispose: () => void;
}

export interface SyntheticOptions {
  readonly processes: number;
  readonly olderDecisions: number;
  /** Without any decision and process treated, as on the first day. */
  readonly firstDay?: boolean;
}

const notHere = (): never => {
  throw new CallError('unavailable', 'The made-up engine does not answer this.');
};

export function createSyntheticEngine({ processes, olderDecisions, firstDay }: SyntheticOptions): SyntheticEngine {
  const now = Date.now();
  const random = repeatable(11);
  const machine = makeMachine(processes);
  const made = firstDay === true ? [] : makeDecisions(machine, now, olderDecisions);
  const decisions = new Map<string, Decision>(made.map((decision) => [decision.id, decision]));
  let approvals: Approval[] = makeApprovals(made);
  let settings: Settings = startSettings;
  let pausedUntil: number | null = null;

  type Listeners = { readonly [N in StreamName]: Set<(value: StreamValue<N>) => void> };
  const listeners: Listeners = {
    'engine.status': new Set(),
    processes: new Set(),
    decisions: new Set(),
    approvals: new Set(),
    alerts: new Set(),
  };
  const send = <N extends StreamName>(name: N, value: StreamValue<N>) => {
    const group: Set<(value: StreamValue<N>) => void> = listeners[name];
    for (const listener of group) listener(value);
  };

  const status = (): EngineStatus => ({
    ...quietStatus(now),
    mode: settings.mode,
    strategy: settings.strategy,
    pausedUntil,
    counts: {
      processes: machine.rows.size,
      apps: machine.apps.size,
      treated: [...machine.apps.values()].filter(({ treatment }) => treatment !== null).length,
      awaiting: approvals.length,
      questions: 3,
    },
    headline:
      pausedUntil === null
        ? { key: 'headline.calm', values: { held: 2, app: 'Firefox', waitMs: 0.4 } }
        : { key: 'headline.paused', values: {} },
  });
  const whole = (): StreamValue<'processes'> => ({
    at: Date.now(),
    full: true,
    apps: [...machine.apps.values()],
    goneApps: [],
    rows: [...machine.rows.values()],
    gone: [],
  });
  const first: { readonly [N in StreamName]: () => StreamValue<N> } = {
    'engine.status': status,
    processes: whole,
    decisions: () => ({ changed: [] }),
    approvals: () => ({ approvals }),
    alerts: () => ({ alerts: [] }),
  };

  const known = (id: string): Decision => {
    const found = decisions.get(id);
    if (found === undefined) throw new CallError('not-found', 'This decision is no longer kept.');
    return found;
  };
  const change = (id: string, part: Partial<Decision>): Decision => {
    const next = { ...known(id), ...part };
    decisions.set(id, next);
    send('decisions', { changed: [next] });
    return next;
  };
  const said = (): EngineStatus => {
    const value = status();
    send('engine.status', value);
    return value;
  };
  const treat = (appId: string, treatment: { action: Decision['action']; decisionId: string } | null) => {
    const app = machine.apps.get(appId);
    if (app === undefined) return;
    const next = { ...app, treatment };
    machine.apps.set(appId, next);
    send('processes', { at: Date.now(), full: false, apps: [next], goneApps: [], rows: [], gone: [] });
  };
  const giveBack = (id: string): Decision => {
    const { app, status: before } = known(id);
    if (before !== 'applied') throw new CallError('conflict', 'There is nothing left to undo.');
    treat(app.id, null);
    return change(id, { status: 'undone', notes: [{ at: Date.now(), text: 'you undid it' }] });
  };

  const handlers: Handlers = {
    'engine.status': status,
    'engine.setMode': ({ mode }) => {
      settings = { ...settings, mode };
      return said();
    },
    'engine.setStrategy': ({ strategy }) => {
      settings = { ...settings, strategy };
      return said();
    },
    'engine.pause': ({ minutes }) => {
      pausedUntil = Date.now() + minutes * minute;
      return said();
    },
    'engine.resume': () => {
      pausedUntil = null;
      return said();
    },
    'processes.list': () => ({ at: Date.now(), processes: [...machine.rows.values()] }),
    'processes.act': (input) => {
      const process = machine.rows.get(input.pid);
      const app = process && machine.apps.get(process.appId);
      if (process?.startTime !== input.startTime || app === undefined)
        throw new CallError('conflict', 'That process has ended; another one may have its number now.');
      if (input.kind === 'treat' && input.action === 'end' && input.confirmed !== true)
        throw new CallError('bad-input', 'Ending a process must be confirmed.');
      if (input.kind === 'restore') {
        if (app.treatment === null) throw new CallError('conflict', 'This process is not treated.');
        return { decision: giveBack(app.treatment.decisionId) };
      }
      const { action } = input;
      const id = `d-manual-${decisions.size}`;
      const refused = action === 'end' || (action === 'freeze' && app.immune);
      const decision: Decision = {
        ...blankDecision,
        id,
        at: Date.now(),
        app: { id: app.id, name: app.name, category: app.category },
        programKey: app.name,
        target: { pid: process.pid, startTime: process.startTime, exe: process.exe, unit: app.unit },
        processes: [{ pid: process.pid, startTime: process.startTime }],
        action,
        status: refused ? 'refused' : 'applied',
        refusal: refused ? { code: 'immune', reason: 'protected' } : null,
      };
      decisions.set(id, decision);
      send('decisions', { changed: [decision] });
      if (!refused) treat(app.id, { action, decisionId: id });
      return { decision };
    },
    'apps.list': () => ({ at: Date.now(), apps: [...machine.apps.values()] }),
    'decisions.list': ({ limit, before, app, tier, status: wanted }) => ({
      decisions: [...decisions.values()]
        .filter(
          (decision) =>
            decision.at < (before ?? Infinity) &&
            (app === undefined || decision.app.id === app) &&
            (tier === undefined || decision.tier === tier) &&
            (wanted === undefined || decision.status === wanted),
        )
        .sort((a, b) => b.at - a.at)
        .slice(0, limit),
    }),
    'decisions.get': ({ id }) => known(id),
    'decisions.undo': ({ id }) => giveBack(id),
    'decisions.feedback': ({ id, verdict, note }) =>
      change(id, { feedback: verdict === null ? null : { verdict, note: note ?? null, at: Date.now() } }),
    'decisions.exchange': ({ id }) => makeExchange(id, now),
    'approvals.list': () => ({ approvals }),
    'approvals.answer': ({ id, answer }) => {
      const asked = approvals.find((approval) => approval.id === id);
      if (asked === undefined) throw new CallError('not-found', 'This question is no longer open.');
      approvals = approvals.filter((approval) => approval !== asked);
      send('approvals', { approvals });
      said();
      if (answer === 'approve') {
        treat(asked.app.id, { action: asked.action, decisionId: asked.decisionId });
        return change(asked.decisionId, { status: 'applied' });
      }
      return change(asked.decisionId, { status: 'refused', refusal: { code: 'rejected', reason: 'you said no' } });
    },
    'policies.list': notHere,
    'learning.summary': notHere,
    'costs.summary': notHere,
    'metrics.query': notHere,
    'alerts.list': () => ({ alerts: [] }),
    'settings.get': () => settings,
    'settings.set': (changes) => {
      settings = { ...settings, ...definedOf(changes) };
      said();
      return settings;
    },
    'helper.status': () => ({ installed: false, reason: 'not installed', levers: [] }),
  };

  const subscribe: Subscribe = (name, listener) => {
    const group: Set<typeof listener> = listeners[name];
    listener(first[name]());
    group.add(listener);
    return () => group.delete(listener);
  };

  const timer = setInterval(() => {
    if (listeners['engine.status'].size > 0) send('engine.status', status());
    if (listeners.processes.size > 0)
      send('processes', { at: Date.now(), full: false, goneApps: [], gone: [], ...tick(machine, random) });
  }, 1000);

  return { handlers, subscribe, dispose: () => clearInterval(timer) };
}

/** Without the keys that are there but undefined. */
const definedOf = <T extends object>(part: T) =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

const blankDecision: Omit<Decision, 'id' | 'at' | 'app' | 'programKey' | 'target' | 'processes' | 'action' | 'status'> =
  {
    levers: [],
    tier: 'user',
    decider: 'person',
    confidence: 1,
    explanation: 'You asked for this yourself.',
    sentence: { key: 'person.act', values: {} },
    evidence: [],
    rejected: [],
    refusal: null,
    notes: [],
    latencyMs: { context: 0.4, inference: 0, safety: 0.5, total: 0.9 },
    cost: null,
    exchangeId: null,
    feedback: null,
    effect: null,
  };

const startSettings: Settings = {
  mode: 'assist',
  strategy: 'balanced',
  language: 'en',
  theme: 'system',
  'llm.provider': 'auto',
  'llm.groq.baseUrl': 'https://api.groq.com',
  'llm.groq.model': 'llama-3.3-70b-versatile',
  'llm.ollama.host': 'http://127.0.0.1:11434',
  'llm.ollama.model': 'qwen3:4b',
  'llm.timeoutSeconds': 20,
  'llm.budget.usdPerMonth': 1,
  'llm.budget.tokensPerDay': 200_000,
  'privacy.redact': true,
  'scope.roots': null,
  'immunity.programs': [],
};

const line = (avg10: number) => ({ avg10, avg60: avg10, avg300: avg10 });

const quietStatus = (now: number): Omit<EngineStatus, 'mode' | 'strategy' | 'pausedUntil' | 'counts' | 'headline'> => ({
  version: '0.1.0',
  startedAt: now - 60 * minute,
  checkIntervalSeconds: 10,
  pressure: {
    available: true,
    cpuSome: line(3.2),
    memorySome: line(0),
    memoryFull: line(0),
    ioSome: line(0.6),
    ioFull: line(0.1),
  },
  context: {
    foreground: { kind: 'unknown', why: 'made up' },
    power: 'battery',
    batteryPercent: 74,
    idleSeconds: 2,
    games: [],
    otherTuners: [],
    regime: {
      scheduler: 'eevdf',
      scxName: null,
      autogroup: true,
      cgroup: 'v2',
      userManager: true,
      delegated: ['cpu', 'memory'],
      canRaisePriority: false,
      voidLevers: [],
    },
  },
  machine: { cpus: 8, memoryTotal: 16e9, memoryAvailable: 7e9, cpuBusy: 0.31 },
  own: { cpu: 0.0032, memory: 84e6, usdToday: 0.002, tokensToday: 2052, sampleMs: 6.1, overBudget: false },
  llm: {
    provider: 'groq',
    model: 'llama-3.3-70b-versatile',
    state: 'waiting',
    reason: 'Groq asked for a pause: too many requests',
    retryAt: now + 2 * minute,
  },
  notices: [
    {
      at: now - 20 * minute,
      severity: 'info',
      code: 'recovered',
      text: 'An earlier run was cut off. 2 of its treatments were given back.',
    },
  ],
  helper: { installed: false, reason: 'the helper is not installed' },
});
