/**
 * Whether some panel shows tray icons. A StatusNotifierItem is only seen where a watcher is on the session bus and a host
 * has registered with it; GNOME has neither without an extension.
 * https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
 */
import { userInfo } from 'node:os';
import { connectBus } from '../bus/session.ts';
import type { Bus } from '../bus/session.ts';
import type { Dispose } from '../clock.ts';
import type { Environment } from './tool-environment.ts';

export type TrayHostState = 'shown' | 'no-bus' | 'no-watcher' | 'no-host';

export interface TrayHost {
  readonly state: () => TrayHostState;
  readonly onChange: (listener: (state: TrayHostState) => void) => Dispose;
  readonly dispose: Dispose;
}

const watcher = { name: 'org.kde.StatusNotifierWatcher', path: '/StatusNotifierWatcher' } as const;
const hostSignals = ['StatusNotifierHostRegistered', 'StatusNotifierHostUnregistered'] as const;

/**
 * Resolves when the first answer is there. Without a bus the state is `no-bus` for good: a session bus does not come
 * back to a program that has lost it.
 *
 * @param address as in DBUS_SESSION_BUS_ADDRESS
 */
export async function watchTrayHost(address: string): Promise<TrayHost> {
  const listeners = new Set<(state: TrayHostState) => void>();
  let state: TrayHostState = 'no-bus';
  const become = (next: TrayHostState): void => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(state);
  };
  const bus = await connectBus(address).catch(() => null);
  if (bus !== null) {
    bus.onClose(() => become('no-bus'));
    let asked = 0;
    const look = async (): Promise<void> => {
      const turn = (asked += 1);
      const seen = await ask(bus);
      // an answer that a newer question has overtaken says nothing
      if (turn === asked) become(seen);
    };
    bus.onSignal({ interface: 'org.freedesktop.DBus', member: 'NameOwnerChanged' }, ([name]) => {
      if (name === watcher.name) void look();
    });
    for (const member of hostSignals) {
      bus.onSignal({ interface: watcher.name, member, path: watcher.path }, () => void look());
    }
    await look();
  }
  return {
    state: () => state,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => {
      listeners.clear();
      bus?.dispose();
    },
  };
}

/** Where the session bus is; systemd's place for it where the environment does not say. */
export const sessionBusOf = (environment: Environment): string =>
  environment['DBUS_SESSION_BUS_ADDRESS'] ??
  `unix:path=${environment['XDG_RUNTIME_DIR'] ?? `/run/user/${userInfo().uid}`}/bus`;

async function ask(bus: Bus): Promise<TrayHostState> {
  try {
    if (!(await bus.nameHasOwner(watcher.name))) return 'no-watcher';
    const property = [watcher.name, 'IsStatusNotifierHostRegistered'];
    const [registered] = await bus.call(
      watcher.name,
      watcher.path,
      'org.freedesktop.DBus.Properties',
      'Get',
      'ss',
      property,
    );
    return registered === true ? 'shown' : 'no-host';
  } catch {
    // it went while it was asked
    return 'no-watcher';
  }
}
