import { useCallback, useEffect, useRef, useState } from 'react';
import type { StreamValue } from '../../contract/calls.ts';
import { useStream } from '../client/client-context.ts';
import { receiveDecisions } from '../stores/decisions.ts';
import { useEngineStatus } from '../stores/engine-status.ts';

/** ms: what was learned is read anew at most this often, however much is decided. */
const restMs = 5_000;

/**
 * Another text whenever what was learned may have changed: a decision was taken, judged or taken back, or the strategy is
 * another one. A hidden page hears nothing and asks nothing.
 */
export function useNews(): string {
  const [count, setCount] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const strategy = useEngineStatus(({ status }) => status && `${status.strategy} ${status.strategyPinned}`);
  const hear = useCallback((news: StreamValue<'decisions'>) => {
    receiveDecisions(news);
    // the first message of a stream tells what is known already
    if (news.changed.length === 0 || timer.current !== null) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      setCount((before) => before + 1);
    }, restMs);
  }, []);
  useStream('decisions', hear);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
  return `${strategy ?? ''} ${count}`;
}
