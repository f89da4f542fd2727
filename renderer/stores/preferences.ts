import { create } from 'zustand';
import type { Settings } from '../../contract/engine.ts';
import type { Language } from '../../contract/words.ts';
import { i18n } from '../i18n/i18n.ts';

type Theme = Settings['theme'];

interface Preferences {
  readonly theme: Theme;
  readonly language: Language;
}

const rememberedTheme = localStorage.getItem('brainkernel.theme');

/** How this page looks and speaks. The engine's settings are the truth; this browser remembers them for the first paint. */
export const usePreferences = create<Preferences>(() => ({
  theme: rememberedTheme === 'light' || rememberedTheme === 'dark' ? rememberedTheme : 'system',
  language: localStorage.getItem('brainkernel.language') === 'zh-CN' ? 'zh-CN' : 'en',
}));

/** Puts settings into effect on this page. */
export function adoptPreferences({ theme, language }: Preferences): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
  document.documentElement.lang = language;
  localStorage.setItem('brainkernel.theme', theme);
  localStorage.setItem('brainkernel.language', language);
  usePreferences.setState({ theme, language });
  void i18n.changeLanguage(language);
}
