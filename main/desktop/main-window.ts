/** The one window: made when it is first shown, kept where a person left it, closed to whatever is not our own page. */
import type * as Electron from 'electron';
import type { Settings } from '../../contract/engine.ts';
import type { Dispose } from '../clock.ts';
import { isScreensUrl, screensOrigin } from './screens-protocol.ts';
import { placeWindow, smallest, stateOf } from './window-state.ts';
import type { WindowStateStore } from './window-state.ts';
import { zoomByKeys } from './zoom.ts';

type Theme = Settings['theme'];

export interface MainWindow {
  /** Opens it, or brings it to the front. @param hash the view to go to, as `#/decisions/d-1` or without the `#` */
  show(hash?: string): void;
  isVisible(): boolean;
  /** Whether a message comes from the page in this window: its main frame, while that shows our screens. */
  trusts(event: Electron.IpcMainEvent | Electron.IpcMainInvokeEvent): boolean;
  /** A minimised window counts as hidden. */
  onVisibility(listener: (visible: boolean) => void): Dispose;
  setTheme(theme: Theme): void;
  dispose(): void;
}

export interface MainWindowOptions {
  readonly electron: Pick<typeof Electron, 'BrowserWindow' | 'screen' | 'nativeTheme'>;
  /** Absolute path of the preload script. */
  readonly preload: string;
  readonly state: WindowStateStore;
  /** Absolute path of a PNG. */
  readonly icon: string;
  /** Asked when a person closes it. */
  readonly onClose: () => 'hide' | 'quit';
  /** Its process went. `closed`: for the second time within a minute; the next `show` opens a new one. */
  readonly onGone: (reason: string, then: 'reloaded' | 'closed') => void;
  readonly theme: Theme;
}

/** `--paper` of renderer/styles.css, shown until the page has painted itself. */
export const paper = { light: '#f6f6f3', dark: '#141618' } as const;

/** ms without another crash after which a reload has helped. */
const soundAfterMs = 60_000;
/** ms a page may be busy before it is taken down; far more than the largest list needs. */
const patienceMs = 20_000;
/** ms after its page was loaded in which a window has its first picture; Wayland may never tell (electron#48859). */
const paintedWithinMs = 2_000;
/** ms after the last move or resize until the new place is written. */
const settledMs = 500;

export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { electron, state, onClose, onGone } = options;
  const { nativeTheme } = electron;
  const listeners = new Set<(visible: boolean) => void>();
  let window: Electron.BrowserWindow | null = null;
  let keepPlace: () => void = () => undefined;
  let lastSaid = false;

  const live = () => (window?.isDestroyed() === false ? window : null);
  const isVisible = () => live()?.isVisible() === true && live()?.isMinimized() === false;
  const say = () => {
    const visible = isVisible();
    if (visible === lastSaid) return;
    lastSaid = visible;
    for (const listener of listeners) listener(visible);
  };

  const colour = () => (nativeTheme.shouldUseDarkColors ? paper.dark : paper.light);
  const repaint = () => live()?.setBackgroundColor(colour());
  nativeTheme.themeSource = options.theme;
  nativeTheme.on('updated', repaint);

  const open = (hash: string | undefined): Electron.BrowserWindow => {
    const kept = state.read();
    const opened = new electron.BrowserWindow({
      ...placeWindow(kept, workAreas(electron.screen)),
      minWidth: smallest.width,
      minHeight: smallest.height,
      show: false,
      title: 'BrainKernel',
      icon: options.icon,
      backgroundColor: colour(),
      autoHideMenuBar: true,
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        // a hidden page gets no timers and no frames
        backgroundThrottling: true,
      },
    });
    opened.removeMenu();
    const stopWaiting = whenPainted(opened, () => {
      // either shows it
      if (kept?.maximized === true) opened.maximize();
      else opened.show();
      opened.focus();
    });
    opened.on('show', say).on('hide', say).on('minimize', say).on('restore', say);
    // not every desktop tells when a minimised window is restored
    opened.on('focus', say);
    keepPlace = placeKeeper(opened, state);
    opened.on('close', (event) => {
      keepPlace();
      if (onClose() === 'quit') return;
      event.preventDefault();
      opened.hide();
    });
    zoomByKeys(opened.webContents);
    const forget = mendPage(opened, onGone);
    opened.on('closed', () => {
      forget();
      stopWaiting();
      if (window === opened) window = null;
      say();
    });
    void opened.loadURL(address(hash)).catch(() => undefined);
    return opened;
  };

  return {
    show: (hash) => {
      const opened = live();
      if (opened === null) {
        window = open(hash);
        return;
      }
      // another view of the same document; the same one again would load the document anew
      if (hash !== undefined && opened.webContents.getURL() !== address(hash))
        void opened.loadURL(address(hash)).catch(() => undefined);
      if (opened.isMinimized()) opened.restore();
      opened.show();
      opened.focus();
    },
    isVisible,
    trusts: ({ sender, senderFrame }) =>
      sender === live()?.webContents && senderFrame?.parent === null && isScreensUrl(senderFrame.origin),
    onVisibility: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setTheme: (theme) => {
      nativeTheme.themeSource = theme;
    },
    dispose: () => {
      nativeTheme.off('updated', repaint);
      keepPlace();
      live()?.destroy();
      listeners.clear();
    },
  };
}

const address = (hash = ''): string => `${screensOrigin}/${hash === '' || hash.startsWith('#') ? hash : `#${hash}`}`;

function workAreas(screen: Electron.Screen): readonly Electron.Rectangle[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary, ...others].map(({ workArea }) => workArea);
}

/** Calls once: at the first picture, or a moment after the page was loaded or could not be, unless a person hid it. */
function whenPainted(window: Electron.BrowserWindow, call: () => void): Dispose {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDone = false;
  const done = () => {
    isDone = true;
    clearTimeout(timer);
  };
  const painted = () => {
    if (isDone || window.isDestroyed()) return;
    done();
    call();
  };
  const loaded = () => {
    if (!isDone) timer ??= setTimeout(painted, paintedWithinMs);
  };
  window.once('ready-to-show', painted);
  window.once('hide', done);
  window.webContents.once('did-finish-load', loaded);
  window.webContents.once('did-fail-load', loaded);
  return done;
}

/** Writes the place a moment after it changed, and when told to. */
function placeKeeper(window: Electron.BrowserWindow, state: WindowStateStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    clearTimeout(timer);
    if (!window.isDestroyed()) state.write(stateOf(window.getNormalBounds(), window.isMaximized()));
  };
  const keepSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, settledMs);
  };
  window.on('resize', keepSoon).on('move', keepSoon).on('maximize', keepSoon).on('unmaximize', keepSoon);
  window.on('closed', () => clearTimeout(timer));
  return keep;
}

/** Loads a page anew whose process went or hangs, once; a second time soon after it closes the window. */
function mendPage(window: Electron.BrowserWindow, onGone: MainWindowOptions['onGone']): Dispose {
  let suspect: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  const calm = () => {
    clearTimeout(patience);
    patience = undefined;
  };
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    calm();
    if (reason === 'clean-exit') return;
    if (suspect !== undefined) {
      window.destroy();
      onGone(reason, 'closed');
      return;
    }
    suspect = setTimeout(() => (suspect = undefined), soundAfterMs);
    window.webContents.reload();
    onGone(reason, 'reloaded');
  });
  window.on('unresponsive', () => {
    patience ??= setTimeout(() => window.webContents.forcefullyCrashRenderer(), patienceMs);
  });
  window.on('responsive', calm);
  return () => {
    clearTimeout(suspect);
    calm();
  };
}
