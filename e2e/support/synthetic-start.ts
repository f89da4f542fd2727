/** How the made-up engine stands when it starts: its settings, and a quiet machine on battery. */
import type { EngineStatus, Settings } from '../../contract/engine.ts';
import { minute } from './synthetic-decisions.ts';

export const startSettings: Settings = {
  mode: 'assist',
  strategy: 'balanced',
  'strategy.pinned': false,
  'strategy.onBattery': null,
  'strategy.inGame': 'aggressive',
  'strategy.presenting': 'conservative',
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
  'learning.record': true,
  'scope.roots': null,
  'immunity.programs': [],
};

export const noModel: EngineStatus['llm'] = {
  provider: 'none',
  model: null,
  state: 'off',
  reason: 'Models are switched off in the settings.',
  retryAt: null,
};

const line = (avg10: number) => ({ avg10, avg60: avg10, avg300: avg10 });

type Changing = 'mode' | 'strategy' | 'strategyPinned' | 'pausedUntil' | 'counts' | 'headline' | 'helper';

export const quietStatus = (now: number): Omit<EngineStatus, Changing> => ({
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
});
