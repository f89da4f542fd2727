/** The object graph of the engine: plain constructors, from the disk up to the calls. Used by every entry. */
import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Notice, Settings, SettingsChange } from '../contract/engine.ts';
import { createActor } from './act/actor.ts';
import type { Api } from './api.ts';
import { createApi } from './api.ts';
import { assembleLearning } from './assemble-learning.ts';
import { systemClock } from './clock.ts';
import { Engine } from './engine.ts';
import type { EngineParts, PauseMemory } from './engine/parts.ts';
import { createActionBudget } from './guard/action-budget.ts';
import { createDebounce } from './guard/debounce.ts';
import { createGuard } from './guard/guard.ts';
import { createLocks } from './guard/locks.ts';
import { createManualChanges } from './guard/manual-changes.ts';
import { createHelperInstaller } from './helper/installer.ts';
import type { HelperSources } from './helper/sources.ts';
import { checkoutSources } from './helper/sources.ts';
import { createPersonRules } from './learn/person-rules.ts';
import type { KeyStore } from './keys/key-store.ts';
import { createSessionKeys } from './keys/session-keys.ts';
import { createAdvisor } from './llm/advisor.ts';
import { expectedUsage } from './llm/bookkeeping.ts';
import { createModelTest } from './llm/model-test.ts';
import type { ModelSettings } from './llm/ports.ts';
import { pricesFrom } from './llm/prices.ts';
import { buildRequest } from './llm/prompt.ts';
import type { Log } from './log.ts';
import { describeMachine } from './present/machine-description.ts';
import { createApprovals } from './record/approvals.ts';
import { createDecisionLog } from './record/decision-log.ts';
import { createInForceSet } from './record/in-force.ts';
import { readBootId } from './sampler/proc-facts.ts';
import { createSampler } from './sampler/sampler.ts';
import { defaultSettings } from './settings/defaults.ts';
import type { SettingsWriter } from './settings/settings-file.ts';
import { openSettings } from './settings/settings.ts';
import type { Shell } from './shell.ts';
import { headlessShell } from './shell.ts';
import type { Meta } from './store/meta.ts';
import { openStore } from './store/open-store.ts';
import { version } from './version.ts';
import { createMetrics } from './watch/metrics.ts';
import { createNotices } from './watch/notices.ts';
import { createOwnCostMeter } from './watch/own-cost.ts';
import { createContextSource } from './workload/context.ts';
import { createDesktopEntries } from './workload/desktop/desktop-entries.ts';
import { createChecksums } from './workload/packages/checksum.ts';
import { createDpkgIndex } from './workload/packages/dpkg.ts';
import { createTrustIndex } from './workload/trust-index.ts';
import { createWorkload } from './workload/workload.ts';

export interface AssembleOptions {
  readonly dataDirectory: string;
  /** In force for this run only. */
  readonly overrides: SettingsChange;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly keys?: KeyStore;
  readonly shell?: Shell;
  /** What writes the settings; `conf` when left out, electron-store in the desktop app. */
  readonly settingsWriter?: SettingsWriter;
  /** Where the files of the privileged helper lie; in the folder it was started in when left out. */
  readonly helperSources?: HelperSources;
  /** What a person should know of how this run was started. */
  readonly notices?: readonly Omit<Notice, 'at'>[];
}

export interface Assembled {
  readonly engine: Engine;
  readonly api: Api;
  /** Stops the engine, gives everything back, closes the store. */
  readonly stop: () => Promise<void>;
}

/** ms between two slices of retention, and between two looks at what was learned. */
const tidyEveryMs = 60_000;

