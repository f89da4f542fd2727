/** Whom a candidate would have decided for in a recorded session, against what the person had said. Pure. */
import type { z } from 'zod';
import type { replayHit } from '../../../contract/policies.ts';
import type { RecordedCase, RecordedWord, Recording } from '../../learn/replay/recorded.ts';
import { printable } from '../../printable.ts';
import type { Condition } from '../condition.ts';
import { factsOf } from '../facts.ts';
import { answerOf } from '../matcher.ts';
import type { Policy } from '../policy.ts';

export type ReplayHit = Readonly<z.infer<typeof replayHit>>;

export interface Hit extends ReplayHit {
  readonly programKey: string;
}

/** Cases that are replayed, the newest: some hundred milliseconds at most. */
const most = 20_000;

export const replayedCases = ({ cases }: Recording): readonly RecordedCase[] => cases.slice(-most);

/** One for each program, those decided for most often first. */
export function hitsOf(policy: Policy, condition: Condition, recording: Recording): readonly Hit[] {
  const said = lastWords(recording.words);
  const hits = new Map<string, Hit>();
  for (const { subject } of replayedCases(recording)) {
    const found = answerOf({ policy, condition }, factsOf(subject));
    if (found === null) continue;
    const { app } = subject;
    const { key } = app.program;
    const times = (hits.get(key)?.times ?? 0) + 1;
    const { action } = found;
    hits.set(key, {
      programKey: key,
      app: printable(app.name),
      category: app.category,
      action,
      times,
      said: said.get(key) ?? null,
    });
  }
  return [...hits.values()].sort((a, b) => b.times - a.times);
}

/** What was last said of each program when it was treated. A word on leaving it alone says nothing about treating it. */
function lastWords(words: readonly RecordedWord[]): ReadonlyMap<string, 'up' | 'down'> {
  const treated = words.filter(({ action }) => action !== 'none').toSorted((a, b) => a.at - b.at);
  return new Map(treated.map(({ programKey, verdict }) => [programKey, verdict]));
}
