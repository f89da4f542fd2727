import type { TFunction } from 'i18next';
import type { Decision, LeverChange } from '../../contract/decision.ts';
import type { NumberFormat } from '../format/numbers.ts';
import { effectWords, measured } from './measure.ts';

interface Words {
  readonly t: TFunction;
  readonly number: NumberFormat;
  readonly when: string;
  readonly sentence: string;
  readonly refusal: string | null;
  /** A metric's name, or who it names, in the language of the page. */
  readonly wordOf: (text: string) => string;
  /** What the engine says in a text of its own. */
  readonly textOf: (text: string) => string;
  /** What the person said of it; null when nothing. */
  readonly feedback: string | null;
  readonly leverValue: (value: LeverChange['before']) => string;
}

/** A decision as lines of text that can be pasted into a mail or a bug report. */
export function decisionAsText(decision: Decision, words: Words): string {
  const { t, number, when, sentence, refusal, wordOf, textOf, feedback, leverValue } = words;
  const { app, target, action, status, tier, decider, confidence } = decision;
  const lines = [
    `${when}  ${app.name} (PID ${target.pid}): ${t(`action.${action}`)}, ${t(`decisionStatus.${status}`)}`,
    sentence,
    `${t(`tier.${tier}`)}: ${decider}, ${t('decisions.sure', { percent: number.percent(confidence) })}`,
  ];
  if (refusal !== null) lines.push(`${t('detail.refusal')}: ${refusal}`);
  for (const { metric, value, unit, threshold } of decision.evidence) {
    const limit = threshold === null ? '' : ` (${t('detail.threshold')} ${measured(threshold, unit, number)})`;
    const text = typeof value === 'string' ? wordOf(measured(value, unit, number)) : measured(value, unit, number);
    lines.push(`- ${wordOf(metric)}: ${text}${limit}`);
  }
  for (const { lever, before, after } of decision.levers)
    lines.push(`- ${t(`lever.${lever}`)}: ${leverValue(before)} -> ${leverValue(after)}`);
  for (const { action: other, why } of decision.rejected)
    lines.push(`- ${t('detail.rejected')}: ${t(`action.${other}`)}, ${textOf(why)}`);
  if (decision.effect !== null) {
    lines.push(`- ${t('detail.effect')}: ${t(`detail.${effectWords[decision.effect.verdict]}`)}`);
    for (const { metric, unit, before, after } of decision.effect.metrics)
      lines.push(`  ${wordOf(metric)}: ${measured(before, unit, number)} -> ${measured(after, unit, number)}`);
  }
  const { cost, notes } = decision;
  if (cost !== null) {
    const { provider, model, inputTokens, outputTokens, usd } = cost;
    const values = { provider, model, input: number.integer(inputTokens), output: number.integer(outputTokens) };
    lines.push(`- ${t('detail.costValue', { ...values, usd: number.dollars(usd) })}`);
  }
  if (feedback !== null) lines.push(`- ${feedback}`);
  for (const { text } of notes) lines.push(`- ${t('detail.notes')}: ${textOf(text)}`);
  return lines.join('\n');
}
