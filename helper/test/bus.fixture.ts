/** A system bus of the test's own, with the helper's and polkit's own configurations. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const assets = join(import.meta.dirname, '..', '..', 'assets', 'helper');

/** The rules of every distribution's system.conf: calls only where a service's own configuration allows them. */
const config = (
  address: string,
): string => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>${address}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><deny own="*"/><deny send_type="method_call"/><allow send_type="signal"/>
<allow send_requested_reply="true" send_type="method_return"/><allow send_requested_reply="true" send_type="error"/>
<allow receive_type="method_call"/><allow receive_type="method_return"/><allow receive_type="error"/><allow receive_type="signal"/>
<allow send_destination="org.freedesktop.DBus"/></policy>
<include>/usr/share/dbus-1/system.d/org.freedesktop.PolicyKit1.conf</include>
<include>${assets}/org.brainkernel.Helper1.conf</include></busconfig>`;

export async function startSystemBus(
  directory: string,
): Promise<{ readonly address: string; readonly child: ChildProcess }> {
  const address = `unix:path=${directory}/bus`;
  const file = join(directory, 'bus.conf');
  writeFileSync(file, config(address));
  const child = spawn('dbus-daemon', ['--nofork', '--print-address', `--config-file=${file}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(createInterface({ input: child.stdout }), 'line');
  return { address, child };
}
