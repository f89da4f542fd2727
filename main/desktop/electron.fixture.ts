/**
 * The parts of Electron that the desktop code uses, without its binary. Every double is typed by electron.d.ts, so that a
 * change there fails the type check, and throws for a member nobody has thought of.
 */
import type * as Electron from 'electron';

/** An object that has these parts of `T`, and throws when another one is asked for. */
export function standIn<T extends object>(parts: Partial<T>): T {
  return new Proxy(parts, {
    get: (target, name): unknown => {
      if (typeof name === 'symbol' || name === 'then' || name in target) return Reflect.get(target, name);
      throw new TypeError(`the double has no ${name}`);
    },
  }) as T;
}

type Listener = (...args: never[]) => void;

/** Events of a double: `members` are mixed into it, `emit` is for the test. */
export interface Events<T> {
  readonly members: {
    readonly on: (name: string, listener: Listener) => T;
    readonly once: (name: string, listener: Listener) => T;
    readonly off: (name: string, listener: Listener) => T;
  };
  readonly emit: (name: string, ...args: readonly unknown[]) => void;
  /** How many listeners there are, of whatever event. */
  readonly count: () => number;
}

export function eventsOf<T>(self: () => T): Events<T> {
  let listeners: readonly { readonly name: string; readonly listener: Listener; readonly once: boolean }[] = [];
  const add = (once: boolean) => (name: string, listener: Listener) => {
    listeners = [...listeners, { name, listener, once }];
    return self();
  };
  return {
    members: {
      on: add(false),
      once: add(true),
      off: (name, listener) => {
        listeners = listeners.filter((each) => each.name !== name || each.listener !== listener);
        return self();
      },
    },
    emit: (name, ...args) => {
      for (const each of listeners.filter((one) => one.name === name)) {
        if (each.once) listeners = listeners.filter((other) => other !== each);
        (each.listener as (...given: readonly unknown[]) => void)(...args);
      }
    },
    count: () => listeners.length,
  };
}

/** An event that can be prevented, with what else it carries. */
export function preventable<P extends object>(params: P): Electron.Event<P> & { readonly prevented: () => boolean } {
  let prevented = false;
  return {
    ...params,
    defaultPrevented: false,
    preventDefault: () => {
      prevented = true;
    },
    prevented: () => prevented,
  };
}

/** A page's web contents and what came over the wire to it. */
export interface FakeContents {
  readonly contents: Electron.WebContents;
  readonly mainFrame: Electron.WebFrameMain;
  readonly emit: Events<Electron.WebContents>['emit'];
  readonly listeners: () => number;
  /** Who hears what main sends; replaced when a document is loaded. */
  hear: (channel: string, args: readonly unknown[]) => void;
  /** Addresses loaded and `reload`, in order. */
  readonly loads: readonly string[];
  /** What became of opening a window at an address. */
  readonly opens: (url: string) => string;
  readonly crashes: () => number;
  readonly destroy: () => void;
}

let lastId = 0;

/** @param origin of the page in its main frame */
export function createFakeContents(origin = 'app://brainkernel'): FakeContents {
  const events = eventsOf<Electron.WebContents>(() => contents);
  const loads: string[] = [];
  let destroyed = false;
  let crashes = 0;
  let zoom = 0;
  let windowOpen: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null;
  const mainFrame = standIn<Electron.WebFrameMain>({ parent: null, origin });
  const contents: Electron.WebContents = standIn<Electron.WebContents>({
    ...events.members,
    id: ++lastId,
    isDestroyed: () => destroyed,
    send: (channel: string, ...args: unknown[]) => {
      const copies = args.map((each) => structuredClone(each));
      setImmediate(() => fake.hear(channel, copies));
    },
    loadURL: (url) => {
      loads.push(url);
      return Promise.resolve();
    },
    getURL: () => loads.findLast((each) => each !== 'reload') ?? '',
    reload: () => loads.push('reload'),
    forcefullyCrashRenderer: () => {
      crashes += 1;
    },
    getZoomLevel: () => zoom,
    setZoomLevel: (level) => {
      zoom = level;
    },
    setWindowOpenHandler: (handler) => {
      windowOpen = handler;
    },
  });
  const fake: FakeContents = {
    contents,
    mainFrame,
    emit: events.emit,
    listeners: events.count,
    hear: () => undefined,
    loads,
    opens: (url) => windowOpen?.(standIn<Electron.HandlerDetails>({ url })).action ?? 'nobody decided',
    crashes: () => crashes,
    destroy: () => {
      destroyed = true;
      events.emit('destroyed');
    },
  };
  return fake;
}

/** Main's end of the wire and, for each frame, the page's. Values are cloned on their way and arrive a turn later. */
export interface Wire {
  readonly ipcMain: Pick<Electron.IpcMain, 'handle' | 'on' | 'removeHandler' | 'off'>;
  readonly rendererOf: (page: FakeContents, frame?: Electron.WebFrameMain | null) => Electron.IpcRenderer;
  /** Handlers and listeners that main has. */
  readonly listeners: () => number;
}

