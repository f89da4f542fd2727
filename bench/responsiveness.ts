/**
 * How an interactive program feels beside 8 background CPU burners: untouched, under BrainKernel, and treated by hand
 * as well as we know how. The arms take turns, so that whatever else the machine does hits all of them; medians.
 *
 *   node bench/responsiveness.ts [--rounds 5] [--seconds 8] [--sessions same,other] [--strategy balanced]
 *                                [--by-hand 'idle, nice 19'] [--engine out/engine/headless.js]
 *
 * --by-hand takes several treatments, one flag each, and shows which of them is the best.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { strategy as strategies } from '../contract/words.ts';
import { buildPrograms, calibrate } from './probe/build.ts';
import type { Programs } from './probe/build.ts';
import { engineAtWork } from './probe/engine.ts';
import { quietMoment } from './probe/machine-load.ts';
import { measure } from './probe/measure.ts';
import type { Arm, RunReading, Sessions } from './probe/measure.ts';
import { treatments } from './probe/treatments.ts';
import type { TreatmentName } from './probe/treatments.ts';
import { machineLine, median, printTable, writeResults } from './report.ts';
import { endOnSignals } from './sampler/population.ts';

/** The best of all treatments, measured with `--by-hand` once for each; docs/responsiveness.md has the figures. */
const best: Readonly<Record<Sessions, TreatmentName>> = {
  same: 'idle, nice 19',
  other: 'autogroup 19, nice 19',
};

const titles: Readonly<Record<Sessions, string>> = {
  same: 'burners in the session of the probe',
  other: 'burners each in a session of its own (autogroup)',
};

/** CPUs that other programs may use before and during a run; else it waits, and is repeated. */
const QUIET = 0.2;
const ATTEMPTS = 4;
const PATIENCE_SECONDS = 60;

/** A request is 1 ms of work, a tenth of a millisecond of waiting, and 3 ms of thought: 4 workers want 1 CPU of 2. */
const REQUEST_MS = 1;

interface ArmRun extends RunReading {
  readonly attempts: number;
}

const nothing: Arm = () => ({ pid: null, end: () => Promise.resolve() });

const byHand =
  (name: TreatmentName): Arm =>
  (_, burners) => {
    treatments[name](burners);
    return { pid: null, end: () => Promise.resolve() };
  };

/** The quietest of some attempts: the first that nobody disturbed, else the one disturbed least. */
async function quietRun(programs: Programs, sessions: Sessions, arm: Arm, flags: readonly string[]): Promise<ArmRun> {
  let quietest: ArmRun | null = null;
  for (let attempts = 1; attempts <= ATTEMPTS; attempts++) {
    await quietMoment(QUIET, PATIENCE_SECONDS);
    const run = { ...(await measure(programs, sessions, arm, flags)), attempts };
    if (quietest === null || run.otherCpus < quietest.otherCpus) quietest = run;
    if (run.otherCpus <= QUIET) break;
  }
  if (quietest === null) throw new Error('no attempt was made');
  return quietest;
}

interface Figures {
  readonly arm: string;
  readonly wakeupP50Us: number;
  readonly wakeupP99Us: number;
  readonly requestP50Us: number;
  readonly requestP99Us: number;
  readonly requestsPerSecond: number;
  readonly burnerCpus: number;
  readonly otherCpus: number;
}

function medians(arm: string, runs: readonly RunReading[]): Figures {
  const of = (figure: (run: RunReading) => number): number => median(runs.map(figure));
  return {
    arm,
    wakeupP50Us: of((run) => run.wakeupUs.p50),
    wakeupP99Us: of((run) => run.wakeupUs.p99),
    requestP50Us: of((run) => run.requestUs.p50),
    requestP99Us: of((run) => run.requestUs.p99),
    requestsPerSecond: of((run) => run.requestsPerSecond),
    burnerCpus: of((run) => run.burnerCpus),
    otherCpus: of((run) => run.otherCpus),
  };
}

/** How many times better `one` is than `other`: above 1 is better, for latencies and for requests/s. */
function ratio(one: Figures, other: Figures): Ratio {
  return {
    name: `${one.arm} / ${other.arm}`,
    requestP99: other.requestP99Us / one.requestP99Us,
    requestsPerSecond: one.requestsPerSecond / other.requestsPerSecond,
    wakeupP99: other.wakeupP99Us / one.wakeupP99Us,
  };
}

