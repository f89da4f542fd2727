/** The object graph of the engine: plain constructors, from the disk up to the calls. Used by every entry. */
import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Settings, SettingsChange } from '../contract/engine.ts';
import { createActor } from './act/actor.ts';
import type { Api } from './api.ts';
import { createApi } from './api.ts';
import { systemClock } from './clock.ts';
import { personTier } from './decide/tiers/person.ts';
import { policyTier } from './decide/tiers/policies.ts';
import { verdictTier } from './decide/tiers/verdicts.ts';
import { Engine } from './engine.ts';
import type { EngineParts } from './engine/parts.ts';
import { createActionBudget } from './guard/action-budget.ts';
import { createDebounce } from './guard/debounce.ts';
import { createGuard } from './guard/guard.ts';
import { createLocks } from './guard/locks.ts';
import { createManualChanges } from './guard/manual-changes.ts';
import { createPersonRules } from './learn/person-rules.ts';
import { createAdvisor } from './llm/advisor.ts';
import type { ModelSettings } from './llm/ports.ts';
import { pricesFrom } from './llm/prices.ts';
import type { Log } from './log.ts';
import { builtInPolicies } from './policy/built-in.ts';
import { createPolicyRepository } from './policy/repository.ts';
import { createApprovals } from './record/approvals.ts';
import { createDecisionLog } from './record/decision-log.ts';
import { createInForceSet } from './record/in-force.ts';
import { createSampler } from './sampler/sampler.ts';
import { defaultSettings } from './settings/defaults.ts';
import { openSettings } from './settings/settings.ts';
import { openStore } from './store/open-store.ts';
import { version } from './version.ts';
import { createMetrics } from './watch/metrics.ts';
import { createNotices } from './watch/notices.ts';
import { createOwnCostMeter } from './watch/own-cost.ts';
import { createContextSource } from './workload/context.ts';
import { createDesktopEntries } from './workload/desktop/desktop-entries.ts';
import { createDpkgIndex } from './workload/packages/dpkg.ts';
import { createWorkload } from './workload/workload.ts';

export interface AssembleOptions {
  readonly dataDirectory: string;
  /** In force for this run only. */
  readonly overrides: SettingsChange;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
}

export interface Assembled {
  readonly engine: Engine;
  readonly api: Api;
  /** Stops the engine, gives everything back, closes the store. */
  readonly stop: () => Promise<void>;
}

/** ms between two slices of retention. */
const tidyEveryMs = 60_000;

export async function assemble({ dataDirectory, overrides, environment, log }: AssembleOptions): Promise<Assembled> {
  const clock = systemClock;
  const notices = createNotices(clock.now);
  const tell = ({ severity, code, text }: { severity: 'info' | 'warning' | 'error'; code: string; text: string }) => {
    log.warn(text);
    notices.add(severity, code, text);
  };

  const { store, durable, notices: storeNotices } = openStore(join(dataDirectory, 'brainkernel.db'), clock);
  const opened = await openSettings({ dataDirectory, defaults: defaultSettings(environment), overrides, clock });
  const { settings } = opened;
  for (const notice of [...storeNotices, ...opened.notices]) tell(notice);
  store.onNotice(tell);
  settings.onNotice(tell);

  const repository = createPolicyRepository(builtInPolicies);
  if (!repository.ok) throw new Error(`the built-in policies are wrong: ${repository.error}`);

  const locks = createLocks();
  const debounce = createDebounce();
  const actor = createActor({ journal: store.journal, clock, env: environment });
  const advisor = createAdvisor({
    settings: () => modelSettings(settings.get(), environment),
    verdicts: store.verdicts,
    exchanges: store.exchanges,
    ledger: store.spend,
    clock,
    identity: { user: userInfo().username, host: hostname(), home: homedir() },
    log,
  });
  settings.onChange((_, changed) => {
    if (changed.some((key) => key.startsWith('llm.') || key === 'privacy.redact')) advisor.refresh();
  });
  const rules = createPersonRules(store.rules);
  // the guard asks the engine whether it is paused, the engine asks the guard for its word
  const engineOf = { pausedUntil: (): number | null => null };

  const parts: EngineParts = {
    clock,
    sampler: createSampler({ clock }),
    workload: createWorkload({
      packages: createDpkgIndex(),
      desktop: createDesktopEntries({ env: environment, home: homedir() }),
    }),
    senses: createContextSource({ environment }),
    tiers: [personTier(rules.of), policyTier(repository.value), verdictTier(store.verdicts, clock.now)],
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
      pausedUntil: () => engineOf.pausedUntil(),
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
    decisions: createDecisionLog(store.decisions),
    approvals: createApprovals(),
    inForce: createInForceSet(),
    metrics: createMetrics(store.metrics),
    ownCost: createOwnCostMeter(),
    notices,
    settings,
    exchanges: { durationOf: (id) => store.exchanges.get(id)?.durationMs ?? null },
    newId: randomUUID,
  };

  const engine = new Engine(parts);
  engineOf.pausedUntil = () => engine.pausedUntil();
  const api = createApi(engine, parts, {
    version,
    metrics: store.metrics,
    policies: repository.value,
    exchange: store.exchanges.get,
    spend: store.spend,
    pricesFrom,
    changeSettings: async ({ mode, ...others }) => {
      if (mode !== undefined) await engine.setMode(mode);
      return await settings.set(others);
    },
  });

  const tidying = setInterval(() => store.tidy(), tidyEveryMs);
  tidying.unref();
  return {
    engine,
    api,
    stop: async () => {
      clearInterval(tidying);
      await engine.stop();
      store.close();
    },
  };
}

function modelSettings(settings: Settings, environment: AssembleOptions['environment']): ModelSettings {
  return {
    provider: settings['llm.provider'],
    groqBaseUrl: settings['llm.groq.baseUrl'],
    groqModel: settings['llm.groq.model'],
    groqKey: environment['GROQ_API_KEY'] ?? null,
    ollamaHost: settings['llm.ollama.host'],
    ollamaModel: settings['llm.ollama.model'],
    timeoutMs: settings['llm.timeoutSeconds'] * 1000,
    usdPerMonth: settings['llm.budget.usdPerMonth'],
    tokensPerDay: settings['llm.budget.tokensPerDay'],
    redact: settings['privacy.redact'],
  };
}
