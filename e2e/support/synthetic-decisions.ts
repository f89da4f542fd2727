/** Made-up decisions of every kind that the screens must be able to show. */
import type { Approval, Decision, Exchange } from '../../contract/decision.ts';
import { say } from '../../contract/sentences.ts';
import type { SentenceKey } from '../../contract/sentences.ts';
import type { Machine } from './synthetic-machine.ts';

const spoken = (key: SentenceKey, values: Readonly<Record<string, string | number>>) => ({
  explanation: say(key, values),
  sentence: { key, values },
});

export const minute = 60_000;

/** The target and identity of the app of that name. */
function about(machine: Machine, name: string): Pick<Decision, 'app' | 'target' | 'processes' | 'programKey'> {
  const app = [...machine.apps.values()].find((one) => one.name === name);
  const processes = (app?.pids ?? []).flatMap((pid) => machine.rows.get(pid) ?? []);
  const [first] = processes;
  if (app === undefined || first === undefined) throw new Error(`there is no app ${name}`);
  return {
    app: { id: app.id, name, category: app.category },
    target: { pid: first.pid, startTime: first.startTime, exe: first.exe, unit: app.unit },
    processes: processes.map(({ pid, startTime }) => ({ pid, startTime })),
    programKey: name,
  };
}

const common = {
  levers: [],
  refusal: null,
  notes: [],
  cost: null,
  exchangeId: null,
  feedback: null,
  effect: null,
  tier: 'policy',
  confidence: 0.95,
  latencyMs: { context: 1.3, inference: 0.2, safety: 0.6, total: 2.1 },
} satisfies Partial<Decision>;

const freezeIsTooMuch = { action: 'freeze', why: 'its work would stop, and a person has to agree to that' } as const;

/** What was weighed against each action. */
const weighed = {
  'hold-back': [{ action: 'throttle', why: 'giving way is enough: idle CPU would be left unused' }, freezeIsTooMuch],
  throttle: [
    { action: 'hold-back', why: 'a smaller share alone would still take CPU that costs battery or heat' },
    freezeIsTooMuch,
  ],
  freeze: [{ action: 'throttle', why: 'giving way is enough: idle CPU would be left unused' }],
} satisfies Partial<Record<Decision['action'], Decision['rejected']>>;

/** What a plan against an app that used so many per cent of a CPU rests on. */
const because = (cpu: number, chosen: keyof typeof weighed): Pick<Decision, 'evidence' | 'rejected'> => ({
  evidence: [
    { metric: 'cpu over 5 s', value: cpu, unit: '% of one CPU', threshold: 20 },
    { metric: 'cpu pressure', value: 12.6, unit: '% of time', threshold: 5 },
    { metric: 'who waits', value: 'Firefox', unit: '', threshold: null },
  ],
  rejected: [{ action: 'none', why: `it uses ${cpu}% of a CPU that Firefox could use` }, ...weighed[chosen]],
});

