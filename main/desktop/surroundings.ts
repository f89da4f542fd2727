/** What a person sees of the app: the window and its calls, the icon in the panel, notifications. Follows the settings. */
import type * as Electron from 'electron';
import { join } from 'node:path';
import type { Api } from '../api.ts';
import type { Dispose } from '../clock.ts';
import { systemClock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Autostart } from './autostart.ts';
import { createClosing } from './closing.ts';
import { trayIconFile, windowIconFile } from './icon-files.ts';
import { serveIpc } from './ipc-transport.ts';
import { createMainWindow } from './main-window.ts';
import { createNotifications } from './notifications.ts';
import { followDesktopTheme, panelIconSize, panelTone } from './panel-tone.ts';
import type { SafeMode } from './safe-mode.ts';
import { serveScreens } from './screens-protocol.ts';
import type { Environment } from './tool-environment.ts';
import type { TrayHandle } from './tray.ts';
import { createTray } from './tray.ts';
import type { TrayHost } from './tray-host.ts';
import { createWindowStateStore } from './window-state.ts';
import type { Say } from './words.ts';

/** Absolute: the built screens, the preload script, and `assets/icons`. */
export interface Places {
  readonly screens: string;
  readonly preload: string;
  readonly icons: string;
}

export interface SurroundingsOptions {
  readonly electron: Pick<
    typeof Electron,
    'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'nativeTheme' | 'Notification' | 'protocol' | 'screen' | 'Tray'
  >;
  readonly places: Places;
  readonly dataDirectory: string;
  readonly environment: Environment;
  readonly api: Api;
  readonly trayHost: TrayHost;
  readonly autostart: Autostart;
  readonly safeMode: SafeMode;
  readonly say: () => Say;
  readonly end: (reason: string) => void;
  readonly log: Log;
}

export interface Surroundings {
  /** Opens the window or brings it to the front, at a route of the screens when one is given. */
  readonly show: (route: string | null) => void;
  readonly isVisible: () => boolean;
  readonly dispose: Dispose;
}

export function createSurroundings(options: SurroundingsOptions): Surroundings {
  const { electron, places, environment, api, trayHost, autostart, safeMode, say, end, log } = options;
  const { nativeTheme } = electron;
  const quit = (): void => end('a person quit');

  const desktopTheme = followDesktopTheme(nativeTheme);
  serveScreens(electron, places.screens);
  const window = createMainWindow({
    electron,
    preload: places.preload,
    icon: join(places.icons, windowIconFile),
    state: createWindowStateStore(options.dataDirectory, log),
    theme: 'system',
    onClose: createClosing({ dialog: electron.dialog, hasTray: () => trayHost.state() === 'shown', say, quit }),
    onGone: (reason, then) => {
      log.warn(`the window's process went (${reason}); it was ${then}`);
      if (then === 'closed') notifications.tell('windowGone');
    },
  });
  const show: Surroundings['show'] = (route) => window.show(route ?? undefined);
  const closeIpc = serveIpc({ ipcMain: electron.ipcMain, api, window, log });

  const notifications = createNotifications({
    electron,
    api,
    icon: join(places.icons, windowIconFile),
    safeMode: safeMode.isOn,
    isWatching: () => window.isVisible() && electron.BrowserWindow.getFocusedWindow() !== null,
    open: show,
    now: systemClock.monotonic,
    log,
  });

  // before the tray, which shows whether safe mode is on
  const stopFollowing = [safeMode.follow(api), followSettings(api, autostart, (theme) => window.setTheme(theme))];

  let tray: TrayHandle | null = null;
  const showTray = (): void => {
    if (trayHost.state() !== 'shown') return;
    tray ??= createTray({
      electron,
      api,
      icon: (state) => {
        const tone = panelTone(environment, desktopTheme.isDark());
        const size = panelIconSize(environment, electron.screen.getPrimaryDisplay().scaleFactor);
        return join(places.icons, trayIconFile(state, tone, size));
      },
      safeMode: safeMode.isOn,
      open: show,
      quit,
      failed: (why) => notifications.tell('failed', why),
      now: systemClock.now,
      log,
    });
  };
  const redraw = (): void => tray?.refresh();
  nativeTheme.on('updated', redraw);
  const stopTray = trayHost.onChange(showTray);
  showTray();
  if (safeMode.isOn()) notifications.tell('safeMode');

  return {
    show,
    isVisible: () => window.isVisible(),
    dispose: () => {
      stopTray();
      nativeTheme.off('updated', redraw);
      desktopTheme.dispose();
      for (const stop of stopFollowing) stop();
      tray?.dispose();
      notifications.dispose();
      closeIpc();
      window.dispose();
    },
  };
}

/** What of the settings is not drawn again each time anyway. */
function followSettings(
  api: Api,
  autostart: Autostart,
  setTheme: (theme: 'system' | 'light' | 'dark') => void,
): Dispose {
  const shown: { theme?: string; autostart?: boolean } = {};
  return api.subscribe('settings', ({ theme, 'desktop.autostart': autostarts }) => {
    if (theme !== shown.theme) setTheme(theme);
    if (autostarts !== shown.autostart) autostart.follow(autostarts);
    Object.assign(shown, { theme, autostart: autostarts });
  });
}
