/**
 * The page of the desktop window in a browser: the built screens from the real protocol handler, the built preload script,
 * and the real IPC transport over a made-up engine. Only what Electron itself does is stood in for: a wire and a window.
 */
import type { Page, Route } from '@playwright/test';
import type * as Electron from 'electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { channels } from '../../contract/bridge.ts';
import { createWire, standIn } from '../../main/desktop/electron.fixture.ts';
import { serveIpc } from '../../main/desktop/ipc-transport.ts';
import { windowed } from '../../main/desktop/main-window.fixture.ts';
import { screensOrigin, serveScreens } from '../../main/desktop/screens-protocol.ts';
import { createSyntheticEngine } from './synthetic-engine.ts';
import type { SyntheticOptions } from './synthetic-engine.ts';

export interface IpcPage {
  /** Where the screens are in this browser, which knows no app:// of ours. No trailing slash. */
  readonly origin: string;
  /** Addresses the page asked for, whether they were answered or not. */
  readonly requests: readonly string[];
  /** Frames of streams that were sent to the page, by the name of their stream. */
  readonly frames: readonly string[];
  readonly complaints: readonly string[];
  readonly minimize: () => void;
  readonly restore: () => void;
  readonly close: () => void;
}

const origin = 'https://screens.test';
const screens = process.env['BRAINKERNEL_SCREENS'] ?? join(import.meta.dirname, '../../out/renderer');
const preload = join(screens, '../preload/preload.cjs');

export async function openIpcPage(page: Page, machine: SyntheticOptions): Promise<IpcPage> {
  const engine = createSyntheticEngine(machine);
  const wire = createWire();
  const { main, shown } = windowed();
  const fake = shown();
  const complaints: string[] = [];
  const closeIpc = serveIpc({
    ipcMain: wire.ipcMain,
    api: engine,
    window: main,
    log: { warn: (line) => complaints.push(line) },
    checkOutput: true,
  });
  const requests: string[] = [];
  const frames: string[] = [];
  await serveScreensTo(page, requests);
  await connect(page, wire.rendererOf(fake.page), frames);
  return {
    origin,
    requests,
    frames,
    complaints,
    minimize: fake.minimize,
    restore: fake.restore,
    close: () => {
      closeIpc();
      main.dispose();
      engine.dispose();
    },
  };
}

/** Answers the page from the handler of app://, and nobody else's address at all. */
async function serveScreensTo(page: Page, requests: string[]): Promise<void> {
  const handlers: ((request: Request) => Response | Promise<Response>)[] = [];
  serveScreens({ protocol: standIn<Electron.Protocol>({ handle: (_, handler) => handlers.push(handler) }) }, screens);
  const answer = async (route: Route): Promise<void> => {
    const request = route.request();
    requests.push(request.url());
    const asked = { method: request.method(), url: request.url().replace(origin, screensOrigin) };
    const response = await handlers[0]?.(standIn<Request>(asked));
    if (response === undefined || !request.url().startsWith(`${origin}/`)) await route.abort();
    else
      await route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      });
  };
  await page.route('**/*', answer);
  page.on('websocket', (socket) => requests.push(socket.url()));
}

/** Runs the preload script before each document, with the page's end of the wire for its `electron`. */
async function connect(page: Page, ipcRenderer: Electron.IpcRenderer, frames: string[]): Promise<void> {
  await page.exposeFunction('ipcInvoke', (channel: string, args: readonly unknown[]) =>
    ipcRenderer.invoke(channel, ...args),
  );
  await page.exposeFunction('ipcSend', (channel: string, args: readonly unknown[]) =>
    ipcRenderer.send(channel, ...args),
  );
  ipcRenderer.on(channels.frames, (_event, ...args: readonly unknown[]) => {
    frames.push(String(args[1]));
    // a page that is gone hears nothing, as in Electron
    page.evaluate(`ipcHear(${JSON.stringify(args)})`).catch(() => undefined);
  });
  await page.addInitScript(`{
    const { ipcInvoke, ipcSend } = globalThis;
    const ipcRenderer = {
      invoke: (channel, ...args) => ipcInvoke(channel, args),
      send: (channel, ...args) => void ipcSend(channel, args),
      on: (channel, listener) => (globalThis.ipcHear = (args) => listener({}, ...args)),
    };
    const contextBridge = {
      exposeInMainWorld: (name, value) => Object.defineProperty(globalThis, name, { value: Object.freeze(value) }),
    };
    ((require) => {
      ${readFileSync(preload, 'utf8')}
    })(() => ({ contextBridge, ipcRenderer }));
  }`);
}
