/** A panel of a test's own: the StatusNotifierWatcher that a real one has, on a real bus. */
import { defineInterface } from 'dbus-native';
import type { PrivateDaemon } from '../bus/private-daemon.fixture.ts';

const name = 'org.kde.StatusNotifierWatcher';
const path = '/StatusNotifierWatcher';

export interface Panel {
  readonly hostComes: () => void;
  readonly hostGoes: () => void;
  readonly stop: () => Promise<void>;
}

/** @param hasHost whether a host is registered from the start on */
export async function startPanel(bus: PrivateDaemon, hasHost: boolean): Promise<Panel> {
  let registered = hasHost;
  const service = await bus.serve(
    name,
    path,
    defineInterface({
      name,
      properties: { IsStatusNotifierHostRegistered: { type: 'b', access: 'read', get: () => registered } },
      signals: { StatusNotifierHostRegistered: { args: {} }, StatusNotifierHostUnregistered: { args: {} } },
    }),
  );
  return {
    hostComes: () => {
      registered = true;
      service.sendSignal(path, name, 'StatusNotifierHostRegistered', '', []);
    },
    hostGoes: () => {
      registered = false;
      service.sendSignal(path, name, 'StatusNotifierHostUnregistered', '', []);
    },
    stop: async () => {
      await service.close();
    },
  };
}
