/** Where the model side stands, as a person reads it. */
import type { ModelSettings, ModelStatus } from './ports.ts';

export type Standing = Pick<ModelStatus, 'provider' | 'model' | 'state' | 'reason' | 'retryAt'>;

/** There is nobody to ask, by choice or for want of a key; only a change of settings helps. */
export function nobody({ provider }: ModelSettings): Standing {
  const off = { model: null, state: 'off', retryAt: null } as const;
  if (provider === 'none') {
    return { ...off, provider: 'none', reason: 'No model is asked: it is switched off in the settings.' };
  }
  return { ...off, provider: 'groq', reason: 'No Groq key is set; set GROQ_API_KEY or choose Ollama.' };
}

/** What several providers said, as one sentence after the other. */
export const sentenceOf = (standings: readonly Standing[]): string => standings.map(({ reason }) => reason).join(' ');

const gravity = ['off', 'ready', 'asking', 'waiting', 'broken', 'over-budget'] as const;

/** Several providers' troubles as one: the gravest state, all reasons, the earliest moment to try again. */
export function together(standings: readonly [Standing, ...Standing[]], settings: ModelSettings): Standing {
  const gravest = standings.reduce((a, b) => (gravity.indexOf(b.state) > gravity.indexOf(a.state) ? b : a));
  const moments = standings.flatMap(({ retryAt }) => (retryAt === null ? [] : [retryAt]));
  const retryAt = moments.length === 0 ? null : Math.min(...moments);
  const reason = sentenceOf(standings);
  if (settings.provider !== 'auto' || settings.groqKey !== null) return { ...gravest, reason, retryAt };
  const explained = `${reason} No Groq key is set. What is already known decides alone.`;
  return { provider: 'none', model: null, state: 'off', reason: explained, retryAt };
}
