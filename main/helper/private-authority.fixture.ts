/** A system bus and Debian's polkitd inside a private system, for pkexec(1), which knows their places by heart. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connectBus } from '../bus/session.ts';
import type { PrivateSystem } from './private-system.fixture.ts';

/** Users that every Debian has, and what the rules below say to them. */
export const users = { granted: 1, denied: 2, asked: 65_534 } as const;

const rules = `
polkit.addAdminRule(function () { return ['unix-user:0']; });
polkit.addRule(function (action, subject) {
  if (action.id !== 'org.freedesktop.policykit.exec') return undefined;
  if (subject.user === 'daemon') return polkit.Result.YES;
  if (subject.user === 'bin') return polkit.Result.NO;
  return polkit.Result.AUTH_ADMIN;
});
`;

const config = (
  address: string,
): string => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=/run/dbus/system_bus_socket</listen><listen>${address}</listen>
<auth>EXTERNAL</auth><standard_system_servicedirs/>
<policy context="default"><allow user="*"/><deny own="*"/><deny send_type="method_call"/><allow send_type="signal"/>
<allow send_requested_reply="true" send_type="method_return"/><allow send_requested_reply="true" send_type="error"/>
<allow receive_type="method_call"/><allow receive_type="method_return"/><allow receive_type="error"/><allow receive_type="signal"/>
<allow send_destination="org.freedesktop.DBus"/></policy>
<policy user="root"><allow send_destination="org.freedesktop.DBus" send_interface="org.freedesktop.DBus"/></policy>
<includedir>/usr/share/dbus-1/system.d</includedir><includedir>/etc/dbus-1/system.d</includedir></busconfig>`;

export interface Authority extends AsyncDisposable {
  /** Of the bus, from outside. */
  readonly address: string;
}

export async function startAuthority(system: PrivateSystem): Promise<Authority> {
  const address = `unix:path=${join(system.folder, 'bus')}`;
  const file = join(system.folder, 'bus.conf');
  writeFileSync(file, config(address));
  writeFileSync(system.path('/etc/polkit-1/rules.d/00-test.rules'), rules);
  const bus = system.spawn(['dbus-daemon', '--nofork', '--print-address', `--config-file=${file}`], 'pipe');
  if (bus.stdout === null) throw new Error('dbus-daemon has no output');
  await once(createInterface({ input: bus.stdout }), 'line');
  const polkit = system.spawn(['/usr/lib/polkit-1/polkitd', '--no-debug']);
  await nameAppears(address, 'org.freedesktop.PolicyKit1');
  return {
    address,
    [Symbol.asyncDispose]: async () => {
      for (const child of [polkit, bus]) await end(child);
    },
  };
}

/** Subscribed before the first look: no change is missed. */
async function nameAppears(address: string, name: string): Promise<void> {
  const bus = await connectBus(address);
  try {
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        bus.nameHasOwner(name).then((owned) => {
          if (owned) resolve();
        }, reject);
      };
      bus.onSignal({ interface: 'org.freedesktop.DBus', member: 'NameOwnerChanged' }, look);
      look();
    });
  } finally {
    bus.dispose();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
