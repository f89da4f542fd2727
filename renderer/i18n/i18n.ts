import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

/** The screens' words. Both languages are in the page, so a switch needs no traffic. */
export const i18n = createInstance();

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  supportedLngs: ['en', 'zh-CN'],
  resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
  initAsync: false,
  // React escapes; and values are untrusted text, never references to other keys
  interpolation: { escapeValue: false, skipOnVariables: true },
});
