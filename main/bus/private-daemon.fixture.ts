/** A session bus of a test's own: a real dbus-daemon with its own socket, and services on it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createClient } from 'dbus-native';
import type { DefinedInterface, MessageBus } from 'dbus-native';

export interface PrivateDaemon {
  readonly address: string;
  /** Exports `definition` at `path` and owns `name`. The connection ends with the daemon. */
  readonly serve: (name: string, path: string, definition: DefinedInterface) => Promise<MessageBus & Serial>;
  readonly stop: () => Promise<void>;
}

/** Part of the library that its declarations leave out. */
interface Serial {
  nextSerial: () => number;
}

export async function startDaemon(): Promise<PrivateDaemon> {
  const directory = await mkdtemp(join(tmpdir(), 'bus-'));
  const config = join(directory, 'session.conf');
  await writeFile(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=${directory}/socket</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
  );
  const child = spawn('dbus-daemon', ['--nofork', '--print-address', `--config-file=${config}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout });
  const [address] = (await once(lines, 'line')) as [string];
  const services: MessageBus[] = [];

  return {
    address,
    serve: async (name, path, definition) => {
      const service = createClient({ busAddress: address }) as MessageBus & Serial;
      service.connection.on('error', () => undefined);
      services.push(service);
      await service.export(path, definition);
      await service.ownName(name);
      return service;
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      }
      for (const service of services) await service.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
