/** One question of the planner: asked like any other, in the advisor's own queue, lane and budget, and never repeated. */
import type { Chain } from './chain.ts';
import type { Consultation } from './ports.ts';
import type { CompletionRequest } from './provider.ts';
import { findSecret } from './secret-shapes.ts';

export interface ConsultParts {
  readonly chain: Pick<Chain, 'ask'>;
  /** A key of ours in the text is a secret, whatever its shape. */
  readonly ownKey: string | null;
}

export const nobodyBecause = (reason: string): Consultation => ({ kind: 'nobody', reason, retryAt: null });

export const callingOff = 'The settings changed while a model was asked.';

/** The wire looks for secrets as well, but holds the provider responsible; this refuses before anybody is bothered. */
export async function consult(
  request: CompletionRequest,
  { chain, ownKey }: ConsultParts,
  signal: AbortSignal,
): Promise<Consultation> {
  const text = `${request.system}\n${request.user}`;
  const secret = findSecret(text) ?? (ownKey !== null && text.includes(ownKey) ? 'own key' : null);
  if (secret !== null)
    return nobodyBecause(`Nothing was sent: what looks like a secret (${secret}) was still in the text.`);
  const answer = await chain.ask(request, signal);
  if (answer.kind === 'answered') {
    const { text: said, model, exchangeId, cost } = answer;
    return { kind: 'answered', text: said, model, exchangeId, cost };
  }
  if (signal.aborted) return nobodyBecause(callingOff);
  const { reason, retryAt } = answer.standing;
  return { kind: 'nobody', reason: reason ?? 'No model could be asked.', retryAt };
}
