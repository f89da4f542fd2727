/** A made-up machine of any size: the same processes for the same size, and a tick that changes some of them. */
import { appFiguresOf, processFiguresOf } from '../../contract/figures.ts';
import type { AppFigures, ProcessFigures } from '../../contract/figures.ts';
import type { AppRow, ProcessRow } from '../../contract/machine.ts';
import type { Category } from '../../contract/words.ts';

export interface Machine {
  readonly apps: Map<string, AppRow>;
  readonly rows: Map<number, ProcessRow>;
}

/** A small generator that gives the same numbers everywhere: https://en.wikipedia.org/wiki/Linear_congruential_generator */
export function repeatable(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Model {
  readonly name: string;
  readonly category: Category;
  readonly exe: string;
  readonly processes: readonly string[];
  readonly cpu: number;
  readonly memory: number;
  readonly more?: Partial<AppRow>;
  readonly process?: Partial<ProcessRow>;
}

const models: readonly Model[] = [
  {
    name: 'Firefox',
    category: 'browser',
    exe: '/usr/lib/firefox/firefox',
    processes: ['firefox', 'Web Content', 'Web Content', 'Isolated Web Co', 'RDD Process', 'Socket Process'],
    cpu: 0.22,
    memory: 310e6,
    more: {
      foreground: true,
      runDelay: 0.4,
      kind: 'app',
      unit: 'app-firefox-3121.scope',
      cpuWeight: 100,
      known: 'desktop-entry',
    },
  },
  {
    name: 'Tracker',
    category: 'indexer',
    exe: '/usr/libexec/tracker-miner-fs-3',
    processes: ['tracker-miner-f', 'tracker-extract'],
    cpu: 0.06,
    memory: 96e6,
    more: {
      treatment: { action: 'hold-back', decisionId: 'd-001' },
      runDelay: 410,
      kind: 'service',
      unit: 'tracker-miner-fs-3.service',
      cpuWeight: 10,
      ioRead: 4_200_000,
      ioWrite: 310_000,
    },
    process: { nice: 10, setBy: 'brainkernel', schedPolicy: 'batch' },
  },
  {
    name: 'rust-analyzer',
    category: 'language-server',
    exe: '/home/alice/.cargo/bin/rust-analyzer',
    processes: ['rust-analyzer'],
    cpu: 0.91,
    memory: 1.42e9,
    more: { treatment: { action: 'throttle', decisionId: 'd-002' }, runDelay: 96, kind: 'app' },
    process: { setBy: 'brainkernel', schedPolicy: 'idle' },
  },
  {
    name: 'Visual Studio Code',
    category: 'ide',
    exe: '/usr/share/code/code',
    processes: ['code', 'code --type=gpu', 'code --type=zygo', 'node'],
    cpu: 0.12,
    memory: 240e6,
    more: { known: 'desktop-entry' },
  },
  {
    name: 'PipeWire',
    category: 'audio',
    exe: '/usr/bin/pipewire',
    processes: ['pipewire'],
    cpu: 0.02,
    memory: 21e6,
    more: { immune: true, kind: 'service', unit: 'pipewire.service', cpuWeight: 100, runDelay: 0.1 },
    process: { nice: -11, schedPolicy: 'rr' },
  },
  {
    name: 'GNOME Shell',
    category: 'display',
    exe: '/usr/bin/gnome-shell',
    processes: ['gnome-shell', 'Xwayland'],
    cpu: 0.08,
    memory: 230e6,
    more: { immune: true, kind: 'service', unit: 'org.gnome.Shell@wayland.service' },
  },
  {
    name: 'updatedb',
    category: 'indexer',
    exe: '/usr/bin/updatedb.plocate',
    processes: ['updatedb'],
    cpu: 0.64,
    memory: 14e6,
    more: { runDelay: 38, ioRead: 18e6, ioWrite: 0, kind: 'service', unit: 'plocate-updatedb.service', cpuWeight: 100 },
    process: { user: 'root' },
  },
  {
    name: 'restic',
    category: 'backup',
    exe: '/usr/bin/restic',
    processes: ['restic'],
    cpu: 0.31,
    memory: 180e6,
    more: { lock: 'nice was set to 5 by hand at 09:12', ioRead: 44e6, ioWrite: 1.1e6, runDelay: 21 },
    process: { nice: 5, setBy: 'person' },
  },
  {
    name: 'qbz7-worker',
    category: 'unknown',
    exe: '/opt/qbz/qbz7-worker',
    processes: ['qbz7-worker'],
    cpu: 0.44,
    memory: 52e6,
    more: { known: 'unknown', kind: 'tree' },
  },
];

const fillers: readonly (readonly [string, Category])[] = [
  ['postgres', 'database'],
  ['cargo', 'build'],
  ['nginx', 'server'],
  ['syncthing', 'sync'],
  ['bash', 'shell'],
  ['foot', 'terminal'],
  ['gvfsd', 'system-core'],
  ['containerd-shim', 'container'],
  ['packagekitd', 'updater'],
  ['node', 'runtime'],
];

/** @param size number of processes */
export function makeMachine(size: number): Machine {
  const random = repeatable(7);
  const machine: Machine = { apps: new Map(), rows: new Map() };
  let pid = 900;

  const add = (model: Model, id: string) => {
    const { name, category, exe, processes, cpu, memory, more, process } = model;
    const pids: number[] = [];
    processes.forEach((processName, index) => {
      pid += 1 + Math.floor(random() * 6);
      pids.push(pid);
      machine.rows.set(pid, {
        pid,
        startTime: 4_000 + pid * 11,
        parentPid: index === 0 ? 1 : (pids[0] ?? 1),
        appId: id,
        name: processName,
        exe,
        user: 'alice',
        state: 'S',
        threads: 1 + Math.floor(random() * 40),
        cpu: rounded(index === 0 ? cpu * 0.7 : (cpu * 0.3) / (processes.length - 1)),
        memory: Math.round(memory / (index + 1)),
        ioRead: more?.ioRead ?? null,
        ioWrite: more?.ioWrite ?? null,
        runDelay: more?.runDelay ?? null,
        nice: 0,
        schedPolicy: 'other',
        setBy: 'default',
        ...process,
      });
    });
    machine.apps.set(id, {
      id,
      name,
      icon: null,
      category,
      kind: 'app',
      unit: null,
      known: 'catalogue',
      pids,
      cpu,
      memory,
      ioRead: null,
      ioWrite: null,
      runDelay: null,
      cpuWeight: null,
      foreground: false,
      immune: false,
      treatment: null,
      lock: null,
      ...more,
    });
  };

  machine.rows.set(1, systemd);
  machine.apps.set('unit:init.scope', {
    id: 'unit:init.scope',
    name: 'systemd',
    icon: null,
    category: 'system-core',
    kind: 'service',
    unit: 'init.scope',
    known: 'package',
    pids: [1],
    cpu: 0,
    memory: 14e6,
    ioRead: null,
    ioWrite: null,
    runDelay: null,
    cpuWeight: null,
    foreground: false,
    immune: true,
    treatment: null,
    lock: null,
  });
  for (const model of models) add(model, `unit:${model.name.toLowerCase().replaceAll(' ', '-')}`);
  for (let number = 0; machine.rows.size < size; number += 1) {
    const [name, category] = fillers[number % fillers.length] ?? ['worker', 'utility'];
    const children = Math.min(size - machine.rows.size, 1 + Math.floor(random() * random() * 12));
    const serial = number < fillers.length ? '' : `-${number}`;
    add(
      {
        name: name + serial,
        category,
        exe: `/usr/bin/${name}`,
        processes: Array.from({ length: children }, () => name),
        cpu: rounded(random() ** 8 * 0.2),
        memory: Math.round(2e6 + random() ** 4 * 200e6),
      },
      `tree:${name}${serial}`,
    );
  }
  return machine;
}

const systemd: ProcessRow = {
  pid: 1,
  startTime: 1,
  parentPid: 0,
  appId: 'unit:init.scope',
  name: 'systemd',
  exe: '/usr/lib/systemd/systemd',
  user: 'root',
  state: 'S',
  threads: 1,
  cpu: 0,
  memory: 14e6,
  ioRead: null,
  ioWrite: null,
  runDelay: null,
  nice: 0,
  schedPolicy: 'other',
  setBy: 'default',
};

/**
 * One second on it: a tenth of the apps do something, each in its own way. What the engine would call a change of
 * figures is one here too.
 */
export function tick(
  { apps, rows }: Machine,
  random: () => number,
): { appFigures: AppFigures[]; figures: ProcessFigures[] } {
  const changed = { appFigures: [] as AppFigures[], figures: [] as ProcessFigures[] };
  for (const app of apps.values()) {
    if (random() > 0.1) continue;
    const second = { load: 0.8 + random() * 0.4, growth: random() < 0.5 ? 1 : 0.998 + random() * 0.004 };
    const next = moved(app, second);
    apps.set(app.id, next);
    changed.appFigures.push(appFiguresOf(next, app));
    for (const pid of app.pids) {
      const row = rows.get(pid);
      if (row === undefined) continue;
      const now = moved(row, second);
      rows.set(pid, now);
      changed.figures.push(processFiguresOf(now, row));
    }
  }
  return changed;
}

const moved = <T extends AppRow | ProcessRow>(row: T, { load, growth }: { load: number; growth: number }): T => ({
  ...row,
  cpu: rounded(row.cpu * load),
  memory: Math.round((row.memory * growth) / 4096) * 4096,
  runDelay: row.runDelay === null ? null : Math.round(row.runDelay * load * 10) / 10,
  ioRead: row.ioRead === null ? null : Math.round(row.ioRead * load),
  ioWrite: row.ioWrite === null ? null : Math.round(row.ioWrite * load),
});

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
