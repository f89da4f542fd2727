import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { facts } from './facts.ts';

/** The words of a condition, to look up while it is written. */
export function FactList(): ReactNode {
  const { t } = useTranslation();
  return (
    <details className="rounded-lg border border-line bg-surface p-4">
      <summary className="w-fit rounded font-semibold">{t('learning.write.facts')}</summary>
      <dl className="mt-2 grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
        {facts.map(([name, word]) => (
          <div key={name} className="contents">
            <dt className="font-mono text-label">{name}</dt>
            <dd className="text-muted">{t(`learning.facts.${word}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
