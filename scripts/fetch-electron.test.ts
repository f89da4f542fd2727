/** Over real connections to a server of the test: no byte comes from anywhere else, and none of it is Electron. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { electronVersion } from './electron-binary.ts';
import { downloadElectron } from './fetch-electron.ts';

let cacheRoot: string;
let server: Server;
beforeEach(() => {
  cacheRoot = mkdtempSync(join(tmpdir(), 'brainkernel-test-'));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(cacheRoot, { recursive: true, force: true });
});

async function mirrorThat(answers: RequestListener): Promise<string> {
  server = createServer(answers);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('it asks for this machine, tells how far it is, and takes nothing with another checksum', async () => {
  const asked: (string | undefined)[] = [];
  const mirror = await mirrorThat(({ url }, response) => {
    asked.push(url);
    response.writeHead(200, { 'content-length': 400_000 }).end(Buffer.alloc(400_000));
  });
  const told: number[] = [];
  const result = await downloadElectron({
    patience: 30_000,
    onProgress: (percent) => told.push(percent),
    cacheRoot,
    mirror,
  });
  expect(result).toMatchObject({ ok: false, error: expect.stringContaining('checksum') as string });
  expect(asked[0]).toBe(`/v${electronVersion}/electron-v${electronVersion}-linux-${process.arch}.zip`);
  expect(told.at(-1)).toBe(100);
  expect(told).toEqual([...new Set(told)].toSorted((a, b) => a - b));
});

test('a mirror that does not have it is named with its answer', async () => {
  const mirror = await mirrorThat((_, response) => response.writeHead(404).end());
  const result = await downloadElectron({ patience: 30_000, onProgress: () => undefined, cacheRoot, mirror });
  expect(result).toMatchObject({ ok: false, error: expect.stringContaining('404') as string });
});

test('one that falls silent is not waited for', async () => {
  const mirror = await mirrorThat((_, response) => {
    response.writeHead(200, { 'content-length': 400_000 }).write(Buffer.alloc(1000));
  });
  const result = await downloadElectron({ patience: 200, onProgress: () => undefined, cacheRoot, mirror });
  expect(result).toEqual({ ok: false, error: 'nothing was heard for 0.2 s' });
});

test('one that is not there is said at once', async () => {
  const mirror = await mirrorThat(() => undefined);
  await new Promise((resolve) => server.close(resolve));
  const result = await downloadElectron({ patience: 30_000, onProgress: () => undefined, cacheRoot, mirror });
  expect(result).toMatchObject({ ok: false, error: expect.stringContaining('ECONNREFUSED') as string });
});
