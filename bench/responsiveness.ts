/**
 * How an interactive program feels beside 8 background CPU burners: untouched, under BrainKernel, and treated by hand
 * as well as is known. The arms take turns, so that whatever else the machine does hits all of them; medians.
 *
 *   node bench/responsiveness.ts [--rounds 5] [--seconds 8] [--sessions same,other] [--strategy balanced]
 *                                [--by-hand 'idle, nice 19'] [--engine out/engine/headless.js]
 *
 * --by-hand may be given several times, to see which treatment is the best; see probe/treatments.ts for their names.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { strategy as strategies } from '../contract/words.ts';
import { buildPrograms, calibrate } from './probe/build.ts';
import { engineAtWork } from './probe/engine.ts';
import { figuresOf, timesBetter } from './probe/figures.ts';
import { quietMoment } from './probe/machine-load.ts';
import { measure, untouched } from './probe/measure.ts';
import type { Arm, RunReading, Sessions } from './probe/measure.ts';
import { best, byHand, isTreatment, treatmentNames } from './probe/treatments.ts';
import { machineLine, printTable, writeResults } from './report.ts';
import { endOnSignals } from './sampler/population.ts';

const titles: Readonly<Record<Sessions, string>> = {
  same: 'burners in the session of the probe',
  other: 'burners each in a session of its own (autogroup)',
};

/** CPUs that other programs may use before and during a run; else it waits, and is repeated. */
const QUIET = 0.2;
const PATIENCE_SECONDS = 20;
const ATTEMPTS = 3;

/** A request is 1 ms of work around a short pause, then 3 ms of thought: 4 workers want 1 CPU of 2. */
const REQUEST_MS = 1;

const ENGINE_ARM = 'BrainKernel';

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '8' },
    sessions: { type: 'string', default: 'same,other' },
    strategy: { type: 'string', default: 'balanced' },
    'by-hand': { type: 'string', multiple: true, default: [] },
    engine: { type: 'string', default: join(import.meta.dirname, '../out/engine/headless.js') },
  },
});
const rounds = Number(flags.rounds);
const strategy = strategies.parse(flags.strategy);
const byHandNames = flags['by-hand'].filter(isTreatment);
if (byHandNames.length < flags['by-hand'].length) throw new Error(`--by-hand takes: ${treatmentNames.join('; ')}`);
const isSessions = (name: string): name is Sessions => Object.hasOwn(titles, name);
const built = existsSync(flags.engine);

endOnSignals();
const machineAtStart = machineLine();
console.log(machineAtStart);
if (!built) console.log(`${ENGINE_ARM}: ${flags.engine} is not built, that arm is left out`);
const programs = buildPrograms();
process.once('exit', programs.remove);
const work = Math.round(calibrate(programs.probe) * REQUEST_MS);
const probeFlags = ['--seconds', flags.seconds, '--warmup', '1', '--rounds', String(work)];

const results: Record<string, object> = {};
for (const sessions of flags.sessions.split(',').filter(isSessions)) results[sessions] = await compare(sessions);
console.log(`\n${writeResults('responsiveness', { machineAtStart, strategy, work, ...results })}`);

function armsFor(sessions: Sessions): ReadonlyMap<string, Arm> {
  const arms = new Map<string, Arm>([['untouched', untouched]]);
  if (built) arms.set(ENGINE_ARM, (launcher, burners) => engineAtWork(flags.engine, strategy, launcher, burners));
  for (const name of byHandNames.length > 0 ? byHandNames : [best[sessions]]) {
    arms.set(`by hand: ${name}`, byHand(name));
  }
  return arms;
}

async function compare(sessions: Sessions): Promise<object> {
  const arms = armsFor(sessions);
  const runs = new Map<string, RunReading[]>([...arms.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, arm] of arms) runs.get(name)?.push(await quietestRun(sessions, arm));
  }
  const figures = [...runs].map(([name, all]) => figuresOf(name, all));
  printTable(
    `${titles[sessions]}: medians of ${rounds} runs of ${flags.seconds} s`,
    [
      '',
      'wake-up p50 us',
      'p99 us',
      'request p50 us',
      'p99 us',
      'requests/s',
      'burners CPUs',
      'others CPUs',
      'treated after s',
    ],
    figures.map(({ arm, ...numbers }) => [arm, ...Object.values(numbers)]),
  );
  const [base, ...treated] = figures;
  const engine = treated.find(({ arm }) => arm === ENGINE_ARM);
  const ratios = [
    ...(base ? treated.map((one) => timesBetter(one, base)) : []),
    ...(engine ? treated.filter((one) => one !== engine).map((one) => timesBetter(engine, one)) : []),
  ];
  printTable(
    'Times better (goals: 2.1 and 1.6 against untouched, at least 0.8 against the best by hand)',
    ['', 'request p99', 'requests/s', 'wake-up p99'],
    ratios.map(({ name, ...numbers }) => [name, ...Object.values(numbers)]),
  );
  return { figures, ratios, runs: Object.fromEntries(runs) };
}

/** The first attempt that nobody disturbed, else the one disturbed least. */
async function quietestRun(sessions: Sessions, arm: Arm): Promise<RunReading> {
  const attempts: RunReading[] = [];
  do {
    await quietMoment(QUIET, PATIENCE_SECONDS);
    attempts.push(await measure(programs, sessions, arm, probeFlags));
  } while (attempts.every(({ otherCpus }) => otherCpus > QUIET) && attempts.length < ATTEMPTS);
  return attempts.reduce((quietest, one) => (one.otherCpus < quietest.otherCpus ? one : quietest));
}
