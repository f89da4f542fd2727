/** The installer as a person's program has it: unprivileged, with the real pkexec, polkitd and an agent that asks. */
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HelperPlan } from '../../contract/helper.ts';
import { RemoteClient, polkit } from '../../helper/test/remote-client.fixture.ts';
import { startTimeOf, until } from '../../helper/test/target.fixture.ts';
import { binaryOf, layouts } from './layout.ts';
import type { InstallerOutcome } from './outcome.ts';
import type { Authority } from './private-authority.fixture.ts';
import { startAuthority, users } from './private-authority.fixture.ts';
import {
  PrivateSystem,
  installPackage,
  pathsOf,
  runRootSide,
  sampleContent,
  stageSample,
} from './private-system.fixture.ts';
import { rootCode } from './root-side.ts';

const program = fileURLToPath(new URL('installing.fixture.ts', import.meta.url));

let system: PrivateSystem;
let authority: Authority;
let runtime: string;
let resources: string;
beforeEach(async () => {
  system = await PrivateSystem.start();
  authority = await startAuthority(system);
  runtime = join(system.folder, 'runtime');
  mkdirSync(runtime);
  chmodSync(runtime, 0o777);
  resources = join(system.folder, 'resources');
  mkdirSync(join(resources, 'helper'), { recursive: true });
  for (const { name } of layouts.usr) writeFileSync(join(resources, 'helper', name), sampleContent(name));
});
afterEach(async () => {
  await authority[Symbol.asyncDispose]();
  await system[Symbol.asyncDispose]();
});

/** Of files that are about the helper; the rules of this test are none of them. */
const changed = (): readonly string[] => system.changed().filter((path) => !path.endsWith('00-test.rules'));

/** Starts it as that user. `setsid` takes the terminal away: a program of a desktop has none. */
function begin(uid: number, what: string) {
  const command = ['setsid', '--wait', 'env', `XDG_RUNTIME_DIR=${runtime}`, 'SHELL=/nowhere', 'LANG=../../etc'];
  const child = system.spawn([...command, process.execPath, program, String(uid), resources, what], 'pipe');
  if (child.stdout === null) throw new Error('it has no output');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value)) as unknown;
  const started = next() as Promise<{ readonly pid: number }>;
  const go = async (): Promise<unknown> => {
    await started;
    child.stdin?.write('\n');
    return await next();
  };
  return {
    started,
    outcome: () => go() as Promise<InstallerOutcome>,
    plan: () => go() as Promise<readonly [HelperPlan, HelperPlan, string | null]>,
  };
}

const keyOf = ({ kind, sentence }: InstallerOutcome): readonly string[] => [kind, sentence.key];

/** Somebody at a password dialog: the agent of the process that installs. */
async function agentFor(pid: number): Promise<RemoteClient> {
  const agent = await RemoteClient.start(authority.address, users.asked);
  await agent.beAgentFor(pid, startTimeOf(pid));
  return agent;
}

test('allowed without a question, it installs and removes, and no copy is left behind', async () => {
  expect(keyOf(await begin(users.granted, 'install').outcome())).toEqual(['done', 'helper-done.installed']);
  expect(changed()).toEqual(pathsOf('usr'));
  expect(readdirSync(runtime)).toEqual([]);
  const [, removal] = await begin(users.granted, 'plan').plan();
  expect(removal.files.map(({ path }) => path).toSorted()).toEqual(pathsOf('usr'));
  expect(keyOf(await begin(users.granted, 'uninstall').outcome())).toEqual(['done', 'helper-done.removed']);
  expect(changed()).toEqual([]);
});

test('polkit says no', async () => {
  expect(keyOf(await begin(users.denied, 'install').outcome())).toEqual(['refused', 'helper-done.not-allowed']);
  expect(changed()).toEqual([]);
});

test('nobody is there to ask for a password', async () => {
  expect(keyOf(await begin(users.asked, 'install').outcome())).toEqual(['no-agent', 'helper-done.no-agent']);
  expect(changed()).toEqual([]);
  expect(readdirSync(runtime)).toEqual([]);
});

