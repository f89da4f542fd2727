import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Empty } from './empty.tsx';

interface UnreadProps {
  /** What is said while it is read. */
  readonly loading: string;
  /** Why it could not be read; null while it is on its way. */
  readonly failure: string | null;
  readonly onAgain: () => void;
}

/** Stands in the place of what is not here yet: it is read, or it failed and can be tried again. */
export function Unread({ loading, failure, onAgain }: UnreadProps): ReactNode {
  const { t } = useTranslation();
  if (failure === null) return <Empty title={loading} text="" />;
  return (
    <div role="alert">
      <Empty title={t('unread.title')} text={failure}>
        <Button className="mt-2" onClick={onAgain}>
          {t('unread.again')}
        </Button>
      </Empty>
    </div>
  );
}
