import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../parts/button.tsx';
import { languages } from '../parts/looks.ts';
import { useCall } from '../parts/use-call.ts';
import { usePreferences } from '../stores/preferences.ts';
import { receiveSettings } from '../stores/settings.ts';

/** The languages side by side: whoever cannot read this one finds the other at once. */
export function LanguageSwitch(): ReactNode {
  const { t } = useTranslation();
  const { call } = useCall();
  const current = usePreferences(({ language }) => language);
  return (
    <div role="group" aria-label={t('preferences.language')} className="flex gap-1">
      {languages.map(({ value, text }) => (
        <Button
          key={value}
          lang={value}
          aria-pressed={value === current}
          className="aria-pressed:bg-selected"
          onClick={() =>
            void call('settings.set', { language: value }).then((saved) => saved && receiveSettings(saved))
          }
        >
          {text}
        </Button>
      ))}
    </div>
  );
}
