/**
 * The helper put in place as a person does it, without a package: alice runs `npm run helper:install` and an
 * administrator's password is typed. First into /usr, then on a system whose /usr is read-only; each time it is started
 * by a message, serves her, and leaves nothing when it is removed.
 */
import { resolve } from 'node:path';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, lstatSync, readdirSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Bus } from '../../../main/bus/session.ts';
import { connectBus } from '../../../main/bus/session.ts';
import type { LayoutName } from '../../../main/helper/layout.ts';
import { binaryOf, layouts } from '../../../main/helper/layout.ts';
import { show, statOf } from '../burner.ts';
import type { Check, Scenario } from '../scenario.ts';

const name = 'org.brainkernel.Helper1';
const path = '/org/brainkernel/Helper1';
const unit = 'brainkernel-helper.service';
const password = 'an administrator’s';
/** Root makes /usr read-only when this file appears, and takes it away then. */
const makeReadOnly = '/tmp/make-usr-read-only';

/** /usr/local stays writable, as on systems that are images. */
const before = `
echo 'root:${password}' | chpasswd
systemd-run -q --unit=hands.service sh -c 'until [ -e ${makeReadOnly} ]; do sleep 0.5; done
  mkdir /var/usrlocal; cp -a /usr/local/. /var/usrlocal
  mount --bind /usr /usr; mount -o remount,bind,ro /usr; mount --bind /var/usrlocal /usr/local; rm ${makeReadOnly}'
`;
const after = `
systemctl stop hands.service 2>/dev/null
umount /usr/local; umount -l /usr; rm -rf /var/usrlocal ${makeReadOnly}
passwd -qd root
`;

export const scenario: Scenario = {
  as: 'alice',
  around: [before, after],
  run: async (check) => {
    const bus = await connectBus('unix:path=/run/dbus/system_bus_socket');
    await nobodyAgrees(check);
    await comesAndGoes(check, bus, 'usr');
    writeFileSync(makeReadOnly, '');
    check('root makes /usr read-only', await until(() => !existsSync(makeReadOnly)));
    await comesAndGoes(check, bus, 'local');
    bus.dispose();
  },
};

async function nobodyAgrees(check: Check): Promise<void> {
  const shown = spawnSync(resolve('node'), ['bundle/scripts/helper-install.js'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  check(
    'it shows what it would do, and does nothing unasked',
    shown.status === 2 && layouts.usr.every((file) => shown.stdout.includes(file.path)),
    [shown.status, shown.stdout.slice(-300), shown.stderr],
  );
  // a terminal is where pkexec would ask by itself
  const alone = spawnSync('setsid', ['--wait', resolve('node'), 'bundle/scripts/helper-install.js', '--yes'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  check('without an agent and a terminal it says that nobody could ask', alone.status === 5, [
    alone.status,
    alone.stdout.slice(-300),
  ]);
  const wrong = await atTheTerminal('--yes', 'a guess');
  check('a wrong password is refused', wrong.code === 3, wrong);
  check('nothing is there by then', left().length === 0, left());
}

async function comesAndGoes(check: Check, bus: Bus, layout: LayoutName): Promise<void> {
  const says = (sentence: string, holds: boolean, seen?: unknown): void => check(`${layout}: ${sentence}`, holds, seen);
  const installed = await atTheTerminal('--yes');
  says('with the password it is installed', installed.code === 0, installed);
  const files = layouts[layout].map((file) => ({ ...file, found: lstatSync(file.path, { throwIfNoEntry: false }) }));
  says(
    'five files of root, the program executable',
    files.every(({ found, what }) => found?.uid === 0 && (found.mode & 0o777) === (what === 'binary' ? 0o755 : 0o644)),
    files,
  );
  await start(bus);
  says('a message starts it', show(unit, 'ActiveState') === 'active', show(unit, 'ActiveState'));
  const started = show(unit, 'ExecStart');
  says('from where it was put', started.includes(`path=${binaryOf(layout)} `), started);
  await serves(says, bus);
  await isReplaced(says, bus);

  const removed = await atTheTerminal('--uninstall --yes');
  says('with the password it is removed', removed.code === 0, removed);
  says('nothing of it is left', left().length === 0, left());
  says('it has stopped', ['inactive', ''].includes(show(unit, 'ActiveState')), show(unit, 'ActiveState'));
  const gone = await bus
    .call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'ListActivatableNames')
    .then(([names]) => Array.isArray(names) && !names.includes(name));
  says('and no message would start it', gone);
}

async function serves(check: Check, bus: Bus): Promise<void> {
  const { pid, key, end } = sleeper();
  const niceOf = (): string => execFileSync('ps', ['-o', 'ni=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  await bus.call(name, path, name, 'SetNice', 'uti', [...key, 7]);
  check('polkit knows its actions: she may treat her own', niceOf() === '7', niceOf());
  await bus.call(name, path, name, 'RestoreAll');
  check('and gets back what there was', niceOf() === '0', niceOf());
  end();
}

function sleeper() {
  const child = spawn('sleep', ['infinity'], { stdio: 'ignore' });
  const pid = child.pid ?? 0;
  return { pid, key: [pid, BigInt(statOf(pid).startTime)] as const, end: () => void child.kill('SIGKILL') };
}

async function isReplaced(check: Check, bus: Bus): Promise<void> {
  const { key, end } = sleeper();
  await start(bus);
  // with a change to keep it stays, however long this takes
  await bus.call(name, path, name, 'SetNice', 'uti', [...key, 7]);
  const first = show(unit, 'InvocationID');
  const again = await atTheTerminal('--yes');
  check('the same once more leaves it running', again.code === 0 && show(unit, 'InvocationID') === first, again);
  // a program is none the worse for a byte behind its end
  appendFileSync('bundle/helper/brainkernel-helper', '\n');
  const newer = await atTheTerminal('--yes');
  await start(bus);
  check('another version is started in its place', newer.code === 0 && show(unit, 'InvocationID') !== first, newer);
  const [version] = await bus.call(name, path, name, 'Version');
  check('and answers', typeof version === 'string', version);
  end();
}

/** The command at a terminal, where `typed` is typed when a password is asked for. */
async function atTheTerminal(
  words: string,
  typed = password,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const command = `./node bundle/scripts/helper-install.js ${words}`;
  const child = spawn('script', ['--quiet', '--return', '--flush', '--command', command, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // the last thing typed may find nobody there any more
  child.stdin.on('error', () => undefined);
  let said = '';
  const typing: NodeJS.Timeout[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    // what is typed between the question and the end of the echo is thrown away, so it is typed until it is heard
    if (said.includes('Password:') && typing.length === 0)
      typing.push(setInterval(() => child.stdin.write(`${typed}\n`), 1_000));
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  typing.forEach(clearInterval);
  return { code, said: said.slice(-600) };
}

/** What bears its name anywhere, temporary copies included. */
const left = (): readonly string[] =>
  spawnSync('find', ['/etc', '/usr', '/run', '/tmp', '/var/lib', '-iname', '*brainkernel*'], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((found) => found !== '' && !found.startsWith('/usr/share/metainfo/'))
    .concat(readdirSync('/etc/polkit-1').filter((found) => found === 'actions'));

const start = (bus: Bus): Promise<unknown> =>
  bus.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'StartServiceByName', 'su', [
    name,
    0,
  ]);

async function until(holds: () => boolean, seconds = 120): Promise<boolean> {
  for (let tries = 0; tries < seconds * 2; tries++) {
    if (holds()) return true;
    await delay(500);
  }
  return holds();
}
