/** What the made-up engine has learned: lessons that can be forgotten, a strategy with a past, and how good it all is. */
import { CallError } from '../../contract/calls.ts';
import type { Handlers } from '../../contract/calls.ts';
import type { Settings } from '../../contract/engine.ts';
import type { LearnedModel, LearningSummary, Lesson, Quality, Rate, StrategyState } from '../../contract/learning.ts';
import type { Strategy } from '../../contract/words.ts';
import { said } from './synthetic-said.ts';

interface LearningOptions {
  readonly settings: () => Settings;
  readonly firstDay: boolean;
  readonly experiments: () => LearningSummary['experiments'];
}

export interface LearningSide {
  readonly handlers: Pick<Handlers, 'learning.summary' | 'learning.forget' | 'learning.rollBack'>;
  /** A person chose one, or `adapt`: what was in force before is where it comes from. */
  readonly chose: (chosen: Strategy | 'adapt', before: Strategy) => void;
}

const hour = 3_600_000;
const day = 24 * hour;

export function makeLearning({ settings, firstDay, experiments }: LearningOptions): LearningSide {
  const now = Date.now();
  let lessons = firstDay ? [] : someLessons(now);
  let model = firstDay ? newModel : aModel(now);
  let changes = firstDay ? [] : someChanges(now);

  const summary = (): LearningSummary => ({
    thumbsUp: firstDay ? 0 : 41,
    thumbsDown: firstDay ? 0 : 9,
    undone: firstDay ? 0 : 6,
    reverted: firstDay ? 0 : 3,
    neverTouch: lessons.filter(({ sentence }) => sentence.key === 'lesson.never-touch').map(({ name }) => name),
    lessons,
    strategy: {
      current: settings().strategy,
      pinned: settings()['strategy.pinned'],
      context: null,
      since: changes[0]?.at ?? now - hour,
      changes,
      figures: firstDay
        ? { decisionMs: null, wronglyHit: null, stability: null }
        : { decisionMs: 640, wronglyHit: 0.031, stability: 0.92 },
    },
    quality: firstDay ? nothingCounted : someQuality,
    model,
    experiments: experiments(),
  });

  return {
    chose: (chosen, before) => {
      const to = chosen === 'adapt' ? 'balanced' : chosen;
      if (to === before) return;
      changes = [{ at: Date.now(), from: before, to, ...said('strategy.chosen') }, ...changes];
    },
    handlers: {
      'learning.summary': summary,
      'learning.forget': ({ id }) => {
        if (!lessons.some((lesson) => lesson.id === id)) throw new CallError('not-found', 'This is forgotten already.');
        lessons = lessons.filter((lesson) => lesson.id !== id);
        return summary();
      },
      'learning.rollBack': ({ version }) => {
        if (!model.versions.some((known) => known.version === version))
          throw new CallError('not-found', 'This version is no longer kept.');
        model = {
          ...model,
          version,
          versions: model.versions.map((known) => ({ ...known, active: known.version === version })),
        };
        return summary();
      },
    },
  };
}

function someLessons(now: number): Lesson[] {
  return [
    {
      id: 'l-1',
      kind: 'never-touch',
      programKey: 'obs',
      name: 'OBS',
      category: null,
      action: 'none',
      samples: 2,
      at: now - 18 * day,
      ...said('lesson.never-touch', { app: 'OBS' }),
    },
    {
      id: 'l-2',
      kind: 'always',
      programKey: 'updatedb',
      name: 'updatedb',
      category: null,
      action: 'freeze',
      samples: 1,
      at: now - 6 * day,
      ...said('lesson.always', { app: 'updatedb' }),
    },
    {
      id: 'l-6',
      kind: 'never-touch',
      programKey: 'restic',
      name: 'restic',
      category: 'backup',
      action: 'none',
      samples: 1,
      at: now - 11 * day,
      ...said('lesson.not-in-game', { app: 'restic', hour: 21 }),
    },
    {
      id: 'l-3',
      kind: 'app',
      programKey: 'rust-analyzer',
      name: 'rust-analyzer',
      category: 'language-server',
      action: 'hold-back',
      samples: 14,
      at: now - 2 * hour,
      ...said('lesson.app-hold', { app: 'rust-analyzer', for: 12, all: 14 }),
    },
    {
      id: 'l-4',
      kind: 'category',
      programKey: null,
      name: 'sync',
      category: 'sync',
      action: 'none',
      samples: 9,
      at: now - 3 * day,
      ...said('lesson.category-leave', { category: 'sync', against: 7, all: 9 }),
    },
    {
      id: 'l-5',
      kind: 'app',
      programKey: 'a-very-long-name-of-a-program-that-somebody-built-at-home-and-never-shortened',
      name: 'a-very-long-name-of-a-program-that-somebody-built-at-home-and-never-shortened',
      category: 'scientific',
      action: 'throttle',
      samples: 5,
      at: now - 9 * day,
      ...said('lesson.app-milder', {
        app: 'a-very-long-name-of-a-program-that-somebody-built-at-home-and-never-shortened',
        all: 5,
      }),
    },
  ];
}

const someChanges = (now: number): StrategyState['changes'] => [
  { at: now - 26 * hour, from: 'conservative', to: 'balanced', ...said('strategy.well', { minutes: 30 }) },
  {
    at: now - 2 * day,
    from: 'balanced',
    to: 'conservative',
    ...said('strategy.wrongly-hit', { hits: 4, all: 52, limit: '5%' }),
  },
  {
    at: now - 5 * day,
    from: 'aggressive',
    to: 'balanced',
    ...said('strategy.slow', { seconds: 3.4, limit: 3 }),
  },
];

/** Wilson, 95 %. */
function rate(hits: number, of: number): Rate {
  const z = 1.96;
  const share = hits / of;
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return { value: share, low: Math.max(0, middle - half), high: Math.min(1, middle + half), of };
}
const uncounted: Rate = { value: null, low: null, high: null, of: 0 };

const someQuality: Quality = {
  labelled: { correct: rate(271, 290), wronglyHit: rate(4, 290), missed: rate(15, 290) },
  lived: { correct: rate(58, 64), wronglyHit: rate(2, 64), missed: rate(4, 64), satisfaction: rate(41, 50) },
  stability: 0.92,
};
const nothingCounted: Quality = {
  labelled: { correct: rate(271, 290), wronglyHit: rate(4, 290), missed: rate(15, 290) },
  lived: { correct: uncounted, wronglyHit: uncounted, missed: uncounted, satisfaction: uncounted },
  stability: null,
};

const newModel: LearnedModel = {
  state: 'collecting',
  version: 0,
  samples: 0,
  pending: 0,
  calibrationError: null,
  versions: [],
};
const aModel = (now: number): LearnedModel => ({
  state: 'ready',
  version: 6,
  samples: 192,
  pending: 12,
  calibrationError: 0.041,
  versions: [6, 5, 4, 3].map((version) => ({
    version,
    at: now - (6 - version) * 2 * day - 3 * hour,
    samples: version * 32,
    loss: 0.31 + (6 - version) * 0.06,
    active: version === 6,
  })),
});

/** The two halves of a trial. */
export const armsOf = (
  policyId: string,
  description: string,
  since: number,
): LearningSummary['experiments'][number] => ({
  policyId,
  description,
  since,
  share: 0.5,
  treated: { apps: 11, decisions: 46, satisfaction: rate(17, 20), undone: rate(2, 46) },
  control: { apps: 13, decisions: 51, satisfaction: rate(12, 19), undone: rate(5, 51) },
});
