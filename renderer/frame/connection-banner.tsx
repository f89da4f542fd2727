import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useConnection } from '../client/client-context.ts';
import { useFormat } from '../format/use-format.ts';
import { Button } from '../parts/button.tsx';

/** When the engine cannot be reached: what happened, what was kept, what to do next. */
export function ConnectionBanner(): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormat();
  const client = useClient();
  const state = useConnection((connection) => connection.state);

  if (state.kind === 'mismatch') {
    return (
      <Banner title={t('connection.mismatchTitle')} text={t('connection.mismatchText')}>
        <Button onClick={() => location.reload()}>{t('connection.reload')}</Button>
      </Banner>
    );
  }
  if (state.kind !== 'lost') return null;
  const next =
    state.retryAt === null ? t('connection.retrying') : t('connection.retryAt', { time: time.exact(state.retryAt) });
  return (
    <Banner
      title={t('connection.lostTitle')}
      text={[t('connection.lostSince', { time: time.exact(state.since) }), t('connection.lostNext'), next].join(' ')}
    >
      <Button onClick={() => client.retryNow()}>{t('connection.retryNow')}</Button>
    </Banner>
  );
}

interface BannerProps {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

const Banner = ({ title, text, children }: BannerProps): ReactNode => (
  <div role="alert" className="flex items-center gap-4 border-b border-needs bg-needs-soft px-4 py-2">
    <p className="min-w-0 flex-1">
      <strong className="text-needs">{title}</strong> {text}
    </p>
    {children}
  </div>
);
