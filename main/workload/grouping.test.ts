import { describe, expect, test } from 'vitest';
import { appsOf, groupsOf, reading, snapshotOf, workloadWith } from './reading.fixture.ts';
import type { Sketch } from './reading.fixture.ts';

const manager = '/user.slice/user-1000.slice/user@1000.service';
const login = '/user.slice/user-1000.slice/session-2.scope';
const terminal = `${manager}/app.slice/app-org.gnome.Terminal.slice/vte-spawn-1.scope`;
const app = (name: string): string => `${manager}/app.slice/app-gnome-${name}-1234.scope`;
const service = (name: string): string => `/system.slice/${name}.service`;

const shell = (pid: number, parent: number, cgroup: string): Sketch => ({
  pid,
  parent,
  cgroup,
  exe: '/usr/bin/bash',
  argv: ['bash'],
  tty: 34816,
  session: pid,
});
const run = (pid: number, parent: number, exe: string, cgroup = terminal, argv = [exe]): Sketch => ({
  pid,
  parent,
  exe,
  cgroup,
  argv,
});

describe('what a desktop starts', () => {
  test('an app is all of its scope, on GNOME and on KDE', () => {
    const firefox = app('firefox');
    const dolphin = `${manager}/app.slice/app-org.kde.dolphin-9.scope`;
    expect(
      groupsOf([
        run(10, 1, '/usr/lib/firefox/firefox', firefox),
        run(11, 10, '/usr/lib/firefox/firefox', firefox),
        run(12, 10, '/usr/bin/ffprobe', firefox),
        run(20, 1, '/usr/bin/dolphin', dolphin),
        run(21, 20, '/usr/lib/kf6/kioworker', dolphin),
      ]),
    ).toEqual({
      'unit:1000/app-gnome-firefox-1234.scope': [10, 11, 12],
      'unit:1000/app-org.kde.dolphin-9.scope': [20, 21],
    });
  });

  test('the shell in an editor’s terminal and what it runs are not the editor, whose unit is then not its alone', () => {
    const code = app('code');
    const editor = [
      run(10, 1, '/usr/share/code/code', code),
      run(11, 10, '/usr/share/code/code', code),
      run(12, 11, '/usr/bin/rust-analyzer', code),
    ];
    const [alone] = appsOf(editor);
    expect(alone?.unit).toBe('app-gnome-code-1234.scope');
    const withShell = [
      ...editor,
      shell(13, 11, code),
      run(14, 13, '/usr/bin/make', code),
      run(15, 14, '/usr/bin/gcc', code),
      run(16, 13, '/usr/share/code/code', code),
    ];
    expect(groupsOf(withShell)).toEqual({
      'unit:1000/app-gnome-code-1234.scope': [10, 11, 12, 16],
      'tree:13:13': [13],
      'tree:14:14': [14, 15],
    });
    expect(appsOf(withShell).map(({ unit }) => unit)).toEqual([null, null, null]);
  });

  test('a scope with a terminal in it is no app: each program in it is', () => {
    const scope = `${manager}/app.slice/app-org.kde.konsole-7.scope`;
    expect(
      groupsOf([
        run(10, 1, '/usr/bin/konsole', scope),
        shell(11, 10, scope),
        run(12, 11, '/usr/bin/htop', scope),
        run(13, 11, '/usr/bin/python3.11', scope, ['python3', 'train.py']),
      ]),
    ).toEqual({ 'tree:10:10': [10], 'tree:11:11': [11], 'tree:12:12': [12], 'tree:13:13': [13] });
  });

  test('a terminal written in an interpreted language hosts like any other', () => {
    const scope = app('terminator');
    expect(
      groupsOf([
        run(10, 1, '/usr/bin/python3.11', scope, ['python3', '/usr/bin/terminator']),
        run(11, 10, '/usr/bin/htop', scope),
      ]),
    ).toEqual({ 'tree:10:10': [10], 'tree:11:11': [11] });
  });

  test('a game is not its launcher', () => {
    const steam = app('steam');
    const home = '/home/ada/.local/share/Steam';
    expect(
      groupsOf([
        run(10, 1, `${home}/ubuntu12_32/steam`, steam),
        run(11, 10, `${home}/ubuntu12_64/steamwebhelper`, steam),
        run(12, 10, `${home}/steamapps/common/Factorio/bin/x64/factorio`, steam),
      ]),
    ).toMatchObject({ 'tree:12:12': [12] });
  });

  test('a wrapper script does not name the app, and ending it does not change the app', () => {
    const scope = app('player');
    const workload = workloadWith();
    const wrapper = reading({ pid: 10, exe: '/usr/bin/dash', argv: ['/bin/sh', '/usr/bin/player'], cgroup: scope });
    const program = reading({ pid: 11, parent: 10, exe: '/usr/lib/player/vlc', cgroup: scope });
    const [before] = workload.observe(snapshotOf([wrapper, program]), null);
    expect(before?.app).toMatchObject({ name: 'VLC', program: { exe: '/usr/lib/player/vlc' } });
    const [after] = workload.observe(snapshotOf([program], 1), null);
    expect(after?.app.id).toBe(before?.app.id);
  });
});

