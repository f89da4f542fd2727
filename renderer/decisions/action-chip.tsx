import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';
import { Chip } from '../parts/chip.tsx';
import type { ChipLook } from '../parts/chip.tsx';

const looks: Readonly<Record<Decision['status'], ChipLook>> = {
  applied: 'done',
  observed: 'would',
  'awaiting-approval': 'asks',
  refused: 'plain',
  undone: 'plain',
  reverted: 'plain',
  expired: 'plain',
  failed: 'plain',
};

/** What was decided, in the look of what became of it. */
export function ActionChip({ decision }: { readonly decision: Pick<Decision, 'action' | 'status'> }): ReactNode {
  const { t } = useTranslation();
  const { action, status } = decision;
  return (
    <Chip look={action === 'none' ? 'plain' : looks[status]}>
      {status === 'applied' ? t(`treated.${action}`) : t(`action.${action}`)}
    </Chip>
  );
}
