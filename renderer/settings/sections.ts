import { useSyncExternalStore } from 'react';

/** The parts of the settings, in the order of their list. */
export const sections = [
  'models',
  'behaviour',
  'immunity',
  'privacy',
  'helper',
  'desktop',
  'appearance',
  'updates',
  'about',
] as const;
export type SectionName = (typeof sections)[number];

export const hrefOfSection = (section: SectionName): string => `#/settings/${section}`;

/** The part behind `#/settings/`; the first one when none is named. */
export const sectionOf = (hash: string): SectionName =>
  sections.find((section) => section === hash.split('/')[2]) ?? 'models';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export const useSection = (): SectionName => sectionOf(useSyncExternalStore(subscribe, () => location.hash));
