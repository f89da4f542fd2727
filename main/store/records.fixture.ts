/** Records as the engine makes them, and folders that go when the test ends. For tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Decision } from '../../contract/decision.ts';
import type { JournalEntry } from '../act/intervention.ts';
import type { Clock } from '../clock.ts';

export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'brainkernel-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A clock that stands until it is set. */
export function standingClock(start = Date.UTC(2026, 4, 4)): Clock & { at: number } {
  const clock = { at: start, now: () => clock.at, monotonic: () => clock.at - start };
  return clock;
}

export const journalEntry = (decisionId: string, more: Partial<JournalEntry> = {}): JournalEntry => ({
  decisionId,
  bootId: 'b00t',
  at: 1_000,
  appId: 'unit:tracker.service',
  appName: 'Tracker',
  processes: [{ pid: 4242, startTime: 99 }],
  changes: [
    {
      lever: 'nice',
      target: { kind: 'thread', pid: 4242, startTime: 99, tid: 4243, threadStart: 100 },
      before: '0',
      after: '10',
    },
    {
      lever: 'cpuWeight',
      target: { kind: 'unit', unit: 'tracker.service', userUnit: true, transient: false },
      before: '100',
      after: '20',
    },
  ],
  state: 'intended',
  ...more,
});

export const decision = (id: string, more: Partial<Decision> = {}): Decision => ({
  id,
  at: 1_000,
  app: { id: 'unit:tracker.service', name: 'Tracker', category: 'indexer' },
  target: { pid: 4242, startTime: 99, exe: '/usr/libexec/tracker-miner-fs-3', unit: 'tracker.service' },
  programKey: 'tracker-key',
  processes: [{ pid: 4242, startTime: 99 }],
  action: 'hold-back',
  levers: [{ lever: 'nice', before: 0, after: 10 }],
  tier: 'policy',
  decider: 'indexer-behind-work',
  confidence: 0.9,
  explanation: 'Tracker indexes files while you work in Firefox.',
  sentence: null,
  evidence: [{ metric: 'cpu60', value: 0.8, unit: 'ratio', threshold: 0.3 }],
  rejected: [{ action: 'freeze', why: 'holding back is enough' }],
  status: 'observed',
  refusal: null,
  notes: [],
  latencyMs: { context: 1, inference: 0, safety: 0.2, total: 1.3 },
  cost: null,
  exchangeId: null,
  feedback: null,
  effect: null,
  ...more,
});
