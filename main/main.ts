/** The Electron entry, and the one module that imports electron: hands its parts to the desktop app. */
import * as electron from 'electron';
import Store from 'electron-store';
import { join } from 'node:path';
import { startDesktop } from './desktop/desktop-app.ts';
import { createUpdates } from './desktop/updates.ts';
import { findSources } from './helper/sources.ts';
import { version } from './version.ts';

// not awaited: Electron becomes ready only when this module has been evaluated to its end (electron#40719)
void startDesktop({
  electron,
  places: {
    // from out/main/main.js, in the repository and in the packed app alike; dist:check follows these literals
    screens: join(import.meta.dirname, '../renderer'),
    preload: join(import.meta.dirname, '../preload/preload.cjs'),
    icons: join(import.meta.dirname, '../../assets/icons'),
  },
  process,
  console,
  settingsWriter: Store,
  // an Electron that runs the repository has resources of its own
  helperSources: findSources(process.resourcesPath, electron.app.getAppPath()),
  updates: (environment, log, beforeRestart) =>
    createUpdates({
      environment,
      resources: process.resourcesPath,
      version,
      log,
      beforeRestart,
      createUpdater: async () => {
        const { AppImageUpdater } = await import('electron-updater');
        // looks there for the file that it replaces; other child processes have had no use for it until now
        Object.assign(process.env, { APPIMAGE: environment['APPIMAGE'] });
        return new AppImageUpdater();
      },
    }),
});
