import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyProvenance, Verification } from '../../../contract/policies.ts';
import { useFormat } from '../../format/use-format.ts';
import { useSaid } from '../../i18n/use-said.ts';
import { Icon } from '../../parts/icons.tsx';
import { Panel } from '../panel.tsx';
import { HitsTable } from './hits-table.tsx';

interface ChecksPanelProps {
  readonly verification: Verification | null;
  readonly provenance: PolicyProvenance;
}

/** What the verifier looked at, and whom the policy would have treated on recorded sessions. */
export function ChecksPanel({ verification, provenance }: ChecksPanelProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Panel id="checks-title" title={t('learning.checks.title')}>
      {verification === null ? (
        <p className="text-muted">
          {t(provenance === 'built-in' ? 'learning.checks.builtIn' : 'learning.checks.none')}
        </p>
      ) : (
        <Checks verification={verification} />
      )}
    </Panel>
  );
}

/** Each check with its outcome and what was found, in the order in which they were made. */
export function Checks({ verification }: { readonly verification: Verification }): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormat();
  const say = useSaid();
  const { at, passed, checks, hits, replayed } = verification;
  return (
    <>
      <p className={passed ? '' : 'font-medium text-caution'}>
        {t(passed ? 'learning.checks.passed' : 'learning.checks.failed', { date: time.full(at) })}
      </p>
      <ul className="flex flex-col gap-1.5">
        {checks.map((check) => (
          <li key={check.name} className="grid grid-cols-[1rem_1fr] gap-x-2">
            <span className={`pt-0.5 ${check.passed ? 'text-muted' : 'text-caution'}`}>
              <Icon name={check.passed ? 'check' : 'close'} />
              <span className="sr-only">{t(check.passed ? 'learning.checks.yes' : 'learning.checks.no')}</span>
            </span>
            <span className="min-w-0 break-words">
              <span className="font-semibold">{t(`learning.checks.name.${check.name}`)}</span>{' '}
              <span className={check.passed ? 'text-muted' : ''}>{say(check)}</span>
            </span>
          </li>
        ))}
      </ul>
      {replayed > 0 && (
        <div>
          <h4 className="mb-1 text-label font-semibold text-muted">
            {t('learning.checks.replayed', { count: replayed, cases: number.integer(replayed) })}
          </h4>
          {hits.length === 0 ? <p>{t('learning.checks.nobody')}</p> : <HitsTable hits={hits} />}
        </div>
      )}
    </>
  );
}
