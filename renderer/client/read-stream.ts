import { z } from 'zod';
import { streams } from '../../contract/calls.ts';
import type { StreamValue } from '../../contract/calls.ts';

type Processes = StreamValue<'processes'>;

/** A reader that checks the whole value against its schema. */
export const readWith =
  <S extends z.ZodType>(schema: S) =>
  (value: unknown): z.output<S> | null => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : null;
  };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const every = (value: unknown, test: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(test);

/** Whether an update has what the table is keyed and grouped by. */
function isUpdate(value: unknown): value is Processes {
  return (
    isRecord(value) &&
    typeof value['at'] === 'number' &&
    value['full'] === false &&
    every(
      value['rows'],
      (row) => isRecord(row) && typeof row['pid'] === 'number' && typeof row['appId'] === 'string',
    ) &&
    every(value['apps'], (app) => isRecord(app) && typeof app['id'] === 'string' && Array.isArray(app['pids'])) &&
    every(value['figures'], (figures) => Array.isArray(figures) && typeof figures[0] === 'number') &&
    every(value['appFigures'], (figures) => Array.isArray(figures) && typeof figures[0] === 'string') &&
    every(value['gone'], (pid) => typeof pid === 'number') &&
    every(value['goneApps'], (id) => typeof id === 'string')
  );
}

const readWhole = readWith(streams.processes);

/**
 * The processes stream. The whole list that comes first is parsed in full; the updates after it come from the same
 * server over the same socket every second, so only their keys are looked at.
 */
export const readProcesses = (value: unknown): Processes | null => (isUpdate(value) ? value : readWhole(value));

const frame = z.object({
  stream: z.string(),
  value: z.unknown(),
  /** Values before this one were left out, as the page could not keep up. */
  again: z.literal(true).optional(),
});

/** A text frame of the stream socket, its value still unchecked; null when it is none. */
export function readFrame(text: string): Readonly<z.output<typeof frame>> | null {
  try {
    return readWith(frame)(JSON.parse(text));
  } catch {
    return null;
  }
}
