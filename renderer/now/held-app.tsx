import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';
import { ActionChip } from '../decisions/action-chip.tsx';
import { EffectPending } from '../decisions/decision-details.tsx';
import { effectWords } from '../decisions/measure.ts';
import { useLeverValue } from '../decisions/use-lever-value.ts';
import { useFormat } from '../format/use-format.ts';
import { hrefOf } from '../frame/route.ts';
import { Button } from '../parts/button.tsx';
import { CategoryIcon } from '../parts/category-icon.tsx';
import { Icon } from '../parts/icons.tsx';
import { cpuBefore, waitOf } from './held.ts';

interface HeldAppProps {
  readonly decision: Decision;
  /** Ratio of one CPU; null when the app is not seen. */
  readonly cpuNow: number | null;
  readonly busy: boolean;
  readonly onUndo: () => void;
}

/** One app under treatment: what changed, what that did to it and to whoever waited, and the way back. */
export function HeldApp({ decision, cpuNow, busy, onUndo }: HeldAppProps): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormat();
  const { id, at, app, levers, effect } = decision;
  const leverValue = useLeverValue();
  const before = cpuBefore(decision);
  const wait = waitOf(decision);
  const share = (ratio: number | null) => (ratio === null ? '–' : number.percent(ratio));

  return (
    <li className="grid grid-cols-[1rem_1fr_auto_auto] items-start gap-x-3 gap-y-1 px-4 py-3">
      <span className="pt-0.5">
        <CategoryIcon category={app.category} />
      </span>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <a href={hrefOf({ view: 'decisions', id })} className="font-medium break-all hover:underline">
          {app.name}
        </a>
        <ActionChip decision={decision} />
        <span className="text-label text-muted">
          {t(`category.${app.category}`)} · {t('now.since', { time: time.clock(at) })}
        </span>
      </p>
      <p title={t('now.cpuHint')}>
        <span className="text-label text-muted">CPU</span> {share(before)} →{' '}
        <span className="font-medium">{share(cpuNow)}</span>
      </p>
      <Button className="-my-1.5" busy={busy} aria-label={t('decisions.undoFor', { app: app.name })} onClick={onUndo}>
        <Icon name="undo" />
        {t('decisions.undo')}
      </Button>
      {levers.length > 0 && (
        <p className="col-span-3 col-start-2 break-words text-muted">
          {levers
            .map(({ lever, before: was, after }) => `${t(`lever.${lever}`)} ${leverValue(was)} → ${leverValue(after)}`)
            .join(t('now.comma'))}
        </p>
      )}
      <p className="col-span-3 col-start-2 text-label text-muted">
        {effect === null ? <EffectPending since={at} /> : t(`detail.${effectWords[effect.verdict]}`)}
        {wait !== null &&
          ` · ${t('now.wait', { before: number.milliseconds(wait.before), after: number.milliseconds(wait.after) })}`}
      </p>
    </li>
  );
}
