/** After crashes this run only observes, until a person chooses another mode. */
import type { SettingsChange } from '../../contract/engine.ts';
import type { Api } from '../api.ts';
import type { Dispose } from '../clock.ts';
import { wordsIn } from './words.ts';

export interface SafeMode {
  readonly isOn: () => boolean;
  /** What this run overrides of the settings; they themselves stay as they are. */
  readonly overrides: SettingsChange;
  /** What the screens show of it, from the start on. */
  readonly notices: readonly { readonly severity: 'warning'; readonly code: string; readonly text: string }[];
  /** Ends with the first other mode. */
  readonly follow: (api: Api) => Dispose;
}

export function createSafeMode(on: boolean): SafeMode {
  const say = wordsIn('en');
  let isOn = on;
  return {
    isOn: () => isOn,
    overrides: on ? { mode: 'observe' } : {},
    notices: on
      ? [{ severity: 'warning', code: 'safe-mode', text: `${say('notice.safeMode')}. ${say('notice.safeModeBody')}` }]
      : [],
    follow: (api) =>
      api.subscribe('settings', ({ mode }) => {
        if (mode !== 'observe') isOn = false;
      }),
  };
}
