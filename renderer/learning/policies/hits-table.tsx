import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verification } from '../../../contract/policies.ts';
import { useFormat } from '../../format/use-format.ts';
import { CategoryIcon } from '../../parts/category-icon.tsx';
import { DataTable } from '../../parts/data-table.tsx';

/** Whom a policy would have treated, beside what the person had said of them. */
export function HitsTable({ hits }: Pick<Verification, 'hits'>): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <DataTable
      head={[
        t('learning.checks.app'),
        t('learning.checks.action'),
        t('learning.checks.times'),
        t('learning.checks.said'),
      ]}
      rows={hits.map(({ app, category, action, times, said }) => [
        <span className="flex items-start gap-2">
          <span className="pt-0.5">
            <CategoryIcon category={category} />
          </span>
          <span className="min-w-0 break-words">
            {app} <span className="text-label text-muted">{t(`category.${category}`)}</span>
          </span>
        </span>,
        t(`action.${action}`),
        number.integer(times),
        said === null ? (
          <span className="text-muted">{t('learning.checks.nothing')}</span>
        ) : (
          <span className={said === 'down' ? 'text-caution' : ''}>{t(`learning.checks.${said}`)}</span>
        ),
      ])}
    />
  );
}
