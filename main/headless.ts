/** The Node entry: the whole engine, with its dashboard on loopback. */
import { join } from 'node:path';
import { assemble } from './assemble.ts';
import { checkoutSources } from './helper/sources.ts';
import type { RunOptions } from './command-line.ts';
import { parseCommandLine, usage } from './command-line.ts';
import { stderrLog } from './log.ts';
import { acquireInstanceLock } from './store/instance-lock.ts';
import { version } from './version.ts';
import { startWebServer } from './web/server.ts';

/** Exit codes: 0 asked to stop, 1 could not run, 2 wrong flags. */
const commandLine = parseCommandLine(process.argv.slice(2), process.env);
if (!commandLine.ok) {
  console.error(commandLine.error);
  process.exitCode = 2;
} else if (commandLine.value.kind === 'help') {
  console.log(usage);
} else if (commandLine.value.kind === 'version') {
  console.log(version);
} else {
  await run(commandLine.value);
}

async function run({ dataDirectory, overrides, port, token }: RunOptions): Promise<void> {
  const lock = acquireInstanceLock(dataDirectory);
  if (!lock.ok) {
    giveUp(lock.error);
    return;
  }

  const { engine, api, stop } = await assemble({
    dataDirectory,
    overrides,
    environment: process.env,
    log: stderrLog,
    // from out/engine/headless.js, where a checkout has it
    helperSources: checkoutSources(join(import.meta.dirname, '../..')),
  });
  await engine.start();
  const server = await startWebServer({
    ...api,
    port,
    token,
    staticDir: join(import.meta.dirname, '../renderer'),
    log: stderrLog,
  }).catch(async (error: unknown) => {
    await stop();
    giveUp(error instanceof Error ? error.message : String(error));
  });
  if (!server) {
    lock.value.release();
    return;
  }
  let stopping = false;
  const end = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await server.close();
    await stop();
    lock.value.release();
    process.exit(code);
  };
  process.on('SIGTERM', () => void end(0));
  process.on('SIGINT', () => void end(0));
  // a bug must not leave the machine changed
  process.on('uncaughtException', (error) => {
    stderrLog.warn(`stopping after an unexpected error: ${error.stack ?? error.message}`);
    void end(1);
  });
  // last, so that whoever waits for this line can rely on the signals
  lock.value.announce(`http://127.0.0.1:${server.port}/`);
  console.log(`BrainKernel dashboard: ${server.url}`);
}

function giveUp(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
}
