/** One lever set to one value by hand, in the terms of the engine: how it reads as a treatment and as an action. Pure. */
import type { ManualSetting } from '../../contract/calls.ts';
import type { Action } from '../../contract/words.ts';
import type { Treatment } from '../decide/case.ts';
import type { Ruling } from '../guard/guard.ts';
import { treatments } from '../policy/treatments.ts';

/** The best-effort level of a program that nobody touched (ioprio_set(2)). */
const usualLevel = 4;

/** What is set, added to what was set by hand on the same process before. */
export function handSetTreatment(setting: ManualSetting, earlier: Treatment | null): Treatment {
  const treatment = earlier ?? treatments['leave-alone'];
  switch (setting.lever) {
    case 'nice':
      return { ...treatment, nice: setting.value };
    case 'schedPolicy':
      return { ...treatment, schedPolicy: setting.value };
    case 'ioPriority':
      return { ...treatment, ioPriority: setting.value };
    case 'affinity':
      return { ...treatment, affinity: setting.value };
  }
}

/**
 * What it amounts to, in the words of the actions: whoever gets less than before is held back.
 * @param nice the value it has now
 */
export function handSetAction(setting: ManualSetting, nice: number): Action {
  switch (setting.lever) {
    case 'nice':
      return setting.value < nice ? 'favour' : 'hold-back';
    case 'schedPolicy':
      return setting.value === 'other' ? 'favour' : 'hold-back';
    case 'ioPriority':
      return setting.value.class === 'idle' || setting.value.level > usualLevel ? 'hold-back' : 'favour';
    case 'affinity':
      return 'hold-back';
  }
}

/** A plan without the one lever that was asked for is no plan, whatever else was set by hand before. */
export function withLever(asked: ManualSetting['lever'] | null, ruling: Ruling): Ruling {
  if (asked === null || ruling.kind !== 'act') return ruling;
  const plan = { ...ruling.plan, asked };
  if ((plan.treatment[asked] ?? null) !== null) return { ...ruling, plan };
  const dropped = ruling.dropped.find(({ lever }) => lever === asked);
  const code = dropped?.kind === 'not-undoable' ? 'not-undoable' : 'unsupported';
  return { kind: 'refuse', code, reason: `${asked}: ${dropped?.why ?? 'it does not work here'}` };
}
