/**
 * What it costs to record an hour of a busy desktop: bytes on disk, CPU, and how long the loop is held for a check.
 * Compared with what a recorder would do that writes every case of every check as JSON.
 *
 *   node bench/recording.ts [--apps 150] [--processes 1000] [--runs 5]
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { replaySet } from '../main/learn/replay/compare.ts';
import { readRecording } from '../main/learn/replay/reader.ts';
import { createRecorder } from '../main/learn/replay/recorder.ts';
import type { SyntheticCheck } from '../main/learn/replay/synthetic-hour.fixture.ts';
import { syntheticHour } from '../main/learn/replay/synthetic-hour.fixture.ts';
import { redact } from '../main/llm/redact.ts';
import { builtInPolicies } from '../main/policy/built-in.ts';
import { machineLine, median, printTable, writeResults } from './report.ts';

const { values } = parseArgs({
  options: {
    apps: { type: 'string', default: '150' },
    processes: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '5' },
  },
});
const [apps, processes, runs] = [Number(values.apps), Number(values.processes), Number(values.runs)];
const checks = 360;
const from = Date.UTC(2026, 0, 1);

interface Cost {
  readonly bytes: number;
  /** CPU of the whole process, threads included, ms. */
  readonly cpuMs: number;
  /** ms for which one check held the loop, median and most. */
  readonly heldMs: number;
  readonly mostMs: number;
}

/** @param check what one check costs; `end` what is left to do */
async function measure(
  hour: readonly SyntheticCheck[],
  check: (one: SyntheticCheck) => void,
  end: () => Promise<number> | number,
): Promise<Cost> {
  const held: number[] = [];
  const before = process.cpuUsage();
  for (const one of hour) {
    const begun = performance.now();
    check(one);
    held.push(performance.now() - begun);
  }
  const bytes = await end();
  const { user, system } = process.cpuUsage(before);
  return { bytes, cpuMs: (user + system) / 1000, heldMs: median(held), mostMs: Math.max(...held) };
}

const bytesIn = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** As the engine does it, the segment packed at the end as it would be once it is full. */
function ours(folder: string): Parameters<typeof measure>[1] & { readonly end: () => Promise<number> } {
  let now = from;
  let enabled = true;
  const recorder = createRecorder({
    directory: folder,
    clock: { now: () => now },
    redact: (text) => redact(text, { user: 'ada', host: 'analytical', home: '/home/ada' }, true),
    enabled: () => enabled,
    onProblem: (text) => console.error(text),
    verdictOf: () => null,
    rulesOf: () => [],
  });
  const check = ({ at, cases }: SyntheticCheck): void => {
    now = at;
    recorder.check(cases, []);
  };
  const end = async (): Promise<number> => {
    // switched off, the open segment is packed
    enabled = false;
    recorder.check([], []);
    await recorder.dispose();
    return bytesIn(folder);
  };
  return Object.assign(check, { end });
}

function plain(pack: boolean) {
  let bytes = 0;
  const check = ({ cases }: SyntheticCheck): void => {
    const text = JSON.stringify(cases);
    bytes += pack ? gzipSync(text).length : Buffer.byteLength(text);
  };
  return Object.assign(check, { end: () => bytes });
}

console.log(machineLine());
const hour = [...syntheticHour({ seed: 1, apps, checks, processesEach: Math.round(processes / apps), from })];
const folder = mkdtempSync(join(tmpdir(), 'brainkernel-bench-'));
const costs: Record<'ours' | 'plain' | 'packed', Cost[]> = { ours: [], plain: [], packed: [] };
let kept = '';
for (let run = 0; run < runs; run++) {
  kept = join(folder, String(run));
  const recorder = ours(kept);
  costs.ours.push(await measure(hour, recorder, recorder.end));
  const json = plain(false);
  costs.plain.push(await measure(hour, json, json.end));
  const packed = plain(true);
  costs.packed.push(await measure(hour, packed, packed.end));
}

const of = (who: keyof typeof costs, figure: keyof Cost): number => median(costs[who].map((cost) => cost[figure]));
const row = (name: string, who: keyof typeof costs) => [
  name,
  of(who, 'bytes') / 1000,
  of(who, 'bytes') / of('ours', 'bytes'),
  of(who, 'cpuMs'),
  of(who, 'cpuMs') / of('ours', 'cpuMs'),
  of(who, 'heldMs'),
  of(who, 'mostMs'),
];
printTable(
  `An hour: ${checks} checks, ${apps} apps of ${hour[0]?.cases.reduce((sum, { app }) => sum + app.processes.length, 0) ?? 0} processes, medians of ${runs} runs`,
  ['', 'kB', 'times ours', 'CPU ms', 'times ours', 'held ms a check', 'most'],
  [row('BrainKernel', 'ours'), row('every case as JSON', 'plain'), row('every case as JSON, packed', 'packed')],
);

const begun = performance.now();
const session = await readRecording(kept);
const read = performance.now();
if (!session.ok) throw new Error(session.error);
const replayed = replaySet(session.value, { name: 'built-in', policies: builtInPolicies });
const done = performance.now();
if (!replayed.ok) throw new Error(replayed.error);
const { cases } = session.value;
printTable(
  'Read back and replayed, once',
  ['', ''],
  [
    ['cases kept, of', `${cases.length} of ${hour.reduce((sum, one) => sum + one.cases.length, 0)}`],
    ['reading, ms', read - begun],
    ['replaying with the built-in policies, ms', done - read],
    ['hours that fit into 16 MiB', (16 * 2 ** 20) / of('ours', 'bytes')],
  ],
);
rmSync(folder, { recursive: true });
console.log(
  `\n${writeResults('recording', { apps, processes, checks, costs, readMs: read - begun, replayMs: done - read })}`,
);