test('one dialog, which says what is run; once it is answered everything is there', async () => {
  const installing = begin(users.asked, 'install');
  await using agent = await agentFor((await installing.started).pid);
  const outcome = installing.outcome();
  const { cookie, text } = await agent.agentEvent();
  expect(text).toMatch(/^Authentication is needed to run `\S*\/(ba|da)?sh/);
  expect(changed()).toEqual([]);
  // what pam and the set-uid program of polkit do after a right password
  await using root = await RemoteClient.start(authority.address, 0);
  const identity = ['unix-user', [['uid', ['u', 0]]]];
  await root.call('AuthenticationAgentResponse2', 'us(sa{sv})', [users.asked, cookie, identity], polkit);
  agent.answer(cookie);
  expect(keyOf(await outcome)).toEqual(['done', 'helper-done.installed']);
  expect(changed()).toEqual(pathsOf('usr'));
});

test('a dialog that is closed is told apart from one that nobody could show', async () => {
  const installing = begin(users.asked, 'install');
  await using agent = await agentFor((await installing.started).pid);
  const outcome = installing.outcome();
  const { cookie } = await agent.agentEvent();
  agent.answer(cookie, 'org.freedesktop.PolicyKit1.Error.Cancelled');
  expect(keyOf(await outcome)).toEqual(['dismissed', 'helper-done.dismissed']);
  expect(changed()).toEqual([]);
});

test('stopped while the dialog waits, pkexec ends and the dialog with it', async () => {
  const installing = begin(users.asked, 'install');
  const { pid } = await installing.started;
  await using agent = await agentFor(pid);
  const outcome = installing.outcome();
  const { cookie } = await agent.agentEvent();
  process.kill(pid, 'SIGUSR1');
  expect(await agent.agentEvent()).toMatchObject({ agent: 'CancelAuthentication', cookie });
  expect(keyOf(await outcome)).toEqual(['dismissed', 'helper-done.cancelled']);
  expect(changed()).toEqual([]);
  expect(readdirSync(runtime)).toEqual([]);
});

test('stopped when root is at work already, it is too late: it runs to its end, and says so', async () => {
  const installing = begin(users.granted, 'install');
  const { pid } = await installing.started;
  const outcome = installing.outcome();
  await until(() => existsSync(system.path('/run/brainkernel-helper.lock')));
  process.kill(pid, 'SIGUSR1');
  expect(keyOf(await outcome)).toEqual(['done', 'helper-done.installed']);
  expect(changed()).toEqual(pathsOf('usr'));
});

test('a copy that is changed while the dialog waits is not installed', async () => {
  const installing = begin(users.asked, 'install');
  await using agent = await agentFor((await installing.started).pid);
  const outcome = installing.outcome();
  const { cookie } = await agent.agentEvent();
  const [staging = ''] = readdirSync(runtime);
  writeFileSync(join(runtime, staging, 'brainkernel-helper'), 'another program');
  await using root = await RemoteClient.start(authority.address, 0);
  const identity = ['unix-user', [['uid', ['u', 0]]]];
  await root.call('AuthenticationAgentResponse2', 'us(sa{sv})', [users.asked, cookie, identity], polkit);
  agent.answer(cookie);
  const { kind, sentence } = await outcome;
  expect([kind, sentence]).toEqual([
    'refused',
    { key: 'helper-done.mismatch', values: { file: 'brainkernel-helper' } },
  ]);
  expect(changed()).toEqual([]);
});

test('what root meets comes back as a sentence', async () => {
  system.sh(
    'mkdir -m 777 -p /etc/open; rmdir /usr/share/dbus-1/system.d 2>/dev/null || chmod 777 /usr/share/dbus-1/system.d',
  );
  const { kind, sentence } = await begin(users.granted, 'install').outcome();
  expect([kind, sentence]).toEqual([
    'refused',
    { key: 'helper-done.unsafe-folder', values: { why: '/usr/share/dbus-1/system.d' } },
  ]);
  expect(changed()).toEqual([]);
});

test('a systemd that cannot be told is said', async () => {
  system.sh('mkdir -p /run/systemd/system');
  expect(keyOf(await begin(users.granted, 'install').outcome())).toEqual(['failed', 'helper-done.not-reloaded']);
});

test('a /usr that is read-only, with all below it: there is no place', async () => {
  system.sh('mount -o remount,bind,ro /usr');
  const [plan] = await begin(users.granted, 'plan').plan();
  expect([plan.possible, plan.sentence]).toEqual([
    false,
    { key: 'helper-plan.read-only', values: { folder: '/usr/local' } },
  ]);
  expect((await begin(users.granted, 'install').outcome()).kind).toBe('refused');
});

test('a polkit that looks for actions in /usr alone, which is read-only: said before, and proved by root', async () => {
  system.sh('mount -t tmpfs -o mode=755 tmpfs /usr/local; mount -o remount,bind,ro /usr');
  const [plan] = await begin(users.granted, 'plan').plan();
  expect([plan.possible, plan.sentence?.key]).toEqual([false, 'helper-plan.old-polkit']);
  expect(keyOf(await begin(users.granted, 'install').outcome())).toEqual(['refused', 'helper-plan.old-polkit']);
  expect(runRootSide(system, stageSample(system.folder, 'local').args).status).toBe(rootCode.polkitBlind);
  expect(changed()).toEqual([]);
  expect(system.sh('find /usr/local ! -type d')).toBe('');
});

test('a package’s helper: the plan says whose it is and how it goes, and neither is done', async () => {
  installPackage(system, binaryOf('usr'));
  const [install, uninstall, by] = await begin(users.granted, 'plan').plan();
  expect([install.possible, install.text]).toEqual([
    false,
    'The helper came with the package brainkernel-desktop, which apt keeps up to date. There is nothing to install.',
  ]);
  expect([uninstall.possible, uninstall.text]).toEqual([
    false,
    'The helper came with the package brainkernel-desktop and goes with it. To remove it, run: sudo apt remove brainkernel-desktop',
  ]);
  expect(by).toBe('apt (brainkernel-desktop)');
  for (const what of ['install', 'uninstall']) {
    expect((await begin(users.granted, what).outcome()).kind).toBe('refused');
  }
  expect(existsSync(system.path(binaryOf('usr')))).toBe(true);
});
