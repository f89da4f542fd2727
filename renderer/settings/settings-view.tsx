import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../contract/engine.ts';
import { useSettings } from '../stores/settings.ts';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { BehaviourSection } from './behaviour-section.tsx';
import { DesktopSection } from './desktop-section.tsx';
import { HelperSection } from './helper-section.tsx';
import { ImmunitySection } from './immunity-section.tsx';
import { ModelsSection } from './models-section.tsx';
import { PrivacySection } from './privacy-section.tsx';
import { hrefOfSection, sections, useSection } from './sections.ts';
import type { SectionName } from './sections.ts';
import { UpdatesSection } from './updates-section.tsx';

/** Everything a person may choose, one part at a time. Each change is in force at once, here and on every other screen. */
export function SettingsView(): ReactNode {
  const { t } = useTranslation();
  const section = useSection();
  const settings = useSettings((store) => store.settings);
  return (
    <div className="flex min-h-0 flex-1">
      <nav aria-labelledby="settings-title" className="w-44 shrink-0 overflow-y-auto py-6 pl-3">
        <h2 id="settings-title" className="px-3 pb-3 text-title font-semibold">
          {t('settings.title')}
        </h2>
        <ul className="flex flex-col gap-1">
          {sections.map((name) => (
            <li key={name}>
              <a
                href={hrefOfSection(name)}
                aria-current={name === section ? 'page' : undefined}
                className="flex min-h-8 items-center rounded-md px-3 py-1 text-muted hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-ink"
              >
                {t(`settings.${name}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div key={section} className="min-w-0 flex-1 overflow-y-auto">
        <div className="max-w-3xl p-6">
          {settings === null ? (
            <p className="text-muted">{t('settings.loading')}</p>
          ) : (
            <Section name={section} settings={settings} />
          )}
        </div>
      </div>
    </div>
  );
}

function Section({ name, settings }: { readonly name: SectionName; readonly settings: Settings }): ReactNode {
  switch (name) {
    case 'models':
      return <ModelsSection settings={settings} />;
    case 'behaviour':
      return <BehaviourSection settings={settings} />;
    case 'immunity':
      return <ImmunitySection settings={settings} />;
    case 'privacy':
      return <PrivacySection settings={settings} />;
    case 'helper':
      return <HelperSection />;
    case 'desktop':
      return <DesktopSection settings={settings} />;
    case 'appearance':
      return <AppearanceSection settings={settings} />;
    case 'updates':
      return <UpdatesSection />;
    case 'about':
      return <AboutSection />;
  }
}
