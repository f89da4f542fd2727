/**
 * Keeps what deciding saw, bounded in bytes and in age. Writing is off the loop: a check is turned into lines and put
 * by; twice a minute they go to disk. Whatever fails there ends the recording, is said once, and never reaches the loop.
 */
import { randomUUID } from 'node:crypto';
import type { Decision } from '../../../contract/decision.ts';
import type { DecisionStatus } from '../../../contract/words.ts';
import type { Clock } from '../../clock.ts';
import type { Case } from '../../decide/case.ts';
import type { Encoder, EncoderParts, Treated } from './encode.ts';
import { createEncoder } from './encode.ts';
import { formatVersion } from './line.ts';
import { readRecording } from './reader.ts';
import type { RecordedWord, Session } from './recorded.ts';
import { createSegments } from './segments.ts';
import { decidedLine, textOf } from './to-lines.ts';

export interface RecorderParts extends Omit<EncoderParts, 'hour'> {
  /** Absolute; nobody else writes there. */
  readonly directory: string;
  readonly clock: Pick<Clock, 'now'>;
  /** The person allows it; asked at every check. */
  readonly enabled: () => boolean;
  /** Why nothing is recorded any more, in a sentence; called once until recording is switched off and on again. */
  readonly onProblem: (text: string) => void;
  /** Local hour of day; without it what a person said of a time of day is replayed as if it were always that time. */
  readonly hour?: EncoderParts['hour'];
  readonly bounds?: Partial<RecorderBounds>;
}

export interface RecorderBounds {
  /** Bytes of all segments together. */
  readonly bytes: number;
  readonly ageMs: number;
  /** Bytes of one segment before it is packed. */
  readonly segmentBytes: number;
  /** ms until what was put by is written. */
  readonly flushMs: number;
}

export interface Recorder {
  /** What was decided about, and what was in force when the check was over. */
  readonly check: (cases: readonly Case[], inForce: readonly Treated[]) => void;
  /** What a person said of a program; null takes back what was said of that decision. */
  readonly word: (said: Omit<RecordedWord, 'at' | 'verdict'> & Said) => void;
  /** A decision as it is now: its status, and what the person said of it. Told again and again it is written once. */
  readonly decided: (decision: Decision) => void;
  /** The newest part, read back: at most so many cases, none older than so many hours. */
  readonly recording: (most?: { readonly cases?: number; readonly hours?: number }) => Promise<Session>;
  /** Deletes all that was recorded. */
  readonly forget: () => Promise<void>;
  /** Writes what was put by. */
  readonly dispose: () => Promise<void>;
}

interface Said {
  readonly verdict: RecordedWord['verdict'] | null;
  readonly decisionId?: string;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const usual: RecorderBounds = { bytes: 16 * 2 ** 20, ageMs: 30 * dayMs, segmentBytes: 2 ** 20, flushMs: 30_000 };
/** Characters put by before they are written without waiting. */
const mostPending = 64 * 2 ** 10;
/** Decisions whose status is remembered; older ones change no more. */
const mostDecisions = 500;

interface OpenSegment {
  readonly encoder: Encoder;
  readonly since: number;
  bytes: number;
}

export function createRecorder(parts: RecorderParts): Recorder {
  const { directory, clock, enabled, onProblem } = parts;
  const bounds = { ...usual, ...parts.bounds };
  const segments = createSegments(directory, bounds, clock.now);
  const run = randomUUID();
  const statuses = new Map<string, { status: DecisionStatus; verdict: Said['verdict'] }>();
  let segment: OpenSegment | null = null;
  let present: ReadonlySet<string> = new Set();
  let pending = '';
  let timer: NodeJS.Timeout | null = null;
  let broken = false;
  let disposed = false;
  let writing: Promise<void> = Promise.resolve();

  const giveUp = (error: unknown): void => {
    if (broken) return;
    broken = true;
    pending = '';
    segment = null;
    const why = error instanceof Error ? error.message : String(error);
    onProblem(`Nothing is recorded any more: ${why}. What was recorded before is kept; decisions are not affected.`);
  };

  /** One write after the other; the first that fails is the last. */
  const afterWriting = (task: () => Promise<void>): Promise<void> => {
    writing = writing.then(task).catch(async (error: unknown) => {
      giveUp(error);
      await segments.close().catch(() => undefined);
    });
    return writing;
  };

  const flush = (isFull = false): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    const text = pending;
    pending = '';
    return afterWriting(async () => {
      if (broken) return;
      if (text !== '') await segments.append(text);
      if (isFull) await segments.finish();
    });
  };

  const put = (into: OpenSegment, text: string): void => {
    pending += text;
    into.bytes += text.length;
    if (into.bytes >= bounds.segmentBytes || clock.now() - into.since >= dayMs) {
      present = into.encoder.present();
      segment = null;
      void flush(true);
    } else if (pending.length > mostPending) void flush();
    else timer ??= setTimeout(() => void flush(), bounds.flushMs).unref();
  };

  /** Null while nothing may or can be written. */
  const open = (): OpenSegment | null => {
    if (disposed) return null;
    if (!enabled()) {
      // what was put by is written still: the person allowed it when it happened
      if (segment !== null) void flush(true);
      segment = null;
      present = new Set();
      broken = false;
      return null;
    }
    if (broken) return null;
    if (segment === null) {
      const at = clock.now();
      segment = { encoder: createEncoder({ hour: () => null, ...parts }, present), since: at, bytes: 0 };
      pending += textOf({ kind: 'recording', version: formatVersion, run, at });
    }
    return segment;
  };

  /** A recording is worth less than the loop it watches. */
  const write = (lines: (into: OpenSegment) => string): void => {
    try {
      const into = open();
      if (into) put(into, lines(into));
    } catch (error) {
      giveUp(error);
    }
  };

  const word: Recorder['word'] = ({ programKey, action, verdict, decisionId }) =>
    write(() =>
      textOf({ kind: 'word', at: clock.now(), key: programKey, action, verdict, decision: decisionId ?? null }),
    );

  return {
    check: (cases, inForce) => write(({ encoder }) => encoder.check(clock.now(), cases, inForce)),
    word,
    decided: (decision) => {
      const { id, status, feedback, programKey, action } = decision;
      const before = statuses.get(id);
      const verdict = feedback?.verdict ?? null;
      if (before?.status !== status) write(() => textOf(decidedLine(clock.now(), decision, parts.redact)));
      if ((before?.verdict ?? null) !== verdict) word({ programKey, action, verdict, decisionId: id });
      statuses.delete(id);
      statuses.set(id, { status, verdict });
      if (statuses.size > mostDecisions) for (const [oldest] of [...statuses].slice(0, 1)) statuses.delete(oldest);
    },
    recording: async ({ cases = 20_000, hours = 24 } = {}) => {
      let read: Session = nothing;
      await flush();
      await afterWriting(async () => {
        const found = await readRecording(directory, { mostCases: cases, since: clock.now() - hours * hourMs });
        if (found.ok) read = found.value;
      });
      return read;
    },
    forget: () => {
      if (timer) clearTimeout(timer);
      timer = null;
      pending = '';
      segment = null;
      present = new Set();
      broken = false;
      return afterWriting(() => segments.removeAll());
    },
    dispose: async () => {
      disposed = true;
      await flush();
      await afterWriting(() => segments.close());
    },
  };
}

const nothing: Session = {
  cases: [],
  words: [],
  checks: [],
  decisions: [],
  verdicts: [],
  rules: [],
  skipped: { lines: 0, segments: 0 },
  shortened: false,
};
