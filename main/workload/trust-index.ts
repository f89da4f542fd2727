/**
 * Facts about the files of programs, found out off the hot path: asked for what is not known yet, it answers so and
 * looks it up; its generation grows when it knows more. Each file is looked at once, and again when another process
 * was started from it.
 */
import type { Checksums } from './packages/checksum.ts';
import { lookAt } from './trust-file.ts';
import type { Directories, FileFacts } from './trust-file.ts';

export interface FileQuestion {
  readonly path: string;
  /** Another name it goes by, of which it is asked whether it is a link to this file. */
  readonly otherName: string | null;
  /** When the process that runs it was started, clock ticks since boot. */
  readonly startTime: number;
  /** The package whose checksum its content is to be compared with; null: it is not worth reading. */
  readonly contentOf: string | null;
}

export interface TrustIndex {
  /** Undefined until it was looked at. The same object for as long as nothing changes. */
  readonly facts: (question: FileQuestion) => FileFacts | undefined;
  /** The same without asking. */
  readonly known: (question: FileQuestion) => FileFacts | undefined;
  readonly generation: () => number;
  readonly dispose: () => void;
}

/** Nothing is looked at, so nobody is doubted. */
export const noTrust: TrustIndex = {
  facts: () => undefined,
  known: () => undefined,
  generation: () => 0,
  dispose: () => undefined,
};

export interface TrustTiming {
  /** How long questions are gathered, ms. */
  readonly gather: number;
  /** A file is looked at no more often than this, however many processes are started from it, ms. */
  readonly again: number;
  /** A difference in content is believed when it is still there after this long: an update changes files before lists, ms. */
  readonly confirm: number;
}

interface Entry {
  question: FileQuestion;
  facts: FileFacts | undefined;
  lookedAt: number;
  /** Whether its content was found to differ once, and whether that may now be believed. */
  difference: 'none' | 'once' | 'due';
}

const mostFiles = 4096;

export function createTrustIndex(
  checksums: Checksums,
  { gather, again, confirm }: TrustTiming = { gather: 50, again: 2_000, confirm: 60_000 },
): TrustIndex {
  const entries = new Map<string, Entry>();
  const waiting = new Set<string>();
  const toCompare = new Set<Entry>();
  const timers = new Set<NodeJS.Timeout>();
  let generation = 0;
  let state: 'idle' | 'gathering' | 'working' | 'disposed' = 'idle';
  let comparing = false;

  // a call, so that the compiler does not take for settled what changes while we wait
  const isDisposed = (): boolean => state === 'disposed';
  const later = (ms: number, work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timer.unref();
    timers.add(timer);
  };
  const schedule = (): void => {
    if (state !== 'idle' || waiting.size === 0) return;
    state = 'gathering';
    later(gather, () => void work());
  };
  const enqueue = (key: string): void => {
    if (state === 'disposed') return;
    waiting.add(key);
    schedule();
  };

  const compare = async (entry: Entry): Promise<FileFacts['checksum']> => {
    const { path, contentOf } = entry.question;
    const found = contentOf === null ? null : await checksums.compare(path, contentOf);
    if (found !== 'differs') {
      entry.difference = 'none';
      return found;
    }
    if (entry.difference === 'due') return 'differs';
    if (entry.difference === 'none') {
      entry.difference = 'once';
      later(confirm, () => {
        if (entry.difference !== 'once') return;
        entry.difference = 'due';
        enqueue(keyOf(entry.question));
      });
    }
    return entry.facts?.checksum ?? null;
  };

  const put = (entry: Entry, facts: FileFacts): void => {
    if (entry.facts !== undefined && same(entry.facts, facts)) return;
    entry.facts = facts;
    generation += 1;
  };

  /** Reading content takes seconds at times, so that nobody's place waits for it. */
  const compareAll = async (): Promise<void> => {
    if (comparing) return;
    comparing = true;
    for (const entry of toCompare) {
      toCompare.delete(entry);
      const checksum = await compare(entry);
      if (isDisposed()) return;
      if (entry.facts !== undefined) put(entry, { ...entry.facts, checksum });
    }
    comparing = false;
  };

  const work = async (): Promise<void> => {
    state = 'working';
    const directories: Directories = new Map();
    const batch = [...waiting].flatMap((key) => entries.get(key) ?? []);
    waiting.clear();
    for (const entry of batch) {
      if (isDisposed()) return;
      const looked = await lookAt(entry.question.path, entry.question.otherName, directories);
      entry.lookedAt = performance.now();
      put(entry, { ...looked, checksum: entry.facts?.checksum ?? null });
      if (entry.question.contentOf !== null) toCompare.add(entry);
    }
    if (isDisposed()) return;
    void compareAll();
    state = 'idle';
    schedule();
  };

  return {
    facts: (question) => {
      const key = keyOf(question);
      const entry = entries.get(key);
      if (entry === undefined) {
        if (entries.size >= mostFiles) entries.delete(entries.keys().next().value ?? '');
        entries.set(key, { question, facts: undefined, lookedAt: 0, difference: 'none' });
        enqueue(key);
        return undefined;
      }
      const { question: before } = entry;
      const newer = question.startTime > before.startTime;
      const deeper = question.contentOf !== null && question.contentOf !== before.contentOf;
      if (newer || deeper) {
        entry.question = {
          ...question,
          startTime: Math.max(question.startTime, before.startTime),
          contentOf: question.contentOf ?? before.contentOf,
        };
        const wait = deeper ? 0 : again - (performance.now() - entry.lookedAt);
        if (wait <= 0) enqueue(key);
        else later(wait, () => enqueue(key));
      }
      return entry.facts;
    },
    known: (question) => entries.get(keyOf(question))?.facts,
    generation: () => generation,
    dispose: () => {
      state = 'disposed';
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

const keyOf = ({ path, otherName }: FileQuestion): string => (otherName === null ? path : `${path}\n${otherName}`);

const same = (a: FileFacts, b: FileFacts): boolean =>
  a.owner === b.owner && a.missing === b.missing && a.checksum === b.checksum && a.aliased === b.aliased;
