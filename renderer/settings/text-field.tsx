import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { Field, inputLook } from './field.tsx';
import { readEntry } from './entries.ts';
import type { EntryKey } from './entries.ts';
import { useSaving } from './use-setting.ts';

interface TextFieldProps {
  readonly setting: EntryKey;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: string | number;
  /** What may be chosen; anything else may still be typed. */
  readonly offered?: readonly string[];
  readonly unit?: string;
  readonly narrow?: boolean;
}

/** A line that takes effect on Enter or when it is left. Escape brings back what is in force. */
export function TextField(props: TextFieldProps): ReactNode {
  const { setting, label, hint, value, offered = [], unit, narrow = false } = props;
  const { t } = useTranslation();
  const { number } = useFormat();
  const { outcome, save, complain } = useSaving(setting);
  /** Null while nobody is typing: then the field shows what is in force, wherever that was changed. */
  const [draft, setDraft] = useState<string | null>(null);

  const commit = async () => {
    if (draft === null) return;
    const entry = readEntry(setting, draft);
    if (!entry.ok) {
      const { key, min, max } = entry.error;
      complain(
        `${t(`settings.problem.${key}`, { min: number.integer(min), max: number.integer(max) })} ${t('settings.problem.kept', { value })}`,
      );
      return;
    }
    if (entry.value === value) {
      complain(null);
      setDraft(null);
      return;
    }
    if (await save(entry.value)) setDraft(null);
  };

  return (
    <Field label={label} hint={hint} outcome={outcome}>
      {({ id, describedBy, invalid }) => (
        <span className="flex items-center gap-2">
          <input
            id={id}
            type="text"
            inputMode={typeof value === 'number' ? 'decimal' : 'text'}
            value={draft ?? String(value)}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            list={offered.length > 0 ? `${id}-offered` : undefined}
            spellCheck={false}
            autoComplete="off"
            className={`${inputLook} ${narrow ? 'w-32' : 'w-96 max-w-full'}`}
            onChange={(event) => {
              setDraft(event.target.value);
              complain(null);
            }}
            onBlur={() => void commit()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void commit();
              if (event.key === 'Escape' && draft !== null) {
                event.stopPropagation();
                setDraft(null);
                complain(null);
              }
            }}
          />
          {unit !== undefined && <span className="text-muted">{unit}</span>}
          {offered.length > 0 && (
            <datalist id={`${id}-offered`}>
              {offered.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          )}
        </span>
      )}
    </Field>
  );
}
