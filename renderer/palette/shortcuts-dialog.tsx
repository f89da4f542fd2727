import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../parts/button.tsx';
import { closePalette, giveFocusBack } from './palette-state.ts';

/** Where a key works, and what it does there. */
const shortcuts = {
  everywhere: [
    ['Ctrl+K', 'commands'],
    ['?', 'help'],
    ['Esc', 'close'],
  ],
  processes: [
    ['/', 'search'],
    ['↑ ↓', 'rows'],
    ['← →', 'fold'],
    ['Enter', 'open'],
    ['P', 'pause'],
    ['F', 'follow'],
  ],
} as const;

/** The keys that do something, place by place. */
export function ShortcutsDialog({ open }: { readonly open: boolean }): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && closePalette()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-[#0006]" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={giveFocusBack}
          className="fixed top-1/2 left-1/2 z-50 flex w-[28rem] max-w-[90vw] -translate-1/2 flex-col gap-4 rounded-lg border border-line bg-surface p-6 shadow-xl outline-none"
        >
          <Dialog.Title className="text-title font-semibold">{t('palette.shortcuts')}</Dialog.Title>
          <Keys title={t('palette.everywhere')} keys={shortcuts.everywhere} />
          <Keys title={t('nav.processes')} keys={shortcuts.processes} />
          <div className="flex justify-end">
            <Dialog.Close asChild>
              <Button>{t('palette.close')}</Button>
            </Dialog.Close>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Shortcut = (typeof shortcuts)[keyof typeof shortcuts][number];

function Keys({ title, keys }: { readonly title: string; readonly keys: readonly Shortcut[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <section>
      <h3 className="mb-2 text-label font-semibold text-muted">{title}</h3>
      <dl className="grid grid-cols-[6rem_1fr] gap-y-1">
        {keys.map(([key, what]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded border border-line bg-sunken px-1.5 font-mono text-label">{key}</kbd>
            </dt>
            <dd>{t(`palette.does.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
