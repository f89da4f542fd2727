import type * as Electron from 'electron';
import { describe, expect, test } from 'vitest';
import { createFakeContents, eventsOf, preventable, standIn } from './electron.fixture.ts';
import type { FakeContents } from './electron.fixture.ts';
import { applyGuardRails, openable } from './guard-rails.ts';

type PermissionRequest = Parameters<NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>>;
type PermissionCheck = Parameters<NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>>;

/** The app with its rails up, and one page in it. */
async function railed() {
  const events = eventsOf<Electron.App>(() => app);
  const sessionEvents = eventsOf<Electron.Session>(() => defaultSession);
  const opened: string[] = [];
  const calls: string[] = [];
  const handlers: {
    before?: (
      details: Electron.OnBeforeRequestListenerDetails,
      answer: (response: Electron.CallbackResponse) => void,
    ) => void;
    request?: (...args: PermissionRequest) => void;
    check?: (...args: PermissionCheck) => boolean;
    device?: (details: Electron.DevicePermissionHandlerHandlerDetails) => boolean;
  } = {};
  const app: Electron.App = standIn<Electron.App>({
    ...events.members,
    enableSandbox: () => calls.push('sandbox'),
    whenReady: () => Promise.resolve(),
  });
  const defaultSession: Electron.Session = standIn<Electron.Session>({
    ...sessionEvents.members,
    webRequest: standIn<Electron.WebRequest>({
      onBeforeRequest: (...given: readonly unknown[]) => {
        // without a filter, so that it hears of every request
        expect(given).toHaveLength(1);
        handlers.before = given[0] as NonNullable<typeof handlers.before>;
      },
    }),
    setPermissionRequestHandler: (handler) => {
      if (handler !== null) handlers.request = handler;
    },
    setPermissionCheckHandler: (handler) => {
      if (handler !== null) handlers.check = handler;
    },
    setDevicePermissionHandler: (handler) => {
      if (handler !== null) handlers.device = handler;
    },
    setSpellCheckerEnabled: (on) => calls.push(`spell checker ${on}`),
  });
  applyGuardRails({
    app,
    session: { defaultSession } as typeof Electron.session,
    shell: standIn<Electron.Shell>({
      openExternal: (url) => {
        opened.push(url);
        return Promise.reject(new Error('no browser'));
      },
    }),
  });
  const callsBeforeReady = [...calls];
  await app.whenReady();
  const page = createFakeContents();
  events.emit('web-contents-created', {}, page.contents);
  return { page, opened, calls, callsBeforeReady, handlers, sessionEvents };
}

test('the sandbox is on before there is any page, and nothing is looked up for spelling', async () => {
  const { calls, callsBeforeReady } = await railed();
  expect(callsBeforeReady).toEqual(['sandbox']);
  expect(calls).toEqual(['sandbox', 'spell checker false']);
});

describe('a page', () => {
  const navigates = (page: FakeContents, url: string, isMainFrame = true): boolean => {
    const event = preventable({ url, isMainFrame });
    page.emit('will-frame-navigate', event);
    return !event.prevented();
  };

  test('may load itself again and goes nowhere else, and its frames nowhere at all', async () => {
    const { page } = await railed();
    expect(navigates(page, 'app://brainkernel/#/now')).toBe(true);
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'app://other/',
      'javascript:alert(1)',
      'data:text/html,x',
    ])
      expect(navigates(page, url)).toBe(false);
    expect(navigates(page, 'app://brainkernel/', false)).toBe(false);
  });

  test('opens no window; an address on the list is for the browser, and any other for nobody', async () => {
    const { page, opened } = await railed();
    const others = [
      'https://console.groq.com/keys?x=1',
      'https://console.groq.com.evil/keys',
      'http://ollama.com/download',
      'file:///bin/sh',
      'app://brainkernel/',
    ];
    expect([...openable, ...others].map(page.opens)).toEqual(Array(openable.size + others.length).fill('deny'));
    expect(opened).toEqual([...openable]);
    for (const url of openable) expect(new URL(url).protocol).toBe('https:');
  });

  test('takes in no webview', async () => {
    const { page } = await railed();
    const event = preventable({});
    page.emit('will-attach-webview', event);
    expect(event.prevented()).toBe(true);
  });
});

describe('the session of the pages', () => {
  test('lets no request out that is not for the screens', async () => {
    const { handlers } = await railed();
    const cancelled = (url: string): boolean | undefined => {
      let answer: boolean | undefined;
      handlers.before?.(standIn<Electron.OnBeforeRequestListenerDetails>({ url }), ({ cancel }) => (answer = cancel));
      return answer;
    };
    expect(cancelled('app://brainkernel/assets/index.js')).toBe(false);
    for (const url of [
      'https://example.org/',
      'http://127.0.0.1:11434/',
      'ws://localhost/',
      'file:///etc/passwd',
      'blob:app://brainkernel/1',
      'devtools://x/',
    ])
      expect(cancelled(url)).toBe(true);
  });

  test('grants writing to the clipboard to our own page, and nothing else to anybody', async () => {
    const { handlers, page } = await railed();
    const granted = (
      permission: PermissionRequest[1],
      from: string,
      isMainFrame = true,
    ): readonly [boolean | undefined, boolean | undefined] => {
      let answer: boolean | undefined;
      handlers.request?.(page.contents, permission, (given) => (answer = given), { requestingUrl: from, isMainFrame });
      return [answer, handlers.check?.(page.contents, permission, from, standIn<PermissionCheck[3]>({ isMainFrame }))];
    };
    expect(granted('clipboard-sanitized-write', 'app://brainkernel/')).toEqual([true, true]);
    expect(granted('clipboard-sanitized-write', 'https://example.org/')).toEqual([false, false]);
    expect(granted('clipboard-sanitized-write', 'app://brainkernel/', false)).toEqual([false, false]);
    for (const permission of [
      'clipboard-read',
      'notifications',
      'openExternal',
      'media',
      'geolocation',
      'hid',
      'fullscreen',
      'unknown',
    ] as const)
      expect(granted(permission, 'app://brainkernel/')).toEqual([false, false]);
    expect(handlers.device?.(standIn<Electron.DevicePermissionHandlerHandlerDetails>({}))).toBe(false);
  });

  test('downloads nothing', async () => {
    const { sessionEvents } = await railed();
    const event = preventable({});
    sessionEvents.emit('will-download', event);
    expect(event.prevented()).toBe(true);
  });
});
