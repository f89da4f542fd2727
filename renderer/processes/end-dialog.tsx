import { AlertDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../parts/button.tsx';

interface EndDialogProps {
  readonly name: string;
  readonly pid: number;
  readonly disabled: boolean;
  readonly onConfirm: () => void;
}

/** Nothing is ended without this question. */
export function EndDialog({ name, pid, disabled, onConfirm }: EndDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger asChild>
        <Button disabled={disabled}>{t('action.end')}…</Button>
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-50 bg-[#0008]" />
        <AlertDialog.Content className="fixed top-1/2 left-1/2 z-50 w-96 max-w-[90vw] -translate-1/2 rounded-lg border border-line bg-surface p-6 shadow-xl outline-none">
          <AlertDialog.Title className="text-title font-semibold break-words">
            {t('drawer.endTitle', { name })}
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-2">{t('drawer.endText', { pid })}</AlertDialog.Description>
          <div className="mt-6 flex justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>{t('drawer.endNo')}</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button look="final" onClick={onConfirm}>
                {t('drawer.endYes')}
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
