/** A change -> the helper's verb for it, and the verb that gives it back. Pure. */
import type { Lever } from '../../../contract/words.ts';
import type { ChangeTarget } from '../intervention.ts';
import { unitLever } from '../levers-by-target.ts';
import { parseCpus } from '../levers/affinity.ts';

export interface Order {
  readonly verb: string;
  /** D-Bus signature of the arguments. */
  readonly signature: string;
  readonly args: readonly unknown[];
}

/** What an order of the helper is about: it acts on every thread of a process, or on a unit. */
export type OrderTarget =
  | { readonly kind: 'process'; readonly pid: number; readonly startTime: number }
  | { readonly kind: 'unit'; readonly unit: string };

/** The helper has no verb for autogroups. */
export function orderTargetOf(target: ChangeTarget): OrderTarget | null {
  switch (target.kind) {
    case 'thread':
    case 'process':
      return { kind: 'process', pid: target.pid, startTime: target.startTime };
    case 'unit':
      return { kind: 'unit', unit: target.unit };
    case 'autogroup':
      return null;
  }
}

/** Brings a lever to a value, in its canonical text (see {@link Change}). Null where the helper has no such verb. */
export function orderFor(lever: Lever, target: OrderTarget, value: string): Order | null {
  if (target.kind === 'unit') {
    const property = unitLever(lever);
    if (property === null) return null;
    return {
      verb: 'SetUnitProperties',
      signature: 'sa{st}',
      args: [target.unit, [[property.property, property.parse(value)]]],
    };
  }
  const who = [target.pid, BigInt(target.startTime)];
  switch (lever) {
    case 'nice':
      return { verb: 'SetNice', signature: 'uti', args: [...who, Number(value)] };
    case 'ioPriority': {
      const [name = '', level = '0'] = value.split('/');
      return { verb: 'SetIoPriority', signature: 'utsu', args: [...who, name, Number(level)] };
    }
    case 'schedPolicy':
      return { verb: 'SetSchedPolicy', signature: 'uts', args: [...who, value] };
    case 'affinity':
      return { verb: 'SetAffinity', signature: 'utau', args: [...who, parseCpus(value) ?? []] };
    case 'oomScore':
      return { verb: 'SetOomScoreAdj', signature: 'uti', args: [...who, Number(value)] };
    case 'freeze':
      return value === 'stopped' ? { verb: 'Freeze', signature: 'ut', args: who } : null;
    case 'signal':
      return { verb: 'Signal', signature: 'uts', args: [...who, value] };
    default:
      return null;
  }
}

/** Gives back what the helper keeps of a process for this lever, or of a unit as a whole. */
export function restoreFor(lever: Lever, target: OrderTarget): Order {
  return target.kind === 'unit'
    ? { verb: 'RestoreUnit', signature: 's', args: [target.unit] }
    : { verb: 'Restore', signature: 'utas', args: [target.pid, BigInt(target.startTime), [lever]] };
}
