/** Cases that never happened: an app of a given name and category in a given situation, to try a policy on. Pure. */
import type { Category } from '../../../contract/words.ts';
import type { Case } from '../../decide/case.ts';
import { plainCase } from '../../decide/plain-case.ts';
import type { SystemReading } from '../../sampler/snapshot.ts';

export interface ProbeApp {
  readonly name: string;
  readonly exe: string;
  readonly category: Category;
}

export interface ProbeSituation {
  readonly foreground: boolean;
  /** Somebody waits, and the CPUs are pressed. */
  readonly contended: boolean;
  /** The app works hard. */
  readonly busy: boolean;
}

const calm = { avg10: 0, avg60: 0, avg300: 0, now: 0 };

/** A pressed machine, or one on which nobody waits. */
const system = (pressed: SystemReading, contended: boolean): SystemReading =>
  contended || !pressed.pressure
    ? pressed
    : { ...pressed, cpuBusy: 0.25, load1: 1, pressure: { ...pressed.pressure, cpuSome: calm } };

export const probe = (
  { name, exe, category }: ProbeApp,
  { foreground, contended, busy }: ProbeSituation = { foreground: false, contended: true, busy: true },
): Case => {
  const plain = plainCase(category);
  const known = category === 'unknown' ? 'unknown' : 'catalogue';
  const program = { ...plain.app.program, key: `probe:${exe}`, exe };
  return {
    ...plain,
    app: { ...plain.app, id: `probe:${name}`, name, kind: 'app', known, userUnit: true, cgroup: '', program },
    behaviour: {
      ...plain.behaviour,
      cpu5: busy ? 1 : 0,
      cpu60: busy ? 1 : 0,
      memory: busy ? 1e9 : 20e6,
      ioRead: busy ? 50e6 : 0,
      runDelay: busy ? 10 : 0,
      threads: 4,
    },
    context: { ...plain.context, power: 'battery', batteryPercent: 20 },
    system: system(plain.system, contended),
    foreground,
    someoneWaits: contended && !foreground,
    waiting: null,
  };
};

export const probeSituations: readonly ProbeSituation[] = [true, false].flatMap((foreground) =>
  [true, false].flatMap((contended) => [true, false].map((busy) => ({ foreground, contended, busy }))),
);
