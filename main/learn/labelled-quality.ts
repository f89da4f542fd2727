/** The labelled set through the real catalogue and policies: how often category and treatment are right. Pure. */
import type { Quality } from '../../contract/learning.ts';
import type { Category } from '../../contract/words.ts';
import type { TierDecides } from '../decide/tier.ts';
import { factsOf } from '../policy/facts.ts';
import type { ProcessReading } from '../sampler/snapshot.ts';
import type { App } from '../workload/app.ts';
import { natureOf } from '../workload/nature.ts';
import type { Labelled } from './labelled-set.ts';
import { labelledSet } from './labelled-set.ts';
import { plainCase } from '../decide/plain-case.ts';
import { rateOf } from './wilson.ts';

/** What became of one of them. */
export interface Outcome {
  readonly labelled: Labelled;
  readonly category: Category;
  readonly held: boolean;
}

/** Each as a busy program in the background while another waits and the CPUs are pressed. */
export function labelledOutcomes(policies: TierDecides): readonly Outcome[] {
  return labelledSet.map((labelled) => {
    const { category, known, immune } = purposeOf(labelled);
    const plain = plainCase(category);
    const program = { ...plain.app.program, key: labelled.exe, exe: labelled.exe };
    const subject = { ...plain, app: { ...plain.app, known, immune, program } };
    const action = policies(subject, factsOf(subject))?.action ?? 'none';
    return { labelled, category, held: action !== 'none' && action !== 'favour' };
  });
}

export function labelledQuality(policies: TierDecides): Quality['labelled'] {
  const outcomes = labelledOutcomes(policies);
  const shouldBeLeft = outcomes.filter(({ labelled }) => labelled.background === 'leave');
  const shouldBeHeld = outcomes.filter(({ labelled }) => labelled.background === 'hold-back');
  const right = outcomes.filter(({ labelled, category }) => labelled.category === category);
  return {
    correct: rateOf(right.length, outcomes.length),
    wronglyHit: rateOf(shouldBeLeft.filter(({ held }) => held).length, shouldBeLeft.length),
    missed: rateOf(shouldBeHeld.filter(({ held }) => !held).length, shouldBeHeld.length),
  };
}

/** As the workload names an app that has no menu entry, no package and no verdict. */
function purposeOf({ exe, argv }: Labelled): Pick<App, 'category' | 'known' | 'immune'> {
  const { entry, runs } = natureOf(processOf(exe, argv));
  if (entry !== null) return { category: entry.category, known: 'catalogue', immune: entry.immune === true };
  return { category: runs === null ? 'unknown' : 'runtime', known: 'unknown', immune: false };
}

const processOf = (exe: string, argv: readonly string[]): ProcessReading => ({
  pid: 2,
  startTime: 0,
  parentPid: 1,
  processGroup: 2,
  session: 2,
  ttyNumber: 0,
  name: exe.slice(exe.lastIndexOf('/') + 1).slice(0, 15),
  state: 'R',
  kernelThread: false,
  threads: 1,
  nice: 0,
  schedPolicy: 'other',
  cpu: 1,
  cpuSeconds: 60,
  memory: 50_000_000,
  majorFaults: 0,
  firstSeen: 0,
  identity: { exe, exeDeleted: false, argv, cgroup: '/', cpuCgroup: '/', uid: 1000 },
  expensive: null,
});
