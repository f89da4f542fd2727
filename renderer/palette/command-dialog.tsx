import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStream } from '../client/client-context.ts';
import { menuItem } from '../parts/choice-menu.tsx';
import { Icon } from '../parts/icons.tsx';
import { receiveProcesses, useProcesses } from '../stores/processes.ts';
import { findApps } from './find-apps.ts';
import { matching } from './match.ts';
import { closePalette, giveFocusBack, usePalette } from './palette-state.ts';
import { showInProcesses } from './show-in-processes.ts';
import { groups, useCommands } from './use-commands.ts';
import type { PaletteCommand } from './use-commands.ts';

/** ms for which the outcome of a command is to be read. */
const saidIsShownFor = 4000;

/** The commands as a dialog. What is done with one is seen where it takes effect; what has no place says so below. */
export function CommandDialog({ open }: { readonly open: boolean }): ReactNode {
  const { t } = useTranslation();
  const [said, setSaid] = useState<{ readonly text: string } | null>(null);
  useEffect(() => {
    if (said === null) return undefined;
    const timer = setTimeout(() => setSaid(null), saidIsShownFor);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <>
      <Dialog.Root open={open} onOpenChange={(next) => !next && closePalette()}>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-50 bg-[#0006]" />
          <Dialog.Content
            aria-describedby={undefined}
            onCloseAutoFocus={giveFocusBack}
            className="fixed top-20 left-1/2 z-50 flex max-h-[70vh] w-[36rem] max-w-[90vw] -translate-x-1/2 flex-col rounded-lg border border-line bg-surface shadow-xl outline-none"
          >
            <Dialog.Title className="sr-only">{t('palette.title')}</Dialog.Title>
            <Commands say={(text) => setSaid({ text })} />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
      <p
        role="status"
        className={
          said === null
            ? 'sr-only'
            : 'pointer-events-none fixed bottom-12 left-1/2 z-40 -translate-x-1/2 rounded-md border border-line bg-surface px-3 py-1.5 text-ink shadow-lg'
        }
      >
        {said?.text}
      </p>
    </>
  );
}

const heading =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-label [&_[cmdk-group-heading]]:text-muted';
function Commands({ say }: { readonly say: (text: string) => void }): ReactNode {
  const { t } = useTranslation();
  const commands = useCommands(say);
  const [search, setSearch] = useState('');
  const typed = search.trim();
  const ready = useProcesses(({ apps }) => apps.size > 0);
  // ranked once a search, so that no row moves away under somebody who aims at it
  const found = useMemo(() => (ready ? findApps(useProcesses.getState().apps.values(), typed) : []), [ready, typed]);
  useStream('processes', receiveProcesses);
  const row = ({ id, text, hint, act }: Row) => (
    <Command.Item
      key={id}
      value={id}
      className={`${menuItem} data-[selected=true]:bg-selected`}
      onSelect={() => {
        act();
        // what was chosen may have opened the shortcuts instead
        if (usePalette.getState().open === 'commands') closePalette();
      }}
    >
      <span className="min-w-0 flex-1 truncate">{text}</span>
      {hint !== undefined && <span className="max-w-72 truncate text-label text-muted">{hint}</span>}
    </Command.Item>
  );

  return (
    // cmdk is the list and its keys; what fits, and in which order, is decided in match.ts
    <Command label={t('palette.title')} loop shouldFilter={false} className="flex min-h-0 flex-col">
      <div className="flex items-center gap-2 border-b border-line px-4">
        <Icon name="search" className="size-4 text-muted" />
        <Command.Input
          value={search}
          onValueChange={setSearch}
          placeholder={t('palette.search')}
          className="h-12 flex-1 bg-transparent outline-none"
        />
      </div>
      <Command.List label={t('palette.title')} className="min-h-0 flex-1 overflow-y-auto p-2">
        {commands !== null &&
          (typed === ''
            ? groups.map((group) => {
                const members = commands.filter((command) => command.group === group);
                return members.length === 0 ? null : (
                  <Command.Group key={group} heading={t(`palette.group.${group}`)} className={heading}>
                    {members.map(row)}
                  </Command.Group>
                );
              })
            : [
                ...matching(commands, typed),
                {
                  id: 'find',
                  text: t('palette.find', { search: typed }),
                  hint: t('nav.processes'),
                  act: () => showInProcesses(typed),
                },
                ...found.map(({ id, name }) => ({
                  id: `app ${id}`,
                  text: name,
                  hint: t('nav.processes'),
                  act: () => showInProcesses(name),
                })),
              ].map(row))}
      </Command.List>
      <p className="border-t border-line px-4 py-2 text-label text-muted">{t('palette.keys')}</p>
    </Command>
  );
}

type Row = Pick<PaletteCommand, 'id' | 'text' | 'act'> & { readonly hint?: string };
