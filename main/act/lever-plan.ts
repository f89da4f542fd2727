/** Treatment + facts -> which levers are pulled, to which values, on what. Pure. */
import type { Lever } from '../../contract/words.ts';
import type { Treatment } from '../decide/case.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { LeverFacts } from './lever-facts.ts';
import { ownsUnit, pulledBy, supportFor } from './lever-support.ts';
import { formatCpus } from './levers/affinity.ts';
import { ioPriorityText } from './levers/io-priority.ts';

/** One lever to pull, and on which kind of target. */
export interface Setting {
  readonly lever: Lever;
  readonly on: 'thread' | 'process' | 'autogroup' | 'unit';
  readonly value: string;
  readonly by?: 'helper';
}

export interface Refusal {
  readonly code: 'bad-value' | 'unsupported' | 'not-undoable' | 'nothing-to-do';
  readonly reason: string;
}

const integer = (value: number, low: number, high: number): boolean =>
  Number.isInteger(value) && value >= low && value <= high;

/** A wish of the treatment: null when it is not wished, false when its value is none that the kernel knows. */
type Wish = string | false | null;

const wished = <T>(value: T | null | undefined, text: (value: T) => string | false): Wish =>
  value === null || value === undefined ? null : text(value);

const wishes = (treatment: Treatment): readonly (readonly [Lever, Wish])[] => [
  ['nice', wished(treatment.nice, (value) => integer(value, -20, 19) && String(value))],
  ['schedPolicy', wished(treatment.schedPolicy, (value) => value)],
  [
    'ioPriority',
    wished(
      treatment.ioPriority,
      (value) => value.class !== 'realtime' && integer(value.level, 0, 7) && ioPriorityText(value),
    ),
  ],
  [
    'affinity',
    wished(
      treatment.affinity,
      (value) => value.length > 0 && value.every((cpu) => integer(cpu, 0, 8191)) && formatCpus(value),
    ),
  ],
  ['oomScore', wished(treatment.oomScore, (value) => integer(value, 0, 1000) && String(value))],
  ['cpuWeight', wished(treatment.cpuWeight, (value) => integer(value, 1, 10_000) && String(value))],
  ['ioWeight', wished(treatment.ioWeight, (value) => integer(value, 1, 10_000) && String(value))],
  ['cpuMax', wished(treatment.cpuMax, (value) => value >= 0.01 && value <= 8192 && quotaText(value))],
  ['memoryHigh', wished(treatment.memoryHigh, (value) => integer(value, 1, Number.MAX_SAFE_INTEGER) && String(value))],
  ['freeze', treatment.freeze ? 'frozen' : null],
  ['signal', treatment.signal],
];

/** systemd counts a quota in microseconds a second. */
const quotaText = (ratio: number): string => String(Math.round(ratio * 1e6) / 1e6);

/**
 * What is pulled for a treatment, in that order. All of it or nothing: a lever that does not work here, or could not be
 * undone, refuses the whole plan (ending alone is one way). A weight or quota on the app's own unit already decides its
 * share against every other program, so nice and policy of its threads are left as they are; without one, nice is
 * given to the threads and, where autogroups count, to the app's autogroups.
 * @param exact a person set these very values
 */
export function planLevers(
  treatment: Treatment,
  facts: LeverFacts,
  exact = false,
): Result<readonly Setting[], Refusal> {
  const wanted = wishes(treatment).filter(([, value]) => value !== null);
  for (const [lever, value] of wanted) {
    if (value === false) return refuse('bad-value', `${lever}: that is no value of this lever`);
    const refusal = refusalOf(lever, String(value), facts, exact);
    if (refusal !== null) return fail(refusal);
  }
  const valueOf = new Map(wanted.map(([lever, value]) => [lever, String(value)]));
  const weighed = valueOf.has('cpuWeight') || valueOf.has('cpuMax');
  const inUnit = (['cpuWeight', 'ioWeight', 'cpuMax', 'memoryHigh'] as const).some((lever) => valueOf.has(lever));

  const settings = [...valueOf].flatMap(([lever, value]): readonly Setting[] => {
    switch (lever) {
      case 'nice':
        return weighed ? [] : niceSettings(value, facts);
      case 'schedPolicy':
        return weighed ? [] : [{ lever, on: 'thread', value }];
      case 'ioPriority':
      case 'affinity':
        return [{ lever, on: 'thread', value }];
      case 'freeze':
        return ownsUnit(facts.unit) && (inUnit || facts.unit.kind === 'own')
          ? [{ lever, on: 'unit', value: 'frozen' }]
          : [{ lever, on: 'process', value: 'stopped' }];
      case 'oomScore':
      case 'signal':
        return [{ lever, on: 'process', value }];
      case 'cpuWeight':
      case 'ioWeight':
      case 'cpuMax':
      case 'memoryHigh':
        return [{ lever, on: 'unit', value }];
      case 'autogroupNice':
      case 'scxScheduler':
        return [];
    }
  });
  if (settings.length === 0) return refuse('nothing-to-do', 'the plan changes nothing');
  return ok(settings.map((one) => (pulledBy(one.lever, facts, exact) === 'helper' ? { ...one, by: 'helper' } : one)));
}

const refuse = (code: Refusal['code'], reason: string): Result<never, Refusal> => fail({ code, reason });

function refusalOf(lever: Lever, value: string, facts: LeverFacts, exact: boolean): Refusal | null {
  if (lever === 'nice' && Number(value) >= 0 && supportFor('autogroupNice', facts).undoable) return null;
  const { usable, undoable, why } = supportFor(lever, facts);
  const reason = `${lever}: ${why ?? ''}`;
  if (!usable) return { code: 'unsupported', reason };
  const { privileges, niceLimit } = facts;
  const beyond = lever === 'nice' && Number(value) < 0 && !privileges.scheduling && 20 - Number(value) > niceLimit;
  if (beyond && pulledBy(lever, facts, exact) === 'own') {
    return { code: 'unsupported', reason: `nice: ${value} is below what RLIMIT_NICE allows without CAP_SYS_NICE` };
  }
  // batch can be left by anybody, idle cannot (kernel/sched/syscalls.c, user_check_sched_setscheduler)
  const leaves = undoable || lever === 'signal' || (lever === 'schedPolicy' && value === 'batch');
  return leaves ? null : { code: 'not-undoable', reason };
}

function niceSettings(value: string, facts: LeverFacts): readonly Setting[] {
  const settings: Setting[] = [];
  if (supportFor('nice', facts).undoable) settings.push({ lever: 'nice', on: 'thread', value });
  if (supportFor('autogroupNice', facts).undoable && Number(value) >= 0) {
    settings.push({ lever: 'autogroupNice', on: 'autogroup', value });
  }
  return settings;
}
