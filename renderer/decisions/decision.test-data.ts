import type { Decision } from '../../contract/decision.ts';

/** An indexer held back by a policy, changed where a test says so. */
export const aDecision = (part: Partial<Decision>): Decision => ({
  id: 'd1',
  programKey: 'tracker',
  at: Date.UTC(2026, 10, 20, 14, 5),
  app: { id: 'tracker', name: 'tracker-miner', category: 'indexer' },
  target: { pid: 20, startTime: 9, exe: '/usr/libexec/tracker-miner-fs-3', unit: null },
  processes: [{ pid: 20, startTime: 9 }],
  action: 'hold-back',
  levers: [{ lever: 'nice', before: 0, after: 10 }],
  tier: 'policy',
  decider: 'indexer',
  confidence: 0.92,
  explanation: 'tracker-miner indexes files while Firefox waits.',
  sentence: { key: 'policy.indexer', values: { app: 'tracker-miner', cpu: 41, other: 'Firefox' } },
  evidence: [{ metric: 'cpu', value: 0.41, unit: 'ratio', threshold: 0.2 }],
  rejected: [{ action: 'freeze', why: 'holding it back is enough' }],
  status: 'applied',
  refusal: null,
  notes: [],
  latencyMs: { context: 1.2, inference: 0.1, safety: 0.4, total: 1.7 },
  cost: null,
  exchangeId: null,
  feedback: null,
  effect: null,
  ...part,
});
