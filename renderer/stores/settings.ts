import { create } from 'zustand';
import type { Settings } from '../../contract/engine.ts';
import { adoptPreferences } from './preferences.ts';

/** The engine's settings, as it said them last; null before it has. */
export const useSettings = create<{ readonly settings: Settings | null }>(() => ({ settings: null }));

/** Language and theme take effect here at once, wherever they were changed. */
export function receiveSettings(settings: Settings): void {
  useSettings.setState({ settings });
  adoptPreferences(settings);
}
