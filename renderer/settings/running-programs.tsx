import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../parts/button.tsx';
import { menuItem } from '../parts/choice-menu.tsx';
import { inputLook } from './field.tsx';
import { runningPrograms } from './protected-programs.ts';
import { useAnswer } from '../parts/use-answer.ts';

interface RunningProgramsProps {
  /** Those already on the list. */
  readonly chosen: readonly string[];
  readonly onChoose: (path: string) => void;
}

/** Picks a program among those that run now. */
export function RunningPrograms({ chosen, onChoose }: RunningProgramsProps): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button>{t('settings.immune.pick')}</Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-[#0008]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-24 left-1/2 z-50 flex max-h-[70vh] w-[36rem] max-w-[90vw] -translate-x-1/2 flex-col rounded-lg border border-line bg-surface shadow-xl outline-none"
        >
          <Dialog.Title className="px-4 pt-4 text-title font-semibold">{t('settings.immune.pickTitle')}</Dialog.Title>
          <Choices
            chosen={chosen}
            onChoose={(path) => {
              onChoose(path);
              setOpen(false);
            }}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The list as it was when the dialog opened: it must not jump while a person reads it. */
function Choices({ chosen, onChoose }: RunningProgramsProps): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = useAnswer('processes.list', {});
  const programs = value === null ? [] : runningPrograms(value.processes, chosen);
  return (
    <Command label={t('settings.immune.pickTitle')} className="flex min-h-0 flex-col">
      <div className="p-4">
        <Command.Input autoFocus placeholder={t('settings.immune.search')} className={`${inputLook} w-full`} />
      </div>
      <Command.List
        label={t('settings.immune.pickTitle')}
        className="min-h-0 flex-1 overflow-y-auto border-t border-line p-2"
      >
        {failure !== null && <p className="p-2 text-needs">{failure}</p>}
        {value !== null && (
          <Command.Empty className="p-2 text-muted">{t('settings.immune.nothingFound')}</Command.Empty>
        )}
        {programs.map(({ path, name, processes }) => (
          <Command.Item
            key={path}
            value={path}
            onSelect={() => onChoose(path)}
            className={`${menuItem} data-[selected=true]:bg-selected`}
          >
            <span>{name}</span>
            <span className="min-w-0 flex-1 truncate font-mono text-label text-muted">{path}</span>
            <span className="text-label text-muted">{t('settings.immune.processes', { count: processes })}</span>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
