/** What holds because of what a person said or did, as they read it: their rules, and what the model concluded. Pure. */
import type { Lesson } from '../../contract/learning.ts';
import { sayLearning } from '../../contract/sentences-learning.ts';
import type { LearningSentenceKey } from '../../contract/sentences-learning.ts';
import type { Action, Category } from '../../contract/words.ts';
import { category } from '../../contract/words.ts';
import { gentleStrength } from '../decide/tiers/learned-strength.ts';
import type { Opinion } from '../decide/tiers/learned.ts';
import { isBetterGently, isUnwanted, isWanted } from '../decide/tiers/learned.ts';
import { isProtected } from '../policy/protected.ts';
import { printable } from '../printable.ts';
import type { About } from './conclusion.ts';
import { opinionOf } from './conclusion.ts';
import { plainFeatures } from './features.ts';
import type { Model } from './model.ts';
import type { PersonRule } from './person-rules.ts';
import { ruleKey } from './person-rules.ts';
import type { Prior } from './prior.ts';
import type { Sample } from './sample.ts';

/** How an id says what it is about: a rule of the person by its key, a program, or a category. */
export type LessonId =
  | { readonly kind: 'rule'; readonly key: string }
  | { readonly kind: 'app'; readonly programKey: string }
  | { readonly kind: 'category'; readonly category: Category };

export const lessonId = {
  rule: (rule: PersonRule): string => `rule:${ruleKey(rule)}`,
  app: (programKey: string): string => `app:${programKey}`,
  category: (of: Category): string => `category:${of}`,
};

/** Null for what is no id of a lesson. */
export function readLessonId(id: string): LessonId | null {
  const [, kind, rest] = /^(rule|app|category):(.+)$/s.exec(id) ?? [];
  if (kind === undefined || rest === undefined) return null;
  if (kind === 'rule') return { kind, key: rest };
  if (kind === 'app') return { kind, programKey: rest };
  const of = category.safeParse(rest);
  return of.success ? { kind: 'category', category: of.data } : null;
}

type Values = Readonly<Record<string, string | number>>;
const said = (key: LearningSentenceKey, values: Values): Pick<Lesson, 'sentence' | 'text'> => ({
  sentence: { key, values: { ...values } },
  text: sayLearning(key, values),
});

export function lessonOfRule(rule: PersonRule): Lesson {
  const app = printable(rule.name);
  const { key, values } = ruleSentence(rule);
  const action: Action = rule.kind === 'always' ? rule.action : rule.kind === 'milder' ? 'hold-back' : 'none';
  return {
    id: lessonId.rule(rule),
    kind: rule.kind === 'always' || rule.kind === 'milder' ? 'always' : 'never-touch',
    programKey: rule.programKey,
    name: app,
    category: null,
    action,
    ...said(key, { app, ...values }),
    samples: 1,
    at: rule.at,
  };
}

function ruleSentence(rule: PersonRule): { readonly key: LearningSentenceKey; readonly values: Values } {
  switch (rule.kind) {
    case 'always':
      return { key: 'lesson.always', values: {} };
    case 'never-touch':
      return { key: 'lesson.never-touch', values: {} };
    case 'milder':
      return { key: 'lesson.milder', values: {} };
    case 'not-then': {
      const { battery, game, presenting, hour } = rule.situation;
      const values = { hour: Math.floor(hour) };
      if (presenting) return { key: 'lesson.not-presenting', values };
      if (game) return { key: 'lesson.not-in-game', values };
      return { key: battery ? 'lesson.not-on-battery' : 'lesson.not-at-hour', values };
    }
  }
}

export interface Learned {
  readonly model: Model;
  readonly prior: Prior;
  readonly version: number;
  /** Those that the model learned, in their order. */
  readonly samples: readonly Sample[];
}

/** Conclusions that would decide something in the plainest case; what the model is not sure of is no lesson. */
export function lessonsOfModel(learned: Learned): readonly Lesson[] {
  const { samples } = learned;
  const apps = [...new Map(samples.map((one) => [one.programKey, one])).values()];
  const kinds = [...new Set(samples.map((one) => one.category))];
  return [
    ...apps.map((one) => lessonAbout(learned, 'app', one, one.name)),
    ...kinds.map((kind) => lessonAbout(learned, 'category', { category: kind, programKey: '' }, kind)),
  ].filter((lesson) => lesson !== null);
}

function lessonAbout(learned: Learned, scope: 'app' | 'category', about: About, name: string): Lesson | null {
  const { model, prior, version, samples } = learned;
  const at = (strength: number): Opinion => opinionOf(model, prior, about, plainFeatures(strength), version);
  const [gentle, firm] = [at(gentleStrength), at(firmStrength)];
  // what is known only of the kind is said once, of the kind
  if (gentle.scope !== scope) return null;
  const found = conclude(gentle, firm, about.category, prior);
  if (found === null) return null;
  const rests = samples.filter((one) =>
    scope === 'app' ? one.programKey === about.programKey : one.category === about.category,
  );
  const counts = { for: gentle.for, against: gentle.against, all: gentle.for + gentle.against + gentle.other };
  const shown = scope === 'app' ? printable(name) : about.category;
  return {
    id: scope === 'app' ? lessonId.app(about.programKey) : lessonId.category(about.category),
    kind: scope,
    programKey: scope === 'app' ? about.programKey : null,
    name: shown,
    category: about.category,
    action: found === 'leave' ? 'none' : 'hold-back',
    ...said(`lesson.${scope}-${found}`, { ...counts, app: shown, category: about.category }),
    samples: rests.length,
    at: Math.max(0, ...rests.map((one) => one.at)),
  };
}

const firmStrength = 0.6;

function conclude(gentle: Opinion, firm: Opinion, of: Category, prior: Prior): 'leave' | 'milder' | 'hold' | null {
  if (isUnwanted(gentle)) return 'leave';
  if (isBetterGently(firm, gentle)) return 'milder';
  if (isUnwanted(firm)) return 'leave';
  // where policies hold back anyway there is nothing to say
  return isWanted(gentle) && prior[of] < 0 && !isProtected(of) ? 'hold' : null;
}
