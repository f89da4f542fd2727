import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EngineStatus } from '../../contract/engine.ts';
import type { TimeFormat } from '../format/time.ts';
import { useFormat } from '../format/use-format.ts';
import { useEngineText } from '../i18n/use-engine-text.ts';
import { useEngineStatus } from '../stores/engine-status.ts';
import { StrategyMenu } from './strategy-menu.tsx';

interface PartProps {
  readonly name: string;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}

const Part = ({ name, hint, children }: PartProps): ReactNode => (
  <div className="flex items-center gap-2 whitespace-nowrap roomy:gap-3" title={hint}>
    <span className="text-muted">{name}</span>
    {children}
  </div>
);

function modelState({ state, retryAt }: EngineStatus['llm'], t: TFunction, time: TimeFormat): string {
  switch (state) {
    case 'off':
      return t('status.modelOff');
    case 'waiting':
      return retryAt === null ? t('status.waiting') : t('status.waitingUntil', { time: time.exact(retryAt) });
    case 'asking':
    case 'ready':
    case 'broken':
    case 'over-budget':
      return t(`status.${state}`);
  }
}

const ModelPart = ({
  llm,
  questions,
}: {
  readonly llm: EngineStatus['llm'];
  readonly questions: number;
}): ReactNode => {
  const { t } = useTranslation();
  const { time } = useFormat();
  const troubled = llm.state === 'broken' || llm.state === 'over-budget' || llm.state === 'waiting';
  const who = llm.provider === 'none' ? null : [llm.provider, llm.model].filter(Boolean).join(' · ');
  const engineText = useEngineText();
  const reason = llm.reason === null ? undefined : engineText(llm.reason);
  return (
    <Part name={t('status.model')} hint={reason}>
      {who !== null && <span className="max-w-56 truncate">{who}</span>}
      <span className={troubled ? 'text-caution' : ''}>{modelState(llm, t, time)}</span>
      {reason !== undefined && <span className="max-w-80 truncate text-muted">{reason}</span>}
      {questions > 0 && <span className="text-muted">{t('status.questions', { count: questions })}</span>}
    </Part>
  );
};

/** Pressure, what BrainKernel itself costs, how eager it is, and how the model stands. */
export function StatusLine(): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const engineText = useEngineText();
  const status = useEngineStatus((store) => store.status);
  if (status === null) return <footer className="h-8 shrink-0 border-t border-line bg-surface" />;
  const { pressure, own, llm, counts, context } = status;
  const share = (line: { readonly avg10: number }) => number.percent(line.avg10 / 100);
  const shares = { cpu: share(pressure.cpuSome), memory: share(pressure.memorySome), io: share(pressure.ioSome) };

  return (
    <footer
      aria-label={t('status.label')}
      className="shrink-0 overflow-hidden border-t border-line bg-surface px-4 py-1 text-label"
    >
      <div className="flex min-h-6 flex-wrap items-center gap-x-4 roomy:gap-x-6">
        <Part
          name={t('status.pressure')}
          hint={t(pressure.available ? 'status.pressureHint' : 'status.pressureMissing', shares)}
        >
          {pressure.available ? (
            <>
              <Share name={t('status.cpu')} value={shares.cpu} />
              <Share name={t('status.memory')} value={shares.memory} />
              <Share name={t('status.io')} value={shares.io} />
            </>
          ) : (
            <span>{t('status.pressureMissing')}</span>
          )}
        </Part>
        <Part name={t('status.own')} hint={t('status.ownHint')}>
          <span>{number.percent(own.cpu)} CPU</span>
          <span>{number.bytes(own.memory)}</span>
          <span>{t('status.today', { usd: number.dollars(own.usdToday) })}</span>
          {own.overBudget && <span className="text-caution">{t('status.overBudget')}</span>}
        </Part>
        <StrategyMenu />
        {context.power === 'battery' && (
          <span>{t('status.battery', { percent: number.percent((context.batteryPercent ?? 0) / 100) })}</span>
        )}
        {!status.helper.installed && (
          <span className="hidden text-muted roomy:inline" title={engineText(status.helper.reason)}>
            {t('status.helperMissing')}
          </span>
        )}
        <ModelPart llm={llm} questions={counts.questions} />
      </div>
    </footer>
  );
}

const Share = ({ name, value }: { readonly name: string; readonly value: string }): ReactNode => (
  <span>
    <span className="text-muted">{name}</span> {value}
  </span>
);