export async function assemble(options: AssembleOptions): Promise<Assembled> {
  const { dataDirectory, overrides, environment, log, shell = headlessShell } = options;
  const keys = options.keys ?? createSessionKeys(environment);
  const clock = systemClock;
  const notices = createNotices(clock.now);
  const tell = ({ severity, code, text }: { severity: 'info' | 'warning' | 'error'; code: string; text: string }) => {
    log.warn(text);
    notices.add(severity, code, text);
  };

  const { store, durable, notices: storeNotices } = openStore(join(dataDirectory, 'brainkernel.db'), clock);
  const opened = await openSettings({
    dataDirectory,
    defaults: defaultSettings(environment),
    overrides,
    clock,
    writer: options.settingsWriter,
  });
  const { settings } = opened;
  for (const notice of [...storeNotices, ...opened.notices, ...(options.notices ?? [])]) tell(notice);
  store.onNotice(tell);
  settings.onNotice(tell);

  const locks = createLocks(store.locks.ofBoot(readBootId() ?? ''));
  const debounce = createDebounce();
  const actor = createActor({ journal: store.journal, clock, env: environment });
  const identity = { user: userInfo().username, host: hostname(), home: homedir() };
  const models = (): ModelSettings => modelSettings(settings.get(), keys.get('groq'));
  const advisor = createAdvisor({
    settings: models,
    verdicts: store.verdicts,
    exchanges: store.exchanges,
    ledger: store.spend,
    clock,
    identity,
    log,
  });
  settings.onChange((_, changed) => {
    if (changed.some((key) => key.startsWith('llm.') || key === 'privacy.redact')) advisor.refresh();
  });
  keys.onChange(advisor.refresh);
  const testModel = createModelTest({ settings: models, exchanges: store.exchanges, ledger: store.spend, clock });
  const rules = createPersonRules(store.rules);
  const pause = pauseMemory(store.meta, clock.now);
  const decisions = createDecisionLog(store.decisions);
  const learning = assembleLearning({
    dataDirectory,
    store,
    settings: settings.get,
    rules,
    advisor,
    see: () => {
      const { observed, snapshot, context } = engine.now();
      return { observed, system: snapshot.system, context };
    },
    identity,
    say: (code, text) => tell({ severity: 'info', code, text }),
    clock,
    newId: randomUUID,
  });
  decisions.onChange((changed) => changed.forEach(learning.recorder.decided));
  const packages = createDpkgIndex();

  const parts: EngineParts = {
    clock,
    sampler: createSampler({ clock }),
    workload: createWorkload({
      packages,
      trust: createTrustIndex(createChecksums()),
      desktop: createDesktopEntries({ env: environment, home: homedir() }),
    }),
    senses: createContextSource({ environment }),
    tiers: learning.tiers,
    guard: createGuard({
      ownPids: () => new Set([process.pid]),
      settings: () => {
        const { mode, 'scope.roots': scopeRoots, 'immunity.programs': protectedPrograms } = settings.get();
        return { mode, scopeRoots, protectedPrograms };
      },
      support: actor.support,
      locks,
      debounce,
      budget: createActionBudget(),
      journalProblem: () => (durable ? null : (storeNotices.at(-1)?.text ?? 'there is no database')),
      pausedUntil: pause.until,
      now: clock.monotonic,
    }),
    locks,
    debounce,
    manualChanges: createManualChanges(),
    actor,
    advisor,
    verdicts: store.verdicts,
    rules,
    thumbs: store.feedback,
    experience: learning.experience,
    memories: learning.learner,
    strategy: learning.strategy,
    recorder: learning.recorder,
    decisions,
    approvals: createApprovals(),
    inForce: createInForceSet(),
    metrics: createMetrics(store.metrics),
    ownCost: createOwnCostMeter(),
    notices,
    settings,
    pause,
    exchanges: { durationOf: (id) => store.exchanges.get(id)?.durationMs ?? null },
    newId: randomUUID,
  };

  const engine = new Engine(parts);
  const installer = createHelperInstaller({
    sources: options.helperSources ?? checkoutSources('.'),
    environment,
    terminalCommand: { install: 'npm run helper:install', uninstall: 'npm run helper:uninstall' },
  });
  const api = createApi(engine, parts, {
    version,
    metrics: store.metrics,
    learning,
    installer,
    exchange: store.exchanges.get,
    costs: {
      spend: store.spend,
      answers: {
        fromCache: (from, to) => store.decisions.countOf('cache', from, to),
        programsAsked: store.verdicts.askedAbout,
      },
      promptTokens: expectedUsage(buildRequest([], null)).inputTokens,
      pricesFrom,
    },
    changeSettings: async ({ mode, ...others }) => {
      if (mode !== undefined) await engine.setMode(mode);
      return await settings.set(others);
    },
    onSettings: settings.onChange,
    keys,
    testModel: async (provider) => {
      const tested = await testModel(provider);
      // somebody answers again: what the advisor holds against them is out of date
      if (tested.ok) advisor.refresh();
      return tested;
    },
    shell,
    describeMachine: () => describeMachine({ environment }),
  });

  const tidying = setInterval(() => {
    store.tidy();
    learning.tend().catch((error: unknown) => log.warn(`Learning was not tended: ${String(error)}`));
  }, tidyEveryMs);
  tidying.unref();
  return {
    engine,
    api,
    stop: async () => {
      clearInterval(tidying);
      installer.dispose();
      await engine.stop();
      await learning.dispose();
      store.close();
    },
  };
}

const pausedUntil = 'paused-until';
const pauseMemory = ({ get, set }: Meta, now: () => number): PauseMemory => ({
  until: () => {
    const until = Number(get(pausedUntil) ?? 0);
    return until > now() ? until : null;
  },
  set: (until) => set(pausedUntil, until === null ? null : String(until)),
});

function modelSettings(settings: Settings, groqKey: string | null): ModelSettings {
  return {
    provider: settings['llm.provider'],
    groqBaseUrl: settings['llm.groq.baseUrl'],
    groqModel: settings['llm.groq.model'],
    groqKey,
    ollamaHost: settings['llm.ollama.host'],
    ollamaModel: settings['llm.ollama.model'],
    timeoutMs: settings['llm.timeoutSeconds'] * 1000,
    usdPerMonth: settings['llm.budget.usdPerMonth'],
    tokensPerDay: settings['llm.budget.tokensPerDay'],
    redact: settings['privacy.redact'],
  };
}
