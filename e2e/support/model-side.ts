/** The real advisor against the real loopback server, with stores in memory and everything they were given in sight. */
import type { Cost, Exchange } from '../../contract/decision.ts';
import type { Question, Verdict } from '../../main/decide/case.ts';
import { createAdvisor } from '../../main/llm/advisor.ts';
import type { AdvisorParts } from '../../main/llm/advisor.ts';
import type { Advisor, ModelSettings } from '../../main/llm/ports.ts';
import { startModelServer } from './model-server.ts';
import type { ModelServer, ModelServerOptions } from './model-server.ts';

/** Of the shape of a Groq key, and of nobody's. */
export const testKey = `gsk_${'testkey0'.repeat(6)}`;

/** The waits of the model side, short enough for a test. */
export const quick: NonNullable<AdvisorParts['timing']> = {
  collect: 5,
  backoff: 5,
  backoffMost: 20,
  breakerOpen: 40,
  rejected: 30,
  again: 20,
  probe: 1000,
};

export interface ModelSide {
  readonly server: ModelServer;
  readonly advisor: Advisor;
  /** What the advisor reads; a test may change it. */
  readonly settings: { -readonly [K in keyof ModelSettings]: ModelSettings[K] };
  readonly verdicts: Map<string, Verdict>;
  readonly exchanges: Exchange[];
  readonly spent: { readonly at: number; readonly cost: Cost }[];
  readonly log: string[];
  /** Milliseconds by which the advisor's wall clock is ahead. */
  readonly shift: { ms: number };
  /** Settles when that many programs have a verdict. */
  readonly answered: (count: number) => Promise<void>;
  /** Settles with the first log line, also an earlier one, that matches. */
  readonly says: (pattern: RegExp) => Promise<string>;
  /** Another advisor on the same stores and server: the program started again. */
  readonly restart: () => Promise<Advisor>;
  readonly close: () => Promise<void>;
}

export interface ModelSideOptions {
  readonly settings?: Partial<ModelSettings>;
  readonly timing?: AdvisorParts['timing'];
  readonly server?: ModelServerOptions;
  readonly identity?: AdvisorParts['identity'];
}

/** By default Groq is chosen, with a key, at the server's address. */
export async function startModelSide(options: ModelSideOptions = {}): Promise<ModelSide> {
  const server = await startModelServer(options.server);
  const settings = {
    provider: 'groq' as const,
    groqBaseUrl: server.url,
    groqModel: 'llama-3.1-8b-instant',
    groqKey: testKey,
    ollamaHost: server.url,
    ollamaModel: 'llama3.2',
    timeoutMs: 5000,
    usdPerMonth: 5,
    tokensPerDay: 1_000_000,
    redact: true,
    ...options.settings,
  };
  const verdicts = new Map<string, Verdict>();
  const exchanges: Exchange[] = [];
  const spent: { at: number; cost: Cost }[] = [];
  const log: string[] = [];
  const shift = { ms: 0 };
  const waiters = new Set<() => void>();
  const changed = (): void => {
    for (const check of waiters) check();
  };
  const note = (line: string): void => {
    log.push(line);
    changed();
  };
  const when = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const check = (): void => {
        const found = look();
        if (found === undefined) return;
        waiters.delete(check);
        resolve(found);
      };
      waiters.add(check);
      check();
    });

  const start = (): Advisor => {
    const advisor = createAdvisor({
      settings: () => settings,
      verdicts: {
        get: (key, now) => {
          const verdict = verdicts.get(key);
          return verdict === undefined || verdict.expiresAt <= now ? null : verdict;
        },
        put: (verdict) => void verdicts.set(verdict.programKey, verdict),
      },
      exchanges: { put: (exchange) => void exchanges.push(exchange) },
      ledger: {
        add: (at, cost) => void spent.push({ at, cost }),
        sum: (from, to) => sumOf(spent.filter(({ at }) => at >= from && at < to).map(({ cost }) => cost)),
      },
      clock: { now: () => Date.now() + shift.ms, monotonic: () => performance.now() + shift.ms },
      identity: options.identity ?? { user: 'alice', host: 'wonderland', home: '/home/alice' },
      log: { info: note, warn: note },
      timing: { ...quick, ...options.timing },
    });
    advisor.onVerdicts(changed);
    return advisor;
  };

  const advisors = [start()];
  const [advisor] = advisors as [Advisor];
  return {
    server,
    advisor,
    settings,
    verdicts,
    exchanges,
    spent,
    log,
    shift,
    answered: async (count) => {
      await when(() => (verdicts.size >= count ? true : undefined));
    },
    says: (pattern) => when(() => log.find((line) => pattern.test(line))),
    restart: async () => {
      await advisors.at(-1)?.dispose();
      const next = start();
      advisors.push(next);
      return next;
    },
    close: async () => {
      await advisors.at(-1)?.dispose();
      await server.close();
    },
  };
}

function sumOf(costs: readonly Cost[]) {
  return costs.reduce(
    (sum, { inputTokens, outputTokens, usd }) => ({
      calls: sum.calls + 1,
      inputTokens: sum.inputTokens + inputTokens,
      outputTokens: sum.outputTokens + outputTokens,
      usd: sum.usd + usd,
    }),
    { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 },
  );
}

/** A program that nobody knows. */
export const question = (name: string, known: Partial<Question> = {}): Question => ({
  programKey: `key-${name}`,
  name,
  exe: `/usr/bin/${name}`,
  argv: [`/usr/bin/${name}`],
  argvShape: '--daemon',
  packageName: null,
  packageDescription: null,
  unit: null,
  behaviour: { cpu60: 0.25, memory: 64 * 2 ** 20, threads: 3 },
  ...known,
});

/** That many of them, each different. */
export const questions = (count: number): readonly Question[] =>
  Array.from({ length: count }, (_, i) => question(`program-${i}`));
