import { usePreferences } from '../stores/preferences.ts';
import { engineText } from './engine-texts.ts';

/** Texts of the engine that have no key, in the language of the page where they are known. */
export function useEngineText(): (text: string) => string {
  const language = usePreferences((preferences) => preferences.language);
  return (text) => engineText(language, text);
}
