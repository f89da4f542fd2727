import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hrefOf } from '../frame/route.ts';
import type { LearningPlace } from '../frame/route.ts';
import { ImportPage } from './import/import-page.tsx';
import { Overview } from './overview.tsx';
import { PoliciesPage } from './policies/policies-page.tsx';
import { PolicyPage } from './policies/policy-page.tsx';
import { WritePage } from './policies/write-page.tsx';

const parts = ['overview', 'policies', 'import'] as const;

/** What was learned, the policies that follow from it or were written, and the way in for rules from elsewhere. */
export function LearningView({ place }: { readonly place: LearningPlace }): ReactNode {
  const { t } = useTranslation();
  const current = place.part === 'policy' || place.part === 'write' ? 'policies' : place.part;
  return (
    <div key={JSON.stringify(place)} tabIndex={0} className="relative min-h-0 flex-1 overflow-y-auto -outline-offset-2">
      <div className="mx-auto flex max-w-5xl flex-col gap-4 px-6 py-4">
        <div className="flex flex-wrap items-center gap-4">
          <h2 className="flex-1 text-title font-semibold">{t('learning.title')}</h2>
          <nav
            aria-label={t('learning.parts.label')}
            className="inline-flex rounded-md border border-line bg-surface p-0.5"
          >
            {parts.map((part) => (
              <a
                key={part}
                href={hrefOf({ view: 'learning', place: { part } })}
                aria-current={part === current ? 'page' : undefined}
                className="flex h-7 items-center rounded px-2.5 whitespace-nowrap text-muted hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-ink"
              >
                {t(`learning.parts.${part}`)}
              </a>
            ))}
          </nav>
        </div>
        <Part place={place} />
      </div>
    </div>
  );
}

function Part({ place }: { readonly place: LearningPlace }): ReactNode {
  switch (place.part) {
    case 'overview':
      return <Overview />;
    case 'policies':
      return <PoliciesPage />;
    case 'policy':
      return <PolicyPage id={place.id} />;
    case 'write':
      return <WritePage id={place.id} />;
    case 'import':
      return <ImportPage />;
  }
}
