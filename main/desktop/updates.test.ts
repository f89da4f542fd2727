/**
 * electron-updater's own AppImageUpdater against a real server with a real latest-linux.yml. Only what it takes from
 * Electron is replaced: facts about the app, and Node's http in place of Chromium's network.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { IncomingMessage, RequestOptions, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AppImageUpdater } from 'electron-updater';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UpdateState } from '../../contract/desktop.ts';
import type { Log } from '../log.ts';
import type { Updates } from './updates.ts';
import { createUpdates } from './updates.ts';

const newAppImage = Buffer.alloc(300_000, 'new');
const log: Log = { info: () => undefined, warn: () => undefined };

let folder: string;
let server: Server;
let files: Map<string, Buffer>;
let asked: string[];
const appImage = () => join(folder, 'apps/BrainKernel.AppImage');
const resources = () => join(folder, 'resources');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'brainkernel-test-'));
  for (const name of ['apps', 'resources', 'cache']) mkdirSync(join(folder, name));
  writeFileSync(appImage(), 'old');
  files = new Map();
  asked = [];
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://127.0.0.1').pathname;
    asked.push(path);
    const body = files.get(path);
    response.writeHead(body === undefined ? 404 : 200, { 'content-length': body?.length ?? 0 }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  offer('0.2.0', newAppImage);
  process.env['APPIMAGE'] = appImage();
});

afterEach(async () => {
  delete process.env['APPIMAGE'];
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a version on the server, as electron-builder writes it for the generic provider. */
function offer(version: string, body: Buffer, checksumOf = body): void {
  const sha512 = createHash('sha512').update(checksumOf).digest('base64');
  const name = 'BrainKernel-x86_64.AppImage';
  files.set(`/${name}`, body);
  files.set(
    '/latest-linux.yml',
    Buffer.from(
      `version: ${version}\nfiles:\n  - url: ${name}\n    sha512: ${sha512}\n    size: ${body.length}\n` +
        `path: ${name}\nsha512: ${sha512}\nreleaseDate: '2026-11-20T00:00:00.000Z'\n`,
    ),
  );
}

const config = () =>
  `provider: generic\nurl: http://127.0.0.1:${(server.address() as AddressInfo).port}/\nupdaterCacheDirName: updater\n`;

/** How it speaks HTTP in the app, but over Node's connections instead of Chromium's. */
const overNode = () =>
  Object.assign(new ElectronHttpExecutor(), {
    createRequest: (options: RequestOptions, answered: (response: IncomingMessage) => void) =>
      request(options, answered),
  });

/** As the app makes it, on `version`; `steps` are what installing came to. */
function updatesOn(version: string): Updates & { readonly steps: readonly string[] } {
  writeFileSync(join(resources(), 'app-update.yml'), config());
  const steps: string[] = [];
  const app = {
    version,
    name: 'BrainKernel',
    isPackaged: true,
    appUpdateConfigPath: join(resources(), 'app-update.yml'),
    userDataPath: join(folder, 'cache'),
    baseCachePath: join(folder, 'cache'),
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  };
  const updates = createUpdates({
    environment: process.env,
    resources: resources(),
    version,
    log,
    beforeRestart: () => Promise.resolve(void steps.push('give back')),
    createUpdater: () => {
      const updater = Object.assign(new AppImageUpdater(undefined, app), { httpExecutor: overNode() });
      // installing replaces the running program and starts it again, which ends this process
      updater.quitAndInstall = () => void steps.push('restart');
      return Promise.resolve(updater);
    },
  });
  return { ...updates, steps };
}

/** Asks, as the settings do, until the download has come to an end. */
async function downloaded(updates: Updates): Promise<UpdateState> {
  for (;;) {
    const state = await updates.check();
    if (state.kind !== 'downloading') return state;
    await setImmediate();
  }
}

