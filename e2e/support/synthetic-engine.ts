/**
 * The contract answered from memory, for what a real machine cannot show on demand: 5,000 processes, and every kind of
 * decision at once. It holds state as the engine does, so that what a person does on the page can be seen there again.
 */
import { CallError } from '../../contract/calls.ts';
import type { Handlers, StreamName, StreamValue, Subscribe } from '../../contract/calls.ts';
import type { Approval, Decision } from '../../contract/decision.ts';
import type { EngineStatus, Settings } from '../../contract/engine.ts';
import type { HelperStatus } from '../../contract/helper.ts';
import type { ProcessRow } from '../../contract/machine.ts';
import { makeApprovals, makeDecisions, makeExchange, minute } from './synthetic-decisions.ts';
import { makeActHandlers } from './synthetic-acts.ts';
import { makeFigureHandlers } from './synthetic-figures.ts';
import { armsOf, makeLearning } from './synthetic-learning.ts';
import { makePolicySide } from './synthetic-policies.ts';
import { makeSettingsHandlers } from './synthetic-settings.ts';
import type { SyntheticSurroundings } from './synthetic-settings.ts';
import { makeMachine, repeatable, tick } from './synthetic-machine.ts';
import { noModel, quietStatus, startSettings } from './synthetic-start.ts';

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
  const policies = makePolicySide(() => settings, firstDay === true);
  const learning = makeLearning({
    settings: () => settings,
    firstDay: firstDay === true,
    experiments: () => policies.onTrial().map(({ id, description, since }) => armsOf(id, description, since)),
  });
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
    strategyPinned: settings['strategy.pinned'],
    helper: helperFacts(surroundings.helper()),
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
  const giveBack = (id: string, why = 'you undid it'): Decision => {
    const { app, status: before } = known(id);
    if (before !== 'applied') throw new CallError('conflict', 'There is nothing left to undo.');
    treat(app.id, null);
    return change(id, { status: 'undone', notes: [{ at: Date.now(), text: why }] });
  };

  const set = (changes: Partial<Settings>) => {
    settings = { ...settings, ...changes };
    send('settings', settings);
  };

  const handlers: Handlers = {
    ...surroundings.handlers,
    ...policies.handlers,
    ...learning.handlers,
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
      undo: (id) => giveBack(id),
    }),
    'engine.status': status,
    'engine.setMode': ({ mode }) => {
      set({ mode });
      return said();
    },
    'engine.setStrategy': ({ strategy: chosen }) => {
      learning.chose(chosen, settings.strategy);
      set(
        chosen === 'adapt'
          ? { strategy: 'balanced', 'strategy.pinned': false }
          : { strategy: chosen, 'strategy.pinned': true },
      );
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
    'decisions.feedback': ({ id, verdict, reason, note }) => {
      const feedback =
        verdict === null ? null : { verdict, reason: reason ?? null, note: note ?? null, at: Date.now() };
      const told = change(id, { feedback });
      if (verdict !== 'down' || told.status !== 'applied' || told.tier === 'user') return told;
      return giveBack(id, 'you gave it a thumbs-down');
    },
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

const helperFacts = ({ installed, reason }: HelperStatus): EngineStatus['helper'] => ({ installed, reason });

/** Without the keys that are there but undefined. */
const definedOf = <T extends object>(part: T) =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
