/** What the screens see of processes, apps and the machine. Rates are per second over the last sampling interval. */
import { z } from 'zod';
import { action, category } from './words.ts';

export const processRow = z.object({
  pid: z.number().int(),
  startTime: z.number().describe('clock ticks since boot'),
  parentPid: z.number().int(),
  appId: z.string(),
  name: z.string(),
  exe: z.string().nullable(),
  user: z.string(),
  state: z.string().describe('one letter, proc(5)'),
  threads: z.number().int(),
  cpu: z.number().describe('ratio of one CPU, 1 = one CPU busy'),
  memory: z.number().describe('resident bytes'),
  ioRead: z.number().nullable().describe('bytes/s; null when not read for this process'),
  ioWrite: z.number().nullable(),
  runDelay: z.number().nullable().describe('ms waited for a CPU per s; null when not read'),
  nice: z.number().int(),
  schedPolicy: z.enum(['other', 'fifo', 'rr', 'batch', 'idle', 'deadline', 'ext', 'unknown']),
  setBy: z.enum(['brainkernel', 'person', 'default']),
});
export type ProcessRow = Readonly<z.infer<typeof processRow>>;

/** The values of the levers of one process that can be set by hand, as its main thread has them now. */
export const processValues = z.object({
  nice: z.number().int(),
  schedPolicy: z.string(),
  ioPriority: z.string().describe('`none` (follows nice), `best-effort/4`, `idle`'),
  affinity: z.string().describe('CPUs it may run on, as the kernel prints them: `0-3,6`'),
  cpus: z.number().int().describe('CPUs of the machine'),
});
export type ProcessValues = Readonly<z.infer<typeof processValues>>;

export const appRow = z.object({
  id: z.string(),
  name: z.string(),
  icon: z.string().nullable().describe('icon name of the .desktop entry'),
  category,
  kind: z.enum(['app', 'service', 'container', 'session', 'tree', 'kernel']),
  unit: z.string().nullable(),
  known: z
    .enum(['desktop-entry', 'package', 'catalogue', 'verdict', 'unknown'])
    .describe('where name and category come from'),
  pids: z.array(z.number().int()),
  cpu: z.number(),
  memory: z.number(),
  ioRead: z.number().nullable(),
  ioWrite: z.number().nullable(),
  runDelay: z.number().nullable(),
  cpuWeight: z.number().nullable().describe("cgroup v2 cpu.weight of the app's unit, 1-10000; null where it has none"),
  foreground: z.boolean(),
  immune: z.boolean(),
  treatment: z.object({ action, decisionId: z.string() }).nullable().describe('what BrainKernel is doing to it now'),
  lock: z.string().nullable().describe('why a person or another tool holds it'),
});
export type AppRow = Readonly<z.infer<typeof appRow>>;

const pressureLine = z.object({ avg10: z.number(), avg60: z.number(), avg300: z.number() });
export const pressure = z.object({
  available: z.boolean(),
  cpuSome: pressureLine,
  memorySome: pressureLine,
  memoryFull: pressureLine,
  ioSome: pressureLine,
  ioFull: pressureLine,
});

/** Something the engine knows only in part, said instead of guessed. */
export const known = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('known'), value }),
    z.object({ kind: z.literal('unknown'), why: z.string() }),
  ]);

export const regime = z.object({
  scheduler: z.enum(['eevdf', 'cfs', 'scx', 'unknown']),
  scxName: z.string().nullable(),
  autogroup: z.boolean(),
  cgroup: z.enum(['v2', 'hybrid', 'v1', 'none']),
  userManager: z.boolean().describe('a systemd user manager answers on its bus'),
  delegated: z.array(z.string()).describe('cgroup controllers delegated to the user manager'),
  canRaisePriority: z.boolean().describe('CAP_SYS_NICE or RLIMIT_NICE allow going back to nice 0'),
  voidLevers: z.array(z.object({ lever: z.string(), why: z.string() })),
});

export const context = z.object({
  foreground: known(z.object({ pid: z.number().int(), appId: z.string() })),
  power: z.enum(['mains', 'battery', 'unknown']),
  batteryPercent: z.number().nullable(),
  idleSeconds: z.number().nullable(),
  games: z.array(z.number().int()),
  otherTuners: z.array(z.object({ name: z.string(), pid: z.number().int() })),
  regime,
});
