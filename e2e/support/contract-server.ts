/** The real web server over the made-up engine. Run by itself it serves a page to look at. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startWebServer } from '../../main/web/server.ts';
import type { WebServer } from '../../main/web/server.ts';
import { createSyntheticEngine } from './synthetic-engine.ts';
import type { SyntheticOptions } from './synthetic-engine.ts';

export interface ContractServer extends Pick<WebServer, 'url' | 'address' | 'port'> {
  readonly close: () => Promise<void>;
}

/** @param at where to be again after a stop; a free port and a new token when left out */
export async function startContractServer(
  options: SyntheticOptions,
  at: { readonly port: number; readonly token: string } = { port: 0, token: randomBytes(18).toString('base64url') },
): Promise<ContractServer> {
  const engine = createSyntheticEngine(options);
  const server = await startWebServer({
    handlers: engine.handlers,
    subscribe: engine.subscribe,
    ...at,
    staticDir: process.env['BRAINKERNEL_SCREENS'] ?? fileURLToPath(new URL('../../out/renderer', import.meta.url)),
    log: { warn: (text) => console.error(text) },
    checkOutput: true,
  });
  return {
    url: server.url,
    address: server.address,
    port: server.port,
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
