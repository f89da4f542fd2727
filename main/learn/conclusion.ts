/** What the model thinks of treating a program, and whether that rests on enough. Pure in model and features. */
import type { Category } from '../../contract/words.ts';
import type { Opinion } from '../decide/tiers/learned.ts';
import type { Features } from './features.ts';
import type { Effect, Model } from './model.ts';
import { appOf, boundsOf, categoryOf, hardnessOf, isSurelyNegative, predict, probabilityOf } from './model.ts';
import type { Prior } from './prior.ts';

/** Weights of answers that are enough: about the program itself, or about others of its kind. */
const enoughOfApp = 1.5;
const enoughOfCategory = 5;
/** A kind is more than one program: whatever is said of a single one is that one's. */
const enoughPrograms = 3;

export interface About {
  readonly category: Category;
  /** One that was never heard of is judged like its kind. */
  readonly programKey: string;
}

export function opinionOf(
  model: Model,
  prior: Prior,
  { category, programKey }: About,
  features: Features,
  version: number,
): Opinion {
  const prediction = predict(model, prior, features, category, programKey);
  const app = appOf(model, programKey);
  const kind = categoryOf(model, prior, category);
  const ofApp = app !== null && app.weight >= enoughOfApp;
  const ofKind = kind.weight >= enoughOfCategory && kind.programs.length >= enoughPrograms;
  const rests: Effect = ofApp ? app : kind;
  return {
    approves: probabilityOf(prediction),
    ...boundsOf(prediction),
    scope: ofApp ? 'app' : 'category',
    for: rests.for,
    against: rests.against,
    other: rests.other,
    enough: ofApp || ofKind,
    gentlerIsBetter: isSurelyNegative(hardnessOf(model, prior, category, programKey)),
    version,
  };
}
