/**
 * The model: logistic regression with a normal belief over its weights. Weights of all programs together, of each
 * category and of each program add up, so that a program is judged like its kind until it is known itself. Of programs
 * at large and of each category the whole precision matrix is kept, of a single program, which has few answers, its
 * diagonal. Plain immutable data; training is in train.ts. Pure.
 */
import { z } from 'zod';
import type { Category } from '../../contract/words.ts';
import { category } from '../../contract/words.ts';
import { featureNames, isMoment } from './features.ts';
import type { Features } from './features.ts';
import { diagonal, inverseForm } from './matrix.ts';
import type { Prior } from './prior.ts';

/** What a category or a program may differ in from all others. `self` is whether it is wanted held back at all. */
export const effectNames = ['self', 'strength', 'battery', 'game', 'presenting', 'hourSin', 'hourCos'] as const;
/** What programs at large are told apart by: how it is with all of them, then each feature. */
export const valueNames: readonly string[] = ['self', ...featureNames];

const numbers = (length: number) => z.array(z.number().min(-1e6).max(1e6)).length(length);
const precise = (size: number) => ({ mean: numbers(size), precision: numbers(size * size) });
const answers = {
  /** Answers for and against being held back, and those about time or hardness alone. */
  for: z.number().int(),
  against: z.number().int(),
  other: z.number().int(),
  /** Their weights together. */
  weight: z.number(),
};
const categoryEffect = z.object({
  ...precise(effectNames.length),
  ...answers,
  /** Keys of the programs it was learned from; only that there are a few matters. */
  programs: z.array(z.string()).max(8),
});
const appEffect = z.object({
  mean: numbers(effectNames.length),
  /** The diagonal alone. */
  precision: numbers(effectNames.length),
  ...answers,
  category,
  name: z.string(),
  /** Sequence and time of the last sample; the longest unheard of is forgotten first. */
  last: z.number().int(),
  at: z.number(),
});

export const model = z.object({
  /** The first weight is that of every program alike. */
  all: z.object(precise(valueNames.length)),
  categories: z.partialRecord(category, categoryEffect),
  apps: z.record(z.string(), appEffect),
});
export type Model = Readonly<z.infer<typeof model>>;
export type CategoryEffect = Readonly<z.infer<typeof categoryEffect>>;
export type AppEffect = Readonly<z.infer<typeof appEffect>>;
export type Effect = CategoryEffect | AppEffect;

/** Variances of weights before anything is learned: how much people are believed to differ in this. */
const variance = {
  all: { self: 0.1, strength: 0.2, moment: 0.3, hour: 0.05, rest: 0.05 },
  category: { self: 4, strength: 0.8, moment: 3, hour: 0.3, rest: 0 },
  app: { self: 0.5, strength: 0.5, moment: 0.5, hour: 0.15, rest: 0 },
};

function precisions(names: readonly string[], of: (typeof variance)['all']): readonly number[] {
  return names.map((name) => {
    if (name === 'self' || name === 'strength') return 1 / of[name];
    if (name === 'hourSin' || name === 'hourCos') return 1 / of.hour;
    return 1 / (isMoment(name) ? of.moment : of.rest);
  });
}
const categoryPrecision = diagonal(precisions(effectNames, variance.category));
const appPrecision = precisions(effectNames, variance.app);
const unheard = { for: 0, against: 0, other: 0, weight: 0 };

/** Harder is believed to be wanted a little less. */
const strengthMean = -0.3;

export const emptyModel: Model = {
  all: {
    mean: [0, ...featureNames.map((name) => (name === 'strength' ? strengthMean : 0))],
    precision: diagonal(precisions(valueNames, variance.all)),
  },
  categories: {},
  apps: {},
};

/** Precision that each weight had before anything was learned; what was learned may fade down to it. */
export const initialPrecision = { all: emptyModel.all.precision, category: categoryPrecision, app: appPrecision };

