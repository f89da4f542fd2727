import { connectBus } from '../bus/session.ts';
import type { Bus } from '../bus/session.ts';
import type { Clock } from '../clock.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { serviceManagerOn } from './service-manager.ts';
import type { ServiceManager } from './service-manager.ts';

/** A machine without a manager is not asked for it again at once. */
const ASK_AGAIN_MS = 30_000;
const SYSTEM_BUS = 'unix:path=/run/dbus/system_bus_socket';

/** The systemd managers that answer; each connection is made when it is first needed. Errors are sentences. */
export interface ServiceManagers {
  readonly user: () => Promise<Result<ServiceManager>>;
  readonly system: () => Promise<Result<ServiceManager>>;
  readonly dispose: () => Promise<void>;
}

/** The managers of this machine, found as sd-bus finds them: the environment first, then the usual sockets. */
export function serviceManagers(env: NodeJS.ProcessEnv, clock: Clock): ServiceManagers {
  const runtime = env['XDG_RUNTIME_DIR'] ?? `/run/user/${process.getuid?.() ?? 0}`;
  const user = managerAt(env['DBUS_SESSION_BUS_ADDRESS'] ?? `unix:path=${runtime}/bus`, clock, 'user');
  const system = managerAt(env['DBUS_SYSTEM_BUS_ADDRESS'] ?? SYSTEM_BUS, clock, 'system');
  return {
    user: user.get,
    system: system.get,
    dispose: async () => {
      await Promise.all([user.dispose(), system.dispose()]);
    },
  };
}

function managerAt(address: string, clock: Clock, whose: string) {
  type Attempt = Result<{ readonly manager: ServiceManager; readonly bus: Bus }>;
  let current: Promise<Attempt> | null = null;
  let askAgainAt = 0;

  const connect = async (): Promise<Attempt> => {
    const missing = (why: string): Attempt => {
      askAgainAt = clock.monotonic() + ASK_AGAIN_MS;
      return fail(`no systemd ${whose} manager answers: ${why}`);
    };
    try {
      const bus = await connectBus(address);
      if (!(await bus.nameHasOwner('org.freedesktop.systemd1'))) {
        bus.dispose();
        return missing('nobody owns org.freedesktop.systemd1');
      }
      bus.onClose(() => {
        current = null;
      });
      askAgainAt = Infinity;
      return ok({ manager: serviceManagerOn(bus), bus });
    } catch (error) {
      return missing(error instanceof Error ? error.message : String(error));
    }
  };

  return {
    get: async (): Promise<Result<ServiceManager>> => {
      if (current === null || clock.monotonic() >= askAgainAt) {
        askAgainAt = Infinity;
        current = connect();
      }
      const found = await current;
      return found.ok ? ok(found.value.manager) : found;
    },
    dispose: async (): Promise<void> => {
      const found = await current;
      current = null;
      if (found?.ok === true) found.value.bus.dispose();
    },
  };
}
