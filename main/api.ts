/** The engine behind the contract: every call and every stream, for whichever transport carries them. */
import type { Handlers, StreamName, StreamValue, Subscribe } from '../contract/calls.ts';
import { CallError } from '../contract/calls.ts';
import type { Decision, Exchange } from '../contract/decision.ts';
import type { MachineDescription } from '../contract/desktop.ts';
import type { EngineStatus, Settings, SettingsChange } from '../contract/engine.ts';
import type { ModelTest } from '../contract/keys.ts';
import type { AppRow, ProcessRow } from '../contract/machine.ts';
import { helperCalls } from './api/helper-calls.ts';
import { learningCalls } from './api/learning-calls.ts';
import { policyCalls } from './api/policy-calls.ts';
import type { Learning } from './assemble-learning.ts';
import type { Dispose } from './clock.ts';
import type { Engine, View } from './engine.ts';
import type { EngineParts } from './engine/parts.ts';
import { immunityAgainst } from './guard/immunity.ts';
import type { HelperInstaller } from './helper/installer.ts';
import type { KeyStore } from './keys/key-store.ts';
import type { CostSources } from './present/costs.ts';
import { costsSummaryOf } from './present/costs.ts';
import { createHelperGlance } from './present/helper-glance.ts';
import { createProcessStream } from './present/process-stream.ts';
import type { RowFacts } from './present/rows.ts';
import { appRow, processRow } from './present/rows.ts';
import type { StatusFacts } from './present/status.ts';
import { statusOf } from './present/status.ts';
import { createUserNames } from './present/users.ts';
import { createCpuWeights } from './sampler/cpu-weights.ts';
import { printable } from './printable.ts';
import type { Shell } from './shell.ts';
import type { MetricName, MetricStore } from './watch/metrics.ts';
import { metricUnits } from './watch/metrics.ts';
import { unitOf } from './workload/cgroup-unit.ts';
import { todayOf } from './watch/calendar.ts';

/** What the calls need beside the engine: the readable sides of the store, and a settings change with its consequences. */
export interface ApiSources {
  readonly version: string;
  readonly metrics: MetricStore;
  readonly learning: Pick<Learning, 'learner' | 'policies' | 'strategy' | 'quality' | 'onRecording'>;
  readonly installer: HelperInstaller;
  readonly exchange: (id: string) => Exchange | null;
  readonly costs: Omit<CostSources, 'quota'>;
  readonly changeSettings: (change: SettingsChange) => Promise<Settings>;
  readonly onSettings: (listener: (settings: Settings) => void) => Dispose;
  readonly keys: KeyStore;
  readonly testModel: (provider: ModelTest['provider']) => Promise<ModelTest>;
  readonly shell: Shell;
  readonly describeMachine: () => Promise<MachineDescription>;
}

export interface Api {
  readonly handlers: Handlers;
  readonly subscribe: Subscribe;
}

