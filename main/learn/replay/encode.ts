/**
 * Checks -> lines of one segment. An app is written once and meant by number after that, the context when it changed,
 * the machine once a check, and only apps that stand out: an hour costs kilobytes. Never written: command lines,
 * environments, icons, and whatever redaction masks.
 */
import type { Action } from '../../../contract/words.ts';
import type { Case, Verdict } from '../../decide/case.ts';
import type { Hour, PersonWord } from '../../decide/tiers/person.ts';
import type { App, Context } from '../../workload/app.ts';
import type { LineOf } from './line.ts';
import { mostCasesOfCheck } from './line.ts';
import type { Redact } from './to-lines.ts';
import { appLine, caseTuple, contextLine, maskedId, rulesLine, systemObject, textOf, verdictLine } from './to-lines.ts';

/** What is in force, as far as it is recorded. */
export interface Treated {
  readonly app: Pick<App, 'id'>;
  readonly action: Action;
  readonly byPerson: boolean;
}

export interface EncoderParts {
  readonly redact: Redact;
  readonly verdictOf: (programKey: string) => Verdict | null;
  readonly rulesOf: (programKey: string) => readonly PersonWord[];
  readonly hour: Hour;
}

export interface Encoder {
  /** Lines of one check, each with its newline. @param at epoch ms */
  readonly check: (at: number, cases: readonly Case[], treated: readonly Treated[]) => string;
  /** Apps written and not ended yet: the next segment says when they end. */
  readonly present: () => ReadonlySet<string>;
}

/** Below all of these no tier has anything to say of an app: ratio of one CPU, bytes per second, bytes. */
const worthCpu = 0.02;
const worthIo = 1_000_000;
const worthMemory = 500_000_000;

/** @param before what the segment before had written and not seen end */
export function createEncoder(
  { redact, verdictOf, rulesOf, hour }: EncoderParts,
  before: ReadonlySet<string>,
): Encoder {
  const byObject = new WeakMap<App, number>();
  const byContent = new Map<string, number>();
  const rulesWritten = new Map<string, string>();
  const present = new Set(before);
  let contextWritten = '';

  /** The app's number; what has to be known of it first is added to `lines`. */
  const numberOf = (app: App, at: number, lines: string[]): number => {
    present.add(app.id);
    const same = byObject.get(app) ?? byContent.get(contentOf(app));
    if (same !== undefined) {
      byObject.set(app, same);
      return same;
    }
    const number = byContent.size;
    byObject.set(app, number);
    byContent.set(contentOf(app), number);
    lines.push(textOf(appLine(number, app, redact)));
    const verdict = verdictOf(app.program.key);
    if (verdict) lines.push(textOf(verdictLine(at, verdict, redact)));
    return number;
  };

  const writeRules = (key: string, at: number, lines: string[]): void => {
    const rules = rulesOf(key);
    if (rules.length === 0 && !rulesWritten.has(key)) return;
    const { rules: written } = rulesLine(at, key, rules);
    const text = JSON.stringify(written);
    if (text === rulesWritten.get(key)) return;
    rulesWritten.set(key, text);
    lines.push(textOf(rulesLine(at, key, rules)));
  };

  const writeContext = (context: Context, lines: string[]): void => {
    const text = textOf(contextLine(context, redact));
    if (text === contextWritten) return;
    contextWritten = text;
    lines.push(text);
  };

  const goneFrom = (cases: readonly Case[]): string[] => {
    const alive = new Set(cases.map(({ app }) => app.id));
    const gone = [...present].filter((id) => !alive.has(id));
    for (const id of gone) present.delete(id);
    return gone.map(maskedId);
  };

  return {
    check: (at, cases, inForce) => {
      const [first] = cases;
      if (!first) return '';
      const lines: string[] = [];
      const treated = new Map(inForce.map((one) => [one.app.id, one]));
      const waiting = cases.find((one) => one.someoneWaits)?.waiting ?? null;
      writeContext(first.context, lines);
      let waits: number | null = null;
      const written: LineOf<'check'>['cases'] = [];
      const inForceNow: LineOf<'check'>['treated'] = [];
      const gone = goneFrom(cases);
      for (const one of standingOut(cases, treated, waiting !== null)) {
        const number = numberOf(one.app, at, lines);
        writeRules(one.app.program.key, at, lines);
        if (waiting !== null && !one.someoneWaits) waits = number;
        written.push(caseTuple(number, one));
        const treatment = treated.get(one.app.id);
        if (treatment) inForceNow.push([number, treatment.action, treatment.byPerson]);
      }
      lines.push(
        textOf({
          kind: 'check',
          at,
          monotonic: Math.round(first.at),
          hour: shortHour(hour()),
          strategy: first.strategy,
          idle: first.context.idleSeconds === null ? null : Math.round(first.context.idleSeconds),
          system: systemObject(first.system),
          waiting: waiting === null ? null : redact(waiting),
          waits,
          cases: written,
          treated: inForceNow,
          gone,
        }),
      );
      return lines.join('');
    },
    present: () => present,
  };
}

const shortHour = (hour: number | null): number | null => (hour === null ? null : Math.round(hour * 100) / 100);

/** What two descriptions of an app share if they are written alike; `program.key` stands for path, script and package. */
const contentOf = (app: App): string => {
  const { id, name, category, known, unit, immune, cgroup, program, ancestors, trust, processes } = app;
  const [first] = processes;
  const who = [id, first?.pid, first?.startTime, first?.name, unit, cgroup, ancestors?.join('\n')];
  return [...who, name, category, known, immune, trust?.level, program.key].join('\0');
};

/** The apps that matter, and of very many the busiest. */
function standingOut(
  cases: readonly Case[],
  treated: ReadonlyMap<string, Treated>,
  somebodyWaits: boolean,
): readonly Case[] {
  const found = cases.filter(({ app, behaviour, foreground, someoneWaits }) => {
    // a machine that watches itself is no evidence of anything
    if (app.processes.every(({ pid }) => pid === process.pid)) return false;
    return (
      behaviour.cpu5 > worthCpu ||
      (behaviour.ioRead ?? 0) + (behaviour.ioWrite ?? 0) > worthIo ||
      behaviour.memory > worthMemory ||
      foreground ||
      (somebodyWaits && !someoneWaits) ||
      treated.has(app.id)
    );
  });
  if (found.length <= mostCasesOfCheck) return found;
  return found.toSorted((a, b) => b.behaviour.cpu5 - a.behaviour.cpu5).slice(0, mostCasesOfCheck);
}
