/**
 * The privileged helper as a user gets it: the files of the packages in their places, started by a message under its
 * hardened unit. Alice, on the seat, adjusts her own programs and is challenged for root's; bob has no seat.
 */
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Bus } from '../../../main/bus/session.ts';
import { BusError, connectBus } from '../../../main/bus/session.ts';
import { cgroupFile, mainProcessOf, show, statOf } from '../burner.ts';
import type { Check, Scenario } from '../scenario.ts';

const name = 'org.brainkernel.Helper1';
const path = '/org/brainkernel/Helper1';
const unit = 'brainkernel-helper.service';
/** Root kills the helper when this file appears. */
const killIt = '/tmp/kill-the-helper';
const error = (which: string): string => `${name}.Error.${which}`;

/** run-all.ts lays what the packages install into the folder `install`; it may belong to alice there. */
const install = `
says() { if printf '%s' "$3" | grep -q "$2"; then echo "ok helper: $1"; else echo "FAILED helper: $1 (seen: $3)"; fi; }
(cd install && find . -type f -exec install -D -m 644 {} /{} \\;)
chmod 755 "$(sed -n 's/^ExecStart=//p' /usr/lib/systemd/system/${unit})"
# an administrator's own rule: without it units are a challenge as well
cat > /etc/polkit-1/rules.d/10-units.rules <<'RULE'
polkit.addRule(function (action, subject) {
  if (action.id === 'org.brainkernel.helper.units' && subject.user === 'alice') return polkit.Result.YES;
});
RULE
chmod 644 /etc/polkit-1/rules.d/10-units.rules
systemctl daemon-reload
systemctl reload dbus
systemctl restart polkit
systemd-run -q --unit=victim.service sleep infinity
systemd-run -q --unit=chosen.service -p CPUWeight=30 sleep infinity
systemd-run -q --unit=killer.service sh -c 'until [ -e ${killIt} ]; do sleep 0.5; done; systemctl kill -s KILL ${unit}'
seen=$(systemd-run -q --pipe --wait -p User=bob sh -c 'busctl call ${name} ${path} ${name} SetNice uti $$$$ $(cut -d" " -f22 /proc/$$$$/stat) 5' 2>&1)
says 'bob, without a seat, may not even adjust his own' 'does not allow' "$seen"
`;

const uninstall = `
says 'the journal has a line for each action' 'SetNice: sleep .* for uid 1000 .*: done' "$(journalctl -q -b --no-pager -o cat -t brainkernel-helper)"
says 'and one for each refusal' 'Error.ChallengeNeeded' "$(journalctl -q -b --no-pager -o cat -t brainkernel-helper)"
echo "its unit: $(systemd-analyze security --no-pager ${unit} 2>/dev/null | tail -1)"
systemctl stop ${unit} victim.service chosen.service
systemctl clean --what=runtime ${unit}
(cd install && find . -type f -printf '/%P\\n') | xargs rm -f
rm -f /etc/polkit-1/rules.d/10-units.rules
systemctl daemon-reload
systemctl reload dbus
says 'uninstalled, nobody answers to its name' 'not provided\\|not activatable\\|Unknown\\|No such' "$(busctl call ${name} ${path} ${name} Version 2>&1)"
says 'and nothing of it is left' '^0$' "$(find /etc /usr /run /var/lib -iname '*brainkernel*' -not -path '/usr/share/metainfo/*' | wc -l)"
`;

export const scenario: Scenario = {
  as: 'alice',
  around: [install, uninstall],
  run: async (check) => {
    const bus = await connectBus('unix:path=/run/dbus/system_bus_socket');
    await started(check, bus);
    await ownProcess(check, bus);
    await othersProcess(check, bus);
    await ofAUnit(check, bus);
    await leaving(check, bus);
    await idle(check, bus);
    bus.dispose();
  },
};

const call = (bus: Bus, verb: string, signature = '', ...args: readonly unknown[]): Promise<readonly unknown[]> =>
  bus.call(name, path, name, verb, signature, args);

/** A message that starts it; the client of the bus asks for that with no other call. */
const start = (bus: Bus): Promise<unknown> =>
  bus.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'StartServiceByName', 'su', [
    name,
    0,
  ]);

/** The name of the D-Bus error that a call ends with; null when there is none. */
async function refusal(answer: Promise<unknown>): Promise<string | null> {
  try {
    await answer;
    return null;
  } catch (cause) {
    if (cause instanceof BusError) return cause.errorName ?? cause.message;
    throw cause;
  }
}

