/** The built dashboard. It holds no data, so it needs no token. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';

export type StaticFiles = (request: IncomingMessage, response: ServerResponse) => void;

/** Files are looked up on each request, so that a new build is served without a restart. */
export function staticFiles(folder: string): StaticFiles {
  const serve = sirv(folder, {
    dev: true,
    etag: true,
    setHeaders: (response) => response.removeHeader('Cache-Control'),
  });
  return (request, response) => {
    // sirv throws on ranges that end before they start, and nothing here is large enough to need them
    delete request.headers.range;
    // it pipes a file without listening for errors: one that vanished meanwhile must not end the engine
    response.on('pipe', (file) => file.on('error', () => response.destroy()));
    serve(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end(
        request.url?.split('?')[0] === '/'
          ? 'The dashboard has not been built. Run: npm run build\n'
          : 'There is nothing here.\n',
      );
    });
  };
}
