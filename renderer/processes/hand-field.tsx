import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../parts/button.tsx';

/** What a control needs to be named, described and marked as wrong. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

interface HandFieldProps {
  readonly label: string;
  /** What the process has. */
  readonly now: string;
  /** The range, and what more of it means. */
  readonly hint: string;
  /** What is wrong with what was typed. */
  readonly fault: string | null;
  readonly disabled: boolean;
  readonly onSet: () => void;
  readonly children: (props: ControlProps) => ReactNode;
}

export const control = 'h-8 min-w-0 rounded-md border border-edge bg-surface px-2 aria-invalid:border-needs';

/** One lever: its name, what it is now, a control, a button, what it means, and what is wrong beside it. */
export function HandField({ label, now, hint, fault, disabled, onSet, children }: HandFieldProps): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (fault === null && !disabled) onSet();
      }}
    >
      <div className="flex items-baseline gap-3">
        <label htmlFor={id} className="flex-1">
          {label}
        </label>
        <span className="text-label text-muted">{t('hand.now', { value: now })}</span>
      </div>
      <div className="mt-1 flex items-center gap-2">
        {children({ id, 'aria-describedby': `${id}-hint ${id}-fault`, 'aria-invalid': fault !== null })}
        <Button type="submit" disabled={disabled} aria-label={t('hand.setFor', { lever: label })}>
          {t('hand.set')}
        </Button>
      </div>
      <p id={`${id}-fault`} role="alert" className="mt-1 text-label text-needs empty:hidden">
        {fault}
      </p>
      <p id={`${id}-hint`} className="mt-1 text-label text-muted">
        {hint}
      </p>
    </form>
  );
}
