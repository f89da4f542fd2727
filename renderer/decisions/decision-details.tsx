import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';
import { useFormat } from '../format/use-format.ts';
import { isHeld } from '../now/held.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Section } from '../parts/section.tsx';
import { CopyDecision } from './copy-decision.tsx';
import { EffectTable } from './effect-table.tsx';
import { EvidenceTable } from './evidence-table.tsx';
import { ExchangeBytes } from './exchange-bytes.tsx';
import { useLeverValue } from './use-lever-value.ts';
import { useSentence } from './use-sentence.ts';
import { Waterfall } from './waterfall.tsx';

/** Everything behind a decision. */
export function DecisionDetails({ decision }: { readonly decision: Decision }): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormat();
  const { refusalOf, textOf } = useSentence();
  const leverValue = useLeverValue();
  const { evidence, rejected, levers, latencyMs, effect, cost, exchangeId, notes, refusal, processes } = decision;

  return (
    <div className="grid gap-x-10 gap-y-6 pt-4 pb-2 roomy:grid-cols-2">
      {refusal !== null && (
        <Section title={t('detail.refusal')}>
          <p>{refusalOf(refusal)}</p>
          {textOf(refusal.reason) !== refusalOf(refusal) && <p className="text-muted">{textOf(refusal.reason)}</p>}
        </Section>
      )}
      <Section title={t('detail.evidence')}>
        <EvidenceTable evidence={evidence} />
      </Section>
      <Section title={t('detail.levers')}>
        {levers.length === 0 ? (
          <p className="text-muted">{t('detail.leversNone')}</p>
        ) : (
          <DataTable
            head={[t('detail.lever'), t('detail.before'), t('detail.after')]}
            rows={levers.map(({ lever, before, after }) => [
              t(`lever.${lever}`),
              leverValue(before),
              leverValue(after),
            ])}
          />
        )}
        <p className="mt-2 text-label text-muted">
          {t('detail.processes', { count: processes.length })} · PID {decision.target.pid}
          {decision.target.unit !== null && ` · ${decision.target.unit}`}
        </p>
      </Section>
      <Section title={t('detail.rejected')}>
        <dl className="grid grid-cols-[7rem_1fr] gap-x-3 gap-y-1">
          {rejected.map(({ action, why }) => (
            <div key={action} className="contents">
              <dt>{t(`action.${action}`)}</dt>
              <dd className="text-muted">{textOf(why)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t('detail.latency')}>
        <Waterfall latency={latencyMs} />
      </Section>
      {(effect !== null || isHeld(decision)) && (
        <Section title={t('detail.effect')}>
          {effect === null ? (
            <p className="text-muted">
              <EffectPending since={decision.at} />
            </p>
          ) : (
            <EffectTable effect={effect} />
          )}
        </Section>
      )}
      <Section title={t('detail.cost')}>
        <p className="mb-2">
          {cost === null
            ? t('detail.costNone')
            : t('detail.costValue', {
                provider: cost.provider,
                model: cost.model,
                input: number.integer(cost.inputTokens),
                output: number.integer(cost.outputTokens),
                usd: number.dollars(cost.usd),
              })}
        </p>
        {exchangeId !== null && <ExchangeBytes id={exchangeId} />}
      </Section>
      {notes.length > 0 && (
        <Section title={t('detail.notes')}>
          <ol>
            {notes.map(({ at, text }) => (
              <li key={`${at}:${text}`} className="flex gap-3">
                <time className="text-muted">{time.exact(at)}</time>
                <span className="min-w-0 break-words">{textOf(text)}</span>
              </li>
            ))}
          </ol>
        </Section>
      )}
      <div className="roomy:col-span-2">
        <CopyDecision decision={decision} />
      </div>
    </div>
  );
}

/** ms: four times as long as measuring takes. */
const patience = 120_000;

/** What is said of an effect that was not measured yet; after two minutes it never will be. */
export function EffectPending({ since }: { readonly since: number }): ReactNode {
  const { t } = useTranslation();
  const [late, setLate] = useState(() => Date.now() >= since + patience);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), since + patience - Date.now());
    return () => clearTimeout(timer);
  }, [since]);
  return t(late ? 'detail.unmeasurable' : 'detail.effectPending');
}
