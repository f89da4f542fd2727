/**
 * The policies that ship: useful with no model, no key and no server. Order is priority; the first that matches
 * decides. What must answer at once is looked at first, so that nothing below can reach it; between those and the rest
 * stand the policies of the person, then imported, proposed and learned ones.
 */
import type { Category } from '../../contract/words.ts';
import type { Policy } from './policy.ts';

/** Of these, the ones whose being left alone is worth saying as soon as the machine is pressed. */
const noticed: readonly Category[] = [
  'audio',
  'browser',
  'communication',
  'game',
  'ide',
  'media-creation',
  'media-player',
];

/** Programs a person notices within milliseconds, or without which the session breaks. */
export const latencyCritical: readonly Category[] = [
  'system-core',
  'display',
  'audio',
  'input',
  'network',
  'security',
  'browser',
  'communication',
  'office',
  'media-player',
  'media-creation',
  'game',
  'ide',
  'language-server',
  'terminal',
  'shell',
  'file-manager',
];

/** These go before every other policy, whoever wrote it, and cannot be retired. */
export const protectivePolicies: readonly string[] = ['foreground', 'latency-critical'];

const oneOf = (categories: readonly Category[]): string =>
  `app.category in [${categories.map((c) => `"${c}"`).join(', ')}]`;

const busy = 'behaviour.cpu5 > limit.cpu';
const busyOrReading = '(behaviour.cpu5 > limit.cpu || behaviour.io > limit.io)';

const builtIn = (policy: Omit<Policy, 'provenance' | 'version'>): Policy => ({
  ...policy,
  provenance: 'built-in',
  version: 1,
});

/** Background work of one category that nobody waits for. */
const background = (category: Category, id: string, sentence: Policy['sentence'], description: string): Policy =>
  builtIn({
    id,
    description,
    when: `app.category == "${category}" && !foreground && contended && ${busyOrReading}`,
    action: 'hold-back',
    treatment: 'firm',
    sentence,
    evidence: ['cpu', 'io', 'pressure', 'someone-waits'],
    confidence: 0.95,
  });

export const builtInPolicies: readonly Policy[] = [
  builtIn({
    id: 'foreground',
    description: 'What the person is using is left alone.',
    when: `foreground && ${busy}`,
    action: 'none',
    treatment: 'leave-alone',
    sentence: 'policy.foreground',
    evidence: ['foreground', 'cpu'],
    confidence: 1,
  }),
  builtIn({
    id: 'latency-critical',
    description: 'Sound, display, input, browsers, editors, calls and games are left alone.',
    when: `${oneOf(latencyCritical)} && (${busy} || (contended && ${oneOf(noticed)}))`,
    action: 'none',
    treatment: 'leave-alone',
    sentence: 'policy.latency-critical',
    evidence: ['cpu', 'pressure'],
    confidence: 0.98,
  }),
  builtIn({
    id: 'battery-background',
    description: 'On a battery below 40 %, indexing, backup, sync and telemetry run only in idle time.',
    when: `machine.battery && machine.batteryPercent < 40.0 && ${oneOf(['indexer', 'sync', 'backup', 'updater', 'telemetry'])} && ${busy}`,
    action: 'throttle',
    treatment: 'throttle',
    sentence: 'policy.battery',
    evidence: ['power', 'cpu'],
    confidence: 0.9,
  }),
  builtIn({
    id: 'game-background',
    description: 'While a registered game runs, background work gives way to it.',
    when: `machine.game && !foreground && ${oneOf(['indexer', 'sync', 'backup', 'updater', 'telemetry', 'build', 'compression', 'scientific', 'ai-model', 'game-launcher'])} && ${busy}`,
    action: 'hold-back',
    treatment: 'firm',
    sentence: 'policy.game-running',
    evidence: ['game', 'cpu', 'pressure'],
    confidence: 0.9,
  }),
  builtIn({
    id: 'memory-background',
    description: 'When memory runs short, large background work gives way and is the first to go.',
    when: `machine.memoryPressure > limit.pressure && !foreground && behaviour.memory > 500000000.0 && ${oneOf(['indexer', 'sync', 'backup', 'updater', 'telemetry'])}`,
    action: 'hold-back',
    treatment: 'first-to-go',
    sentence: 'policy.memory',
    evidence: ['memory', 'memory-pressure'],
    confidence: 0.85,
  }),
  background('indexer', 'background-indexer', 'policy.indexer', 'File indexers give way while somebody waits.'),
  background('sync', 'background-sync', 'policy.sync', 'File synchronisation gives way while somebody waits.'),
  background('backup', 'background-backup', 'policy.backup', 'Backups give way while somebody waits.'),
  background('updater', 'background-updater', 'policy.updater', 'Update checks give way while somebody waits.'),
  background(
    'telemetry',
    'background-telemetry',
    'policy.telemetry',
    'Crash and usage reporters give way while somebody waits.',
  ),
  background(
    'compression',
    'background-compression',
    'policy.compression',
    'Archivers and encoders in the background give way.',
  ),
  builtIn({
    id: 'background-build',
    description: 'A build behind an interactive program yields to it, but keeps a real share.',
    when: `${oneOf(['build', 'test-runner'])} && !foreground && someoneWaits && ${busy} && machine.cpuPressure > limit.pressure`,
    action: 'hold-back',
    treatment: 'gentle',
    sentence: 'policy.build',
    evidence: ['cpu', 'pressure', 'someone-waits'],
    confidence: 0.85,
  }),
  builtIn({
    id: 'background-compute',
    description: 'Long computations behind an interactive program yield to it.',
    when: `app.category == "scientific" && !foreground && someoneWaits && ${busy} && machine.cpuPressure > limit.pressure`,
    action: 'hold-back',
    treatment: 'gentle',
    sentence: 'policy.scientific',
    evidence: ['cpu', 'pressure', 'someone-waits'],
    confidence: 0.8,
  }),
  builtIn({
    id: 'background-model',
    description: 'A local model behind an interactive program yields to it.',
    when: `app.category == "ai-model" && !foreground && someoneWaits && ${busy} && machine.cpuPressure > limit.pressure`,
    action: 'hold-back',
    treatment: 'gentle',
    sentence: 'policy.ai-model',
    evidence: ['cpu', 'pressure', 'someone-waits'],
    confidence: 0.8,
  }),
  builtIn({
    id: 'miner',
    description: 'A crypto miner runs only when nobody else wants the CPU.',
    when: `app.category == "crypto-miner" && !foreground && ${busy}`,
    action: 'throttle',
    treatment: 'throttle',
    sentence: 'policy.miner',
    evidence: ['cpu'],
    confidence: 0.9,
  }),
];
