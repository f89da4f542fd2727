import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppRow } from '../../contract/machine.ts';
import { Chip } from '../parts/chip.tsx';

/** What BrainKernel is doing to an app now; nothing when it leaves it alone. */
export function TreatmentChip({ treatment }: Pick<AppRow, 'treatment'>): ReactNode {
  const { t } = useTranslation();
  if (treatment === null || treatment.action === 'none') return null;
  return <Chip look="done">{t(`treated.${treatment.action}`)}</Chip>;
}
