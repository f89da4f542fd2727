/** Agent `observe`: what runs here, as numbers by category, and which busy programs nobody knows. */
import type { PolicySummary } from '../../../contract/policies.ts';
import type { Category } from '../../../contract/words.ts';
import type { WorkloadProfile } from '../../llm/planner-prompt.ts';
import type { SystemReading } from '../../sampler/snapshot.ts';
import type { Context, ObservedApp } from '../../workload/app.ts';
import { cpuPressure } from '../facts.ts';
import type { FeedbackCount } from './feedback-counts.ts';

/** What the machine looks like at this moment. */
export interface Sight {
  readonly observed: readonly ObservedApp[];
  readonly system: SystemReading;
  readonly context: Context;
}

export interface ObserveTools {
  readonly see: () => Sight;
  readonly policies: () => readonly PolicySummary[];
  readonly feedback: () => readonly FeedbackCount[];
  /** Takes out what must not leave the machine. */
  readonly redact: (text: string) => string;
}

/** CPU over 60 s of an unknown program that is worth a policy, in units of one CPU. */
const busy = 0.02;
const longestName = 48;

export function observe({ see, policies, feedback, redact }: ObserveTools): WorkloadProfile {
  const { observed, system, context } = see();
  const byCategory = Map.groupBy(observed, ({ app }) => app.category);
  return {
    categories: [...byCategory]
      .map(([category, apps]) => ({ category, apps: apps.length, cpu: cpuOf(apps) }))
      .sort((a, b) => b.cpu - a.cpu),
    unknowns: observed
      .filter(({ app, behaviour }) => app.category === 'unknown' && behaviour.cpu60 > busy)
      .sort((a, b) => b.behaviour.cpu60 - a.behaviour.cpu60)
      .map(({ app, behaviour }) => ({ name: redact(app.name).slice(0, longestName), cpu: behaviour.cpu60 })),
    pressure: {
      cpu: cpuPressure(system),
      memory: system.pressure?.memorySome.avg10 ?? 0,
      io: system.pressure?.ioSome.avg10 ?? 0,
    },
    battery: context.power === 'battery',
    policies: policies()
      .filter(({ state, rules }) => state !== 'retired' && rules === 1)
      .map(({ condition, action }) => ({ condition: redact(condition), action })),
    thumbs: byCategoryOf(feedback()),
  };
}

const cpuOf = (apps: readonly ObservedApp[]): number => apps.reduce((sum, { behaviour }) => sum + behaviour.cpu60, 0);

function byCategoryOf(counts: readonly FeedbackCount[]): WorkloadProfile['thumbs'] {
  const sums = new Map<Category, { up: number; down: number }>();
  for (const { category, up, down } of counts) {
    const sum = sums.get(category) ?? { up: 0, down: 0 };
    sums.set(category, { up: sum.up + up, down: sum.down + down });
  }
  return [...sums].map(([category, sum]) => ({ category, ...sum }));
}
