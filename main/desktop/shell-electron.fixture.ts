/**
 * The rest of Electron for tests of the whole desktop app: what stands around the window. Typed by electron.d.ts, and
 * throwing for a member that nobody has thought of. What a person sees is read from it, what a person does is done to it.
 */
import type * as Electron from 'electron';
import { channels } from '../../contract/bridge.ts';
import { CallError, envelope } from '../../contract/calls.ts';
import type { CallInput, CallName, CallOutput } from '../../contract/calls.ts';
import type { DesktopOptions } from './desktop-app.ts';
import { createFakeWindows, createWire, eventsOf, preventable, standIn } from './electron.fixture.ts';
import type { FakeWindow } from './electron.fixture.ts';
import { aKeyring } from './keyring.fixture.ts';
import type { MenuItem } from './shell-menu.fixture.ts';

/** A notification as it was shown, and what a person does with it. */
export interface FakeNotification {
  readonly options: Electron.NotificationConstructorOptions;
  readonly click: () => void;
  readonly press: (actionIndex: number) => void;
  readonly isClosed: () => boolean;
}

export interface FakeTray {
  readonly images: readonly string[];
  readonly tip: () => string;
  readonly menu: () => readonly MenuItem[];
  /** How often the menu was set. */
  readonly menus: () => number;
  readonly click: () => void;
  readonly isDestroyed: () => boolean;
}

export interface FakeDesktop {
  readonly electron: DesktopOptions['electron'];
  readonly windows: readonly FakeWindow[];
  readonly trays: readonly FakeTray[];
  readonly notifications: readonly FakeNotification[];
  /** Title and text of each error dialog. */
  readonly errors: readonly (readonly [string, string])[];
  readonly questions: readonly Electron.MessageBoxOptions[];
  /** Answers the oldest open question with the button of this index. */
  readonly answer: (button: number) => void;
  /** Resolves with the exit code when the app leaves. */
  readonly left: Promise<number>;
  readonly relaunches: readonly Electron.RelaunchOptions[];
  readonly emitApp: (name: string, ...args: readonly unknown[]) => void;
  /** What the single-instance lock was asked for with. */
  readonly sent: () => unknown;
  readonly emitPower: (name: string, ...args: readonly unknown[]) => void;
  readonly setDark: (dark: boolean) => void;
  /** Whether the window has the keyboard. */
  focused: boolean;
  readonly desktopName: () => string;
  /** A call of the page in the window, over IPC. */
  readonly call: <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;
  /** Listeners of app, power and theme, and IPC handlers. */
  readonly listeners: () => { readonly power: number; readonly theme: number; readonly ipc: number };
}

