/** The real web server over the made-up engine. Run by itself it serves a page to look at. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startWebServer } from '../../main/web/server.ts';
import type { WebServer } from '../../main/web/server.ts';
import { createSyntheticEngine } from './synthetic-engine.ts';
import type { SyntheticOptions } from './synthetic-engine.ts';

export interface ContractServer extends Pick<WebServer, 'url' | 'address'> {
  readonly close: () => Promise<void>;
}

export async function startContractServer(options: SyntheticOptions): Promise<ContractServer> {
  const engine = createSyntheticEngine(options);
  const server = await startWebServer({
    handlers: engine.handlers,
    subscribe: engine.subscribe,
    port: 0,
    token: randomBytes(18).toString('base64url'),
    staticDir: fileURLToPath(new URL('../../out/renderer', import.meta.url)),
    log: { warn: (text) => console.error(text) },
    checkOutput: true,
  });
  return {
    url: server.url,
    address: server.address,
    close: async () => {
      engine.dispose();
      await server.close();
    },
  };
}

if (import.meta.main) {
  const { url } = await startContractServer({ processes: 5000, olderDecisions: 250 });
  console.log(url);
}