async function until(holds: () => boolean, seconds = 120): Promise<boolean> {
  for (let tries = 0; tries < seconds * 2; tries++) {
    if (holds()) return true;
    await delay(500);
  }
  return holds();
}

/** A program that sleeps by now, and what the kernel says of it. */
async function sleeper() {
  const child = spawn('sleep', ['infinity'], { stdio: 'ignore' });
  const { pid } = child;
  if (pid === undefined) throw new Error('sleep did not start');
  const stat = (field: number): string | undefined => {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[field - 3];
  };
  const comm = (): string => readFileSync(`/proc/${pid}/comm`, 'latin1').trim();
  await until(() => stat(3) === 'S' && comm() === 'sleep');
  return {
    who: [pid, BigInt(statOf(pid).startTime)] as const,
    state: () => ({
      nice: stat(19),
      policy: stat(41),
      state: stat(3),
      io: execFileSync('ionice', ['-p', String(pid)], { encoding: 'utf8' }).trim(),
      cpus: /^Cpus_allowed_list:\s*(.*)$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1],
      oom: readFileSync(`/proc/${pid}/oom_score_adj`, 'latin1').trim(),
    }),
    end: () => void child.kill('SIGKILL'),
  };
}

async function started(check: Check, bus: Bus): Promise<void> {
  await start(bus);
  const [version, revision] = await call(bus, 'Version');
  check('a message starts it', show(unit, 'ActiveState') === 'active', show(unit, 'ActiveState'));
  check('it says its version', typeof version === 'string' && revision === 1, [version, revision]);
  const status = readFileSync(`/proc/${show(unit, 'MainPID')}/status`, 'latin1');
  check('it may gain no privileges', /^NoNewPrivs:\s*1$/m.test(status), status);
  check('its system calls are filtered', /^Seccomp:\s*2$/m.test(status), status);
  const capabilities = /^CapBnd:\s*(\w+)$/m.exec(status)?.[1] ?? '';
  // CAP_DAC_OVERRIDE 1, CAP_KILL 5, CAP_SYS_NICE 23: linux/capability.h
  check(
    'it has three capabilities',
    BigInt(`0x${capabilities}`) === (1n << 1n) + (1n << 5n) + (1n << 23n),
    capabilities,
  );
  console.log(`its memory after the start: ${show(unit, 'MemoryCurrent')} bytes, ${residentBytes()} resident`);
}

function residentBytes(): number {
  const status = readFileSync(`/proc/${show(unit, 'MainPID')}/status`, 'latin1');
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? Infinity) * 1024;
}