export function createFakeDesktop(options: { readonly firstInstance?: boolean } = {}): FakeDesktop {
  const { BrowserWindow, windows } = createFakeWindows();
  const wire = createWire();
  const trays: FakeTray[] = [];
  const notifications: FakeNotification[] = [];
  const errors: (readonly [string, string])[] = [];
  const questions: Electron.MessageBoxOptions[] = [];
  const answers: ((response: number) => void)[] = [];
  const relaunches: Electron.RelaunchOptions[] = [];
  const left = Promise.withResolvers<number>();
  const appEvents = eventsOf<Electron.App>(() => app);
  const powerEvents = eventsOf<Electron.PowerMonitor>(() => powerMonitor);
  const themeEvents = eventsOf<Electron.NativeTheme>(() => nativeTheme);
  let dark = false;
  let desktopName = '';
  let userData = '';
  let sent: unknown;

  const app: Electron.App = standIn<Electron.App>({
    ...appEvents.members,
    isPackaged: true,
    commandLine: standIn<Electron.CommandLine>({ hasSwitch: () => false }),
    getAppPath: () => '/opt/BrainKernel/resources/app.asar',
    setDesktopName: (name) => {
      desktopName = name;
    },
    setPath: (name, path) => {
      if (name === 'userData') userData = path;
    },
    requestSingleInstanceLock: (data) => {
      sent = data;
      if (userData === '') throw new Error('the lock would be in the folder of everybody');
      return options.firstInstance ?? true;
    },
    releaseSingleInstanceLock: () => undefined,
    whenReady: () => Promise.resolve(),
    enableSandbox: () => undefined,
    exit: (code = 0) => left.resolve(code),
    relaunch: (how = {}) => relaunches.push(how),
  });
  const powerMonitor: Electron.PowerMonitor = standIn<Electron.PowerMonitor>({ ...powerEvents.members });
  const nativeTheme: Electron.NativeTheme = standIn<Electron.NativeTheme>({
    ...themeEvents.members,
    themeSource: 'system',
  });
  Object.defineProperty(nativeTheme, 'shouldUseDarkColors', {
    get: () => (nativeTheme.themeSource === 'system' ? dark : nativeTheme.themeSource === 'dark'),
  });

  const fake: FakeDesktop = {
    windows,
    trays,
    notifications,
    errors,
    questions,
    relaunches,
    focused: false,
    left: left.promise,
    answer: (button) => answers.shift()?.(button),
    emitApp: appEvents.emit,
    sent: () => sent,
    emitPower: powerEvents.emit,
    desktopName: () => desktopName,
    call: async (name, input) => {
      const [window] = windows;
      if (window === undefined) throw new Error('there is no window that could call');
      const page = wire.rendererOf(window.page);
      const answer: unknown = await page.invoke(channels.call, name, JSON.stringify(input));
      const read = envelope.parse(JSON.parse(String(answer)));
      if (!read.ok) throw new CallError(read.error.code, read.error.message);
      return read.value as CallOutput<typeof name>;
    },
    listeners: () => ({ power: powerEvents.count(), theme: themeEvents.count(), ipc: wire.listeners() }),
    setDark: (now) => {
      dark = now;
      themeEvents.emit('updated');
    },
    electron: {
      app,
      powerMonitor,
      nativeTheme,
      BrowserWindow: Object.assign(BrowserWindow, {
        getFocusedWindow: () => (fake.focused ? (windows[0]?.window ?? null) : null),
      }),
      ipcMain: standIn<Electron.IpcMain>(wire.ipcMain),
      safeStorage: standIn<Electron.SafeStorage>(aKeyring().safeStorage),
      protocol: standIn<Electron.Protocol>({
        registerSchemesAsPrivileged: () => undefined,
        handle: () => undefined,
      }),
      session: standIn<DesktopOptions['electron']['session']>({ defaultSession: quietSession() }),
      shell: standIn<Electron.Shell>({}),
      screen: standIn<Electron.Screen>({
        getPrimaryDisplay: () => display,
        getAllDisplays: () => [display],
      }),
      dialog: standIn<Electron.Dialog>({
        showErrorBox: (title, content) => errors.push([title, content]),
        showMessageBox: (...args: readonly unknown[]) => {
          questions.push(args[0] as Electron.MessageBoxOptions);
          return new Promise((resolve) => {
            answers.push((response) => resolve({ response, checkboxChecked: false }));
          });
        },
      }),
      Menu: standIn<typeof Electron.Menu>({
        buildFromTemplate: (items) => {
          const menu = standIn<Electron.Menu>({});
          templates.set(menu, items);
          return menu;
        },
      }),
      Tray: fakeClass((image: string) => createFakeTray(image, trays)) as typeof Electron.Tray,
      Notification: Object.assign(
        fakeClass((how: Electron.NotificationConstructorOptions) => createFakeNotification(how, notifications)),
        { isSupported: () => true },
      ) as typeof Electron.Notification,
    },
  };
  return fake;
}

/** What each menu was built from. */
const templates = new WeakMap<object, readonly MenuItem[]>();

/** `new` of a function that returns an object gives that object. */
function fakeClass(make: (argument: never) => object): object {
  const constructor: object = function (argument: never): object {
    return make(argument);
  };
  return constructor;
}

const display = standIn<Electron.Display>({
  id: 1,
  scaleFactor: 1,
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
});

function quietSession(): Electron.Session {
  const session: Electron.Session = standIn<Electron.Session>({
    ...eventsOf<Electron.Session>(() => session).members,
    webRequest: standIn<Electron.WebRequest>({ onBeforeRequest: () => undefined }),
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
    setSpellCheckerEnabled: () => undefined,
  });
  return session;
}

function createFakeTray(image: string, trays: FakeTray[]): Electron.Tray {
  const events = eventsOf<Electron.Tray>(() => tray);
  const images = [image];
  let tip = '';
  let menu: readonly MenuItem[] = [];
  let menus = 0;
  let destroyed = false;
  const tray: Electron.Tray = standIn<Electron.Tray>({
    ...events.members,
    setImage: (file) => images.push(typeof file === 'string' ? file : 'no file'),
    setToolTip: (text) => {
      tip = text;
    },
    setContextMenu: (set) => {
      menus += 1;
      menu = (set && templates.get(set)) ?? [];
    },
    destroy: () => {
      destroyed = true;
    },
  });
  trays.push({
    images,
    tip: () => tip,
    menu: () => menu,
    menus: () => menus,
    click: () => events.emit('click'),
    isDestroyed: () => destroyed,
  });
  return tray;
}

function createFakeNotification(
  options: Electron.NotificationConstructorOptions,
  notifications: FakeNotification[],
): Electron.Notification {
  const events = eventsOf<Electron.Notification>(() => notification);
  let closed = false;
  const notification: Electron.Notification = standIn<Electron.Notification>({
    ...events.members,
    show: () =>
      notifications.push({
        options,
        click: () => events.emit('click', preventable({})),
        press: (actionIndex) => events.emit('action', preventable({ actionIndex })),
        isClosed: () => closed,
      }),
    close: () => {
      closed = true;
      events.emit('close', preventable({}));
    },
  });
  return notification;
}