describe('an AppImage with an update source', () => {
  it('asks nobody until a person asks', () => {
    expect(updatesOn('0.1.0').supported).toMatchObject({ supported: true });
    expect(asked).toEqual([]);
  });

  it('finds a new version and downloads nothing by itself', async () => {
    const updates = updatesOn('0.1.0');
    expect(await updates.check()).toMatchObject({ kind: 'available', version: '0.2.0' });
    expect(asked).toEqual(['/latest-linux.yml']);
  });

  it('says when there is nothing newer, and does not go back', async () => {
    expect(await updatesOn('0.2.0').check()).toMatchObject({ kind: 'none', text: 'Version 0.2.0 is the newest.' });
    expect(await updatesOn('0.3.0').check()).toMatchObject({ kind: 'none' });
  });

  it('downloads on the first click; on the second it gives everything back and restarts', async () => {
    const updates = updatesOn('0.1.0');
    await updates.check();
    expect(await updates.install()).toMatchObject({ kind: 'downloading', progress: 0 });
    expect(await downloaded(updates)).toMatchObject({ kind: 'ready', version: '0.2.0' });
    const [kept] = readdirSync(join(folder, 'cache/updater/pending')).filter((name) => name.endsWith('.AppImage'));
    expect(readFileSync(join(folder, 'cache/updater/pending', kept ?? '')).equals(newAppImage)).toBe(true);
    expect(updates.steps).toEqual([]);
    expect(await updates.install()).toMatchObject({ kind: 'ready' });
    expect(updates.steps).toEqual(['give back', 'restart']);
  });

  it('leaves the running AppImage alone when the download is not what was promised', async () => {
    offer('0.2.0', Buffer.alloc(300_000, 'bad'), newAppImage);
    const updates = updatesOn('0.1.0');
    await updates.check();
    await updates.install();
    expect(await downloaded(updates)).toMatchObject({
      kind: 'failed',
      text: 'What was downloaded does not have the checksum it should have, and was thrown away. Nothing was changed.',
    });
    expect(await updates.check()).toMatchObject({ kind: 'available' });
    expect(updates.steps).toEqual([]);
    expect(readFileSync(appImage(), 'utf8')).toBe('old');
  });

  it('does nothing on install when nothing was found', async () => {
    const updates = updatesOn('0.2.0');
    expect(await updates.install()).toMatchObject({ kind: 'none' });
    await updates.check();
    expect(await updates.install()).toMatchObject({ kind: 'none' });
    expect(updates.steps).toEqual([]);
  });

  it.each([
    [
      'there is no list of versions',
      () => files.clear(),
      'The update server has no list of versions. Nothing was changed.',
    ],
    ['the list is not one', () => files.set('/latest-linux.yml', Buffer.from('<html>: [')), /Nothing was changed\.$/],
    ['the server is gone', () => server.close(), 'The update server cannot be reached. Nothing was changed.'],
  ])('says in a sentence that %s', async (_, breakIt, text) => {
    const updates = updatesOn('0.1.0');
    breakIt();
    const state = await updates.check();
    expect(state.kind).toBe('failed');
    expect(state.text).toMatch(text);
    expect(state.text).not.toMatch(/\n| at |https?:/);
  });
});

describe('without a way to update', () => {
  const unsupported = (environment: NodeJS.ProcessEnv) =>
    createUpdates({
      environment,
      resources: resources(),
      version: '0.1.0',
      log,
      beforeRestart: () => Promise.resolve(),
      createUpdater: () => Promise.reject(new Error('nobody should ask for an updater')),
    });

  it.each([
    [
      'it is a package of the system',
      () => ({}),
      'Only the AppImage updates itself; a package is updated by your system.',
    ],
    [
      'it was made without a source',
      () => ({ APPIMAGE: appImage() }),
      'This AppImage was made without an update source.',
    ],
  ])('says that %s, on every question', async (_, environment, reason) => {
    const updates = unsupported(environment());
    expect(updates.supported).toEqual({ supported: false, reason });
    expect(await updates.check()).toEqual({ kind: 'unsupported', version: null, progress: null, text: reason });
    expect(await updates.install()).toMatchObject({ kind: 'unsupported' });
    expect(asked).toEqual([]);
  });

  it('trusts no source that anybody on the way could change', () => {
    writeFileSync(join(resources(), 'app-update.yml'), 'provider: generic\nurl: http://example.org/\n');
    expect(unsupported({ APPIMAGE: appImage() }).supported.reason).toBe('The update source example.org is not https.');
  });
});