export function createApi(engine: Engine, parts: EngineParts, sources: ApiSources): Api {
  const { clock, decisions, approvals, inForce, locks, notices, settings, advisor, rules, thumbs } = parts;
  const { learning } = sources;
  const userName = createUserNames(clock.monotonic);
  const helper = createHelperGlance(parts.actor.helperStatus, clock.monotonic);
  const weights = createCpuWeights(clock.monotonic);

  const status = (): EngineStatus => {
    const { snapshot, observed, context, own } = engine.now();
    const [from, to] = todayOf(clock.now());
    return statusOf({
      version: sources.version,
      startedAt: engine.startedAt,
      settings: settings.get(),
      pausedUntil: engine.pausedUntil(),
      system: snapshot.system,
      context,
      inFront: inFrontOf(engine.now()),
      counts: {
        processes: snapshot.processes.size,
        apps: observed.length,
        treated: inForce.all().length,
        awaiting: approvals.list().length,
        questions: advisor.status().queued,
      },
      own,
      sampleMs: snapshot.costMs,
      today: sources.costs.spend.sum(from, to),
      model: advisor.status(),
      notices: notices.list(),
      helper: helper.now(),
      strategy: learning.strategy.state(),
    });
  };

  const table = (): { at: number; apps: readonly AppRow[]; rows: readonly ProcessRow[] } => {
    const { snapshot, observed, context } = engine.now();
    weights.begin();
    const facts: RowFacts = {
      treatmentOf: (appId) => inForce.ofApp(appId)[0] ?? null,
      lockOf: locks.get,
      lockOfApp: locks.ofApp,
      treated: inForce.pids(),
      userName,
      cpuWeightOf: ({ unit, cgroup }) => (unit === null ? null : weights.of(unitOf(cgroup).path)),
      isImmune: ({ app }) => immunityAgainst('end', app, true, settings.get()['immunity.programs']) !== null,
      foregroundApp: context.foreground.kind === 'known' ? context.foreground.appId : null,
    };
    return {
      at: snapshot.wallTime,
      apps: observed.map((one) => appRow(one, facts)),
      rows: observed.flatMap(({ app }) => app.processes.map((process) => processRow(process, app.id, facts))),
    };
  };

  const processes = createProcessStream(table);
  engine.onSample(processes.tick);

  const subscriptions: { readonly [N in StreamName]: (listener: (value: StreamValue<N>) => void) => () => void } = {
    'engine.status': (listener) => {
      listener(status());
      return engine.onSample(() => listener(status()));
    },
    processes: processes.listen,
    decisions: (listener) => {
      listener({ changed: [...decisions.list({ limit: 100 })] });
      return decisions.onChange((changed) => listener({ changed: [...changed] }));
    },
    approvals: (listener) => {
      listener({ approvals: [...approvals.list()] });
      return approvals.onChange((open) => listener({ approvals: [...open] }));
    },
    alerts: (listener) => {
      listener({ alerts: alerts() });
      return notices.onChange(() => listener({ alerts: alerts() }));
    },
    settings: (listener) => {
      listener(settings.get());
      return sources.onSettings(listener);
    },
  };

  const alerts = (): StreamValue<'alerts'>['alerts'] =>
    notices.list().map((notice) => ({ id: `${notice.code}:${notice.at}`, ...notice }));

  const needDecision = (id: string): Decision => {
    const found = decisions.get(id);
    if (!found) throw new CallError('not-found', 'There is no such decision (any more).');
    return found;
  };

  const handlers: Handlers = {
    'engine.status': status,
    'engine.setMode': async ({ mode }) => {
      await engine.setMode(mode);
      return status();
    },
    'engine.setStrategy': async ({ strategy }) => {
      await sources.changeSettings(
        strategy === 'adapt' ? { 'strategy.pinned': false } : { strategy, 'strategy.pinned': true },
      );
      return status();
    },
    'engine.pause': async ({ minutes }) => {
      await engine.pauseFor(minutes);
      return status();
    },
    'engine.resume': () => {
      engine.resume();
      return status();
    },
    'processes.list': () => {
      const { at, rows } = table();
      return { at, processes: [...rows] };
    },
    'apps.list': () => {
      const { at, apps } = table();
      return { at, apps: [...apps] };
    },
    'processes.act': async (input) => {
      const process = { pid: input.pid, startTime: input.startTime };
      switch (input.kind) {
        case 'treat':
          return { decision: await engine.acts.treat(process, input.action, input.confirmed === true) };
        case 'set':
          return { decision: await engine.acts.set(process, input.setting) };
        case 'restore':
          return { decision: await engine.acts.restore(process) };
      }
    },
    'processes.values': async ({ pid, startTime }) => {
      const values = await parts.actor.values({ pid, startTime });
      if (!values) throw new CallError('not-found', `Process ${pid} has ended, or its values may not be read.`);
      return { ...values, nice: Number(values.nice), cpus: engine.now().snapshot.system.cpus };
    },
    'decisions.list': (filter) => ({ decisions: [...decisions.list(filter)] }),
    'decisions.get': ({ id }) => needDecision(id),
    'decisions.undo': ({ id }) => engine.acts.undo(id),
    'decisions.feedback': ({ id, verdict, reason, note }) =>
      engine.acts.feedback(id, { verdict, reason: reason ?? null, note: note ?? null }),
    'decisions.exchange': ({ id }) => {
      const exchangeId = decisions.get(id)?.exchangeId ?? id;
      const found = sources.exchange(exchangeId);
      if (!found)
        throw new CallError('not-found', 'What was sent for this decision is not kept any more, or nothing was sent.');
      return found;
    },
    'approvals.list': () => ({ approvals: [...approvals.list()] }),
    'approvals.answer': ({ id, answer, always }) => engine.acts.answer(id, answer, always === true),
    ...policyCalls({ ...learning, cases: () => engine.cases() }),
    ...learningCalls({ ...learning, thumbs, rules, decisions, onTurn: engine.forgetStances }),
    'costs.summary': () =>
      costsSummaryOf(clock.now(), settings.get(), { ...sources.costs, quota: advisor.status().quota }),
    'metrics.query': ({ name, from, to, step }) => {
      if (!isMetric(name))
        throw new CallError(
          'not-found',
          `There is no metric "${name}". Known: ${Object.keys(metricUnits).join(', ')}.`,
        );
      if (to <= from) throw new CallError('bad-input', '"to" must lie after "from".');
      const points = sources.metrics.query(name, from, to, step).map(([at, value]): [number, number] => [at, value]);
      return { name, unit: metricUnits[name], points };
    },
    'alerts.list': () => ({ alerts: alerts() }),
    'settings.get': () => settings.get(),
    'settings.set': (change) => sources.changeSettings(change),
    'keys.status': () => ({ keys: [...sources.keys.status()] }),
    'keys.set': ({ provider, key, keep }) => sources.keys.set(provider, key, keep),
    'keys.forget': ({ provider }) => sources.keys.forget(provider),
    'llm.test': ({ provider }) => sources.testModel(provider),
    'desktop.status': () => sources.shell.status(),
    'desktop.checkForUpdate': () => sources.shell.checkForUpdate(),
    'desktop.installUpdate': () => sources.shell.installUpdate(),
    'machine.describe': () => sources.describeMachine(),
    ...helperCalls({ actor: parts.actor, installer: sources.installer, onChange: helper.lookAgain }),
  };

  // the correlated union of names and listeners is what the mapped type says; a switch would say it five times
  const subscribe: Subscribe = (name, listener) => subscriptions[name](listener);
  return { handlers, subscribe };
}

function inFrontOf({ observed, context: { foreground } }: View): StatusFacts['inFront'] {
  const used = foreground.kind === 'known' && observed.find(({ app }) => app.id === foreground.appId);
  if (!used || used.behaviour.runDelay === null) return null;
  return { app: printable(used.app.name), waitMs: Math.round(used.behaviour.runDelay * 10) / 10 };
}

const isMetric = (name: string): name is MetricName => Object.hasOwn(metricUnits, name);
