import { useId } from 'react';
import type { ReactNode } from 'react';

export interface RadioChoice<T extends string> {
  readonly value: T;
  readonly text: string;
  readonly hint?: string;
  readonly lang?: string;
}

interface RadioListProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly RadioChoice<T>[];
  readonly onChoose: (value: T) => void;
  /** Stands behind the label, as "Saved" does. */
  readonly aside?: ReactNode;
  /** Why the last choice was not taken. */
  readonly complaint?: ReactNode;
}

/** Alternatives one under the other, each with what it means. */
export function RadioList<T extends string>(props: RadioListProps<T>): ReactNode {
  const { label, value, choices, onChoose, aside, complaint } = props;
  const name = useId();
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
        {aside}
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
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <span lang={choice.lang}>
            {choice.text}
            {choice.hint !== undefined && <span className="block text-muted">{choice.hint}</span>}
          </span>
        </label>
      ))}
      <div id={`${name}-complaint`}>{complaint}</div>
    </div>
  );
}
