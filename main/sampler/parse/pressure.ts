import { Cursor } from './cursor.ts';

/** One line of a pressure file (Documentation/accounting/psi.rst): per cent, and the stall time in microseconds. */
export interface PressureTotals {
  readonly avg10: number;
  readonly avg60: number;
  readonly avg300: number;
  readonly total: number;
}

const FIELDS = ['avg10=', 'avg60=', 'avg300=', 'total='] as const;
const cursor = new Cursor();

/** The `some` or `full` line of /proc/pressure/{cpu,memory,io}; null without it (cpu has no `full` before 5.13). */
export function parsePressure(bytes: Buffer, length: number, line: 'some' | 'full'): PressureTotals | null {
  const start = bytes.indexOf(`${line} `, 0, 'latin1');
  if (start < 0 || start >= length) return null;
  const newline = bytes.indexOf('\n', start, 'latin1');
  const end = newline < 0 || newline > length ? length : newline;
  const [avg10, avg60, avg300, total] = FIELDS.map((field) => {
    const found = bytes.indexOf(field, start, 'latin1');
    if (found < 0 || found >= end) return undefined;
    const value = cursor.over(bytes, found + field.length, end).decimal();
    return cursor.failed ? undefined : value;
  });
  if (avg10 === undefined || avg60 === undefined || avg300 === undefined || total === undefined) return null;
  return { avg10, avg60, avg300, total };
}
