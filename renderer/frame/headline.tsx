import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EngineStatus } from '../../contract/engine.ts';
import { useFormat } from '../format/use-format.ts';
import { sayIn } from '../../contract/say-in.ts';
import { usePreferences } from '../stores/preferences.ts';
import { useEngineStatus } from '../stores/engine-status.ts';
import { useRoute } from './route.ts';
import type { NumberFormat } from '../format/numbers.ts';

/** Who waits, when the engine named somebody: its own sentence, so that it fits behind any other. */
function waitSentence({ values }: EngineStatus['headline'], t: TFunction, number: NumberFormat): string | null {
  const { app, waitMs } = values;
  if (typeof app !== 'string' || app === '' || typeof waitMs !== 'number') return null;
  return t('headline.waits', { app, wait: number.milliseconds(waitMs) });
}

/** The answer to: is my machine all right, and what are you doing about it? Now is about nothing else, so it is said larger there. */
export function Headline(): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const language = usePreferences((preferences) => preferences.language);
  const large = useRoute().view === 'now';
  const headline = useEngineStatus(({ status }) => status?.headline);
  const text =
    headline === undefined
      ? t('headline.starting')
      : [sayIn(language, headline, t('headline.running')), waitSentence(headline, t, number)]
          .filter((part) => part !== null)
          .join(language === 'en' ? ' ' : '');
  return <p className={`min-w-0 flex-1 text-lead text-pretty ${large ? 'roomy:text-title' : ''}`}>{text}</p>;
}
