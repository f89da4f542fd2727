/** Facts -> which levers work here and can be undone. Pure; the sentences are what a person reads. */
import { lever as leverNames } from '../../contract/words.ts';
import type { Lever } from '../../contract/words.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import type { LeverSupport } from './intervention.ts';
import type { LeverFacts } from './lever-facts.ts';
import { unitLever } from './levers-by-target.ts';

type Answer = Omit<LeverSupport, 'lever'>;

const works: Answer = { usable: true, undoable: true, why: null };
const unusable = (why: string): Answer => ({ usable: false, undoable: false, why });
const oneWay = (why: string): Answer => ({ usable: true, undoable: false, why });

/** nice 0 is 20 in RLIMIT_NICE (getrlimit(2)). */
const NICE_ZERO = 20;
const OTHER_USER = 'some of its processes belong to another user';
const ENDED = 'a program that was ended cannot be brought back: no undo';

/** One answer a lever, in the order of the vocabulary. */
export const leverSupport = (facts: LeverFacts): readonly LeverSupport[] =>
  leverNames.options.map((lever) => ({ lever, ...supportFor(lever, facts) }));

/** Whether a lever can be pulled on this app, and taken back: by ourselves, or through the helper. */
export function supportFor(lever: Lever, facts: LeverFacts): Answer {
  const alone = supportAlone(lever, facts);
  if (unitLever(lever) !== null) {
    const helped = ownsUnit(facts.unit) ? ok(null) : helperFor(lever, facts);
    return helped.ok || !alone.usable ? alone : unusable(helped.error);
  }
  if (suffices(lever, alone) || !helperVerbs.has(lever)) return alone;
  const helped = helperFor(lever, facts);
  if (!helped.ok) return { ...alone, why: `${alone.why ?? ''}; ${helped.error}` };
  return lever === 'signal' ? oneWay(ENDED) : works;
}

/**
 * Who pulls it. The helper wherever it may: what it holds is given back the moment we are gone, however we go. Ourselves
 * where we have the privilege anyway, where a person set the very value (the helper only goes towards less), and for
 * stopping and ending what is ours.
 */
export function pulledBy(lever: Lever, facts: LeverFacts, exact: boolean): 'own' | 'helper' {
  if (unitLever(lever) !== null) return facts.unit.kind !== 'own' || ownsUnit(facts.unit) ? 'own' : 'helper';
  if (!helperVerbs.has(lever)) return 'own';
  const own = exact || facts.privileges.scheduling || lever === 'freeze' || lever === 'signal';
  if (own && suffices(lever, supportAlone(lever, facts))) return 'own';
  return helperFor(lever, facts).ok ? 'helper' : 'own';
}

/** Ending is the one act that nobody can undo. */
const suffices = (lever: Lever, { usable, undoable }: Answer): boolean => usable && (undoable || lever === 'signal');

/** Levers of processes that the helper has a verb for. */
const helperVerbs: ReadonlySet<Lever> = new Set([
  'nice',
  'ioPriority',
  'schedPolicy',
  'affinity',
  'oomScore',
  'freeze',
  'signal',
]);

function helperFor(lever: Lever, { helper }: LeverFacts): Result<null> {
  if (helper.kind === 'none') return fail(helper.why);
  const refused = helper.refused.get(lever);
  return refused === undefined ? ok(null) : fail(refused);
}

/** What we can do without anybody's help. */
function supportAlone(lever: Lever, facts: LeverFacts): Answer {
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
      return (unit.kind === 'own' && ownsUnit(unit)) || !foreign || privileges.signals ? works : unusable(OTHER_USER);
    case 'signal':
      if (foreign && !privileges.signals) return unusable(OTHER_USER);
      return oneWay(ENDED);
    case 'scxScheduler':
      return unusable('the scheduler of the whole machine is not changed');
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

/** A unit whose manager listens to us. A scope that is still to be made will. */
export const ownsUnit = (unit: LeverFacts['unit']): boolean =>
  unit.kind === 'new-scope' || (unit.kind === 'own' && unit.by === undefined);

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
