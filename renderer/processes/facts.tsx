import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppRow, ProcessRow } from '../../contract/machine.ts';
import { useSentence } from '../decisions/use-sentence.ts';
import { useFormat } from '../format/use-format.ts';
import { Section } from '../parts/section.tsx';
import type { ProcessTable } from '../stores/processes.ts';
import { lineageOf } from './lineage.ts';

interface FactsProps {
  readonly app: AppRow;
  readonly process: ProcessRow;
  readonly table: ProcessTable;
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode => (
  <>
    <dt className="text-muted">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </>
);

/** What is known about a process, and who started it. */
export function Facts({ app, process, table }: FactsProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { textOf } = useSentence();
  const lineage = lineageOf(process, table);
  return (
    <Section title={t('drawer.facts')}>
      <dl className="grid grid-cols-[7rem_1fr] gap-x-3 gap-y-1">
        <Fact name={t('drawer.exe')}>
          <span className="font-mono text-label">{process.exe ?? t('drawer.exeHidden')}</span>
        </Fact>
        <Fact name={t('drawer.pid')}>
          {t('drawer.pidValue', { pid: process.pid, ticks: number.integer(process.startTime) })}
        </Fact>
        <Fact name={t('drawer.user')}>{process.user}</Fact>
        <Fact name={t('drawer.lineage')}>{lineage.map(({ name, pid }) => `${name} ${pid}`).join(' › ') || '–'}</Fact>
        <Fact name={t('drawer.unit')}>{app.unit ?? t('drawer.unitNone')}</Fact>
        <Fact name={t('drawer.known')}>
          {t(`known.${app.known}`)} · {t(`kind.${app.kind}`)}
        </Fact>
        <Fact name={t('drawer.schedule')}>
          {t('drawer.scheduleValue', {
            nice: process.nice,
            policy: t(`schedPolicy.${process.schedPolicy}`),
            setBy: t(`setBy.${process.setBy}`),
          })}
        </Fact>
        <Fact name={t('drawer.threads')}>{number.integer(process.threads)}</Fact>
        {app.lock !== null && <Fact name={t('drawer.lock')}>{textOf(app.lock)}</Fact>}
      </dl>
      {app.immune && <p className="mt-2 text-muted">{t('drawer.immune')}</p>}
    </Section>
  );
}
