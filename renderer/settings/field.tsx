import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icons.tsx';
import type { Outcome } from './use-setting.ts';

/** "Saved" once it is, for a moment and without a fuss. */
export function Saved({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { t } = useTranslation();
  return (
    <span role="status" className="inline-flex items-center gap-1 text-label text-muted">
      {outcome.kind === 'saved' && (
        <>
          <Icon name="check" className="size-3" />
          {t('settings.saved')}
        </>
      )}
    </span>
  );
}

/** Why a value was not taken, right beside it. */
export const Complaint = ({ id, outcome }: { readonly id?: string; readonly outcome: Outcome }): ReactNode => (
  <p id={id} role="alert" className="text-needs empty:hidden">
    {outcome.kind === 'failed' ? outcome.text : ''}
  </p>
);

/** Something a person should mind before or after a choice. */
export const Caution = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <p className="rounded-md border border-caution bg-caution-soft px-3 py-2 text-ink">{children}</p>
);

export const inputLook =
  'h-8 rounded-md border border-edge bg-surface px-2 aria-[invalid=true]:border-needs disabled:opacity-60';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly outcome: Outcome;
  /** Gets the ids that bind the control to its label, hint and complaint. */
  readonly children: (ids: {
    readonly id: string;
    readonly describedBy: string;
    readonly invalid: boolean;
  }) => ReactNode;
}

/** A labelled control with what it means, whether it was saved, and why it was not. */
export function Field({ label, hint, outcome, children }: FieldProps): ReactNode {
  const id = useId();
  const hintId = `${id}-hint`;
  const complaintId = `${id}-complaint`;
  return (
    <div className="flex flex-col items-start gap-1">
      <div className="flex items-baseline gap-3">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <Saved outcome={outcome} />
      </div>
      {children({ id, describedBy: `${hintId} ${complaintId}`, invalid: outcome.kind === 'failed' })}
      <Complaint id={complaintId} outcome={outcome} />
      <div id={hintId} className="max-w-prose text-muted empty:hidden">
        {hint}
      </div>
    </div>
  );
}
