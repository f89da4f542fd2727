import { Switch } from 'radix-ui';
import { useId } from 'react';
import type { ReactNode } from 'react';
import type { SettingKey, Settings } from '../../contract/engine.ts';
import { Complaint, Saved } from './field.tsx';
import { useSaving } from './use-setting.ts';

type SwitchKey = { [K in SettingKey]: Settings[K] extends boolean ? K : never }[SettingKey];

interface SwitchFieldProps {
  readonly setting: SwitchKey;
  readonly label: string;
  readonly hint: ReactNode;
  readonly value: boolean;
  readonly disabled?: boolean;
}

/** On or off. */
export function SwitchField({ setting, label, hint, value, disabled = false }: SwitchFieldProps): ReactNode {
  const id = useId();
  const { outcome, pending, save } = useSaving(setting);
  return (
    <div className="flex items-start gap-3">
      <Switch.Root
        id={id}
        checked={pending ?? value}
        disabled={disabled}
        aria-describedby={`${id}-hint ${id}-complaint`}
        className="mt-0.5 inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-edge bg-sunken p-0.5 data-[state=checked]:border-ink data-[state=checked]:bg-ink disabled:opacity-60"
        onCheckedChange={(checked) => void save(checked)}
      >
        <Switch.Thumb className="block size-3.5 rounded-full bg-edge data-[state=checked]:translate-x-4 data-[state=checked]:bg-surface" />
      </Switch.Root>
      <div className="flex flex-col gap-1">
        <div className="flex items-baseline gap-3">
          <label htmlFor={id} className="font-medium">
            {label}
          </label>
          <Saved outcome={outcome} />
        </div>
        <div id={`${id}-hint`} className="max-w-prose text-muted">
          {hint}
        </div>
        <Complaint id={`${id}-complaint`} outcome={outcome} />
      </div>
    </div>
  );
}
