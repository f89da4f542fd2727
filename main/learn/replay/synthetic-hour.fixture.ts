/** An hour of a made-up desktop, from a seed: apps that come and go, work in bursts, and a person who moves between them. */
import type { Category } from '../../../contract/words.ts';
import { aBehaviour, aContext, anApp, aProcess, aSystem } from '../../decide/case.fixture.ts';
import type { Case } from '../../decide/case.ts';
import { triage } from '../../decide/triage.ts';
import type { App, Behaviour } from '../../workload/app.ts';

export interface SyntheticHour {
  readonly seed: number;
  readonly apps: number;
  readonly checks: number;
  readonly processesEach?: number;
  /** Epoch ms of the first check. */
  readonly from?: number;
}

export interface SyntheticCheck {
  /** Epoch ms. */
  readonly at: number;
  readonly cases: readonly Case[];
}

const intervalMs = 10_000;
const purposes: readonly (readonly [string, Category])[] = [
  ['Firefox', 'browser'],
  ['Codium', 'ide'],
  ['Tracker', 'indexer'],
  ['Nextcloud', 'sync'],
  ['borg', 'backup'],
  ['cc1plus', 'build'],
  ['zstd', 'compression'],
  ['PipeWire', 'audio'],
  ['frobnicate', 'unknown'],
  ['xmrig', 'crypto-miner'],
  ['unattended-upgrade', 'updater'],
  ['simulate', 'scientific'],
];

/** mulberry32: the same numbers from the same seed, on every machine. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Life {
  app: App;
  busyChecks: number;
  restChecks: number;
  age: number;
}

export function* syntheticHour({
  seed,
  apps,
  checks,
  processesEach = 1,
  from = 0,
}: SyntheticHour): Generator<SyntheticCheck> {
  const random = createRandom(seed);
  const between = (least: number, most: number): number => least + random() * (most - least);
  let pid = 1000;
  const born = (index: number): Life => {
    const [name, category] = purposes[index % purposes.length] ?? ['frobnicate', 'unknown'];
    return {
      app: madeUp(
        index,
        name,
        category,
        Array.from({ length: processesEach }, () => (pid += 7)),
      ),
      busyChecks: 0,
      restChecks: Math.floor(between(0, 40)),
      age: between(0, 4000),
    };
  };
  const lives = Array.from({ length: apps }, (_, index) => born(index));

  for (let check = 0; check < checks; check++) {
    // a pause in which nobody works and nothing is in the way
    const calm = check % 120 > 100;
    const observed = lives.map((life) => {
      life.age += intervalMs / 1000;
      return { app: life.app, behaviour: behave(life, calm, between) };
    });
    const inFront = lives[[0, 1, 6][Math.floor(check / 10) % 3] ?? 0]?.app;
    const busy = observed.reduce((sum, { behaviour }) => sum + behaviour.cpu5, 0);
    const context = aContext({
      foreground:
        inFront === undefined || calm || check % 90 > 70
          ? { kind: 'unknown', why: 'there is no display' }
          : { kind: 'known', pid: inFront.processes[0]?.pid ?? 0, appId: inFront.id },
      power: check > 300 ? 'battery' : 'mains',
      batteryPercent: check > 300 ? 35 : 90,
      idleSeconds: (check * 10) % 300,
    });
    const system = aSystem(Math.min(90, busy * 10), { cpus: 8, cpuBusy: Math.min(1, busy / 8) });
    yield {
      at: from + check * intervalMs,
      cases: triage(observed, { at: check * intervalMs, context, system, strategy: 'balanced' }),
    };
    const ending = Math.floor(between(2, apps * 4));
    if (ending < apps) lives[ending] = born(ending);
  }
}

function behave(life: Life, calm: boolean, between: (least: number, most: number) => number): Behaviour {
  if (life.restChecks > 0) life.restChecks--;
  else if (life.busyChecks > 0) life.busyChecks--;
  else {
    life.restChecks = Math.floor(between(0, 60));
    life.busyChecks = Math.floor(between(1, 12));
  }
  const working = life.restChecks === 0 && !calm;
  const cpu5 = working ? between(0.05, 1) : between(0, 0.004);
  return aBehaviour({
    ageSeconds: life.age,
    cpu5,
    cpu60: cpu5 * between(0.5, 1),
    burstiness: between(0, 2),
    memory: between(10e6, 400e6),
    memorySlope: between(-1e5, 1e5),
    ioRead: working ? between(0, 2e7) : null,
    ioWrite: working ? between(0, 1e6) : null,
    runDelay: working ? between(0, 200) : null,
    wakeups: working ? between(0, 500) : null,
    threads: Math.floor(between(1, 30)),
    ramp: Math.min(1, life.age / 120),
  });
}

function madeUp(index: number, name: string, category: Category, pids: readonly number[]): App {
  const exe = `/home/ada/bin/${name.toLowerCase()}-${index}`;
  return anApp({
    id: `tree:${pids[0] ?? 0}:${index}`,
    name: `${name} ${index}`,
    icon: 'some-icon',
    category,
    known: category === 'unknown' ? 'unknown' : 'catalogue',
    program: { key: `program-${index}`, exe, script: null, package: null, argvShape: '--token <value>' },
    processes: pids.map((pid) =>
      aProcess({
        pid,
        name: name.toLowerCase(),
        identity: {
          exe,
          exeDeleted: false,
          argv: [exe, '--token', 'do-not-write-this'],
          cgroup: '/user.slice/user-1000.slice/session-2.scope',
          cpuCgroup: '/user.slice/user-1000.slice/session-2.scope',
          uid: 1000,
        },
      }),
    ),
  });
}
