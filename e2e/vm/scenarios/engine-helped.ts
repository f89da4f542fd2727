/**
 * The whole engine as alice with the helper installed: a service of the system, which she could not touch alone, is held
 * back in its own unit and given back, on undo, when the helper is stopped and after a kill of the engine.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Decision } from '../../../contract/decision.ts';
import { cgroupFile, mainProcessOf, show } from '../burner.ts';
import { holdingBack, stopped, withAutopilot } from '../engine.ts';
import type { Scenario } from '../scenario.ts';

const helper = 'brainkernel-helper.service';
const service = 'updatedb.service';
/** Root stops the helper when this file appears. */
const stopIt = '/tmp/stop-the-helper';

/** run-all.ts lays what the packages install into the folder `install`. */
const install = `
(cd install && find . -type f -exec install -D -m 644 {} /{} \\;)
chmod 755 "$(sed -n 's/^ExecStart=//p' /usr/lib/systemd/system/${helper})"
cat > /etc/polkit-1/rules.d/10-helped.rules <<'RULE'
polkit.addRule(function (action, subject) {
  var granted = ['org.brainkernel.helper.units', 'org.brainkernel.helper.adjust-other'];
  if (granted.indexOf(action.id) >= 0 && subject.user === 'alice') return polkit.Result.YES;
});
RULE
chmod 644 /etc/polkit-1/rules.d/10-helped.rules
systemctl daemon-reload
systemctl reload dbus
systemctl restart polkit
mkdir -p /opt/indexer/usr/bin
cp /bin/sh /opt/indexer/usr/bin/updatedb
systemd-run -q --unit=${service} taskset -c 1 /opt/indexer/usr/bin/updatedb -c 'while :; do :; done'
systemd-run -q --unit=stopper.service sh -c 'until [ -e ${stopIt} ]; do sleep 0.5; done; systemctl stop ${helper}'
`;
const uninstall = `
systemctl stop ${service} ${helper} stopper.service 2>/dev/null
systemctl clean --what=runtime ${helper}
(cd install && find . -type f -printf '/%P\\n') | xargs rm -f
rm -rf /etc/polkit-1/rules.d/10-helped.rules /opt/indexer ${stopIt}
systemctl daemon-reload
systemctl reload dbus
`;

export const scenario: Scenario = {
  as: 'alice',
  around: [install, uninstall],
  run: async (check) => {
    const victim = mainProcessOf(service);
    const roots = [victim.pid];
    const weight = (): string => show(service, 'CPUWeight');
    const untouched = weight();

    await withAutopilot(async (engine) => {
      const status = await engine.call('helper.status', {});
      check(
        'the engine finds the helper and what it may do',
        status.state === 'ready' && status.permissions.adjustOwn === 'yes',
        status,
      );
      const decision = await holdingBack(engine, victim);
      check(
        'root’s indexer is held back in its own unit',
        weight() === '10' && cgroupFile(victim.pid, 'cpu.weight') === '10' && pulls(decision, 'cpuWeight'),
        [weight(), decision.levers],
      );
      const undone = await engine.call('decisions.undo', { id: decision.id });
      check('undo gives the weight back', undone.status === 'undone' && weight() === untouched, [
        undone.status,
        weight(),
      ]);

      const key = { pid: victim.pid, startTime: victim.startTime };
      const { decision: again } = await engine.call('processes.act', { kind: 'treat', ...key, action: 'hold-back' });
      check('a click holds it back again', again.status === 'applied' && weight() === '10', [
        again.status,
        again.refusal,
      ]);
      writeFileSync(stopIt, '');
      const lost = await engine.decision(({ id, status }) => id === again.id && status === 'expired');
      check(
        'the helper is stopped: the story says so',
        lost.notes.some(({ text }) => text.includes('the helper stopped')),
        lost.notes,
      );
      check('and the weight was given back', await until(() => weight() === untouched), weight());

      const { decision: third } = await engine.call('processes.act', { kind: 'treat', ...key, action: 'hold-back' });
      check('needed again, it is started again', third.status === 'applied' && weight() === '10', [
        third.status,
        third.refusal,
      ]);
    }, roots);
    check('an engine that is killed leaves nothing changed', await until(() => weight() === untouched), weight());

    await withAutopilot(async (engine) => {
      await holdingBack(engine, victim);
      check('held back once more', weight() === '10', weight());
      check('SIGTERM ends it with 0', (await stopped(engine, 'SIGTERM')) === 0, engine.stderr());
      check('and gives the service back', weight() === untouched, [weight(), readFileSync('/proc/loadavg', 'latin1')]);
    }, roots);
  },
};

const pulls = ({ levers }: Decision, name: string): boolean => levers.some(({ lever }) => lever === name);

async function until(holds: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 120 && !holds(); tries++) await delay(500);
  return holds();
}
