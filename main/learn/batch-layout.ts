/** The weights that a mini-batch touches, in one row, and its samples against them. Pure. */
import { isMoment } from './features.ts';
import type { AppEffect, CategoryEffect, Model } from './model.ts';
import {
  appOf,
  categoryOf,
  effectNames,
  effectValuesOf,
  initialPrecision,
  unheardApp,
  valueNames,
  valuesOf,
} from './model.ts';
import type { Prior } from './prior.ts';
import type { Learns, Sample } from './sample.ts';
import { learnsFrom } from './sample.ts';

/** No answer is certain: the model never believes more than this, whatever it is told. */
const certainty = 0.98;
/** What was learned long ago counts this much less with each batch. */
const fading = 0.98;

type Belief = Pick<CategoryEffect, 'mean' | 'precision'>;

/** A run of weights that are believed in together; the matrix, or its diagonal where only that is kept. */
export interface Block {
  readonly offset: number;
  readonly size: number;
  readonly precision: Float64Array;
  readonly whole: boolean;
}

/** The weights that a batch touches, in one row: of all, then of its categories, then of its programs. */
export interface Layout {
  readonly mean: Float64Array;
  readonly all: Block;
  readonly categories: ReadonlyMap<Sample['category'], Block & { readonly effect: CategoryEffect }>;
  readonly apps: ReadonlyMap<string, Block & { readonly effect: AppEffect }>;
  readonly blocks: readonly Block[];
}

export function layOut(before: Model, prior: Prior, samples: readonly Sample[]): Layout {
  const size = effectNames.length;
  const first = before.all.mean.length;
  const kinds = [...new Set(samples.map(({ category }) => category))];
  const programs = [...new Map(samples.map((one) => [one.programKey, one])).values()];
  const mean = new Float64Array(first + size * (kinds.length + programs.length));
  const block = (offset: number, of: Belief, initial: readonly number[]): Block => {
    mean.set(of.mean, offset);
    const precision = Float64Array.from(of.precision, (now, at) => {
      const start = initial[at] ?? now;
      return start + fading * (now - start);
    });
    return { offset, size: of.mean.length, precision, whole: precision.length > of.mean.length };
  };
  const all = block(0, before.all, initialPrecision.all);
  const categories = new Map(
    kinds.map((kind, index) => {
      const effect = categoryOf(before, prior, kind);
      return [kind, { ...block(first + index * size, effect, initialPrecision.category), effect }];
    }),
  );
  const apps = new Map(
    programs.map(({ programKey, category, name }, index) => {
      const effect = appOf(before, programKey) ?? unheardApp(category, name);
      const offset = first + (kinds.length + index) * size;
      return [programKey, { ...block(offset, effect, initialPrecision.app), effect }];
    }),
  );
  return { mean, all, categories, apps, blocks: [all, ...categories.values(), ...apps.values()] };
}

/**
 * A sample against the layout. What was wrong decides which weights move: `values` are the shares that they may move
 * by, what may not move is in `fixed`. That this was said of this program, now and so hard, is certain whatever the
 * reason: `full` is what the precision grows by.
 */
export interface Row {
  readonly indices: Int32Array;
  readonly values: Float64Array;
  readonly full: Float64Array;
  readonly fixed: number;
  readonly target: number;
  readonly weight: number;
}

export function rowOf(one: Sample, { mean, categories, apps }: Layout): Row {
  const learns = learnsFrom(one);
  const indices: number[] = [];
  const values: number[] = [];
  const full: number[] = [];
  let fixed = 0;
  const add = (offset: number, of: readonly number[], names: readonly string[]): void => {
    of.forEach((value, index) => {
      if (value === 0) return;
      const open = value * shareOf(names[index] ?? '', learns);
      indices.push(offset + index);
      values.push(open);
      full.push(value);
      fixed += (mean[offset + index] ?? 0) * (value - open);
    });
  };
  add(0, valuesOf(one.features), valueNames);
  const own = effectValuesOf(one.features);
  add(categories.get(one.category)?.offset ?? 0, own, effectNames);
  add(apps.get(one.programKey)?.offset ?? 0, own, effectNames);
  const target = one.label === 1 ? certainty : 1 - certainty;
  return {
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
    full: Float64Array.from(full),
    fixed,
    target,
    weight: one.weight,
  };
}

function shareOf(name: string, learns: Learns): number {
  if (name === 'self') return learns.app;
  if (name === 'strength') return learns.strength;
  return isMoment(name) ? learns.moment : learns.rest;
}
