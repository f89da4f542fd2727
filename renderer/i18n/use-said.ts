import type { Sentence } from '../../contract/decision.ts';
import { sayIn } from '../../contract/say-in.ts';
import type { Language } from '../../contract/words.ts';
import { usePreferences } from '../stores/preferences.ts';
import { engineText } from './engine-texts.ts';

/** What the engine said by key, in the language of the page; a key that is not known here is said as its English text. */
export function useSaid(): (said: { readonly sentence: Sentence | null; readonly text: string }) => string {
  const language = usePreferences((preferences) => preferences.language);
  return ({ sentence, text }) => sayIn(language, sentence && within(language, sentence), engineText(language, text));
}

/** A reason inside of a sentence is a text of the engine too, and has no key of its own. */
function within(language: Language, { key, values }: Sentence): Sentence {
  const { why } = values;
  return typeof why === 'string' ? { key, values: { ...values, why: engineText(language, why) } } : { key, values };
}
