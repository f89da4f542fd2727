import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { useCopy } from './use-copy.ts';

interface CopyButtonsProps {
  readonly asText: () => string;
  readonly asJson: () => unknown;
}

/** Puts something on the clipboard, for a person or for a program. */
export function CopyButtons({ asText, asJson }: CopyButtonsProps): ReactNode {
  const { t } = useTranslation();
  const { copied, copy } = useCopy();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button onClick={() => copy(asText())}>{t('detail.copyText')}</Button>
      <Button onClick={() => copy(JSON.stringify(asJson(), null, 2))}>{t('detail.copyJson')}</Button>
      <span role="status" className="text-muted">
        {copied && t(`detail.${copied}`)}
      </span>
    </div>
  );
}
