/** The programs nobody knows yet. A program stays until it is answered; what changes is when it may be asked about again. */
import type { Question } from '../decide/case.ts';
import type { Timing } from './timing.ts';

interface Waiting {
  readonly question: Question;
  /** Replies that did not answer it. */
  readonly misses: number;
  /** Epoch ms. */
  readonly notBefore: number;
}

export interface QuestionQueue {
  readonly size: () => number;
  /** False when the queue is full or has it already. */
  readonly add: (question: Question, now: number) => boolean;
  /** Questions to ask at `now`, oldest first, at most `limit`. They stay in the queue. */
  readonly due: (now: number, limit: number) => readonly Question[];
  readonly answered: (programKey: string) => void;
  /** A reply left it out: it comes again later, in a smaller batch, so that one bad program cannot spoil others forever. */
  readonly missed: (programKey: string, now: number) => void;
  /** Epoch ms at which something is due; null when empty. */
  readonly nextAt: () => number | null;
}

export function createQuestionQueue(
  capacity: number,
  timing: Pick<Timing, 'collect' | 'again' | 'againMost'>,
): QuestionQueue {
  const waiting = new Map<string, Waiting>();

  return {
    size: () => waiting.size,

    add: (question, now) => {
      if (waiting.size >= capacity || waiting.has(question.programKey)) return false;
      waiting.set(question.programKey, { question, misses: 0, notBefore: now + timing.collect });
      return true;
    },

    due: (now, limit) => {
      const ripe = [...waiting.values()].filter(({ notBefore }) => notBefore <= now);
      const misses = ripe[0]?.misses;
      if (misses === undefined) return [];
      // whoever came while the first one waited goes along with it
      const alike =
        misses === 0
          ? [...waiting.values()].filter((one) => one.misses === 0)
          : ripe.filter((one) => one.misses === misses);
      return alike.slice(0, Math.max(1, limit >> (2 * misses))).map(({ question }) => question);
    },

    answered: (programKey) => void waiting.delete(programKey),

    missed: (programKey, now) => {
      const one = waiting.get(programKey);
      if (one === undefined) return;
      const wait = Math.min(timing.again * 4 ** one.misses, timing.againMost);
      waiting.set(programKey, { question: one.question, misses: Math.min(one.misses + 1, 10), notBefore: now + wait });
    },

    nextAt: () => {
      const moments = [...waiting.values()].map(({ notBefore }) => notBefore);
      return moments.length === 0 ? null : Math.min(...moments);
    },
  };
}