interface Ratio {
  readonly name: string;
  readonly requestP99: number;
  readonly requestsPerSecond: number;
  readonly wakeupP99: number;
}

async function compare(sessions: Sessions, arms: ReadonlyMap<string, Arm>, context: Context): Promise<object> {
  const runs = new Map<string, ArmRun[]>([...arms.keys()].map((name) => [name, []]));
  for (let round = 0; round < context.rounds; round++) {
    for (const [name, arm] of arms) {
      runs.get(name)?.push(await quietRun(context.programs, sessions, arm, context.probeFlags));
    }
  }
  const figures = [...runs].map(([name, all]) => medians(name, all));
  printTable(
    `${titles[sessions]}: medians of ${context.rounds} runs of ${context.seconds} s`,
    ['', 'wake-up p50 us', 'p99 us', 'request p50 us', 'p99 us', 'requests/s', 'burners CPUs', 'others CPUs'],
    figures.map((one) => [
      one.arm,
      one.wakeupP50Us,
      one.wakeupP99Us,
      one.requestP50Us,
      one.requestP99Us,
      one.requestsPerSecond,
      one.burnerCpus,
      one.otherCpus,
    ]),
  );
  const [untouched, ...treated] = figures;
  const engine = treated.find(({ arm }) => arm === ENGINE_ARM);
  const ratios = [
    ...(untouched ? treated.map((one) => ratio(one, untouched)) : []),
    ...(engine ? treated.filter((one) => one !== engine).map((one) => ratio(engine, one)) : []),
  ];
  printTable(
    'Times better',
    ['', 'request p99', 'requests/s', 'wake-up p99'],
    ratios.map((one) => [one.name, one.requestP99, one.requestsPerSecond, one.wakeupP99]),
  );
  return { figures, ratios, runs: Object.fromEntries(runs) };
}

interface Context {
  readonly programs: Programs;
  readonly rounds: number;
  readonly seconds: number;
  readonly probeFlags: readonly string[];
}

const ENGINE_ARM = 'BrainKernel';

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '8' },
    sessions: { type: 'string', default: 'same,other' },
    strategy: { type: 'string', default: 'balanced' },
    'by-hand': { type: 'string', multiple: true },
    engine: { type: 'string', default: join(import.meta.dirname, '../out/engine/headless.js') },
  },
});
const isTreatment = (name: string): name is TreatmentName => Object.hasOwn(treatments, name);
const isSessions = (name: string): name is Sessions => Object.hasOwn(titles, name);
const strategy = strategies.parse(flags.strategy);
const byHandNames = (flags['by-hand'] ?? []).filter(isTreatment);
if (byHandNames.length < (flags['by-hand'] ?? []).length) {
  throw new Error(`--by-hand takes one of: ${Object.keys(treatments).join('; ')}`);
}

endOnSignals();
const machine = machineLine();
console.log(machine);
const built = existsSync(flags.engine);
if (!built) console.log(`BrainKernel: ${flags.engine} is not built, that arm is left out`);
const programs = buildPrograms();
process.once('exit', programs.remove);
const workRounds = Math.round(calibrate(programs.probe) * REQUEST_MS);
const context: Context = {
  programs,
  rounds: Number(flags.rounds),
  seconds: Number(flags.seconds),
  probeFlags: ['--seconds', flags.seconds, '--warmup', '1', '--rounds', String(workRounds)],
};
const results: Record<string, object> = {};
for (const sessions of flags.sessions.split(',').filter(isSessions)) {
  const arms = new Map<string, Arm>([['untouched', nothing]]);
  if (built) {
    arms.set(ENGINE_ARM, (launcher, burners) => engineAtWork(flags.engine, strategy, launcher, burners));
  }
  const names = byHandNames.length > 0 ? byHandNames : [best[sessions]];
  for (const name of names) arms.set(`by hand: ${name}`, byHand(name));
  results[sessions] = await compare(sessions, arms, context);
}
console.log(`\n${writeResults('responsiveness', { machineAtStart: machine, strategy, workRounds, ...results })}`);