export function createWire(): Wire {
  type Handler = Parameters<Electron.IpcMain['handle']>[1];
  const handlers = new Map<string, Handler>();
  const events = eventsOf<Electron.IpcMain>(() => ipcMain);
  const ipcMain: Electron.IpcMain = standIn<Electron.IpcMain>({
    ...events.members,
    handle: (channel, handler) => {
      if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      handlers.set(channel, handler);
    },
    removeHandler: (channel) => handlers.delete(channel),
  });
  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

  return {
    ipcMain,
    listeners: () => handlers.size + events.count(),
    rendererOf: (page, frame = page.mainFrame) => {
      const heard = eventsOf<Electron.IpcRenderer>(() => renderer);
      const from = { sender: page.contents, senderFrame: frame };
      page.hear = (channel, args) => heard.emit(channel, standIn<Electron.IpcRendererEvent>({}), ...args);
      const renderer: Electron.IpcRenderer = standIn<Electron.IpcRenderer>({
        ...heard.members,
        invoke: async (channel: string, ...args: unknown[]): Promise<unknown> => {
          const copies = args.map((each) => structuredClone(each));
          await nextTurn();
          const handler = handlers.get(channel);
          if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
          return structuredClone<unknown>(await handler(standIn<Electron.IpcMainInvokeEvent>(from), ...copies));
        },
        send: (channel: string, ...args: unknown[]) => {
          const copies = args.map((each) => structuredClone(each));
          setImmediate(() => events.emit(channel, standIn<Electron.IpcMainEvent>(from), ...copies));
        },
      });
      return renderer;
    },
  };
}

/** A window as the code under test made it. */
export interface FakeWindow {
  readonly window: Electron.BrowserWindow;
  readonly page: FakeContents;
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly emit: Events<Electron.BrowserWindow>['emit'];
  /** What a person does: returns whether the window is closed. */
  readonly close: () => boolean;
  readonly minimize: () => void;
  readonly restore: () => void;
  bounds: Electron.Rectangle;
  maximized: boolean;
  readonly background: () => string | undefined;
  readonly focused: () => number;
}

/** `BrowserWindow` and every window made by it, oldest first. */
export function createFakeWindows(): {
  readonly BrowserWindow: typeof Electron.BrowserWindow;
  readonly windows: readonly FakeWindow[];
} {
  const windows: FakeWindow[] = [];
  // `new` of a function that returns an object gives that object
  const BrowserWindow: object = function (options: Electron.BrowserWindowConstructorOptions): Electron.BrowserWindow {
    const made = createFakeWindow(options);
    windows.push(made);
    return made.window;
  };
  return { BrowserWindow: BrowserWindow as typeof Electron.BrowserWindow, windows };
}

function createFakeWindow(options: Electron.BrowserWindowConstructorOptions): FakeWindow {
  const page = createFakeContents();
  const events = eventsOf<Electron.BrowserWindow>(() => window);
  let visible = options.show !== false;
  let minimized = false;
  let destroyed = false;
  let background = options.backgroundColor;
  let focused = 0;
  const end = () => {
    if (destroyed) return;
    destroyed = true;
    visible = false;
    page.destroy();
    events.emit('closed');
  };
  const see = (now: boolean) => {
    if (visible === now) return;
    visible = now;
    events.emit(now ? 'show' : 'hide');
  };
  const iconify = (now: boolean) => {
    minimized = now;
    events.emit(now ? 'minimize' : 'restore');
  };
  const window: Electron.BrowserWindow = standIn<Electron.BrowserWindow>({
    ...events.members,
    webContents: page.contents,
    loadURL: (url) => page.contents.loadURL(url),
    isVisible: () => visible,
    isMinimized: () => minimized,
    isMaximized: () => fake.maximized,
    isDestroyed: () => destroyed,
    getNormalBounds: () => fake.bounds,
    show: () => see(true),
    hide: () => see(false),
    focus: () => {
      focused += 1;
    },
    restore: () => iconify(false),
    maximize: () => {
      fake.maximized = true;
      see(true);
    },
    removeMenu: () => undefined,
    setBackgroundColor: (colour) => {
      background = colour;
    },
    destroy: end,
  });
  const fake: FakeWindow = {
    window,
    page,
    options,
    emit: events.emit,
    close: () => {
      const event = preventable({});
      events.emit('close', event);
      if (!event.prevented()) end();
      return destroyed;
    },
    minimize: () => iconify(true),
    restore: () => iconify(false),
    bounds: { x: 0, y: 0, width: options.width ?? 0, height: options.height ?? 0 },
    maximized: false,
    background: () => background,
    focused: () => focused,
  };
  return fake;
}