export function categoryOf({ categories }: Model, prior: Prior, of: Category): CategoryEffect {
  const mean = effectNames.map((name) => (name === 'self' ? prior[of] : 0));
  return categories[of] ?? { mean, precision: [...categoryPrecision], ...unheard, programs: [] };
}

/** What is believed of one program; null while it was never heard of. */
export const appOf = ({ apps }: Model, programKey: string): AppEffect | null =>
  Object.hasOwn(apps, programKey) ? (apps[programKey] ?? null) : null;

export const unheardApp = (of: Category, name: string): AppEffect => ({
  mean: effectNames.map(() => 0),
  precision: [...appPrecision],
  ...unheard,
  category: of,
  name,
  last: 0,
  at: 0,
});

/** Values of all features, a one in front. */
export const valuesOf = (of: Features): readonly number[] => [1, ...featureNames.map((name) => of[name])];
export const effectValuesOf = (of: Features): readonly number[] =>
  effectNames.map((name) => (name === 'self' ? 1 : of[name]));

export interface Prediction {
  /** Log odds that the person approves. */
  readonly logOdds: number;
  /** Variance of the belief about programs at large and of this kind, and about this program beside its kind. */
  readonly variance: { readonly shared: number; readonly own: number };
}

export function predict(of: Model, prior: Prior, features: Features, kind: Category, programKey: string): Prediction {
  const values = valuesOf(features);
  const effectValues = effectValuesOf(features);
  const category = categoryOf(of, prior, kind);
  const app = appOf(of, programKey);
  const own = app ?? { mean: [], precision: appPrecision };
  return {
    logOdds: product(of.all.mean, values) + product(category.mean, effectValues) + product(own.mean, effectValues),
    variance: {
      shared: inverseForm(of.all.precision, values) + inverseForm(category.precision, effectValues),
      own: spreadOf(own.precision, effectValues),
    },
  };
}

/** What hardness adds to the log odds of a program, all levels together. */
export function hardnessOf(of: Model, prior: Prior, kind: Category, programKey: string): Prediction {
  const all = [0, ...featureNames.map((name) => (name === 'strength' ? 1 : 0))];
  const own = effectNames.map((name) => (name === 'strength' ? 1 : 0));
  const category = categoryOf(of, prior, kind);
  const app = appOf(of, programKey) ?? { mean: [], precision: appPrecision };
  return {
    logOdds: product(of.all.mean, all) + product(category.mean, own) + product(app.mean, own),
    variance: {
      shared: inverseForm(of.all.precision, all) + inverseForm(category.precision, own),
      own: spreadOf(app.precision, own),
    },
  };
}

function product(weights: readonly number[], values: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) sum += (weights[at] ?? 0) * (values[at] ?? 0);
  return sum;
}

function spreadOf(precision: readonly number[], values: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < precision.length; at += 1) sum += (values[at] ?? 0) ** 2 / (precision[at] ?? 1);
  return sum;
}

export const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** Log odds averaged over a normal belief (MacKay 1992, "The evidence framework applied to classification networks"). */
const averaged = (logOdds: number, variance: number): number => logOdds / Math.sqrt(1 + (Math.PI * variance) / 8);

export const probabilityOf = ({ logOdds, variance: { shared, own } }: Prediction): number =>
  logistic(averaged(logOdds, shared + own));

/** Standard normal quantile of 0.8: one belief in five lies beyond the bound. */
const boundDeviations = 0.8416;

/**
 * How far the probability may lie from what is believed. A program may differ from its kind, and nothing but answers
 * about itself can tell: that is averaged over. What is believed of the kind is what one can be wrong about.
 */
export function boundsOf({ logOdds, variance: { shared, own } }: Prediction): {
  readonly low: number;
  readonly high: number;
} {
  const reach = boundDeviations * Math.sqrt(shared);
  return { low: logistic(averaged(logOdds - reach, own)), high: logistic(averaged(logOdds + reach, own)) };
}

export const isSurelyNegative = (of: Prediction): boolean => boundsOf(of).high < 0.5;
