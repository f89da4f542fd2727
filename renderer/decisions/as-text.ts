import type { TFunction } from 'i18next';
import type { Decision } from '../../contract/decision.ts';
import type { NumberFormat } from '../format/numbers.ts';
import { measured } from './measure.ts';

interface Words {
  readonly t: TFunction;
  readonly number: NumberFormat;
  readonly when: string;
  readonly sentence: string;
  readonly refusal: string | null;
}

/** A decision as lines of text that can be pasted into a mail or a bug report. */
export function decisionAsText(decision: Decision, { t, number, when, sentence, refusal }: Words): string {
  const { app, target, action, status, tier, decider, confidence } = decision;
  const lines = [
    `${when}  ${app.name} (PID ${target.pid}): ${t(`action.${action}`)}, ${t(`decisionStatus.${status}`)}`,
    sentence,
    `${t(`tier.${tier}`)}: ${decider}, ${t('decisions.sure', { percent: number.percent(confidence) })}`,
  ];
  if (refusal !== null) lines.push(`${t('detail.refusal')}: ${refusal}`);
  for (const { metric, value, unit, threshold } of decision.evidence) {
    const limit = threshold === null ? '' : ` (${t('detail.threshold')} ${measured(threshold, unit, number)})`;
    lines.push(`- ${metric}: ${measured(value, unit, number)}${limit}`);
  }
  for (const { lever, before, after } of decision.levers)
    lines.push(`- ${t(`lever.${lever}`)}: ${before ?? t('detail.unset')} -> ${after ?? t('detail.unset')}`);
  for (const { action: other, why } of decision.rejected)
    lines.push(`- ${t('detail.rejected')}: ${t(`action.${other}`)}, ${why}`);
  return lines.join('\n');
}
