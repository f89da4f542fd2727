/**
 * One mini-batch: the model before it and up to 32 samples -> the model after it. The mean moves towards the maximum of
 * the posterior in many small steps of natural gradient, the precision grows by what the samples told. Deterministic.
 * Why these defaults learn: docs/learning.md.
 */
import type { Block, Layout, Row } from './batch-layout.ts';
import { layOut, rowOf } from './batch-layout.ts';
import type { AppEffect, CategoryEffect, Model } from './model.ts';
import { emptyModel, logistic } from './model.ts';
import type { Prior } from './prior.ts';
import type { Sample } from './sample.ts';
import { learnsFrom } from './sample.ts';

export const batchSize = 32;
const learningRate = 0.01;
/** Steps a batch: 0.99 to this power is what is left of the way, 5 %. */
const passes = 300;

/** A single weight never decides alone. */
const mostWeight = 4;
/** Programs kept; the longest unheard of are forgotten, and judged like their kind again. */
export const mostApps = 400;
const mostPrograms = 8;

/** All samples in their order, from nothing. Equal to learning each batch as it came. */
export function train(prior: Prior, samples: readonly Sample[]): Model {
  let model = emptyModel;
  for (let from = 0; from < samples.length; from += batchSize) {
    model = learnBatch(model, prior, samples.slice(from, from + batchSize));
  }
  return model;
}

export function learnBatch(before: Model, prior: Prior, samples: readonly Sample[]): Model {
  if (samples.length === 0) return before;
  const layout = layOut(before, prior, samples);
  const rows = samples.map((one) => rowOf(one, layout));
  const mean = climb(layout, rows);
  sharpen(layout, rows, mean);
  return take(before, layout, samples, mean);
}

function logOddsOf({ indices, values, fixed }: Row, mean: Float64Array): number {
  let sum = fixed;
  for (let at = 0; at < indices.length; at += 1) sum += (mean[indices[at] ?? 0] ?? 0) * (values[at] ?? 0);
  return sum;
}

/** Natural gradient: each step is divided by the most that the objective can curve along its weight. */
function climb({ mean: start, blocks }: Layout, rows: readonly Row[]): Float64Array {
  const curvature = new Float64Array(start.length);
  for (const { offset, size, precision, whole } of blocks) {
    for (let at = 0; at < size; at += 1) curvature[offset + at] = precision[whole ? at * size + at : at] ?? 1;
  }
  for (const { indices, values, weight } of rows) {
    indices.forEach((index, at) => add(curvature, index, (weight / 4) * (values[at] ?? 0) ** 2));
  }
  const mean = start.slice();
  const moved = new Float64Array(mean.length);
  const gradient = new Float64Array(mean.length);
  for (let pass = 0; pass < passes; pass += 1) {
    for (let at = 0; at < mean.length; at += 1) moved[at] = (mean[at] ?? 0) - (start[at] ?? 0);
    for (const block of blocks) pull(block, moved, gradient);
    for (const row of rows) {
      const error = row.weight * (logistic(logOddsOf(row, mean)) - row.target);
      for (let at = 0; at < row.indices.length; at += 1)
        add(gradient, row.indices[at] ?? 0, error * (row.values[at] ?? 0));
    }
    for (let at = 0; at < mean.length; at += 1) {
      const next = (mean[at] ?? 0) - (learningRate * (gradient[at] ?? 0)) / (curvature[at] ?? 1);
      mean[at] = Math.min(mostWeight, Math.max(-mostWeight, next));
    }
  }
  return mean;
}

/** How much what was believed before draws back: precision times the way gone since, into its part of the gradient. */
function pull({ offset, size, precision, whole }: Block, moved: Float64Array, gradient: Float64Array): void {
  for (let row = 0; row < size; row += 1) {
    let sum = 0;
    if (whole) {
      for (let column = 0; column < size; column += 1) {
        sum += (precision[row * size + column] ?? 0) * (moved[offset + column] ?? 0);
      }
    } else sum = (precision[row] ?? 0) * (moved[offset + row] ?? 0);
    gradient[offset + row] = sum;
  }
}

/**
 * The precision grows by the curvature of the loss on the way from the old belief to the new one: at the end of the way
 * alone it would miss how much was told.
 */
function sharpen({ mean: start, blocks }: Layout, rows: readonly Row[], mean: Float64Array): void {
  for (const row of rows) {
    const [from, to] = [logOddsOf(row, start), logOddsOf(row, mean)];
    const here = logistic(to);
    const way = Math.abs(to - from) < 1e-3 ? here * (1 - here) : (here - logistic(from)) / (to - from);
    for (const { offset, size, precision, whole } of blocks) {
      const own = [...row.indices].flatMap((index, at) =>
        index >= offset && index < offset + size ? [[index - offset, row.full[at] ?? 0] as const] : [],
      );
      for (const [at, value] of own) {
        if (!whole) add(precision, at, row.weight * way * value ** 2);
        else for (const [other, by] of own) add(precision, at * size + other, row.weight * way * value * by);
      }
    }
  }
}

function add(to: Float64Array, index: number, value: number): void {
  to[index] = (to[index] ?? 0) + value;
}

function take(before: Model, layout: Layout, samples: readonly Sample[], mean: Float64Array): Model {
  const part = ({ offset, size, precision }: Block) => ({
    mean: [...mean.subarray(offset, offset + size)],
    precision: [...precision],
  });
  const categories = { ...before.categories };
  for (const [kind, { effect, ...block }] of layout.categories) {
    const own = samples.filter(({ category }) => category === kind);
    const programs = [...new Set([...effect.programs, ...own.map(({ programKey }) => programKey)])];
    categories[kind] = {
      ...part(block),
      ...counted(effect, own),
      programs: programs.slice(0, mostPrograms),
    };
  }
  const apps = new Map(Object.entries(before.apps));
  for (const [programKey, { effect, ...block }] of layout.apps) {
    const own = samples.filter((one) => one.programKey === programKey);
    const last = own.at(-1);
    apps.set(programKey, {
      ...part(block),
      ...counted(effect, own),
      category: last?.category ?? effect.category,
      name: last?.name ?? effect.name,
      last: last?.sequence ?? effect.last,
      at: last?.at ?? effect.at,
    });
  }
  return { all: part(layout.all), categories, apps: Object.fromEntries(newest(apps)) };
}

function newest(apps: ReadonlyMap<string, AppEffect>): readonly (readonly [string, AppEffect])[] {
  if (apps.size <= mostApps) return [...apps];
  return [...apps].sort(([, one], [, other]) => other.last - one.last).slice(0, mostApps);
}

type Counts = Pick<CategoryEffect, 'for' | 'against' | 'other' | 'weight'>;

function counted(before: Counts, samples: readonly Sample[]): Counts {
  const about = (one: Sample): 'for' | 'against' | 'other' =>
    learnsFrom(one).app < 0.5 ? 'other' : one.label === 1 ? 'for' : 'against';
  const count = (what: ReturnType<typeof about>): number => samples.filter((one) => about(one) === what).length;
  return {
    for: before.for + count('for'),
    against: before.against + count('against'),
    other: before.other + count('other'),
    weight: before.weight + samples.reduce((sum, { weight }) => sum + weight, 0),
  };
}
