/** A file or a folder of segments -> a Session. Newest first, so that what is left out of too much is the oldest. */
import { stat } from 'node:fs/promises';
import { fail, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { boundedLines } from './bounded-lines.ts';
import type { SaidWord, Segment } from './decode.ts';
import { createDecoder } from './decode.ts';
import type { RecordedDecision, RecordedRules, RecordedWord, Session } from './recorded.ts';
import { listSegments } from './segments.ts';

export interface ReadOptions {
  /** More than these are not held: the oldest checks are left out. */
  readonly mostCases?: number;
  /** Epoch ms; older checks are left out. */
  readonly since?: number;
  /** Segments read, of how many. */
  readonly onProgress?: (done: number, all: number) => void;
}

/** What a person has patience and a machine has memory for: about two hundred hours. */
const manyCases = 1_000_000;

/** Fails with a sentence when there is nothing to read, or nothing of it is a recording that this version knows. */
export async function readRecording(path: string, options: ReadOptions = {}): Promise<Result<Session>> {
  const { mostCases = manyCases, since = 0, onProgress } = options;
  const files = await filesOf(path);
  if (!files.ok) return files;
  const segments: Segment[] = [];
  let unreadable = 0;
  let problem: string | null = null;
  let cases = 0;
  let left = false;
  for (const [index, file] of files.value.toReversed().entries()) {
    if (cases >= mostCases) {
      left = true;
      break;
    }
    const read = await readSegment(file);
    if (read.ok) {
      const checks: Segment['checks'][number][] = [];
      for (const check of read.value.checks.toReversed()) {
        if (cases + check.cases.length > mostCases || check.at < since) {
          left ||= check.at >= since;
          break;
        }
        cases += check.cases.length;
        checks.push(check);
      }
      segments.unshift({ ...read.value, checks: checks.reverse() });
      onProgress?.(index + 1, files.value.length);
      if (checks.length < read.value.checks.length) break;
    } else {
      unreadable++;
      problem ??= `${file}: ${read.error}`;
    }
  }
  if (segments.length === 0) return fail(problem ?? `${path} holds no recording`);
  return ok(joined(segments, unreadable, left));
}

async function filesOf(path: string): Promise<Result<readonly string[]>> {
  const about = await stat(path).catch((error: unknown) => errorText(error));
  if (typeof about === 'string') return fail(`${path} cannot be read: ${about}`);
  if (about.isFile()) return about.size === 0 ? fail(`${path} is empty`) : ok([path]);
  if (!about.isDirectory()) return fail(`${path} is neither a file nor a folder`);
  const segments = await listSegments(path).catch((error: unknown) => errorText(error));
  if (typeof segments === 'string') return fail(`${path} cannot be read: ${segments}`);
  return segments.length === 0 ? fail(`${path} holds no recording`) : ok(segments.map((one) => one.path));
}

async function readSegment(path: string): Promise<Result<Segment>> {
  const decoder = createDecoder();
  let isHeader = true;
  try {
    for await (const found of boundedLines(path)) {
      if (found.kind === 'line') {
        const read = decoder.read(found.text);
        if (!read.ok) return read;
        isHeader = false;
      } else if (isHeader) return fail('it is no recording: its first line is not the header of one');
      else decoder.skip();
    }
  } catch (error) {
    return fail(errorText(error));
  }
  return isHeader ? fail('it is empty') : ok(decoder.segment());
}

function joined(segments: readonly Segment[], unreadable: number, shortened: boolean): Session {
  const checks = segments.flatMap((one) => one.checks);
  return {
    checks,
    cases: checks.flatMap((one) => one.cases),
    words: wordsThatHold(segments.flatMap((one) => one.words)),
    decisions: latest(segments.flatMap((one) => one.decisions)),
    verdicts: segments.flatMap((one) => one.verdicts),
    rules: rulesOver(segments),
    skipped: { lines: segments.reduce((sum, one) => sum + one.skipped, 0), segments: unreadable },
    shortened,
  };
}

/** A second thumb on a decision replaces the first, and one that was taken back was never given. */
function wordsThatHold(said: readonly SaidWord[]): readonly RecordedWord[] {
  const last = new Map(said.map((word) => [word.decisionId ?? word, word]));
  return said.flatMap((word) => {
    const { decisionId, verdict, at, programKey, action } = word;
    return verdict === null || last.get(decisionId ?? word) !== word ? [] : [{ at, programKey, action, verdict }];
  });
}

/** Each decision with the last that is known of it, in the order in which they were taken. */
const latest = (decisions: readonly RecordedDecision[]): readonly RecordedDecision[] => [
  ...new Map(decisions.map((one) => [one.id, one])).values(),
];

/** Each segment says the rules of its programs anew, so what a segment does not say holds no more from its beginning on. */
function rulesOver(segments: readonly Segment[]): readonly RecordedRules[] {
  const standing = new Set<string>();
  return segments.flatMap(({ at, rules }) => {
    const ended = [...standing].map((programKey) => ({ at, programKey, rules: [] }));
    standing.clear();
    for (const { programKey } of rules) standing.add(programKey);
    return [...ended, ...rules];
  });
}

const errorText = (error: unknown): string => {
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'ENOENT') return 'there is no such file';
    if (error.code === 'EACCES') return 'it may not be read by you';
  }
  return error instanceof Error ? error.message : String(error);
};
