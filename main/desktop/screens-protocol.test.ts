import type * as Electron from 'electron';
import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { standIn } from './electron.fixture.ts';
import { declareScheme, isScreensUrl, screensOrigin, serveScreens } from './screens-protocol.ts';

/** A folder of screens beside a file that is none, and what the window would get from it. */
function served(): { readonly get: Get; readonly folder: string } {
  const parent = mkdtempSync(join(tmpdir(), 'brainkernel-screens-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  const folder = join(parent, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(parent, 'secret.html'), 'secret');
  mkdirSync(join(parent, 'renderer-beside'));
  writeFileSync(join(parent, 'renderer-beside', 'secret.html'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'index.js'), 'export {}');
  writeFileSync(join(folder, 'notes.txt'), 'of no known type');
  return { folder, get: servedFrom(folder) };
}

type Get = (url: string, method?: string) => Promise<Response>;

function servedFrom(folder: string): Get {
  const handlers = new Map<string, (request: Request) => Response | Promise<Response>>();
  serveScreens(
    { protocol: standIn<Electron.Protocol>({ handle: (scheme, handler) => handlers.set(scheme, handler) }) },
    folder,
  );
  expect([...handlers.keys()]).toEqual(['app']);
  return async (url, method = 'GET') =>
    (await handlers.get('app')?.(standIn<Request>({ url, method }))) ?? Response.error();
}

describe('the screens', () => {
  test('are served under a policy that lets the page reach nothing', async () => {
    const page = await served().get(`${screensOrigin}/`);
    expect([page.status, await page.text()]).toEqual([200, '<!doctype html>']);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; ` +
        `connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const script = await served().get(`${screensOrigin}/assets/index.js?v=1#x`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test.each([
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/assets/..%2f..%2fsecret.html',
    '/..%2frenderer-beside/secret.html',
    '//secret.html',
    '/%2fetc/passwd',
    '/%00.html',
    '/%',
    '/assets',
    '/none.js',
    '/notes.txt',
  ])('have nothing at %s', async (path) => {
    const answer = await served().get(screensOrigin + path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('secret');
  });

  test('stay in their folder whatever is asked for', async () => {
    const { get } = served();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('..', '.', '%2e', '%2f', '/', '\\', 'secret.html', 'renderer-beside', '%', 'é')),
        async (parts) => {
          expect(await (await get(`${screensOrigin}/${parts.join('')}`)).text()).not.toContain('secret');
        },
      ),
    );
  });

  test.each([
    ['POST', `${screensOrigin}/`],
    ['GET', 'app://other/'],
    ['GET', 'app://brainkernel:80/'],
    ['GET', 'app://me@brainkernel/'],
    ['GET', 'https://brainkernel/'],
  ])('are all there is: %s %s is refused', async (method, url) => {
    expect((await served().get(url, method)).status).toBe(403);
  });

  test('that were not built say what to do', async () => {
    const { get, folder } = served();
    rmSync(join(folder, 'index.html'));
    const answer = await get(`${screensOrigin}/`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('npm run build');
  });

  test('in a folder reached over a link are served all the same', async () => {
    const { folder } = served();
    const link = `${folder}-link`;
    symlinkSync(folder, link);
    expect((await servedFrom(link)(`${screensOrigin}/index.html`)).status).toBe(200);
  });
});

test('the scheme is an origin of its own, as secure as https', () => {
  const declared: Electron.CustomScheme[] = [];
  declareScheme({
    protocol: standIn<Electron.Protocol>({ registerSchemesAsPrivileged: (given) => declared.push(...given) }),
  });
  expect(declared).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
});

test('no address but ours is taken for ours', () => {
  expect(['app://brainkernel', 'app://brainkernel/', 'app://brainkernel/#/now'].map(isScreensUrl)).toEqual([
    true,
    true,
    true,
  ]);
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string()), (address) => {
      expect(isScreensUrl(address)).toBe(false);
    }),
  );
});
