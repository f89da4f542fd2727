import { Cursor } from './cursor.ts';

const NEWLINE = 0x0a;
const cursor = new Cursor();

/**
 * The number behind `key` at the start of a line of a file such as meminfo, vmstat, io or status; null without it.
 * The key includes its separator (`MemTotal:`, `oom_kill `). Only the first `length` bytes count: buffers are reused.
 */
export function numberBehind(bytes: Buffer, length: number, key: string): number | null {
  let found = bytes.indexOf(key, 0, 'latin1');
  while (found > 0 && bytes[found - 1] !== NEWLINE) found = bytes.indexOf(key, found + 1, 'latin1');
  if (found < 0 || found >= length) return null;
  cursor.over(bytes, found + key.length, length);
  if (key.endsWith(':')) skipTab(bytes);
  const value = cursor.integer();
  return cursor.failed ? null : value;
}

/** /proc/PID/status separates with a tab. */
function skipTab(bytes: Buffer): void {
  while (bytes[cursor.at] === 0x09) cursor.at++;
}
