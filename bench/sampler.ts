/**
 * What a refresh of the sampler costs, against top, htop, btop and systeminformation.processes(); then the whole
 * headless engine against `top -b -d 1`. Medians of alternating runs: the peers take turns, so that whatever else the
 * machine does hits all of them.
 *
 *   node bench/sampler.ts [--sizes 1000,5000] [--runs 3] [--engine-seconds 30]
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { machineLine, median, printTable, writeResults } from './report.ts';
import type { Cell } from './report.ts';
import { engineAgainstTop } from './sampler/engine-run.ts';
import { endOnSignals, startPopulation } from './sampler/population.ts';
import { isInstalled, screenRefresh, topRefresh } from './sampler/screen-peers.ts';

const run = promisify(execFile);
const PEERS = ['BrainKernel sampler', 'top -b', 'htop', 'btop', 'systeminformation'] as const;
type Peer = (typeof PEERS)[number];

/** What one run of the sampler's child process found; see own-run.ts. */
interface OwnRun {
  readonly processes: number;
  readonly firstMs: number;
  readonly meanMs: number;
  readonly processMs: number;
  readonly bytesPerRefresh: number | null;
  readonly longestHoldMs: number;
  readonly longestHoldCpuMs: number;
}

async function child(script: string, nodeFlags: readonly string[] = []): Promise<string> {
  const { stdout } = await run(process.execPath, [...nodeFlags, join(import.meta.dirname, 'sampler', script)]);
  return stdout;
}

async function ownRun(): Promise<OwnRun> {
  const flags = ['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=64'];
  return JSON.parse(await child('own-run.ts', flags)) as OwnRun;
}

async function systeminformationRun(): Promise<number> {
  const found = JSON.parse(await child('systeminformation-run.ts')) as { readonly costMs: number };
  return found.costMs;
}

async function measureSize(size: number, runs: number): Promise<object> {
  const population = await startPopulation(size);
  const own: OwnRun[] = [];
  const costs: Record<Peer, number[]> = {
    'BrainKernel sampler': [],
    'top -b': [],
    htop: [],
    btop: [],
    systeminformation: [],
  };
  const missing = (['htop', 'btop', 'top'] as const).filter((program) => !isInstalled(program));
  try {
    for (let index = 0; index < runs; index++) {
      const found = await ownRun();
      own.push(found);
      costs['BrainKernel sampler'].push(found.meanMs);
      if (!missing.includes('top')) costs['top -b'].push(await topRefresh(size));
      for (const program of ['htop', 'btop'] as const) {
        if (!missing.includes(program)) costs[program].push(await screenRefresh(program, size));
      }
      costs.systeminformation.push(await systeminformationRun());
    }
  } finally {
    population.end();
  }
  const processes = median(own.map((one) => one.processes));
  const ours = median(costs['BrainKernel sampler']);
  const rows = PEERS.map((peer): readonly Cell[] => {
    if (costs[peer].length === 0) return [peer, 'not installed', null, null];
    const cost = median(costs[peer]);
    return [peer, cost, cost / ours, (cost * 1000) / processes];
  });
  printTable(`CPU of one refresh, ${size} sleepers (${processes} processes)`, ['', 'ms', 'x ours', 'us/process'], rows);
  const figures = {
    processes,
    usPerProcess: (ours * 1000) / processes,
    wholeProcessMs: median(own.map((one) => one.processMs)),
    firstRefreshMs: median(own.map((one) => one.firstMs)),
    bytesPerRefresh: median(own.flatMap((one) => one.bytesPerRefresh ?? [])),
    longestHoldCpuMs: median(own.map((one) => one.longestHoldCpuMs)),
    // other programs can only make it longer
    longestHoldMs: Math.min(...own.map((one) => one.longestHoldMs)),
  };
  printTable(
    'The sampler itself',
    ['', 'median'],
    [
      ['first refresh, identities included, ms', figures.firstRefreshMs],
      ['all threads of the process (GC, compiler, timers), ms a refresh', figures.wholeProcessMs],
      ['allocated, KiB a refresh', figures.bytesPerRefresh / 1024],
      ['longest hold of the event loop, ms of CPU (to a kernel tick)', figures.longestHoldCpuMs],
      ['longest hold of the event loop in the best run, ms of wall clock', figures.longestHoldMs],
    ],
  );
  return {
    size,
    runs,
    costsMs: costs,
    medianMs: Object.fromEntries(PEERS.map((peer) => [peer, median(costs[peer])])),
    ...figures,
  };
}

endOnSignals();
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,5000' },
    runs: { type: 'string', default: '3' },
    'engine-seconds': { type: 'string', default: '30' },
  },
});
console.log(machineLine());
const sizes: object[] = [];
for (const size of values.sizes.split(',')) sizes.push(await measureSize(Number(size), Number(values.runs)));
const engine = await engineAgainstTop(1000, Number(values['engine-seconds']));
console.log(`\n${writeResults('sampler', { sizes, engine })}`);
