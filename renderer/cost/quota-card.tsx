import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quota } from '../../contract/engine.ts';
import { startOfDay } from '../format/time.ts';
import { useFormat } from '../format/use-format.ts';
import { Meter } from './meter.tsx';

/** What the provider itself still allows, in its own words: the headers of its last reply. */
export function QuotaCard({ quota }: { readonly quota: Quota | null }): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormat();
  return (
    <section aria-labelledby="cost-quota" className="rounded-lg border border-line bg-surface p-4">
      <h3 id="cost-quota" className="mb-2 font-semibold">
        {t('cost.quota')}
      </h3>
      {quota === null ? (
        <p className="text-muted">{t('cost.quotaNone')}</p>
      ) : (
        <div className="flex flex-col gap-3">
          <QuotaBar
            what="requests"
            limit={quota.limitRequests}
            remaining={quota.remainingRequests}
            resetAt={quota.resetRequestsAt}
            seenAt={quota.seenAt}
          />
          <QuotaBar
            what="tokens"
            limit={quota.limitTokens}
            remaining={quota.remainingTokens}
            resetAt={quota.resetTokensAt}
            seenAt={quota.seenAt}
          />
          <p className="text-label text-muted">{t('cost.quotaSeen', { time: time.full(quota.seenAt) })}</p>
        </div>
      )}
    </section>
  );
}

interface QuotaBarProps {
  readonly what: 'requests' | 'tokens';
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: number | null;
  readonly seenAt: number;
}

function QuotaBar({ what, limit, remaining, resetAt, seenAt }: QuotaBarProps): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormat();
  if (limit === null || remaining === null || limit === 0) return null;
  const text = t(`cost.left.${what}`, { left: number.integer(remaining), limit: number.integer(limit) });
  const when = (at: number) => (startOfDay(at) === startOfDay(seenAt) ? time.exact(at) : time.full(at));
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap gap-x-3">
        <span className="flex-1">{text}</span>
        {resetAt !== null && <span className="text-muted">{t('cost.resets', { time: when(resetAt) })}</span>}
      </p>
      <Meter
        label={t(`cost.quotaOf.${what}`)}
        ratio={remaining / limit}
        text={text}
        careful={remaining / limit < 0.1}
      />
    </div>
  );
}