/** Newest first; `older` more of one kind behind them. */
export function makeDecisions(machine: Machine, now: number, older: number): Decision[] {
  const recent: Decision[] = [
    {
      ...common,
      ...about(machine, 'Tracker'),
      ...because(41.2, 'hold-back'),
      id: 'd-001',
      at: now - 4 * minute,
      action: 'hold-back',
      status: 'applied',
      decider: 'indexer',
      levers: [
        { lever: 'cpuWeight', before: 100, after: 10 },
        { lever: 'ioPriority', before: 'best-effort/4', after: 'idle' },
        { lever: 'nice', before: 0, after: 10 },
      ],
      effect: {
        measuredAt: now - 3 * minute,
        verdict: 'better',
        metrics: [
          { metric: 'run delay', unit: 'ms/s', before: 38.2, after: 0.4, noise: 3.1 },
          { metric: 'cpu of the app', unit: 'ratio of one CPU', before: 0.41, after: 0.06, noise: 0.08 },
        ],
      },
      ...spoken('policy.indexer', { app: 'Tracker', category: 'indexer', cpu: '41.2%', other: 'Firefox' }),
    },
    {
      ...common,
      ...about(machine, 'rust-analyzer'),
      ...because(91, 'throttle'),
      id: 'd-002',
      at: now - 9 * minute,
      action: 'throttle',
      status: 'applied',
      tier: 'llm',
      decider: 'llama-3.3-70b-versatile',
      confidence: 0.82,
      levers: [{ lever: 'schedPolicy', before: 'other', after: 'idle' }],
      cost: { provider: 'groq', model: 'llama-3.3-70b-versatile', inputTokens: 1840, outputTokens: 212, usd: 0.00125 },
      exchangeId: 'x-1',
      latencyMs: { context: 1.8, inference: 0.3, safety: 0.9, total: 3 },
      ...spoken('verdict.background', {
        app: 'rust-analyzer',
        category: 'language-server',
        cpu: '91%',
        other: 'Firefox',
        why: 'checks code in the background after a save',
      }),
    },
    {
      ...common,
      ...about(machine, 'Visual Studio Code'),
      id: 'd-003',
      at: now - 11 * minute,
      action: 'none',
      status: 'observed',
      decider: 'latency-critical',
      confidence: 1,
      evidence: [
        { metric: 'cpu over 5 s', value: 74, unit: '% of one CPU', threshold: 20 },
        { metric: 'foreground', value: 'Firefox', unit: '', threshold: null },
      ],
      rejected: [{ action: 'hold-back', why: 'a delay here would be noticed at once' }],
      ...spoken('policy.latency-critical', {
        app: 'Visual Studio Code',
        category: 'ide',
        cpu: '74%',
        other: 'Firefox',
      }),
    },
    {
      ...common,
      ...about(machine, 'updatedb'),
      ...because(64, 'freeze'),
      id: 'd-004',
      at: now - 2 * minute,
      action: 'freeze',
      status: 'awaiting-approval',
      decider: 'battery',
      ...spoken('policy.battery', { app: 'updatedb', category: 'indexer', cpu: '64%', other: 'Firefox' }),
    },
    {
      ...common,
      ...about(machine, 'restic'),
      ...because(31, 'hold-back'),
      id: 'd-005',
      at: now - 31 * minute,
      action: 'hold-back',
      status: 'refused',
      decider: 'backup',
      refusal: { code: 'locked', reason: 'nice was set to 5 by hand at 09:12' },
      ...spoken('policy.backup', { app: 'restic', category: 'backup', cpu: '31%', other: 'Firefox' }),
    },
    {
      ...common,
      ...about(machine, 'qbz7-worker'),
      ...because(44, 'throttle'),
      id: 'd-006',
      at: now - 1 * minute,
      action: 'throttle',
      status: 'awaiting-approval',
      tier: 'cache',
      decider: 'llama-3.3-70b-versatile',
      confidence: 0.74,
      exchangeId: 'x-1',
      ...spoken('verdict.background', {
        app: 'qbz7-worker',
        category: 'unknown',
        cpu: '44%',
        other: 'Firefox',
        why: 'a worker of a download queue',
      }),
    },
  ];
  for (let number = 0; number < older; number += 1) {
    const at = now - (40 + number * 17) * minute;
    recent.push({
      ...common,
      ...about(machine, 'Tracker'),
      ...because(30 + (number % 40), 'hold-back'),
      id: `d-old-${number}`,
      at,
      action: 'hold-back',
      status: number % 4 === 3 ? 'reverted' : 'undone',
      decider: 'indexer',
      levers: [{ lever: 'nice', before: 0, after: 10 }],
      notes: [{ at: at + 9 * minute, text: 'given back: it went quiet' }],
      ...spoken('policy.indexer', {
        app: 'Tracker',
        category: 'indexer',
        cpu: `${30 + (number % 40)} %`,
        other: 'Firefox',
      }),
    });
  }
  return recent.sort((a, b) => b.at - a.at);
}

/** The open questions among the decisions. */
export const makeApprovals = (decisions: readonly Decision[]): Approval[] =>
  decisions
    .filter(({ status }) => status === 'awaiting-approval')
    .map(({ id, at, app, action, explanation, sentence }) => ({
      id: `a-${id}`,
      decisionId: id,
      at,
      expiresAt: at + 10 * minute,
      app,
      action,
      explanation,
      sentence,
    }));

export const makeExchange = (id: string, at: number): Exchange => ({
  id,
  at,
  provider: 'groq',
  model: 'llama-3.3-70b-versatile',
  url: 'https://api.groq.com/openai/v1/chat/completions',
  request: JSON.stringify(
    {
      model: 'llama-3.3-70b-versatile',
      messages: [{ role: 'user', content: 'rust-analyzer --log-file <path> …' }],
    },
    null,
    2,
  ),
  response: '{"verdicts":[{"program":"rust-analyzer","background":"throttle","confidence":0.82}]}',
  status: 200,
  error: null,
  durationMs: 640,
  cost: null,
});
