/**
 * What the values of a foreign rule mean here. The mildest reading wins: a rule that lifts a program in any respect
 * leaves it alone, since an import is nobody's word to favour a program over what a person uses.
 */
import type { PolicyDraft } from '../../../contract/policies.ts';

/** Values as ananicy and system76-scheduler write them; null or missing where the rule says nothing. */
export interface Values {
  readonly nice?: number | undefined;
  readonly io?: 'none' | 'realtime' | 'best-effort' | 'idle' | undefined;
  /** 0-7, 7 comes last. */
  readonly ioLevel?: number | undefined;
  readonly sched?: 'normal' | 'batch' | 'idle' | 'realtime' | undefined;
  readonly latencyNice?: number | undefined;
  readonly oomScore?: number | undefined;
  /** Share of all CPUs, per cent. */
  readonly quota?: number | undefined;
}

export type Meaning = Pick<PolicyDraft, 'action' | 'treatment'>;

const leaveAlone: Meaning = { action: 'none', treatment: 'leave-alone' };
const gentle: Meaning = { action: 'hold-back', treatment: 'gentle' };
const firm: Meaning = { action: 'hold-back', treatment: 'firm' };
const firstToGo: Meaning = { action: 'hold-back', treatment: 'first-to-go' };
const throttle: Meaning = { action: 'throttle', treatment: 'throttle' };

/** Nice values from here on, with idle IO, are for work that nobody waits for. */
const background = 16;
/** A quota of more than half the machine is meant to spare a little; our throttle leaves half of one CPU. */
const tightQuota = 50;

/** Null when there are no values to read a meaning from. */
export function meaningOf(values: Values): Meaning | null {
  const { nice = 0, io, sched, quota, oomScore = 0 } = values;
  if (Object.values(values).every((value) => value === undefined)) return null;
  if (lifts(values)) return leaveAlone;
  if ((sched === 'idle' && nice >= 19) || (quota !== undefined && quota <= tightQuota)) return throttle;
  if (sched === 'idle' || (nice >= background && io === 'idle')) return oomScore > 0 ? firstToGo : firm;
  if (nice > 0 || sched === 'batch' || io === 'idle' || quota !== undefined) return gentle;
  return leaveAlone;
}

function lifts({ nice = 0, io, sched, latencyNice = 0, oomScore = 0 }: Values): boolean {
  return nice < 0 || io === 'realtime' || sched === 'realtime' || latencyNice < 0 || oomScore < 0;
}

/** An interpreter's name says nothing of what it runs, and somebody may wait for it: it yields, and keeps a real share. */
export const ofInterpreter = (meaning: Meaning): Meaning => (meaning.action === 'none' ? meaning : gentle);
