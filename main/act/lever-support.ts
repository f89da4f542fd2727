/** Facts -> which levers work here and can be undone. Pure; the sentences are what a person reads. */
import { lever as leverNames } from '../../contract/words.ts';
import type { Lever } from '../../contract/words.ts';
import type { LeverSupport } from './intervention.ts';
import type { LeverFacts } from './lever-facts.ts';

type Answer = Omit<LeverSupport, 'lever'>;

const works: Answer = { usable: true, undoable: true, why: null };
const unusable = (why: string): Answer => ({ usable: false, undoable: false, why });
const oneWay = (why: string): Answer => ({ usable: true, undoable: false, why });

/** nice 0 is 20 in RLIMIT_NICE (getrlimit(2)). */
const NICE_ZERO = 20;
const OTHER_USER = 'some of its processes belong to another user';

/** One answer a lever, in the order of the vocabulary. */
export const leverSupport = (facts: LeverFacts): readonly LeverSupport[] =>
  leverNames.options.map((lever) => ({ lever, ...supportFor(lever, facts) }));

/** Whether a lever can be pulled on this app, and taken back. */
export function supportFor(lever: Lever, facts: LeverFacts): Answer {
  const { privileges, foreign, unit } = facts;
  switch (lever) {
    case 'nice':
      if (foreign && !privileges.scheduling) return unusable(OTHER_USER);
      if (mayRaise(facts)) return works;
      return oneWay('without CAP_SYS_NICE or RLIMIT_NICE a raised nice value cannot be lowered again: no undo');
    case 'schedPolicy':
      if (foreign && !privileges.scheduling) return unusable(OTHER_USER);
      if (mayRaise(facts)) return works;
      return oneWay('without CAP_SYS_NICE or RLIMIT_NICE no thread can leave SCHED_IDLE again: no undo');
    case 'autogroupNice':
      if (foreign && !privileges.scheduling) return unusable(OTHER_USER);
      return facts.autogroup.kind === 'own' ? works : unusable(facts.autogroup.why);
    case 'ioPriority':
    case 'affinity':
      return foreign && !privileges.scheduling ? unusable(OTHER_USER) : works;
    case 'oomScore':
      return foreign && !privileges.resources ? unusable(OTHER_USER) : works;
    case 'cpuWeight':
      if (facts.scx) return unusable('a sched_ext scheduler runs this machine, and it does not honour CPU weights');
      return inUnit(facts, 'cpu');
    case 'cpuMax':
      if (facts.scx) return unusable('a sched_ext scheduler runs this machine, and it does not honour CPU quotas');
      return inUnit(facts, 'cpu');
    case 'ioWeight':
      return inUnit(facts, 'io');
    case 'memoryHigh':
      return inUnit(facts, 'memory');
    case 'freeze':
      return unit.kind === 'own' || !foreign || privileges.signals ? works : unusable(OTHER_USER);
    case 'signal':
      if (foreign && !privileges.signals) return unusable(OTHER_USER);
      return oneWay('a program that was ended cannot be brought back: no undo');
    case 'scxScheduler':
      return unusable('changing the scheduler of the whole machine needs the helper');
  }
}

/** CAP_SYS_NICE, or a limit that allows nice 0, opens the way back from a nice value and from SCHED_IDLE (sched(7)). */
const mayRaise = ({ privileges, niceLimit }: LeverFacts): boolean => privileges.scheduling || niceLimit >= NICE_ZERO;

/** Whether a value that is there now could be set again by us, once another has taken its place. */
export function mayReturnTo(
  lever: Lever,
  value: string,
  { privileges, niceLimit }: Pick<LeverFacts, 'privileges' | 'niceLimit'>,
): boolean {
  switch (lever) {
    case 'nice':
      return privileges.scheduling || NICE_ZERO - Number(value) <= niceLimit;
    case 'ioPriority':
      // the real-time class needs CAP_SYS_ADMIN or CAP_SYS_NICE (ioprio_set(2)), and was promised to somebody
      return !value.startsWith('realtime');
    default:
      return true;
  }
}

function inUnit({ unit }: LeverFacts, controller: string): Answer {
  if (unit.kind === 'none') return unusable(unit.why);
  if (!unit.controllers.includes(controller)) {
    return unusable(
      `the ${controller} controller is not delegated to this systemd manager: the property would be accepted and do nothing`,
    );
  }
  if (unit.kind === 'own' || unit.returns) return works;
  return {
    usable: true,
    undoable: true,
    why: 'its processes move into a scope of their own; undoing lifts every limit, but they stay in that scope, since nobody may move them back into a login session without privilege',
  };
}
