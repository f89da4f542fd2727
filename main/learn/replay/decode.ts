/** Lines of one segment -> what they say. What refers to nothing, or makes no sense, is counted and left out. */
import { fail, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { App } from '../../workload/app.ts';
import type { SharedContext } from './from-lines.ts';
import { appOf, checkOf, contextOf, decisionOf, verdictOf } from './from-lines.ts';
import type { LineOf } from './line.ts';
import { anyHeader, formatVersion, line } from './line.ts';
import type { RecordedCheck, RecordedDecision, RecordedRules, RecordedVerdict, RecordedWord } from './recorded.ts';

/** A word as it was said, or taken back: which of them hold is known when all are read. */
export interface SaidWord extends Omit<RecordedWord, 'verdict'> {
  readonly verdict: RecordedWord['verdict'] | null;
  readonly decisionId: string | null;
}

export interface Segment {
  /** Epoch ms at which it was begun. */
  readonly at: number;
  readonly checks: readonly RecordedCheck[];
  readonly words: readonly SaidWord[];
  readonly decisions: readonly RecordedDecision[];
  readonly verdicts: readonly RecordedVerdict[];
  readonly rules: readonly RecordedRules[];
  readonly skipped: number;
}

export interface Decoder {
  /** The first line must be the header; of those after it, what cannot be understood is counted. */
  readonly read: (text: string) => Result<null>;
  readonly skip: () => void;
  readonly segment: () => Segment;
}

export function createDecoder(): Decoder {
  const checks: RecordedCheck[] = [];
  const words: SaidWord[] = [];
  const decisions: RecordedDecision[] = [];
  const verdicts: RecordedVerdict[] = [];
  const rules: RecordedRules[] = [];
  const apps = new Map<number, App>();
  let header: LineOf<'recording'> | null = null;
  let context: SharedContext | null = null;
  let skipped = 0;

  const readLine = (text: string): boolean => {
    const parsed = line.safeParse(parseJson(text));
    if (!parsed.success) return false;
    const one = parsed.data;
    switch (one.kind) {
      case 'recording':
        // segments one behind the other in one file
        header = one;
        apps.clear();
        context = null;
        return true;
      case 'app':
        apps.set(one.n, appOf(one));
        return true;
      case 'context':
        context = contextOf(one);
        return true;
      case 'check': {
        const check = header === null || context === null ? null : checkOf(one, header.run, context, apps);
        if (check) checks.push(check);
        return check !== null;
      }
      case 'word': {
        const { at, key, action, verdict, decision } = one;
        words.push({ at, programKey: key, action, verdict, decisionId: decision });
        return true;
      }
      case 'decided':
        decisions.push(decisionOf(one));
        return true;
      case 'verdict':
        verdicts.push(verdictOf(one));
        return true;
      case 'rules':
        rules.push({ at: one.at, programKey: one.key, rules: one.rules });
        return true;
    }
  };

  return {
    read: (text) => {
      if (header === null) {
        const found = headerOf(text);
        if (!found.ok) return found;
        header = found.value;
      } else if (!readLine(text)) skipped++;
      return ok(null);
    },
    skip: () => {
      skipped++;
    },
    segment: () => ({ at: header?.at ?? 0, checks, words, decisions, verdicts, rules, skipped }),
  };
}

function headerOf(text: string): Result<LineOf<'recording'>> {
  const json = parseJson(text);
  const found = line.safeParse(json);
  if (found.success && found.data.kind === 'recording') return ok(found.data);
  const other = anyHeader.safeParse(json);
  return other.success && other.data.version !== formatVersion
    ? fail(`it is of version ${other.data.version}, and this BrainKernel reads version ${formatVersion}`)
    : fail('it is no recording: its first line is not the header of one');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
