import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManualSetting } from '../../contract/calls.ts';
import type { ProcessRow, ProcessValues } from '../../contract/machine.ts';
import { useCall } from '../parts/use-call.ts';
import { ClassField, CpusField, IoField, NiceField } from './hand-fields.tsx';

interface SetByHandProps {
  readonly process: ProcessRow;
  readonly disabled: boolean;
  /** Resolves when it is done, whatever came of it. */
  readonly onSet: (setting: ManualSetting) => Promise<void>;
}

/** Each lever that can be set by hand. What the process has is read when this is unfolded, and after each act. */
export function SetByHand({ process, disabled, onSet }: SetByHandProps): ReactNode {
  const { t } = useTranslation();
  const { call } = useCall();
  const [values, setValues] = useState<ProcessValues | null>(null);
  const { pid, startTime, nice, schedPolicy } = process;

  const read = async () => {
    const found = await call('processes.values', { pid, startTime });
    if (found !== null) setValues(found);
  };
  const set = (setting: ManualSetting) => void onSet(setting).then(read);
  // giving back, and anybody else's change, shows in the row
  const now = values && { ...values, nice, schedPolicy };
  return (
    <details className="mt-3" onToggle={({ currentTarget }) => currentTarget.open && void read()}>
      <summary className="w-fit rounded text-muted hover:text-ink">{t('hand.title')}</summary>
      {now !== null && (
        <div className="mt-3 flex flex-col gap-4">
          <NiceField key={`nice ${now.nice}`} values={now} disabled={disabled} onSet={set} />
          <ClassField key={`class ${now.schedPolicy}`} values={now} disabled={disabled} onSet={set} />
          <IoField key={`io ${now.ioPriority}`} values={now} disabled={disabled} onSet={set} />
          <CpusField key={`cpus ${now.affinity}`} values={now} disabled={disabled} onSet={set} />
        </div>
      )}
    </details>
  );
}
