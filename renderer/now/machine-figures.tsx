import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { useEngineStatus } from '../stores/engine-status.ts';

/** How busy the machine is, which alone says little: pressure says whether that hurts. */
export function MachineFigures(): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const machine = useEngineStatus(({ status }) => status?.machine);
  if (machine === undefined) return null;
  const { cpuBusy, cpus, memoryTotal, memoryAvailable } = machine;
  return (
    <p className="text-muted">
      {t('now.busy', { percent: number.percent(cpuBusy), count: cpus })}
      {' · '}
      {t('now.memory', { used: number.bytes(memoryTotal - memoryAvailable), total: number.bytes(memoryTotal) })}
    </p>
  );
}
