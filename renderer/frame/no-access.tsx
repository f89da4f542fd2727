import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icons.tsx';

/** The whole page when there is no right token. */
export function NoAccess(): ReactNode {
  const { t } = useTranslation();
  return (
    <main className="h-full">
      <div role="alert" className="mx-auto flex h-full max-w-lg flex-col justify-center gap-3 px-6">
        <Icon name="lock" className="size-6 text-needs" />
        <h1 className="text-title font-semibold">{t('connection.unauthorizedTitle')}</h1>
        <p>{t('connection.unauthorizedText')}</p>
        <p className="text-muted">{t('connection.unauthorizedNext', { example: `${location.origin}/?token=` })}</p>
      </div>
    </main>
  );
}
