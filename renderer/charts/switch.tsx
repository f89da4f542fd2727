import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';

interface SwitchProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly text: string }[];
  readonly onChoose: (value: T) => void;
}

/** A few alternatives side by side, all of them seen. */
export function Switch<T extends string>({ label, value, choices, onChoose }: SwitchProps<T>): ReactNode {
  return (
    <RadioGroup.Root
      aria-label={label}
      orientation="horizontal"
      value={value}
      onValueChange={(chosen) => {
        const found = choices.find((choice) => choice.value === chosen);
        if (found) onChoose(found.value);
      }}
      className="inline-flex rounded-md border border-line bg-surface p-0.5"
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          key={choice.value}
          value={choice.value}
          // radix chooses on an arrow key only while it is held down; a quick press would move the focus alone
          onFocus={() => onChoose(choice.value)}
          className="h-7 rounded px-2.5 whitespace-nowrap text-muted hover:text-ink data-[state=checked]:bg-selected data-[state=checked]:text-ink"
        >
          {choice.text}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