async function ownProcess(check: Check, bus: Bus): Promise<void> {
  const own = await sleeper();
  const before = own.state();
  await call(bus, 'SetNice', 'uti', ...own.who, 5);
  check('she makes her own program nicer', own.state().nice === '5', own.state());
  await call(bus, 'SetIoPriority', 'utsu', ...own.who, 'idle', 0);
  check('its IO waits', own.state().io === 'idle', own.state());
  await call(bus, 'SetSchedPolicy', 'uts', ...own.who, 'idle');
  check('its policy is SCHED_IDLE', own.state().policy === '5', own.state());
  await call(bus, 'SetAffinity', 'utau', ...own.who, [0]);
  check('it has one CPU', own.state().cpus === '0', own.state());
  await call(bus, 'SetOomScoreAdj', 'uti', ...own.who, 500);
  check('it is ended sooner when memory is short', own.state().oom === '500', own.state());
  await call(bus, 'Freeze', 'ut', ...own.who);
  check('it is frozen', await until(() => own.state().state === 'T'), own.state());
  const [changes] = await call(bus, 'Status');
  check('all of that is on record', Array.isArray(changes) && changes.length === 6, changes);
  await call(bus, 'Restore', 'utas', ...own.who, []);
  check('Restore gives back what there was', await until(() => same(own.state(), before)), [own.state(), before]);
  await call(bus, 'Signal', 'uts', ...own.who, 'TERM');
  own.end();
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

async function othersProcess(check: Check, bus: Bus): Promise<void> {
  const { pid, startTime } = mainProcessOf('victim.service');
  const victim = [pid, BigInt(startTime)] as const;
  const refused = async (sentence: string, why: string, answer: Promise<unknown>): Promise<void> => {
    const seen = await refusal(answer);
    check(sentence, seen === error(why), seen);
  };
  await refused('root’s program is a challenge', 'ChallengeNeeded', call(bus, 'SetNice', 'uti', ...victim, 5));
  await refused('so is freezing it', 'ChallengeNeeded', call(bus, 'Freeze', 'ut', ...victim));
  await refused('so is ending it', 'ChallengeNeeded', call(bus, 'Signal', 'uts', ...victim, 'KILL'));
  const first = [1, BigInt(statOf(1).startTime)] as const;
  await refused('process 1 is nobody’s to touch', 'Protected', call(bus, 'SetNice', 'uti', ...first, 5));
  const another = call(bus, 'SetNice', 'uti', pid, BigInt(startTime) + 1n, 5);
  await refused('nor is another process of that number', 'StartTimeMismatch', another);
}

async function ofAUnit(check: Check, bus: Bus): Promise<void> {
  const { pid } = mainProcessOf('victim.service');
  const files = () => [cgroupFile(pid, 'cpu.weight'), cgroupFile(pid, 'cpu.max'), cgroupFile(pid, 'memory.high')];
  const properties = { CPUWeight: 50n, CPUQuotaPerSecUSec: 200_000n, MemoryHigh: 64_000_000n };
  await call(bus, 'SetUnitProperties', 'sa{st}', 'victim.service', Object.entries(properties));
  const limited = files();
  check(
    'weight, quota and memory bound of a unit are in its cgroup',
    limited[0] === '50' && limited[1]?.startsWith('20000 ') === true && Number(limited[2]) > 60_000_000,
    limited,
  );
  const weight = (of: string) => call(bus, 'SetUnitProperties', 'sa{st}', of, [['CPUWeight', 50n]]);
  await weight('chosen.service');
  const chosen = show('chosen.service', 'CPUWeight');
  check('a weight that somebody chose is left', chosen === '30', chosen);
  const refusals = [];
  for (const each of ['dbus.service', 'dbus-org.freedesktop.login1.service', 'user.slice', 'none.service']) {
    refusals.push(await refusal(weight(each)));
  }
  check(
    'units of the system itself are protected, by whatever name',
    same(refusals, ['Protected', 'Protected', 'Protected', 'NoSuchUnit'].map(error)),
    refusals,
  );
  await call(bus, 'RestoreUnit', 's', 'victim.service');
  const given = ['CPUWeight', 'CPUQuotaPerSecUSec', 'MemoryHigh'].map((property) => show('victim.service', property));
  check('nothing is set after RestoreUnit', same(given, ['[not set]', 'infinity', 'infinity']), given);
}

async function leaving(check: Check, bus: Bus): Promise<void> {
  const [kept, left] = [await sleeper(), await sleeper()];
  const { pid } = mainProcessOf('victim.service');
  const client = await connectBus('unix:path=/run/dbus/system_bus_socket');
  await call(client, 'SetNice', 'uti', ...left.who, 10);
  await call(client, 'SetUnitProperties', 'sa{st}', 'victim.service', [['CPUWeight', 50n]]);
  await call(bus, 'SetNice', 'uti', ...kept.who, 3);
  client.dispose();
  check('a client that leaves leaves nothing behind', await until(() => left.state().nice === '0'), left.state());
  const lifted = await until(() => show('victim.service', 'CPUWeight') === '[not set]');
  check('on units neither', lifted, cgroupFile(pid, 'cpu.weight'));
  check('what another client changed stays', kept.state().nice === '3', kept.state());

  // killed between two instructions: the next one finds its table and gives everything back before it serves
  const killed = show(unit, 'MainPID');
  writeFileSync(killIt, '');
  check('killed, it comes back', await until(() => !['0', killed].includes(show(unit, 'MainPID'))));
  check('and gives back what it had changed', await until(() => kept.state().nice === '0'), kept.state());
  for (const one of [kept, left]) one.end();
}

async function idle(check: Check, bus: Bus): Promise<void> {
  await start(bus);
  const first = show(unit, 'InvocationID');
  const own = await sleeper();
  await call(bus, 'SetNice', 'uti', ...own.who, 5);
  // longer than it would stay with nothing to do
  await delay(45_000);
  check(
    'it stays as long as somebody holds a change',
    show(unit, 'InvocationID') === first && own.state().nice === '5',
  );
  const resident = residentBytes();
  check(`at rest less than 3 MB are resident: ${resident} bytes`, resident < 3_000_000, resident);
  await call(bus, 'RestoreAll');
  check('idle, it leaves', await until(() => show(unit, 'ActiveState') === 'inactive'), show(unit, 'ActiveState'));
  check('without a failure', show(unit, 'Result') === 'success', show(unit, 'Result'));
  await start(bus);
  check(
    'the next message starts it again',
    (await call(bus, 'Version')).length === 2 && show(unit, 'InvocationID') !== first,
  );
  own.end();
}
