import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StrategyState } from '../../contract/learning.ts';
import { EvidenceBar } from '../decisions/evidence-bar.tsx';
import { useFormat } from '../format/use-format.ts';
import { StrategyMenu } from '../frame/strategy-menu.tsx';
import { useSaid } from '../i18n/use-said.ts';
import { Icon } from '../parts/icons.tsx';
import { hrefOfSection } from '../settings/sections.ts';
import { Panel } from './panel.tsx';
import { figureNames, keeps, strategyLimits } from './strategy-limits.ts';
import type { FigureName } from './strategy-limits.ts';

/** Which strategy is in force, whose choice it is, why it changed last, and the figures that would change it. */
export function StrategyPanel({ strategy }: { readonly strategy: StrategyState }): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormat();
  const say = useSaid();
  const { current, pinned, context, since, changes, figures } = strategy;
  const [last] = changes;
  const when = (at: number) => `${time.date(at)}, ${time.clock(at)}`;

  return (
    <Panel id="strategy-title" title={t('learning.strategy.title')} aside={<StrategyMenu quiet={false} />}>
      <div>
        <p>
          <strong className="text-lead font-semibold">{t(`strategy.${current}`)}</strong>{' '}
          <span className="text-muted">{t('learning.strategy.since', { time: when(since) })}</span>
        </p>
        <p className="text-muted">
          {context !== null
            ? t(`learning.strategy.context.${context}`)
            : t(pinned ? 'learning.strategy.pinned' : 'learning.strategy.adaptive')}
        </p>
      </div>
      {last === undefined ? (
        <p className="text-muted">{t('learning.strategy.noChange')}</p>
      ) : (
        <details>
          <summary className="rounded hover:text-ink">
            {say(last)}
            <span className="block text-label text-muted">
              {t('learning.strategy.changes', { count: changes.length })}
            </span>
          </summary>
          <ol className="mt-2 flex flex-col gap-2 border-l-2 border-line pl-3">
            {changes.map((change) => (
              <li key={change.at}>
                <p className="text-label text-muted">
                  <time title={time.full(change.at)}>{when(change.at)}</time>
                  {' · '}
                  {t(`strategy.${change.from}`)} → {t(`strategy.${change.to}`)}
                </p>
                <p className="text-pretty break-words">{say(change)}</p>
              </li>
            ))}
          </ol>
        </details>
      )}
      <div>
        <h4 className="mb-2 text-label font-semibold text-muted">{t('learning.strategy.figures')}</h4>
        <dl className="grid grid-cols-[max-content_1fr_max-content] items-center gap-x-4 gap-y-2">
          {figureNames.map((name) => (
            <Figure key={name} name={name} value={figures[name]} />
          ))}
        </dl>
      </div>
      <a className="w-fit underline underline-offset-2" href={hrefOfSection('behaviour')}>
        {t('learning.strategy.contexts')}
      </a>
    </Panel>
  );
}

function Figure({ name, value }: { readonly name: FigureName; readonly value: number | null }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { limit, side } = strategyLimits[name];
  const text = (figure: number) => {
    if (name === 'decisionMs') return number.milliseconds(figure);
    return name === 'wronglyHit' ? number.percent(figure) : number.plain(figure);
  };
  const kept = value === null || keeps(name, value);
  return (
    <div className="contents">
      <dt>
        {t(`learning.strategy.figure.${name}`)}
        <span className="block text-label text-muted">{t(`learning.strategy.${side}`, { limit: text(limit) })}</span>
      </dt>
      <dd className="contents">
        {value === null ? <span /> : <EvidenceBar value={value} threshold={limit} />}
        <span className={`flex items-center justify-end gap-1 ${kept ? '' : 'text-caution'}`}>
          {value === null ? (
            <span className="text-muted">{t('learning.notYet')}</span>
          ) : (
            <>
              {text(value)}
              <Icon name={kept ? 'check' : 'close'} className="size-3" />
            </>
          )}
        </span>
      </dd>
    </div>
  );
}
