/** A Case as numbers: what the model learns from. Named, bounded to [-1, 1], and kept with the decision that saw them. Pure. */
import { z } from 'zod';
import type { Case } from '../decide/case.ts';
import { cpuPressure } from '../policy/facts.ts';
import { isPresenting } from '../workload/context/presentation.ts';

export const featureNames = [
  'cpu',
  'cpuLong',
  'burstiness',
  'io',
  'memory',
  'youth',
  'cpuPressure',
  'memoryPressure',
  'ioPressure',
  'someoneWaits',
  'foregroundKnown',
  'battery',
  'batteryLow',
  'game',
  'presenting',
  'hourSin',
  'hourCos',
  'strength',
] as const;
export type FeatureName = (typeof featureNames)[number];

const bounded = z.number().min(-1).max(1);
export const features = z.object(
  Object.fromEntries(featureNames.map((name) => [name, bounded])) as Record<FeatureName, typeof bounded>,
);
export type Features = Readonly<Record<FeatureName, number>>;

const momentNames: ReadonlySet<string> = new Set<FeatureName>([
  'battery',
  'batteryLow',
  'game',
  'presenting',
  'hourSin',
  'hourCos',
]);
/** Those that tell one moment from another: what "wrong time" may be about. */
export const isMoment = (name: string): boolean => momentNames.has(name);

/** Half way to 1 at `half`, so that no outlier weighs more than a large value does. */
const share = (value: number, half: number): number =>
  Number.isFinite(value) && value > 0 ? value / (value + half) : 0;
const ratio = (value: number): number => (Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0);
const flag = (value: boolean): number => (value ? 1 : 0);
/** Both sides count: that something is wrong on mains says as much as that it is wrong on battery. */
const side = (value: boolean): number => (value ? 0.5 : -0.5);

/**
 * @param hour local hour of day with its fraction, 0 to 24
 * @param strength of the treatment that is asked about, ratio 0-1
 */
export function featuresOfCase(subject: Case, hour: number, strength: number): Features {
  const { behaviour, context, system } = subject;
  const angle = Number.isFinite(hour) ? (hour / 24) * 2 * Math.PI : 0;
  const battery = context.power === 'battery';
  return {
    cpu: share(behaviour.cpu5, 1),
    cpuLong: share(behaviour.cpu60, 1),
    burstiness: share(behaviour.burstiness, 1),
    io: share((behaviour.ioRead ?? 0) + (behaviour.ioWrite ?? 0), 10_000_000),
    memory: share(behaviour.memory, 1_000_000_000),
    youth: 1 - ratio(behaviour.ramp),
    cpuPressure: ratio(cpuPressure(system) / 100),
    memoryPressure: ratio((system.pressure?.memorySome.avg10 ?? 0) / 100),
    ioPressure: ratio((system.pressure?.ioSome.avg10 ?? 0) / 100),
    someoneWaits: flag(subject.someoneWaits),
    foregroundKnown: flag(context.foreground.kind === 'known'),
    battery: side(battery),
    batteryLow: battery ? 1 - ratio((context.batteryPercent ?? 100) / 100) : 0,
    game: side(context.games.length > 0),
    presenting: side(isPresenting(context)),
    hourSin: Math.sin(angle),
    hourCos: Math.cos(angle),
    strength: ratio(strength),
  };
}

/** The plainest case: a busy program behind another, on mains, at no particular time. What a lesson is worked out for. */
export function plainFeatures(strength: number): Features {
  const none = Object.fromEntries(featureNames.map((name) => [name, 0])) as Record<FeatureName, number>;
  return {
    ...none,
    cpu: 0.5,
    cpuLong: 0.5,
    cpuPressure: 0.3,
    someoneWaits: 1,
    battery: -0.5,
    game: -0.5,
    presenting: -0.5,
    strength: ratio(strength),
  };
}
