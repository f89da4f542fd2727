/** app://brainkernel: the built screens, served from their folder and from nowhere else. */
import type * as Electron from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { pageHeaders } from '../transport/page-headers.ts';

const scheme = 'app';
const host = 'brainkernel';
export const screensOrigin = `${scheme}://${host}`;

/** Whether an address is one of ours. Node gives schemes it does not know the origin `null`, so the parts are compared. */
export function isScreensUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${scheme}:` && url.host === host && url.username === '' && url.password === '';
}

/**
 * Before `ready`. Standard and secure give the page an origin of its own with storage and clipboard, as https would; module
 * scripts are fetched, which a scheme has to support.
 */
export function declareScheme({ protocol }: Pick<typeof Electron, 'protocol'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** After `ready`. @param directory the built screens; files are looked up on each request */
export function serveScreens({ protocol }: Pick<typeof Electron, 'protocol'>, directory: string): void {
  protocol.handle(scheme, (request) => answerFrom(directory, request));
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

async function answerFrom(directory: string, { method, url }: Request): Promise<Response> {
  if (!isScreensUrl(url) || method !== 'GET') return plain(403, 'Only the screens of BrainKernel are here.');
  const path = fileAt(directory, new URL(url).pathname);
  const type = path === null ? undefined : types[extname(path)];
  if (path === null || type === undefined) return plain(404, 'There is nothing here.');
  try {
    return new Response(new Uint8Array(await readFile(path)), {
      headers: { ...pageHeaders([]), 'Content-Type': type },
    });
  } catch {
    return plain(404, 'The screens are not in their place. Install BrainKernel again, or run: npm run build');
  }
}

const plain = (status: number, text: string): Response =>
  new Response(`${text}\n`, {
    status,
    headers: { ...pageHeaders([]), 'Content-Type': 'text/plain; charset=utf-8' },
  });

/** The file of a path; null when it would be outside of the folder or is no path at all. */
function fileAt(directory: string, pathname: string): string | null {
  try {
    const folder = resolve(directory);
    const path = resolve(folder, `.${decodeURIComponent(pathname === '/' ? '/index.html' : pathname)}`);
    return path.startsWith(folder + sep) ? path : null;
  } catch {
    return null;
  }
}
