/**
 * The contract answered from memory, for what a real machine cannot show on demand: 5,000 processes, and every kind of
 * decision at once. It holds state as the engine does, so that what a person does on the page can be seen there again.
 */
import { CallError } from '../../contract/calls.ts';
import type { Handlers, StreamName, StreamValue, Subscribe } from '../../contract/calls.ts';
import type { Approval, Decision } from '../../contract/decision.ts';
import type { EngineStatus, Settings } from '../../contract/engine.ts';
import type { ProcessRow } from '../../contract/machine.ts';
import { makeApprovals, makeDecisions, makeExchange, minute } from './synthetic-decisions.ts';
import { makeActHandlers } from './synthetic-acts.ts';
import { makeFigureHandlers } from './synthetic-figures.ts';
import { makeSettingsHandlers } from './synthetic-settings.ts';
import type { SyntheticSurroundings } from './synthetic-settings.ts';
import { makeMachine, repeatable, tick } from './synthetic-machine.ts';

export interface SyntheticEngine {
  readonly handlers: Handlers;
  readonly subscribe: Subscribe;
  readonly dispose: () => void;
}

export interface SyntheticOptions extends SyntheticSurroundings {
  readonly processes: number;
  readonly olderDecisions: number;
  /** Without any decision and process treated, as on the first day. */
  readonly firstDay?: boolean;
  /** What differs from the settings it starts with. */
  readonly settings?: Partial<Settings>;
}

const noChange = { apps: [], appFigures: [], goneApps: [], rows: [], figures: [], gone: [] };

const notHere = (): never => {
  throw new CallError('unavailable', 'The made-up engine does not answer this.');
};

export function createSyntheticEngine(options: SyntheticOptions): SyntheticEngine {
  const { processes, olderDecisions, firstDay } = options;
  const now = Date.now();
  const random = repeatable(11);
  const machine = makeMachine(processes);
  const made = firstDay === true ? [] : makeDecisions(machine, now, olderDecisions);
  const decisions = new Map<string, Decision>(made.map((decision) => [decision.id, decision]));
  let approvals: Approval[] = makeApprovals(made);
  let settings: Settings = { ...startSettings, ...options.settings };
  const surroundings = makeSettingsHandlers(() => settings, options);
  let pausedUntil: number | null = null;

  type Listeners = { readonly [N in StreamName]: Set<(value: StreamValue<N>) => void> };
  const listeners: Listeners = {
    'engine.status': new Set(),
    processes: new Set(),
    decisions: new Set(),
    approvals: new Set(),
    alerts: new Set(),
    settings: new Set(),
  };
  const send = <N extends StreamName>(name: N, value: StreamValue<N>) => {
    const group: Set<(value: StreamValue<N>) => void> = listeners[name];
    for (const listener of group) listener(value);
  };

  const inForce = () => [...decisions.values()].filter(({ status: now }) => now === 'applied').length;
  const status = (): EngineStatus => ({
    ...quietStatus(now),
    ...(settings['llm.provider'] === 'none' && { llm: noModel }),
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
        ? { key: 'headline.calm', values: { held: inForce(), app: 'Firefox', waitMs: 0.4 } }
        : { key: 'headline.paused', values: {} },
  });
  const whole = (): StreamValue<'processes'> => ({
    at: Date.now(),
    full: true,
    ...noChange,
    apps: [...machine.apps.values()],
    rows: [...machine.rows.values()],
  });
  const first: { readonly [N in StreamName]: () => StreamValue<N> } = {
    'engine.status': status,
    processes: whole,
    decisions: () => ({ changed: [] }),
    approvals: () => ({ approvals }),
    alerts: () => ({ alerts: [] }),
    settings: () => settings,
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
    send('processes', { at: Date.now(), full: false, ...noChange, apps: [next] });
  };
  const show = (row: ProcessRow) => {
    machine.rows.set(row.pid, row);
    send('processes', { at: Date.now(), full: false, ...noChange, rows: [row] });
  };
  const giveBack = (id: string): Decision => {
    const { app, status: before } = known(id);
    if (before !== 'applied') throw new CallError('conflict', 'There is nothing left to undo.');
    treat(app.id, null);
    return change(id, { status: 'undone', notes: [{ at: Date.now(), text: 'you undid it' }] });
  };

  const set = (changes: Partial<Settings>) => {
    settings = { ...settings, ...changes };
    send('settings', settings);
  };

  const handlers: Handlers = {
    ...surroundings.handlers,
    ...makeFigureHandlers({ settings: () => settings, firstDay: firstDay === true }),
    ...makeActHandlers({
      machine,
      record: (decision) => {
        decisions.set(decision.id, decision);
        send('decisions', { changed: [decision] });
      },
      count: () => decisions.size,
      treat,
      show,
      undo: giveBack,
    }),
    'engine.status': status,
    'engine.setMode': ({ mode }) => {
      set({ mode });
      return said();
    },
    'engine.setStrategy': ({ strategy }) => {
      set({ strategy });
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
    'alerts.list': () => ({ alerts: [] }),
    'settings.get': () => settings,
    'settings.set': (changes) => {
      set(definedOf(changes));
      said();
      return settings;
    },
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
      send('processes', { at: Date.now(), full: false, ...noChange, ...tick(machine, random) });
  }, 1000);

  return {
    handlers,
    subscribe,
    dispose: () => {
      clearInterval(timer);
      surroundings.dispose();
    },
  };
}

/** Without the keys that are there but undefined. */
const definedOf = <T extends object>(part: T) =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

const startSettings: Settings = {
  mode: 'assist',
  strategy: 'balanced',
  language: 'en',
  theme: 'system',
  'firstRun.done': true,
  'desktop.autostart': false,
  'desktop.notifications': true,
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

const noModel: EngineStatus['llm'] = {
  provider: 'none',
  model: null,
  state: 'off',
  reason: 'Models are switched off in the settings.',
  retryAt: null,
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
    reason: "Groq's rate limit is reached (429).",
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
