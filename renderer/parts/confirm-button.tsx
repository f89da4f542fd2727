import { AlertDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import type { ButtonProps } from './button.tsx';

interface ConfirmButtonProps extends Pick<ButtonProps, 'look' | 'busy' | 'aria-label' | 'className'> {
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  /** What is asked about can be brought back, so the yes is no warning. */
  readonly mild?: boolean;
  readonly onConfirm: () => void;
}

/** A button for what cannot be undone, or changes much: it asks first. */
export const ConfirmButton = (props: ConfirmButtonProps): ReactNode => {
  const { label, title, text, yes, no, mild = false, onConfirm, ...button } = props;
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger asChild>
        <Button {...button}>{label}</Button>
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-50 bg-[#0008]" />
        <AlertDialog.Content className="fixed top-1/2 left-1/2 z-50 w-96 max-w-[90vw] -translate-1/2 rounded-lg border border-line bg-surface p-6 shadow-xl outline-none">
          <AlertDialog.Title className="text-title font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 break-words">{text}</AlertDialog.Description>
          <div className="mt-6 flex justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>{no}</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button look={mild ? 'main' : 'final'} onClick={onConfirm}>
                {yes}
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
};