describe('sandboxes and containers', () => {
  const id = 'ab'.repeat(32);
  test.each([
    [
      'flatpak',
      `${manager}/app.slice/app-flatpak-org.gimp.GIMP-42.scope`,
      'unit:1000/app-flatpak-org.gimp.GIMP-42.scope',
      'app',
    ],
    ['docker', `/system.slice/docker-${id}.scope`, `unit:docker-${id}.scope`, 'container'],
    ['docker without systemd', `/docker/${id}`, `unit:${id}`, 'container'],
    [
      'rootless podman',
      `${manager}/user.slice/libpod-${id}.scope/container`,
      `unit:1000/libpod-${id}.scope`,
      'container',
    ],
  ])('all that runs in %s is one app, shells included', (_, cgroup, unit, kind) => {
    const inside = [
      run(10, 1, '/usr/bin/bwrap', cgroup),
      shell(11, 10, cgroup),
      run(12, 11, '/usr/bin/postgres', cgroup),
    ];
    expect(groupsOf(inside)).toEqual({ [unit]: [10, 11, 12] });
    expect(appsOf(inside)[0]?.kind).toBe(kind);
  });

  test('a snap’s app is its scope', () => {
    const scope = `${manager}/app.slice/snap.firefox.firefox-7b0d1e1c-1111-2222-3333-444455556666.scope`;
    const exe = '/snap/firefox/4033/usr/lib/firefox/firefox';
    expect(Object.values(groupsOf([run(10, 1, exe, scope), run(11, 10, exe, scope)]))).toEqual([[10, 11]]);
  });
});

describe('services', () => {
  test('a service is its own program’s processes', () => {
    const exe = '/usr/lib/postgresql/15/bin/postgres';
    const postgres = service('postgresql@15-main');
    const [one] = appsOf([run(10, 1, exe, postgres), run(11, 10, exe, postgres), run(12, 10, exe, postgres)]);
    expect(one).toMatchObject({
      id: 'unit:postgresql@15-main.service',
      kind: 'service',
      unit: 'postgresql@15-main.service',
      userUnit: false,
    });
  });

  test('user services of two people are two apps', () => {
    const of = (uid: number): string =>
      `/user.slice/user-${uid}.slice/user@${uid}.service/session.slice/pipewire.service`;
    expect(
      Object.keys(groupsOf([run(10, 1, '/usr/bin/pipewire', of(1000)), run(11, 1, '/usr/bin/pipewire', of(1001))])),
    ).toEqual(['unit:1000/pipewire.service', 'unit:1001/pipewire.service']);
  });

  test('cron is not its jobs', () => {
    const cron = service('cron');
    expect(
      groupsOf([
        run(10, 1, '/usr/sbin/cron', cron),
        run(11, 10, '/usr/sbin/cron', cron),
        run(12, 11, '/usr/bin/dash', cron, ['/bin/sh', '-c', 'backup']),
        run(13, 12, '/usr/bin/restic', cron, ['restic', 'backup']),
      ]),
    ).toEqual({ 'tree:10:10': [10, 11], 'tree:12:12': [12], 'tree:13:13': [13] });
  });

  test('sshd is not what people run through it', () => {
    const ssh = service('ssh');
    expect(
      groupsOf([
        run(10, 1, '/usr/sbin/sshd', ssh),
        run(11, 10, '/usr/sbin/sshd', ssh),
        shell(12, 11, ssh),
        run(13, 12, '/usr/bin/vim.basic', ssh),
      ]),
    ).toEqual({ 'tree:10:10': [10, 11], 'tree:12:12': [12], 'tree:13:13': [13] });
  });

  test('an agent is not the programs it is told to run', () => {
    const agent = service('build-agent');
    const apps = appsOf([
      run(10, 1, '/opt/agent/bin/agent', agent),
      run(11, 10, '/opt/agent/bin/helper', agent),
      run(12, 10, '/usr/bin/bash', agent, ['bash', '-c', 'make test']),
      run(13, 12, '/usr/bin/make', agent),
      run(14, 10, '/usr/bin/python3.11', agent, ['python3', 'job.py']),
    ]);
    expect(apps.map((one) => [one.id, one.unit, one.processes.length])).toEqual([
      ['unit:build-agent.service', null, 2],
      ['tree:12:12', null, 1],
      ['tree:13:13', null, 1],
      ['tree:14:14', null, 1],
    ]);
  });
});

