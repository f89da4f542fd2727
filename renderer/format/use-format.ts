import { usePreferences } from '../stores/preferences.ts';
import { numberFormat } from './numbers.ts';
import type { NumberFormat } from './numbers.ts';
import { timeFormat } from './time.ts';
import type { TimeFormat } from './time.ts';

/** Numbers and times in the language of the page. */
export function useFormat(): { readonly number: NumberFormat; readonly time: TimeFormat } {
  const language = usePreferences((preferences) => preferences.language);
  return { number: numberFormat(language), time: timeFormat(language) };
}
