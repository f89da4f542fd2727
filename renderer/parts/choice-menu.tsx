import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';

export const menuSurface =
  'z-50 min-w-48 rounded-lg border border-line bg-surface p-1 text-ink shadow-lg shadow-black/10 dark:shadow-black/40';
export const menuItem =
  'flex min-h-8 items-center gap-2 rounded px-2 py-1 outline-none select-none data-[highlighted]:bg-selected';

interface Choice<T extends string> {
  readonly value: T;
  readonly text: string;
  readonly hint?: string;
}

interface ChoicesProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  readonly onChoose: (value: T) => void;
}

/** A group of alternatives inside of a menu; the one in force is marked. */
export function Choices<T extends string>({ label, value, choices, onChoose }: ChoicesProps<T>): ReactNode {
  return (
    <DropdownMenu.RadioGroup
      value={value}
      aria-label={label}
      onValueChange={(chosen) => {
        const found = choices.find((choice) => choice.value === chosen);
        if (found && found.value !== value) onChoose(found.value);
      }}
    >
      {choices.map((choice) => (
        <DropdownMenu.RadioItem key={choice.value} value={choice.value} className={menuItem}>
          <span className="size-4">
            <DropdownMenu.ItemIndicator>
              <Icon name="check" />
            </DropdownMenu.ItemIndicator>
          </span>
          <span>
            {choice.text}
            {choice.hint !== undefined && <span className="block text-label text-muted">{choice.hint}</span>}
          </span>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

interface ChoiceMenuProps<T extends string> extends ChoicesProps<T> {
  readonly quiet?: boolean;
  /** What the button says, where that is more than the alternative's own text. */
  readonly shown?: string | undefined;
}

/** A button that shows the alternative in force and opens the others. */
export function ChoiceMenu<T extends string>(props: ChoiceMenuProps<T>): ReactNode {
  const { label, value, choices, quiet = false, shown } = props;
  const text = shown ?? choices.find((choice) => choice.value === value)?.text ?? value;
  const look = quiet ? 'h-6 px-1 text-muted hover:text-ink' : 'h-8 border border-line bg-surface px-3 hover:bg-hover';
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={`${label}: ${text}`}
        className={`inline-flex shrink-0 items-center gap-1 rounded-md whitespace-nowrap ${look}`}
      >
        {text}
        <Icon name="chevronDown" className="size-3 text-muted" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menuSurface} sideOffset={4} align="end" collisionPadding={8}>
          <Choices {...props} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
