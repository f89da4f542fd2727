/** The engine's calls and streams as a test says them: what tray and notifications hear, and what they ask for. */
import type { CallName, Handlers, StreamName, StreamValue } from '../../contract/calls.ts';
import type { Approval, Decision } from '../../contract/decision.ts';
import type { EngineStatus, Settings } from '../../contract/engine.ts';
import type { Api } from '../api.ts';
import { defaultSettings } from '../settings/defaults.ts';
import { standIn } from './electron.fixture.ts';

export interface ScriptedApi {
  readonly api: Api;
  /** Calls in their order, with their input. */
  readonly calls: readonly (readonly [CallName, unknown])[];
  readonly say: <N extends StreamName>(name: N, value: StreamValue<N>) => void;
  /** From now on every call is refused with this sentence. */
  fails: string | null;
  readonly listeners: () => number;
}

export function scriptApi(first: { settings?: Partial<Settings>; decisions?: readonly Decision[] } = {}): ScriptedApi {
  const calls: (readonly [CallName, unknown])[] = [];
  const listeners = new Map<StreamName, Set<(value: never) => void>>();
  const now = new Map<StreamName, unknown>([
    ['settings', someSettings(first.settings)],
    ['decisions', { changed: [...(first.decisions ?? [])] }],
    ['approvals', { approvals: [] }],
    ['engine.status', aStatus()],
  ]);
  const answer = (name: CallName) => (input: unknown) => {
    calls.push([name, input]);
    if (scripted.fails !== null) throw new Error(scripted.fails);
    return name.startsWith('engine.') ? now.get('engine.status') : undefined;
  };
  const names = [
    'engine.setMode',
    'engine.setStrategy',
    'engine.pause',
    'engine.resume',
    'decisions.undo',
    'decisions.feedback',
    'approvals.answer',
  ] as const;
  const scripted: ScriptedApi = {
    calls,
    fails: null,
    listeners: () => [...listeners.values()].reduce((sum, each) => sum + each.size, 0),
    say: (name, value) => {
      now.set(name, value);
      for (const listener of listeners.get(name) ?? []) listener(value as never);
    },
    api: {
      handlers: standIn<Handlers>(Object.fromEntries(names.map((name) => [name, answer(name)]))),
      subscribe: (name, listener) => {
        const all = listeners.get(name) ?? new Set();
        listeners.set(name, all.add(listener));
        listener(now.get(name) as never);
        return () => all.delete(listener);
      },
    },
  };
  return scripted;
}

export const someSettings = (change: Partial<Settings> = {}): Settings => ({ ...defaultSettings({}), ...change });

export const aStatus = (change: Partial<EngineStatus> = {}): EngineStatus => ({
  ...standIn<EngineStatus>({}),
  mode: 'autopilot',
  strategy: 'balanced',
  pausedUntil: null,
  counts: { processes: 300, apps: 40, treated: 0, awaiting: 0, questions: 0 },
  headline: { key: 'headline.calm', values: { held: 0 } },
  notices: [],
  ...change,
});

export const aDecision = (id: string, change: Partial<Decision> = {}): Decision => ({
  id,
  at: 1_000,
  app: { id: `app-${id}`, name: `tracker-${id}`, category: 'indexer' },
  target: { pid: 4242, startTime: 1, exe: null, unit: null },
  programKey: 'tracker',
  processes: [],
  action: 'hold-back',
  levers: [],
  tier: 'policy',
  decider: 'built-in',
  confidence: 0.9,
  explanation: '',
  sentence: { key: 'policy.indexer', values: { app: `tracker-${id}`, cpu: '80%', other: 'Firefox' } },
  evidence: [],
  rejected: [],
  status: 'applied',
  refusal: null,
  notes: [],
  latencyMs: { context: 0, inference: 0, safety: 0, total: 0 },
  cost: null,
  exchangeId: null,
  feedback: null,
  effect: null,
  ...change,
});

export const anApproval = (id: string, change: Partial<Approval> = {}): Approval => {
  const { app, action, explanation, sentence } = aDecision(id);
  return { id, decisionId: id, at: 1_000, expiresAt: 601_000, app, action, explanation, sentence, ...change };
};
