import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LearnedModel, LearningSummary, ModelVersion } from '../../contract/learning.ts';
import { Meter } from '../cost/meter.tsx';
import { useFormat } from '../format/use-format.ts';
import { Chip } from '../parts/chip.tsx';
import { ConfirmButton } from '../parts/confirm-button.tsx';
import { useFocusIfLost } from '../parts/use-focus-if-lost.ts';
import { useCall } from '../parts/use-call.ts';
import { miniBatch } from './mini-batch.ts';
import { Panel } from './panel.tsx';

interface ModelPanelProps {
  readonly model: LearnedModel;
  readonly onChange: (summary: LearningSummary) => void;
}

/** How the model that learns from thumbs stands, and the way back to what it was. */
export function ModelPanel({ model, onChange }: ModelPanelProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { busy, call } = useCall();
  const [chosen, setChosen] = useState<number | null>(null);
  const { state, version, samples, pending, calibrationError, versions } = model;
  const status = useFocusIfLost<HTMLParagraphElement>(chosen === null ? null : model);
  const pendingText = t('learning.model.pendingOf', { pending: number.integer(pending), batch: miniBatch });

  const rollBack = async (to: number) => {
    const next = await call('learning.rollBack', { version: to });
    if (next === null) return;
    setChosen(to);
    onChange(next);
  };

  return (
    <Panel
      id="model-title"
      title={t('learning.model.title')}
      aside={<Chip look={state === 'ready' ? 'done' : 'plain'}>{t(`learning.model.chip.${state}`)}</Chip>}
    >
      <p className="text-muted">{t(`learning.model.state.${state}`)}</p>
      <dl className="grid grid-cols-[max-content_1fr] items-center gap-x-6 gap-y-2">
        <dt className="text-muted">{t('learning.model.version')}</dt>
        <dd>{version === 0 ? t('learning.model.none') : number.integer(version)}</dd>
        <dt className="text-muted">{t('learning.model.samples')}</dt>
        <dd>{t('learning.model.sampleCount', { count: samples, samples: number.integer(samples) })}</dd>
        <dt className="text-muted">{t('learning.model.pending')}</dt>
        <dd className="flex items-center gap-3">
          <span className="w-24">
            <Meter label={t('learning.model.pending')} ratio={pending / miniBatch} text={pendingText} />
          </span>
          {pendingText}
        </dd>
        <dt className="text-muted">
          {t('learning.model.calibration')}
          <span className="block max-w-52 text-label">{t('learning.model.calibrationHint')}</span>
        </dt>
        <dd>
          {calibrationError === null ? (
            <span className="text-muted">{t('learning.notYet')}</span>
          ) : (
            number.percent(calibrationError)
          )}
        </dd>
      </dl>
      {versions.length > 0 && (
        <details>
          <summary className="w-fit rounded text-muted hover:text-ink">{t('learning.model.versions')}</summary>
          <p className="pt-2 text-label text-muted">{t('learning.model.lossHint')}</p>
          <ul className="divide-y divide-line">
            {versions.map((one) => (
              <VersionRow key={one.version} version={one} busy={busy} onRollBack={() => void rollBack(one.version)} />
            ))}
          </ul>
        </details>
      )}
      <p ref={status} tabIndex={-1} role="status" className="text-muted empty:sr-only">
        {chosen !== null && t('learning.model.done', { version: chosen })}
      </p>
    </Panel>
  );
}

interface VersionRowProps {
  readonly version: ModelVersion;
  readonly busy: boolean;
  readonly onRollBack: () => void;
}

function VersionRow({ version: { version, at, samples, loss, active }, busy, onRollBack }: VersionRowProps): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormat();
  return (
    <li className="flex min-h-11 items-center gap-4 py-1">
      <div className="min-w-0 flex-1">
        <p>
          {t('learning.model.versionNumber', { version })}
          <span className="text-muted"> · {version === 0 ? t('learning.model.first') : time.date(at)}</span>
        </p>
        <p className="text-label text-muted">
          {t('learning.model.sampleCount', { count: samples, samples: number.integer(samples) })}
          {loss !== null && ` · ${t('learning.model.loss')} ${number.plain(loss)}`}
        </p>
      </div>
      {active ? (
        <Chip look="done">{t('learning.model.inUse')}</Chip>
      ) : (
        <ConfirmButton
          mild
          busy={busy}
          label={`${t('learning.model.rollBack')}…`}
          aria-label={t('learning.model.rollBackTo', { version })}
          title={t('learning.model.askTitle', { version })}
          text={t('learning.model.askText')}
          yes={t('learning.model.yes')}
          no={t('learning.model.no')}
          onConfirm={onRollBack}
        />
      )}
    </li>
  );
}
