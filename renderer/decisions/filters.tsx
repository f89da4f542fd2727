import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';
import { decisionStatus, tier } from '../../contract/words.ts';
import { Button } from '../parts/button.tsx';
import { noFilter } from '../stores/decisions.ts';
import type { DecisionFilter } from '../stores/decisions.ts';

interface FiltersProps {
  readonly filter: DecisionFilter;
  readonly apps: readonly Decision['app'][];
  readonly onChange: (filter: DecisionFilter) => void;
}

interface PickProps {
  readonly label: string;
  readonly any: string;
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onPick: (value: string | null) => void;
}

const Pick = ({ label, any, value, options, onPick }: PickProps): ReactNode => (
  <select
    aria-label={label}
    value={value ?? ''}
    className="h-8 max-w-48 rounded-md border border-edge bg-surface px-2"
    onChange={({ target }) => onPick(target.value === '' ? null : target.value)}
  >
    <option value="">{any}</option>
    {options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.text}
      </option>
    ))}
  </select>
);

/** Which decisions are shown. */
export function Filters({ filter, apps, onChange }: FiltersProps): ReactNode {
  const { t } = useTranslation();
  const filtered = filter.status !== null || filter.tier !== null || filter.app !== null;
  return (
    <div role="group" aria-label={t('decisions.filters')} className="flex flex-wrap items-center gap-2">
      <Pick
        label={t('decisions.status')}
        any={t('decisions.anyStatus')}
        value={filter.status}
        options={decisionStatus.options.map((value) => ({ value, text: t(`decisionStatus.${value}`) }))}
        onPick={(picked) => onChange({ ...filter, status: decisionStatus.nullable().parse(picked) })}
      />
      <Pick
        label={t('decisions.tier')}
        any={t('decisions.anyTier')}
        value={filter.tier}
        options={tier.options.map((value) => ({ value, text: t(`tier.${value}`) }))}
        onPick={(picked) => onChange({ ...filter, tier: tier.nullable().parse(picked) })}
      />
      <Pick
        label={t('decisions.app')}
        any={t('decisions.anyApp')}
        value={filter.app}
        options={apps.map(({ id, name }) => ({ value: id, text: name }))}
        onPick={(app) => onChange({ ...filter, app })}
      />
      {filtered && (
        <Button look="quiet" onClick={() => onChange(noFilter)}>
          {t('decisions.clearFilters')}
        </Button>
      )}
    </div>
  );
}
