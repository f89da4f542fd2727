import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { Button } from '../parts/button.tsx';
import { useCopy } from '../parts/use-copy.ts';
import { useEngineStatus } from '../stores/engine-status.ts';
import { bugReport, bugReportAsText } from './bug-report.ts';
import { SettingsSection } from './section.tsx';
import { useAnswer } from '../parts/use-answer.ts';

/** Which BrainKernel this is, and on what it runs. */
export function AboutSection(): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const status = useEngineStatus((store) => store.status);
  const { value: machine, failure } = useAnswer('machine.describe', {});
  const { copied, copy } = useCopy();
  const report = status && machine && bugReport(status, machine);
  const unknown = t('settings.aboutFacts.unknown');

  return (
    <SettingsSection title={t('settings.about')} intro={t('settings.aboutIntro')}>
      {failure !== null && <p className="text-needs">{failure}</p>}
      {machine === null && failure === null && <p className="text-muted">{t('settings.aboutFacts.asking')}</p>}
      {status !== null && machine !== null && (
        <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-1">
          <Fact name="BrainKernel" value={status.version} />
          <Fact name={t('settings.aboutFacts.distribution')} value={machine.distribution ?? unknown} />
          <Fact name={t('settings.aboutFacts.kernel')} value={machine.kernel ?? unknown} />
          <Fact
            name={t('settings.aboutFacts.desktop')}
            value={[machine.desktop, machine.session].filter(Boolean).join(', ') || unknown}
          />
          <Fact
            name={t('settings.aboutFacts.cpu')}
            value={`${machine.cpu ?? unknown} (${number.integer(machine.cpus)})`}
          />
          <Fact name={t('settings.aboutFacts.memory')} value={number.bytes(machine.memoryTotal)} />
          <Fact name={t('settings.aboutFacts.gpu')} value={machine.gpu ?? unknown} />
          <Fact
            name={t('settings.aboutFacts.runsOn')}
            value={[
              machine.electron && `Electron ${machine.electron}`,
              `Node ${machine.node}`,
              `SQLite ${machine.sqlite}`,
            ]
              .filter(Boolean)
              .join(', ')}
          />
        </dl>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button disabled={report === null} onClick={() => report && copy(bugReportAsText(report))}>
          {t('settings.aboutFacts.copyText')}
        </Button>
        <Button disabled={report === null} onClick={() => report && copy(JSON.stringify(report, null, 2))}>
          {t('settings.aboutFacts.copyJson')}
        </Button>
        <span role="status" className="text-muted">
          {copied !== null && t(`detail.${copied}`)}
        </span>
      </div>
      <p className="max-w-prose text-muted">{t('settings.aboutFacts.private')}</p>
    </SettingsSection>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }): ReactNode => (
  <>
    <dt className="text-muted">{name}</dt>
    <dd className="break-words">{value}</dd>
  </>
);
