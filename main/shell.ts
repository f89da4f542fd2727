/** What stands around the engine: a desktop app, or nothing but a port. The calls of `desktop.*` are answered here. */
import type { DesktopStatus, UpdateState } from '../contract/desktop.ts';

export interface Shell {
  readonly status: () => DesktopStatus;
  readonly checkForUpdate: () => Promise<UpdateState>;
  /** Restarts into an update that is ready; else says why it does not. */
  readonly installUpdate: () => Promise<UpdateState>;
}

const noShell = 'BrainKernel runs headless: there is no desktop app around it.';
const noUpdate: UpdateState = { kind: 'unsupported', version: null, progress: null, text: noShell };

export const headlessShell: Shell = {
  status: () => ({
    kind: 'headless',
    tray: { shown: false, reason: noShell },
    sandboxed: null,
    autostart: { supported: false, on: false, reason: noShell },
    safeMode: false,
    updates: { supported: false, reason: noShell },
  }),
  checkForUpdate: () => Promise.resolve(noUpdate),
  installUpdate: () => Promise.resolve(noUpdate),
};
