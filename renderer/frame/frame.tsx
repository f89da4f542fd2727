import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection, useStream } from '../client/client-context.ts';
import { PaletteButton } from '../palette/palette-button.tsx';
import { Icon } from '../parts/icons.tsx';
import { receiveStatus } from '../stores/engine-status.ts';
import { receiveSettings } from '../stores/settings.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Headline } from './headline.tsx';
import { ModeMenu } from './mode-menu.tsx';
import { Navigation } from './navigation.tsx';
import { NoAccess } from './no-access.tsx';
import { Notices } from './notices.tsx';
import { PauseMenu } from './pause-menu.tsx';
import { PreferencesMenu } from './preferences-menu.tsx';
import type { Route } from './route.ts';
import { StatusLine } from './status-line.tsx';

/** What stands around every view: the sentence that says how things are, the ways to steer, and the status line. */
export function Frame({ view, children }: { readonly view: Route['view']; readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const locked = useConnection(({ state }) => state.kind === 'unauthorized');
  useStream('engine.status', receiveStatus);
  useStream('settings', receiveSettings);
  if (locked) return <NoAccess />;

  return (
    <div className="flex h-full flex-col">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-surface focus:p-2"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {t('nav.skip')}
      </a>
      <header className="border-b border-line bg-surface">
        <div className="flex min-h-14 items-center gap-3 px-4 pt-2">
          <span title={t('product')} className="text-accent">
            <Icon name="mark" className="size-6" />
          </span>
          <h1 className="sr-only">{t('product')}</h1>
          <Headline />
          <ModeMenu />
          <PauseMenu />
          <PaletteButton />
          <PreferencesMenu />
        </div>
        <Navigation current={view} />
      </header>
      <ConnectionBanner />
      <Notices />
      <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
        {children}
      </main>
      <StatusLine />
    </div>
  );
}
