import { useId } from 'react';
import type { ReactNode } from 'react';
import type { SettingKey, Settings } from '../../contract/engine.ts';
import { Complaint, Saved } from './field.tsx';
import { useSaving } from './use-setting.ts';

/** Settings whose value is one of a few words. */
type WordKey = { [K in SettingKey]: Settings[K] extends string ? K : never }[SettingKey];

interface Choice<T extends string> {
  readonly value: T;
  readonly text: string;
  readonly hint?: string;
  readonly lang?: string;
}

interface ChoiceFieldProps<K extends WordKey> {
  readonly setting: K;
  readonly label: string;
  readonly value: Settings[K];
  readonly choices: readonly Choice<Settings[K]>[];
}

/** Alternatives one under the other, each with what it means. */
export function ChoiceField<K extends WordKey>({ setting, label, value, choices }: ChoiceFieldProps<K>): ReactNode {
  const name = useId();
  const { outcome, pending, save } = useSaving(setting);
  return (
    <div
      role="radiogroup"
      aria-labelledby={`${name}-label`}
      aria-describedby={`${name}-complaint`}
      className="flex flex-col gap-1"
    >
      <div className="mb-1 flex items-baseline gap-3">
        <span id={`${name}-label`} className="font-medium">
          {label}
        </span>
        <Saved outcome={outcome} />
      </div>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="flex items-start gap-3 rounded-md border border-line bg-surface px-3 py-2 hover:bg-hover has-checked:border-edge has-checked:bg-selected"
        >
          <input
            type="radio"
            name={name}
            className="mt-1 accent-ink"
            checked={choice.value === (pending ?? value)}
            onChange={() => void save(choice.value)}
          />
          <span lang={choice.lang}>
            {choice.text}
            {choice.hint !== undefined && <span className="block text-muted">{choice.hint}</span>}
          </span>
        </label>
      ))}
      <Complaint id={`${name}-complaint`} outcome={outcome} />
    </div>
  );
}
