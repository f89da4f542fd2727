/** Answers the calls of `desktop.*`: what this desktop shows of us, and what it lets us do. */
import type { Language } from '../../contract/words.ts';
import type { Shell } from '../shell.ts';
import type { Autostart, AutostartState } from './autostart.ts';
import type { TrayHostState } from './tray-host.ts';
import type { Updates } from './updates.ts';
import type { Say, WordKey } from './words.ts';
import { wordsIn } from './words.ts';

export interface DesktopShellParts {
  readonly trayHost: () => TrayHostState;
  readonly autostart: Pick<Autostart, 'state'>;
  readonly sandboxed: boolean;
  readonly safeMode: () => boolean;
  readonly updates: Updates;
  readonly language: () => Language;
}

export function createDesktopShell(parts: DesktopShellParts): Shell {
  return {
    status: () => {
      const say = wordsIn(parts.language());
      const host = parts.trayHost();
      const autostart = parts.autostart.state();
      return {
        kind: 'desktop',
        tray: { shown: host === 'shown', reason: say(trayReasons[host]) },
        sandboxed: parts.sandboxed,
        autostart: {
          supported: autostart.kind === 'on' || autostart.kind === 'off',
          on: autostart.kind === 'on',
          reason: autostartReason(autostart, say),
        },
        safeMode: parts.safeMode(),
        updates: parts.updates.supported,
      };
    },
    checkForUpdate: parts.updates.check,
    installUpdate: parts.updates.install,
  };
}

const trayReasons = {
  shown: 'reason.trayShown',
  'no-bus': 'reason.noBus',
  'no-watcher': 'reason.noWatcher',
  'no-host': 'reason.noHost',
} as const satisfies Record<TrayHostState, WordKey>;

function autostartReason(state: AutostartState, say: Say): string {
  switch (state.kind) {
    case 'on':
      return say('reason.autostartOn');
    case 'off':
      return say('reason.autostartOff');
    case 'elsewhere':
      return say('reason.autostartElsewhere');
    case 'failed':
      return say('reason.autostartFailed', { why: state.why });
  }
}
