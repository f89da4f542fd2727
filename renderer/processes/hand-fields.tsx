import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManualSetting } from '../../contract/calls.ts';
import type { ProcessValues } from '../../contract/machine.ts';
import { control, HandField } from './hand-field.tsx';
import { ioFields, levelRange, niceRange, schedulingClasses, typedCpus, typedInteger } from './hand-values.ts';
import type { Typed } from './hand-values.ts';

interface FieldProps {
  readonly values: ProcessValues;
  readonly disabled: boolean;
  readonly onSet: (setting: ManualSetting) => void;
}

/** The numbers that the words of a fault name. */
const nothing = { low: 0, high: 0, last: 0 };

/** What is wrong with it in words; null while it is right. */
function useFault(): (typed: Typed<unknown>, range: Partial<typeof nothing>) => string | null {
  const { t } = useTranslation();
  return (typed, range) => ('fault' in typed ? t(`hand.${typed.fault}`, { ...nothing, ...range }) : null);
}

export function NiceField({ values, disabled, onSet }: FieldProps): ReactNode {
  const { t } = useTranslation();
  const fault = useFault();
  const [text, setText] = useState(String(values.nice));
  const typed = typedInteger(text, niceRange);
  return (
    <HandField
      label={t('lever.nice')}
      now={String(values.nice)}
      hint={t('hand.niceHint', niceRange)}
      fault={fault(typed, niceRange)}
      disabled={disabled}
      onSet={() => 'value' in typed && onSet({ lever: 'nice', value: typed.value })}
    >
      {(props) => (
        <input
          {...props}
          inputMode="numeric"
          className={`${control} w-40`}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      )}
    </HandField>
  );
}

export function ClassField({ values, disabled, onSet }: FieldProps): ReactNode {
  const { t } = useTranslation();
  const now = schedulingClasses.find((known) => known === values.schedPolicy);
  const [chosen, setChosen] = useState(now ?? 'other');
  return (
    <HandField
      label={t('lever.schedPolicy')}
      now={now === undefined ? values.schedPolicy : t(`schedPolicy.${now}`)}
      hint={t('hand.classHint')}
      fault={null}
      disabled={disabled}
      onSet={() => onSet({ lever: 'schedPolicy', value: chosen })}
    >
      {(props) => (
        <select
          {...props}
          className={`${control} w-40`}
          value={chosen}
          onChange={({ target }) => setChosen(schedulingClasses.find((known) => known === target.value) ?? 'other')}
        >
          {schedulingClasses.map((name) => (
            <option key={name} value={name}>
              {t(`schedPolicy.${name}`)}
            </option>
          ))}
        </select>
      )}
    </HandField>
  );
}

export function IoField({ values, disabled, onSet }: FieldProps): ReactNode {
  const { t } = useTranslation();
  const fault = useFault();
  const [{ class: name, level }, setFields] = useState(ioFields(values.ioPriority));
  const idle = name === 'idle';
  const typed: Typed<number> = idle ? { value: levelRange.high } : typedInteger(level, levelRange);
  return (
    <HandField
      label={t('lever.ioPriority')}
      now={values.ioPriority === 'none' ? t('hand.ioNone') : values.ioPriority}
      hint={t('hand.ioHint', levelRange)}
      fault={fault(typed, levelRange)}
      disabled={disabled}
      onSet={() => 'value' in typed && onSet({ lever: 'ioPriority', value: { class: name, level: typed.value } })}
    >
      {(props) => (
        <>
          <select
            aria-label={t('hand.ioClass')}
            className={`${control} w-28`}
            value={name}
            onChange={({ target }) =>
              setFields({ class: target.value === 'idle' ? 'idle' : 'best-effort', level: idle ? '4' : level })
            }
          >
            <option value="best-effort">{t('hand.ioBestEffort')}</option>
            <option value="idle">{t('hand.ioIdle')}</option>
          </select>
          <input
            {...props}
            inputMode="numeric"
            disabled={idle}
            className={`${control} w-10 disabled:text-muted`}
            value={idle ? '' : level}
            onChange={({ target }) => setFields({ class: name, level: target.value })}
          />
        </>
      )}
    </HandField>
  );
}

export function CpusField({ values, disabled, onSet }: FieldProps): ReactNode {
  const { t } = useTranslation();
  const fault = useFault();
  const [text, setText] = useState(values.affinity);
  const typed = typedCpus(text, values.cpus);
  const range = { last: values.cpus - 1 };
  return (
    <HandField
      label={t('lever.affinity')}
      now={values.affinity}
      hint={t('hand.cpusHint', range)}
      fault={fault(typed, range)}
      disabled={disabled}
      onSet={() => 'value' in typed && onSet({ lever: 'affinity', value: [...typed.value] })}
    >
      {(props) => (
        <input {...props} className={`${control} w-40`} value={text} onChange={({ target }) => setText(target.value)} />
      )}
    </HandField>
  );
}
