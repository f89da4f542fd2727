/** Keeps the strategy: what a person pinned, what the context asks for, else what follows from how it goes. */
import type { Settings } from '../../contract/engine.ts';
import type { StrategyState } from '../../contract/learning.ts';
import type { Strategy } from '../../contract/words.ts';
import type { Context } from '../workload/app.ts';
import { isPresenting } from '../workload/context/presentation.ts';
import type { KeptStrategy, StrategyFigures } from './strategy.ts';
import { chosenStrategy, nextStrategy, startStrategy } from './strategy.ts';

/** Port of the store behind it. */
export interface StrategyStore {
  readonly get: () => KeptStrategy | null;
  readonly set: (state: KeptStrategy) => void;
}

type StrategySettings = Pick<
  Settings,
  'strategy' | 'strategy.pinned' | 'strategy.onBattery' | 'strategy.inGame' | 'strategy.presenting'
>;

export interface StrategyKeeperParts {
  readonly settings: () => StrategySettings;
  readonly store: StrategyStore;
  /** Epoch ms. */
  readonly now: () => number;
}

export interface InForce {
  readonly strategy: Strategy;
  readonly pinned: boolean;
  readonly context: StrategyState['context'];
}

export interface StrategyKeeper {
  readonly current: (context: Context) => InForce;
  /** As it was when `current` was asked last. */
  readonly state: () => StrategyState;
  /** Takes new figures in; the change that followed, or null. */
  readonly update: (figures: StrategyFigures) => StrategyState['changes'][number] | null;
}

/** What is in force: pinned before context, context before what was adapted. Pure. */
export function strategyInForce(settings: StrategySettings, adapted: Strategy, context: Context): InForce {
  if (settings['strategy.pinned']) return { strategy: settings.strategy, pinned: true, context: null };
  // whoever presents is disturbed by anything; a game is what the person does, a battery only how
  const asked = [
    ['presentation', isPresenting(context), settings['strategy.presenting']],
    ['game', context.games.length > 0, settings['strategy.inGame']],
    ['battery', context.power === 'battery', settings['strategy.onBattery']],
  ] as const;
  for (const [name, holds, strategy] of asked) {
    if (holds && strategy !== null) return { strategy, pinned: false, context: name };
  }
  return { strategy: adapted, pinned: false, context: null };
}

export function createStrategyKeeper({ settings, store, now }: StrategyKeeperParts): StrategyKeeper {
  let kept = store.get() ?? startStrategy(settings().strategy, now());
  let shown: InForce | null = null;

  /** Only what a person can tell apart is written at once; figures alone go with the next of it. */
  const become = (next: KeptStrategy): void => {
    const differs = next.current !== kept.current || next.start !== kept.start;
    kept = next;
    if (differs) store.set(next);
  };
  const follow = (): void => {
    const { strategy } = settings();
    if (strategy !== kept.start) become(chosenStrategy(kept, strategy, now()));
  };

  return {
    current: (context) => {
      follow();
      shown = strategyInForce(settings(), kept.current, context);
      return shown;
    },
    state: () => {
      follow();
      const { 'strategy.pinned': pinned, strategy } = settings();
      const inForce = shown?.pinned === pinned ? shown : null;
      return {
        current: pinned ? strategy : (inForce?.strategy ?? kept.current),
        pinned,
        context: pinned ? null : (inForce?.context ?? null),
        since: kept.since,
        changes: [...kept.changes],
        figures: {
          decisionMs: kept.figures?.decisionMs ?? null,
          wronglyHit: wronglyHitOf(kept.figures),
          stability: kept.figures?.stability.value ?? null,
        },
      };
    },
    update: (figures) => {
      follow();
      // a pinned strategy is not judged: what it would have become is nobody's wish
      if (settings()['strategy.pinned']) {
        kept = { ...kept, figures };
        return null;
      }
      const before = kept.current;
      become(nextStrategy(kept, figures, now()));
      return kept.current === before ? null : (kept.changes[0] ?? null);
    },
  };
}

function wronglyHitOf(figures: StrategyFigures | null): number | null {
  return figures === null || figures.wronglyHit.of === 0 ? null : figures.wronglyHit.hits / figures.wronglyHit.of;
}
