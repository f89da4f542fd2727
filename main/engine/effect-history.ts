/** Each second's reading of who waits and how pressed the machine is: the "before" and "after" of every intervention. */
import { whoIsWaiting } from '../decide/triage.ts';
import type { EffectReading } from '../learn/effect.ts';
import { effectWindow } from '../learn/effect.ts';
import { cpuPressure } from '../policy/facts.ts';
import type { InForceSet } from '../record/in-force.ts';
import type { Snapshot } from '../sampler/snapshot.ts';
import type { Context, ObservedApp } from '../workload/app.ts';

export interface EffectHistory {
  readonly second: (snapshot: Snapshot, observed: readonly ObservedApp[], context: Context) => void;
  /** The last readings before now. */
  readonly before: () => readonly EffectReading[];
}

export function createEffectHistory(inForce: InForceSet): EffectHistory {
  const recent: EffectReading[] = [];
  return {
    second: (snapshot, observed, context) => {
      const waiting = whoIsWaiting(observed, context);
      const machine = {
        runDelay: waiting?.behaviour.runDelay ?? null,
        cpuPressure: cpuPressure(snapshot.system),
      };
      recent.push({ ...machine, targetCpu: 0 });
      if (recent.length > effectWindow) recent.shift();
      for (const one of inForce.all()) {
        const targetCpu = one.processes.reduce((sum, { pid }) => sum + (snapshot.processes.get(pid)?.cpu ?? 0), 0);
        inForce.read(one.decisionId, { ...machine, targetCpu });
      }
    },
    before: () => [...recent],
  };
}
