/** Observed apps and Context -> Cases. Pure. An app is a case once it is old enough to be judged. */
import type { Category, Strategy } from '../../contract/words.ts';
import type { SystemReading } from '../sampler/snapshot.ts';
import type { Context, ObservedApp } from '../workload/app.ts';
import type { Case } from './case.ts';

/** Programs that a person works with; where the foreground cannot be seen, the busiest of these stands for it. */
const interactive: ReadonlySet<Category> = new Set([
  'browser',
  'communication',
  'office',
  'media-player',
  'media-creation',
  'game',
  'ide',
]);

export interface Situation {
  readonly at: number;
  readonly context: Context;
  readonly system: SystemReading;
  readonly strategy: Strategy;
}

/** Seconds before a new app is judged: a program's first moments say little about it. */
const youngestSeconds = 2;

/** CPU of a foreground app above which it can be said to use the machine, ratio of one CPU. */
const stirring = 0.005;

export function triage(observed: readonly ObservedApp[], situation: Situation): readonly Case[] {
  const waiting = whoIsWaiting(observed, situation.context);
  return observed
    .filter(({ app, behaviour }) => app.kind !== 'kernel' && behaviour.ageSeconds >= youngestSeconds)
    .map((one) => {
      const foreground = isForeground(one, situation.context);
      return {
        ...one,
        ...situation,
        foreground,
        waiting: waiting === null || waiting.app.id === one.app.id ? null : waiting.app.name,
        someoneWaits: waiting !== null && waiting.app.id !== one.app.id,
      };
    });
}

export function isForeground({ app }: ObservedApp, { foreground }: Context): boolean {
  return foreground.kind === 'known' && foreground.appId === app.id;
}

/** The app in front; where that is unknown, the interactive app that works hardest right now. */
export function whoIsWaiting(observed: readonly ObservedApp[], context: Context): ObservedApp | null {
  if (context.foreground.kind === 'known') {
    const inFront = observed.find((one) => isForeground(one, context));
    if (inFront) return inFront;
  }
  return observed
    .filter(({ app, behaviour }) => interactive.has(app.category) && behaviour.cpu5 > stirring)
    .reduce<ObservedApp | null>(
      (most, one) => (most === null || one.behaviour.cpu5 > most.behaviour.cpu5 ? one : most),
      null,
    );
}
