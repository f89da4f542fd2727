import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngineStatus } from '../stores/engine-status.ts';
import { hrefOfView, views } from './route.ts';
import type { Route } from './route.ts';

/** The views; the one that has something to ask says how much. */
export function Navigation({ current }: { readonly current: Route['view'] }): ReactNode {
  const { t } = useTranslation();
  const awaiting = useEngineStatus(({ status }) => status?.counts.awaiting ?? 0);
  return (
    <nav aria-label={t('nav.label')} className="flex gap-6 px-4">
      {views.map((view) => (
        <a
          key={view}
          href={hrefOfView(view)}
          aria-current={view === current ? 'page' : undefined}
          className="flex h-10 items-center gap-2 border-b-2 border-transparent text-muted hover:text-ink aria-[current=page]:border-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink"
        >
          {t(`nav.${view}`)}
          {view === 'decisions' && awaiting > 0 && (
            <span
              className="inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-needs px-1.5 text-label text-surface"
              title={t('nav.awaiting', { count: awaiting })}
            >
              <span aria-hidden="true">{awaiting}</span>
              <span className="sr-only">{t('nav.awaiting', { count: awaiting })}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}
