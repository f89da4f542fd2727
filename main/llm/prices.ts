/** What a token costs. Data with its date; the account's bill is the provider's, this is what budgets are kept by. */
import type { Cost } from '../../contract/decision.ts';

/** Date of the price table, ISO. */
export const pricesFrom = '2026-06-04';

interface Price {
  /** US dollars per million tokens. */
  readonly input: number;
  readonly output: number;
}

/** Groq's published on-demand prices (groq.com/pricing). */
const groqPrices: Readonly<Record<string, Price>> = {
  'llama-3.1-8b-instant': { input: 0.05, output: 0.08 },
  'llama-3.3-70b-versatile': { input: 0.59, output: 0.79 },
  'openai/gpt-oss-20b': { input: 0.075, output: 0.3 },
  'openai/gpt-oss-120b': { input: 0.15, output: 0.6 },
  'openai/gpt-oss-safeguard-20b': { input: 0.075, output: 0.3 },
  'meta-llama/llama-4-scout-17b-16e-instruct': { input: 0.11, output: 0.34 },
  'meta-llama/llama-4-maverick-17b-128e-instruct': { input: 0.2, output: 0.6 },
  'qwen/qwen3-32b': { input: 0.29, output: 0.59 },
  'moonshotai/kimi-k2-instruct-0905': { input: 1, output: 3 },
};

const dearest: Price = Object.values(groqPrices).reduce((a, b) => ({
  input: Math.max(a.input, b.input),
  output: Math.max(a.output, b.output),
}));

const free: Price = { input: 0, output: 0 };

/** Tokens of one call. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** `assumed`: the model is not in the table, so the dearest price in it stands in. A model on one's own machine is free. */
export function priceOf(
  provider: 'groq' | 'ollama',
  model: string,
): { readonly price: Price; readonly assumed: boolean } {
  if (provider === 'ollama') return { price: free, assumed: false };
  const price = groqPrices[model];
  return price === undefined ? { price: dearest, assumed: true } : { price, assumed: false };
}

/** What a call costs in US dollars. */
export function costOf(provider: 'groq' | 'ollama', model: string, usage: Usage): Cost {
  const { price } = priceOf(provider, model);
  const usd = (usage.inputTokens * price.input + usage.outputTokens * price.output) / 1e6;
  return { provider, model, inputTokens: usage.inputTokens, outputTokens: usage.outputTokens, usd };
}
