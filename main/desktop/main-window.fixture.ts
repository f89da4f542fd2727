/** The real main window over doubles of what it asks Electron for. */
import type * as Electron from 'electron';
import { createFakeWindows, eventsOf, standIn } from './electron.fixture.ts';
import type { FakeWindow } from './electron.fixture.ts';
import { createMainWindow } from './main-window.ts';
import type { MainWindowOptions } from './main-window.ts';
import type { WindowState } from './window-state.ts';

const display = (id: number, x: number): Electron.Display =>
  standIn<Electron.Display>({ id, workArea: { x, y: 0, width: 1920, height: 1080 } });

export function windowed(
  options: Partial<Pick<MainWindowOptions, 'onClose' | 'theme'>> & { readonly kept?: WindowState } = {},
) {
  const { BrowserWindow, windows } = createFakeWindows();
  const themeEvents = eventsOf<Electron.NativeTheme>(() => nativeTheme);
  const parts = {
    ...themeEvents.members,
    themeSource: 'system' as Electron.NativeTheme['themeSource'],
    shouldUseDarkColors: false,
  };
  const nativeTheme: Electron.NativeTheme = standIn<Electron.NativeTheme>(parts);
  const written: WindowState[] = [];
  const gone: string[] = [];
  const visibility: boolean[] = [];
  const main = createMainWindow({
    electron: {
      BrowserWindow,
      nativeTheme,
      screen: standIn<Electron.Screen>({
        getPrimaryDisplay: () => display(1, 0),
        getAllDisplays: () => [display(2, 1920), display(1, 0)],
      }),
    },
    preload: '/app/out/preload/preload.cjs',
    icon: '/app/icon.png',
    state: { read: () => written.at(-1) ?? options.kept ?? null, write: (state) => written.push(state) },
    onClose: options.onClose ?? (() => 'hide'),
    onGone: (reason, then) => gone.push(`${reason}: ${then}`),
    theme: options.theme ?? 'system',
  });
  main.onVisibility((visible) => visibility.push(visible));
  const newest = (): FakeWindow => {
    const found = windows.at(-1);
    if (found === undefined) throw new Error('there is no window');
    return found;
  };
  /** Shown, with its page painted. */
  const shown = (hash?: string): FakeWindow => {
    main.show(hash);
    newest().emit('ready-to-show');
    return newest();
  };
  return { main, windows, newest, shown, written, gone, visibility, nativeTheme: parts, themeEvents };
}
