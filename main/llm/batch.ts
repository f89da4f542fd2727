/** One batch of programs: one question, one repair of what its reply left open, then enough for the time being. */
import type { Question, Verdict } from '../decide/case.ts';
import type { Answer, Chain } from './chain.ts';
import { buildRequest, programLine } from './prompt.ts';
import type { Identity } from './redact.ts';
import { parseReply } from './reply.ts';
import type { Entry } from './reply.ts';
import { findSecret } from './secret-shapes.ts';
import type { Standing } from './standing.ts';
import type { Timing } from './timing.ts';

export interface BatchParts {
  readonly chain: Pick<Chain, 'ask'>;
  readonly identity: Identity;
  readonly maskIdentity: boolean;
  /** A key of ours in somebody's command line is a secret, whatever its shape. */
  readonly ownKey: string | null;
  readonly timing: Pick<Timing, 'keep' | 'keepUnsure' | 'again'>;
  readonly now: () => number;
}

export interface BatchOutcome {
  readonly verdicts: readonly Verdict[];
  /** Null when nobody had to be asked. */
  readonly standing: Standing | null;
  /** Asked about and not answered, or not fit to be sent; to come back later. */
  readonly missed: readonly Question[];
}

interface Line {
  readonly i: number;
  readonly question: Question;
  readonly text: string;
}

type Round =
  | { readonly kind: 'unavailable'; readonly standing: Standing }
  | {
      readonly kind: 'replied';
      readonly standing: Standing;
      readonly verdicts: readonly Verdict[];
      readonly open: readonly Line[];
      readonly problems: string;
    };

/** Failures of providers are in the outcome's standing. After an abort only the verdicts that had come mean something. */
export async function askBatch(
  batch: readonly Question[],
  parts: BatchParts,
  signal: AbortSignal,
): Promise<BatchOutcome> {
  const lines = batch.map((question, i): Line => {
    return { i, question, text: programLine(i, question, parts.identity, parts.maskIdentity) };
  });
  const fit = lines.filter(({ text }) => mayLeave(text, parts.ownKey));
  const unfit = lines.filter((line) => !fit.includes(line));
  const outcome = (standing: Standing | null, verdicts: readonly Verdict[], open: readonly Line[]): BatchOutcome => {
    return { verdicts, standing, missed: [...unfit, ...open].map(({ question }) => question) };
  };
  if (fit.length === 0) return outcome(null, [], []);

  const first = await ask(fit, null, parts, signal);
  // nobody replied, so nothing was missed: the same programs are asked about when the provider is back
  if (first.kind === 'unavailable') return outcome(first.standing, [], []);
  if (first.open.length === 0) return outcome(first.standing, first.verdicts, []);

  const second = await ask(first.open, first.problems, parts, signal);
  if (second.kind === 'unavailable') return outcome(second.standing, first.verdicts, first.open);
  const verdicts = [...first.verdicts, ...second.verdicts];
  const standing = second.open.length === 0 ? second.standing : disappointed(second, fit.length, parts);
  return outcome(standing, verdicts, second.open);
}

const mayLeave = (text: string, ownKey: string | null): boolean =>
  findSecret(text) === null && (ownKey === null || !text.includes(ownKey));

/** The repair left programs open as well. A model that answered about none at all gets a pause itself. */
function disappointed(
  round: Extract<Round, { kind: 'replied' }>,
  asked: number,
  { now, timing }: BatchParts,
): Standing {
  const left = round.open.length;
  const reason = `The model did not answer as asked about ${left} of ${asked} programs (${round.problems}); they are asked about again later.`;
  if (left < asked) return { ...round.standing, reason };
  return { ...round.standing, state: 'waiting', reason, retryAt: now() + timing.again };
}

async function ask(
  lines: readonly Line[],
  problems: string | null,
  parts: BatchParts,
  signal: AbortSignal,
): Promise<Round> {
  const texts = lines.map(({ text }) => text);
  const answer = await parts.chain.ask(buildRequest(texts, problems), signal);
  if (answer.kind === 'unavailable') return answer;
  const reply = parseReply(answer.text, new Set(lines.map(({ i }) => i)));
  const verdicts = lines.flatMap(({ i, question }) => {
    const entry = reply.entries.get(i);
    return entry === undefined ? [] : [verdictOf(question, entry, answer, reply.entries.size, parts)];
  });
  const { provider, model, instead } = answer;
  return {
    kind: 'replied',
    standing: { provider, model, state: 'ready', reason: instead, retryAt: null },
    verdicts,
    open: lines.filter(({ i }) => !reply.entries.has(i)),
    problems: reply.problems,
  };
}

function verdictOf(
  question: Question,
  entry: Entry,
  answer: Extract<Answer, { kind: 'answered' }>,
  sharers: number,
  parts: BatchParts,
): Verdict {
  const { category, background, confidence, why } = entry;
  const { cost, model, exchangeId } = answer;
  const at = parts.now();
  return {
    programKey: question.programKey,
    category,
    background,
    confidence,
    why,
    model,
    at,
    expiresAt: at + (confidence < 0.5 ? parts.timing.keepUnsure : parts.timing.keep),
    cost: {
      ...cost,
      inputTokens: cost.inputTokens / sharers,
      outputTokens: cost.outputTokens / sharers,
      usd: cost.usd / sharers,
    },
    exchangeId,
  };
}
