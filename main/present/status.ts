/** The engine's state on the wire, headline included. Pure. */
import type { EngineStatus } from '../../contract/engine.ts';
import type { Settings } from '../../contract/engine.ts';
import type { Sentence } from '../../contract/decision.ts';
import type { StrategyState } from '../../contract/learning.ts';
import type { ModelStatus, Spend } from '../llm/ports.ts';
import { cpuPressure } from '../policy/facts.ts';
import { checkIntervalOf, limitsOf } from '../policy/limits.ts';
import type { SystemPressure, SystemReading } from '../sampler/snapshot.ts';
import type { Notice } from '../watch/notices.ts';
import type { OwnCost } from '../watch/own-cost.ts';
import type { Context } from '../workload/app.ts';

export interface StatusFacts {
  readonly version: string;
  readonly startedAt: number;
  readonly settings: Settings;
  readonly pausedUntil: number | null;
  readonly system: SystemReading;
  readonly context: Context;
  /** The app a person is using, and how long it waits for a CPU in ms a second; null where either is not known. */
  readonly inFront: { readonly app: string; readonly waitMs: number } | null;
  readonly counts: EngineStatus['counts'];
  readonly own: OwnCost;
  readonly sampleMs: number;
  readonly today: Spend;
  readonly model: ModelStatus;
  readonly notices: readonly Notice[];
  readonly helper: EngineStatus['helper'];
  readonly strategy: Pick<StrategyState, 'current' | 'pinned'>;
}

export function statusOf(facts: StatusFacts): EngineStatus {
  const { settings, system, context, strategy } = facts;
  return {
    version: facts.version,
    startedAt: facts.startedAt,
    mode: settings.mode,
    strategy: strategy.current,
    strategyPinned: strategy.pinned,
    checkIntervalSeconds: checkIntervalOf(strategy.current),
    pausedUntil: facts.pausedUntil,
    pressure: pressureOf(system.pressure),
    context: {
      ...context,
      foreground:
        context.foreground.kind === 'known'
          ? { kind: 'known', value: { pid: context.foreground.pid, appId: context.foreground.appId } }
          : context.foreground,
      games: [...context.games],
      otherTuners: [...context.otherTuners],
      regime: {
        ...context.regime,
        delegated: [...context.regime.delegated],
        voidLevers: [...context.regime.voidLevers],
      },
    },
    machine: {
      cpus: system.cpus,
      memoryTotal: system.memoryTotal,
      memoryAvailable: system.memoryAvailable,
      cpuBusy: Math.round(system.cpuBusy * 1000) / 1000,
    },
    counts: facts.counts,
    headline: headlineOf(facts),
    own: {
      cpu: Math.round(facts.own.cpu * 10_000) / 10_000,
      memory: facts.own.memory,
      usdToday: facts.today.usd,
      tokensToday: facts.today.inputTokens + facts.today.outputTokens,
      sampleMs: Math.round(facts.sampleMs * 100) / 100,
      overBudget: facts.own.overBudget,
    },
    llm: {
      provider: facts.model.provider,
      model: facts.model.model,
      state: facts.model.state,
      reason: facts.model.reason,
      retryAt: facts.model.retryAt,
    },
    notices: [...facts.notices],
    helper: { installed: facts.helper.installed, reason: facts.helper.reason },
  };
}

function headlineOf({ settings, strategy, pausedUntil, system, counts, inFront }: StatusFacts): Sentence {
  const held = counts.treated;
  if (pausedUntil !== null) return { key: 'headline.paused', values: {} };
  if (settings.mode === 'observe') return { key: 'headline.observing', values: { held } };
  const limit = limitsOf(strategy.current).pressure;
  const pressures = [
    { resource: 'cpu', percent: cpuPressure(system) },
    { resource: 'memory', percent: system.pressure?.memorySome.avg10 ?? 0 },
    { resource: 'io', percent: system.pressure?.ioSome.avg10 ?? 0 },
  ];
  const worst = pressures.reduce((most, one) => (one.percent > most.percent ? one : most));
  if (worst.percent <= limit) return { key: 'headline.calm', values: { held, ...inFront } };
  return {
    key: 'headline.pressed',
    values: { ...inFront, held, resource: worst.resource, percent: `${Math.round(worst.percent)}%` },
  };
}

const quiet = { avg10: 0, avg60: 0, avg300: 0 };

function pressureOf(pressure: SystemPressure | null): EngineStatus['pressure'] {
  if (!pressure) {
    return { available: false, cpuSome: quiet, memorySome: quiet, memoryFull: quiet, ioSome: quiet, ioFull: quiet };
  }
  const line = ({ avg10, avg60, avg300 }: SystemPressure['cpuSome']) => ({ avg10, avg60, avg300 });
  return {
    available: true,
    cpuSome: line(pressure.cpuSome),
    memorySome: line(pressure.memorySome),
    memoryFull: line(pressure.memoryFull),
    ioSome: line(pressure.ioSome),
    ioFull: line(pressure.ioFull),
  };
}
