/** The calls about what was learned. */
import { CallError } from '../../contract/calls.ts';
import type { Handlers } from '../../contract/calls.ts';
import type { LearningSummary } from '../../contract/learning.ts';
import type { Learning } from '../assemble-learning.ts';
import type { PersonRules } from '../learn/person-rules.ts';
import type { ThumbStore } from '../learn/thumbs.ts';
import type { DecisionLog } from '../record/decision-log.ts';

type LearningCalls = Pick<Handlers, Extract<keyof Handlers, `learning.${string}`>>;

export interface LearningCallParts extends Pick<Learning, 'learner' | 'policies' | 'strategy' | 'quality'> {
  readonly thumbs: Pick<ThumbStore, 'counts'>;
  readonly rules: Pick<PersonRules, 'list'>;
  readonly decisions: Pick<DecisionLog, 'list'>;
  /** What is known of programs took a turn: the next answers count as new. */
  readonly onTurn: () => void;
}

export function learningCalls(parts: LearningCallParts): LearningCalls {
  const { learner, policies, strategy, quality, thumbs, rules, decisions, onTurn } = parts;
  const countOf = (status: 'undone' | 'reverted'): number => decisions.list({ limit: 500, status }).length;

  const summary = (): LearningSummary => {
    const { up, down } = thumbs.counts();
    return {
      thumbsUp: up,
      thumbsDown: down,
      undone: countOf('undone'),
      reverted: countOf('reverted'),
      neverTouch: rules.list().flatMap(({ kind, name }) => (kind === 'never-touch' ? [name] : [])),
      lessons: [...learner.lessons()],
      strategy: strategy.state(),
      quality: quality.quality(),
      model: learner.model(),
      experiments: [...policies.experiments()],
    };
  };

  return {
    'learning.summary': summary,
    'learning.forget': ({ id }) => {
      if (!learner.forget(id)) throw new CallError('not-found', 'There is no such lesson (any more).');
      onTurn();
      return summary();
    },
    'learning.rollBack': ({ version }) => {
      if (!learner.rollBack(version))
        throw new CallError('not-found', 'This version of the model is not kept any more.');
      onTurn();
      return summary();
    },
  };
}
