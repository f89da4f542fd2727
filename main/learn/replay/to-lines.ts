/** Each thing of a session as its line, redacted and rounded. Pure. */
import { createHash } from 'node:crypto';
import type { Decision } from '../../../contract/decision.ts';
import type { Case, Verdict } from '../../decide/case.ts';
import type { PersonWord } from '../../decide/tiers/person.ts';
import type { PressureLine, SystemReading } from '../../sampler/snapshot.ts';
import type { App, Context } from '../../workload/app.ts';
import { isPresenting } from '../../workload/context/presentation.ts';
import type { Line, LineOf } from './line.ts';
import { mostAncestors } from './line.ts';

export type Redact = (text: string) => string;

export const textOf = (one: Line): string => `${JSON.stringify(one)}\n`;

/** An app's id as it is recorded. */
export const maskedId = (appId: string): string => createHash('sha256').update(appId).digest('hex').slice(0, 16);

export function appLine(n: number, app: App, redact: Redact): LineOf<'app'> {
  const { program, processes } = app;
  const [first] = processes;
  const masked = (text: string | null): string | null => (text === null ? null : redact(text));
  const owner = program.package;
  const main = processes.find(({ identity }) => identity.exe === program.exe) ?? first;
  return {
    kind: 'app',
    n,
    id: maskedId(app.id),
    key: program.key,
    name: redact(app.name),
    category: app.category,
    is: app.kind,
    known: app.known,
    immune: app.immune,
    unit: masked(app.unit),
    userUnit: app.userUnit,
    uid: app.uid,
    exe: masked(program.exe),
    script: masked(program.script),
    cgroup: redact(app.cgroup),
    ancestors: app.ancestors?.slice(0, mostAncestors).map(redact) ?? null,
    trust: app.trust?.level ?? null,
    package: owner === null ? null : [redact(owner.name), redact(owner.version), masked(owner.section)],
    process: [first?.pid ?? 0, first?.startTime ?? 0, redact(main?.name ?? '')],
  };
}

export function verdictLine(at: number, verdict: Verdict, redact: Redact): LineOf<'verdict'> {
  const { programKey: key, category, background, confidence, at: saidAt, expiresAt } = verdict;
  const [why, model] = [redact(verdict.why), redact(verdict.model)];
  return { kind: 'verdict', at, key, category, background, confidence, why, model, saidAt, expiresAt };
}

/** Only what a tier reads of them: a rule's name is the person's own. */
export const rulesLine = (at: number, key: string, rules: readonly PersonWord[]): LineOf<'rules'> => ({
  kind: 'rules',
  at,
  key,
  rules: rules.map(ruleOf),
});

function ruleOf(rule: PersonWord): LineOf<'rules'>['rules'][number] {
  const { at } = rule;
  switch (rule.kind) {
    case 'always':
      return { kind: rule.kind, action: rule.action, at };
    case 'not-then': {
      const { battery, game, presenting, hour } = rule.situation;
      return { kind: rule.kind, situation: { battery, game, presenting, hour }, at };
    }
    case 'never-touch':
    case 'milder':
      return { kind: rule.kind, at };
  }
}

export function contextLine(context: Context, redact: Redact): LineOf<'context'> {
  const { foreground, power, batteryPercent, games, otherTuners, regime } = context;
  return {
    kind: 'context',
    foreground:
      foreground.kind === 'known'
        ? { kind: 'known', pid: foreground.pid, appId: maskedId(foreground.appId) }
        : { kind: 'unknown', why: redact(foreground.why) },
    power,
    batteryPercent,
    presenting: isPresenting(context),
    games: [...games],
    otherTuners: otherTuners.map(({ name, pid }) => ({ name: redact(name), pid })),
    regime: {
      ...regime,
      delegated: [...regime.delegated],
      voidLevers: regime.voidLevers.map(({ lever, why }) => ({ lever, why: redact(why) })),
    },
  };
}

export function decidedLine(statusAt: number, decision: Decision, redact: Redact): LineOf<'decided'> {
  const { id, at, app, programKey, action, tier, status, sentence } = decision;
  return {
    kind: 'decided',
    id,
    at,
    statusAt,
    app: maskedId(app.id),
    key: programKey,
    name: redact(app.name),
    category: app.category,
    action,
    decider: redact(decision.decider),
    tier,
    status,
    manual: sentence?.key === 'person.act',
  };
}

/** Four decimals of a ratio, tenths of seconds, five digits of bytes: finer than any condition asks. */
const round = (value: number, steps: number): number =>
  Number.isFinite(value) ? Math.round(value * steps) / steps : 0;
const fine = (value: number): number => round(value, 10_000);
const coarse = (value: number): number => round(value, 10);
const fiveDigits = (value: number): number => {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(value) || 1)) - 4);
  return Number.isFinite(value) ? Math.round(value / unit) * unit : 0;
};
const orNull = (value: number | null, rounded: (value: number) => number): number | null =>
  value === null ? null : rounded(value);

export function caseTuple(n: number, { behaviour }: Case): LineOf<'check'>['cases'][number] {
  const {
    ageSeconds,
    cpu5,
    cpu60,
    burstiness,
    memory,
    memorySlope,
    ioRead,
    ioWrite,
    runDelay,
    wakeups,
    threads,
    ramp,
  } = behaviour;
  return [
    n,
    coarse(ageSeconds),
    fine(cpu5),
    fine(cpu60),
    fine(burstiness),
    fiveDigits(memory),
    orNull(memorySlope, fiveDigits),
    orNull(ioRead, fiveDigits),
    orNull(ioWrite, fiveDigits),
    orNull(runDelay, coarse),
    orNull(wakeups, coarse),
    threads,
    fine(ramp),
  ];
}

/** The load of each CPU is left out: nothing decides by it. */
export function systemObject(system: SystemReading): LineOf<'check'>['system'] {
  const { cpus, cpuBusy, memoryTotal, memoryAvailable, swapTotal, swapFree, oomKills, load1, pressure } = system;
  return {
    cpus,
    busy: fine(cpuBusy),
    memory: [memoryTotal, memoryAvailable, swapTotal, swapFree],
    oomKills,
    load1,
    pressure:
      pressure === null
        ? null
        : [
            fourOf(pressure.cpuSome),
            fourOf(pressure.memorySome),
            fourOf(pressure.memoryFull),
            fourOf(pressure.ioSome),
            fourOf(pressure.ioFull),
          ],
  };
}

const fourOf = ({ avg10, avg60, avg300, now }: PressureLine): [number, number, number, number] => [
  avg10,
  avg60,
  avg300,
  fine(now),
];
