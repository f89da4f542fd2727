/**
 * What moves in a row from second to second, as a short list instead of a whole row. A busy machine of thousands of
 * processes then moves some kB a second and no names, paths or units that everybody knows already.
 */
import { z } from 'zod';
import type { AppRow, ProcessRow } from './machine.ts';

const rate = z.number().nullable();

/** pid, then figures in the order in which they move most; at the end those that did not change are left out. */
export const processFigures = z.tuple([
  z.number().int(),
  z.number().describe('cpu'),
  z.number().optional().describe('memory'),
  rate.optional().describe('runDelay'),
  rate.optional().describe('ioRead'),
  rate.optional().describe('ioWrite'),
  z.number().int().optional().describe('threads'),
  z.string().optional().describe('state'),
]);
export type ProcessFigures = z.infer<typeof processFigures>;

/** The same of an app, by its id. */
export const appFigures = z.tuple([
  z.string(),
  z.number().describe('cpu'),
  z.number().optional().describe('memory'),
  rate.optional().describe('runDelay'),
  rate.optional().describe('ioRead'),
  rate.optional().describe('ioWrite'),
]);
export type AppFigures = z.infer<typeof appFigures>;

/** The figures of a row that differ from those it had; the rest of the row has to be the same. */
export const processFiguresOf = (now: ProcessRow, before: ProcessRow): ProcessFigures =>
  shortened(allOfProcess(now), allOfProcess(before));

export const appFiguresOf = (now: AppRow, before: AppRow): AppFigures => shortened(allOfApp(now), allOfApp(before));

/** The row with its new figures. */
export function withProcessFigures(row: ProcessRow, figures: ProcessFigures): ProcessRow {
  const [, cpu, memory = row.memory, runDelay = row.runDelay, ioRead = row.ioRead, ioWrite = row.ioWrite] = figures;
  const [, , , , , , threads = row.threads, state = row.state] = figures;
  return { ...row, cpu, memory, runDelay, ioRead, ioWrite, threads, state };
}

export function withAppFigures(row: AppRow, figures: AppFigures): AppRow {
  const [, cpu, memory = row.memory, runDelay = row.runDelay, ioRead = row.ioRead, ioWrite = row.ioWrite] = figures;
  return { ...row, cpu, memory, runDelay, ioRead, ioWrite };
}

const figureNames: ReadonlySet<string> = new Set([
  'cpu',
  'memory',
  'runDelay',
  'ioRead',
  'ioWrite',
  'threads',
  'state',
] satisfies (keyof ProcessRow)[]);

/** How a row stands to the one before: nothing changed, only figures did, or more than that. */
export function changeOf<T extends AppRow | ProcessRow>(now: T, before: T): 'same' | 'figures' | 'row' {
  let change: 'same' | 'figures' = 'same';
  for (const key of Object.keys(now) as (keyof T & string)[]) {
    if (alike(now[key], before[key])) continue;
    if (!figureNames.has(key)) return 'row';
    change = 'figures';
  }
  return change;
}

/** Flat lists and objects count as alike when what is in them is. */
function alike(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const left = Object.entries(a);
  const right = new Map<string, unknown>(Object.entries(b));
  return left.length === right.size && left.every(([key, value]) => right.get(key) === value);
}

const allOfProcess = (row: ProcessRow): ProcessFigures => [
  row.pid,
  row.cpu,
  row.memory,
  row.runDelay,
  row.ioRead,
  row.ioWrite,
  row.threads,
  row.state,
];
const allOfApp = ({ id, cpu, memory, runDelay, ioRead, ioWrite }: AppRow): AppFigures => [
  id,
  cpu,
  memory,
  runDelay,
  ioRead,
  ioWrite,
];

function shortened<T extends unknown[]>(now: T, before: T): T {
  while (now.length > 2 && now.at(-1) === before[now.length - 1]) now.pop();
  return now;
}
