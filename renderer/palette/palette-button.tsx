import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import { openCommands } from './palette-state.ts';

/** The way to the commands for whoever does not know the key. */
export function PaletteButton(): ReactNode {
  const { t } = useTranslation();
  return (
    <Button
      look="quiet"
      className="w-8 px-0!"
      aria-label={t('palette.title')}
      aria-keyshortcuts="Control+K"
      title={t('palette.button')}
      onClick={openCommands}
    >
      <Icon name="search" />
    </Button>
  );
}