describe('trees, where no unit tells', () => {
  test('shells and terminals do not swallow what they run', () => {
    expect(
      groupsOf([
        run(10, 1, '/usr/bin/xterm', login),
        shell(11, 10, login),
        run(12, 11, '/usr/bin/vim.basic', login),
        run(13, 11, '/usr/bin/ffmpeg', login),
      ]),
    ).toEqual({
      'tree:10:10': [10],
      'tree:11:11': [11],
      'tree:12:12': [12],
      'tree:13:13': [13],
    });
  });

  test('a build is one app with the shells and compilers it starts', () => {
    expect(
      groupsOf([
        shell(9, 1, login),
        run(10, 9, '/usr/bin/make', login),
        run(11, 10, '/usr/bin/dash', login, ['/bin/sh', '-c', 'gcc a.c']),
        run(12, 11, '/usr/bin/x86_64-linux-gnu-gcc-12', login),
        run(13, 12, '/usr/lib/gcc/x86_64-linux-gnu/12/cc1', login),
      ]),
    ).toEqual({ 'tree:9:9': [9], 'tree:10:10': [10, 11, 12, 13] });
  });

  test('programs of one install directory are one app', () => {
    expect(
      groupsOf([
        run(10, 1, '/opt/editor/bin/editor', login),
        run(11, 10, '/opt/editor/lib/helper', login),
        run(12, 10, '/usr/bin/git', login),
      ]),
    ).toEqual({ 'tree:10:10': [10, 11], 'tree:12:12': [12] });
  });

  test('eight workers that one launcher started are one app', () => {
    const workers = Array.from({ length: 8 }, (_, index) => run(20 + index, 10, '/tmp/x/tracker-miner-fs-3', login));
    const groups = groupsOf([run(10, 1, '/usr/bin/node', login, ['node', 'launcher.js']), ...workers]);
    expect(groups).toEqual({ 'tree:10:10': [10], 'tree:20:20': [20, 21, 22, 23, 24, 25, 26, 27] });
  });

  test('two scripts of one interpreter are two apps, and its workers are part of their script', () => {
    const python = '/usr/bin/python3.11';
    const worker = ['python3', '-c', 'from multiprocessing.spawn import spawn_main'];
    expect(
      groupsOf([
        shell(9, 1, login),
        run(10, 9, python, login, ['python3', 'a.py']),
        run(11, 9, python, login, ['python3', 'b.py']),
        run(12, 10, python, login, ['python3', 'a.py']),
        run(13, 11, python, login, worker),
        run(14, 9, python, login, ['python3', '-c', 'one()']),
        run(15, 9, python, login, ['python3', '-c', 'two()']),
      ]),
    ).toEqual({
      'tree:9:9': [9],
      'tree:10:10': [10, 12],
      'tree:11:11': [11, 13],
      'tree:14:14': [14],
      'tree:15:15': [15],
    });
  });

  test('strangers that init took in are not one app, siblings of one session are', () => {
    const orphan = (pid: number, session: number): Sketch => ({
      pid,
      parent: 1,
      exe: '/usr/bin/syncthing',
      cgroup: login,
      session,
    });
    expect(groupsOf([orphan(10, 10), orphan(11, 11), orphan(12, 10)])).toEqual({
      'tree:10:10': [10, 12],
      'tree:11:11': [11],
    });
  });

  test('kernel threads are one app of their own', () => {
    const [kernel] = appsOf([
      { pid: 2, parent: 0, kernel: true },
      { pid: 3, parent: 2, kernel: true },
    ]);
    expect(kernel).toMatchObject({ kind: 'kernel', known: 'catalogue', immune: true });
    expect(kernel?.processes).toHaveLength(2);
  });
});

