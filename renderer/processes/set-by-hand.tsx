import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManualSetting } from '../../contract/calls.ts';
import type { ProcessRow, ProcessValues } from '../../contract/machine.ts';
import { useCall } from '../parts/use-call.ts';
import { ClassField, CpusField, IoField, NiceField } from './hand-fields.tsx';

interface SetByHandProps {
  readonly process: ProcessRow;
  /** An act is under way: nothing more is set until it is done. */
  readonly busy: boolean;
  readonly disabled: boolean;
  /** Resolves when it is done, whatever came of it. */
  readonly onSet: (setting: ManualSetting) => Promise<void>;
}

const fields = { nice: NiceField, schedPolicy: ClassField, ioPriority: IoField, affinity: CpusField } as const;

/** Each lever that can be set by hand. What the process has is read when this is unfolded, and after each act. */
export function SetByHand({ process, busy, disabled, onSet }: SetByHandProps): ReactNode {
  const { t } = useTranslation();
  const { call } = useCall();
  const [values, setValues] = useState<ProcessValues | null>(null);
  const [theirs, setTheirs] = useState<Partial<Record<keyof typeof fields, string>>>({});
  const { pid, startTime, nice, schedPolicy } = process;

  const read = async () => {
    const found = await call('processes.values', { pid, startTime });
    if (found !== null) setValues(found);
  };
  const set = (setting: ManualSetting) => {
    if (!busy) void onSet(setting).then(read);
  };
  // giving back, and anybody else's change, shows in the row
  const now = values && { ...values, nice, schedPolicy };
  /** A field follows what the process has until somebody goes into it: from then on what stands there is theirs. */
  const field = (name: keyof typeof fields) => {
    const Field = fields[name];
    const key = theirs[name] ?? String(now?.[name]);
    return (
      now && (
        <div onFocus={() => setTheirs((before) => ({ [name]: key, ...before }))}>
          <Field key={key} values={now} disabled={disabled} onSet={set} />
        </div>
      )
    );
  };
  return (
    <details
      className="mt-3"
      onToggle={({ currentTarget }) => {
        if (!currentTarget.open) return;
        setTheirs({});
        void read();
      }}
    >
      <summary className="w-fit rounded text-muted hover:text-ink">{t('hand.title')}</summary>
      {now !== null && (
        <div className="mt-3 flex flex-col gap-4">
          {field('nice')}
          {field('schedPolicy')}
          {field('ioPriority')}
          {field('affinity')}
        </div>
      )}
    </details>
  );
}
