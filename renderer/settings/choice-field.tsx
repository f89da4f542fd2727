import type { ReactNode } from 'react';
import type { SettingKey, Settings } from '../../contract/engine.ts';
import { Complaint, Saved } from './field.tsx';
import { RadioList } from './radio-list.tsx';
import type { RadioChoice } from './radio-list.tsx';
import { useSaving } from './use-setting.ts';

/** Settings whose value is one of a few words. */
type WordKey = { [K in SettingKey]: Settings[K] extends string ? K : never }[SettingKey];

interface ChoiceFieldProps<K extends WordKey> {
  readonly setting: K;
  readonly label: string;
  readonly value: Settings[K];
  readonly choices: readonly RadioChoice<Settings[K]>[];
}

/** One setting as alternatives, each with what it means. */
export function ChoiceField<K extends WordKey>({ setting, label, value, choices }: ChoiceFieldProps<K>): ReactNode {
  const { outcome, pending, save } = useSaving(setting);
  return (
    <RadioList
      label={label}
      value={pending ?? value}
      choices={choices}
      onChoose={(chosen) => void save(chosen)}
      aside={<Saved outcome={outcome} />}
      complaint={<Complaint outcome={outcome} />}
    />
  );
}