describe('as time goes by', () => {
  test('an app outlives its first process, and a new process joins it', () => {
    const workload = workloadWith();
    const [parent, a, b, c] = [
      run(9, 1, '/usr/bin/node', login, ['node', 'x.js']),
      run(10, 9, '/opt/i/i', login),
      run(11, 9, '/opt/i/i', login),
      run(12, 9, '/opt/i/i', login),
    ].map(reading);
    if (!parent || !a || !b || !c) throw new Error('four readings');
    const idOf = (processes: readonly ReturnType<typeof reading>[]): string | undefined =>
      workload
        .observe(snapshotOf(processes, 1), null)
        .find(({ app: one }) => one.processes.some(({ pid }) => pid === 11))?.app.id;
    const before = idOf([parent, a, b]);
    expect(idOf([parent, b])).toBe(before);
    expect(idOf([parent, b, c])).toBe(before);
    expect(workload.appOf(c)?.id).toBe(before);
  });

  test('a process that runs another program belongs to another app', () => {
    const workload = workloadWith();
    const before = reading({ pid: 10, exe: '/usr/bin/dash', argv: ['sh', 'wrapper'], cgroup: login });
    const after = reading({ pid: 10, exe: '/usr/bin/firefox', cgroup: login });
    workload.observe(snapshotOf([before]), null);
    const [now] = workload.observe(snapshotOf([after], 1), null);
    expect(now?.app).toMatchObject({ name: 'Firefox', category: 'browser' });
  });

  test('a pid that is used again is another app', () => {
    const workload = workloadWith();
    const first = reading({ pid: 10, start: 100, cgroup: login });
    const second = reading({ pid: 10, start: 200, cgroup: login });
    const [before] = workload.observe(snapshotOf([first]), null);
    const [after] = workload.observe(snapshotOf([second], 1), null);
    expect([before?.app.id, after?.app.id]).toEqual(['tree:10:100', 'tree:10:200']);
    expect(workload.appOf(first)).toBeNull();
  });

  test('being moved into a scope of ours changes nothing but the unit, and children join', () => {
    const workload = workloadWith();
    const scope = `${manager}/app.slice/brainkernel-0123456789ab.scope`;
    const burner = (pid: number, cgroup: string): ReturnType<typeof reading> =>
      reading(run(pid, 9, '/home/ada/burner', cgroup));
    const parent = reading(shell(9, 1, login));
    workload.observe(snapshotOf([parent, burner(10, login), burner(11, login)]), null);
    const half = workload.observe(snapshotOf([parent, burner(10, scope), burner(11, login)], 1), null);
    expect(half.map(({ app: one }) => [one.id, one.unit])).toEqual([
      ['tree:9:9', null],
      ['tree:10:10', null],
    ]);
    const whole = workload.observe(
      snapshotOf([parent, burner(10, scope), burner(11, scope), reading(run(12, 11, '/home/ada/burner', scope))], 1),
      null,
    );
    expect(whole.map(({ app: one }) => [one.id, one.unit, one.processes.length])).toEqual([
      ['tree:9:9', null, 1],
      ['tree:10:10', 'brainkernel-0123456789ab.scope', 3],
    ]);
  });

  test('an app that was put into a scope of ours and given back is the app of its unit as before', () => {
    const workload = workloadWith();
    const scope = `${manager}/app.slice/brainkernel-0123456789ab.scope`;
    const look = (...processes: readonly ReturnType<typeof reading>[]): unknown =>
      workload.observe(snapshotOf(processes, 1), null).map(({ app: one }) => [one.id, one.unit, one.processes.length]);
    const at = (cgroup: string): ReturnType<typeof reading> => reading(run(10, 1, '/usr/bin/gimp', cgroup));
    expect(look(at(app('gimp')))).toEqual([['unit:1000/app-gnome-gimp-1234.scope', 'app-gnome-gimp-1234.scope', 1]]);
    expect(look(at(scope))).toEqual([['unit:1000/app-gnome-gimp-1234.scope', 'brainkernel-0123456789ab.scope', 1]]);
    expect(look(at(app('gimp')), reading(run(11, 10, '/usr/bin/gegl', app('gimp'))))).toEqual([
      ['unit:1000/app-gnome-gimp-1234.scope', 'app-gnome-gimp-1234.scope', 2],
    ]);
  });

  test('a process that a desktop moves into a scope becomes that scope’s app', () => {
    const workload = workloadWith();
    workload.observe(snapshotOf([reading(run(10, 1, '/usr/bin/chromium', login))]), null);
    const [moved] = workload.observe(snapshotOf([reading(run(10, 1, '/usr/bin/chromium', app('chromium')))], 1), null);
    expect(moved?.app.id).toBe('unit:1000/app-gnome-chromium-1234.scope');
  });

  test('a service that is caught before its exec is its unit’s app right after', () => {
    const workload = workloadWith();
    const nginx = service('nginx');
    workload.observe(snapshotOf([reading(run(10, 1, '/usr/lib/systemd/systemd', nginx))]), null);
    const [now] = workload.observe(
      snapshotOf([reading(run(10, 1, '/usr/sbin/nginx', nginx)), reading(run(11, 10, '/usr/sbin/nginx', nginx))], 1),
      null,
    );
    expect(now?.app).toMatchObject({ id: 'unit:nginx.service', unit: 'nginx.service' });
    expect(now?.app.processes).toHaveLength(2);
  });
});
