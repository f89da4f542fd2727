/**
 * The installer in a process of its own, as the user of its first argument: prints a line when it is ready, begins with a
 * line of its input, and prints what came of it. SIGUSR1 stops it, as a person would. No systemd runs in a private
 * system, so it is told that one does.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createHelperInstaller } from './installer.ts';
import { packagedSources } from './sources.ts';
import { lookAround } from './surroundings.ts';

const [, , uid = '0', resources = '', what = 'plan'] = process.argv;
// before the privileges go everything is loaded: it may lie where only root can read
if (uid !== '0') {
  process.setgroups?.([]);
  process.setgid?.(Number(uid));
  process.setuid?.(Number(uid));
}
const installer = createHelperInstaller({
  sources: packagedSources(resources),
  environment: process.env,
  terminalCommand: null,
  surroundings: async () => ({ ...(await lookAround()), systemd: true }),
});
const stop = new AbortController();
process.on('SIGUSR1', () => stop.abort());
const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

const go = createInterface({ input: process.stdin });
say({ pid: process.pid });
await once(go, 'line');
go.close();
process.stdin.destroy();
if (what === 'install') say(await installer.install(stop.signal));
else if (what === 'uninstall') say(await installer.uninstall(stop.signal));
else say([await installer.plan('install'), await installer.plan('uninstall'), await installer.packagedBy()]);
