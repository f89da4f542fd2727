/** Versions of the model: each is whole, never changed, and knows which samples it came from. */
import { z } from 'zod';
import type { ModelVersion } from '../../contract/learning.ts';
import type { Model } from './model.ts';
import { emptyModel, model } from './model.ts';

const range = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]);

export const version = z.object({
  version: z.number().int().positive(),
  at: z.number().describe('epoch ms'),
  model,
  /** Sequences of the samples it was learned from, first and last of each run, ascending. */
  learned: z.array(range),
  samples: z.number().int(),
  loss: z.number().nullable(),
});
export type Version = Readonly<z.infer<typeof version>>;

/** Which version is in force, the last that was ever made, and from which sequence on samples wait to be learned. */
export const standing = z.object({
  active: z.number().int().nonnegative(),
  made: z.number().int().nonnegative(),
  from: z.number().int().nonnegative(),
});
export type Standing = Readonly<z.infer<typeof standing>>;

/** Versions kept beside the one in force, newest first out. */
export const mostVersions = 24;

/** Version 0: what is believed before anything was said. Always there to go back to. */
export const firstVersion: Omit<Version, 'model'> & { readonly model: Model } = {
  version: 0,
  at: 0,
  model: emptyModel,
  learned: [],
  samples: 0,
  loss: null,
};

export const describeVersion = ({ version: number, at, samples, loss }: Version, active: number): ModelVersion => ({
  version: number,
  at,
  samples,
  loss,
  active: number === active,
});

/** Ascending numbers as runs of neighbours. */
export function toRanges(sequences: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const one of sequences) {
    const last = ranges.at(-1);
    if (last && one === last[1] + 1) last[1] = one;
    else ranges.push([one, one]);
  }
  return ranges;
}

export const isWithin = (ranges: Version['learned'], sequence: number): boolean =>
  ranges.some(([from, to]) => sequence >= from && sequence <= to);
