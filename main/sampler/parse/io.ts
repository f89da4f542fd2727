import { numberBehind } from './keyed.ts';

/** Bytes that really went to and came from storage (proc_pid_io(5)). */
export interface StorageBytes {
  readonly read: number;
  readonly written: number;
}

/** /proc/PID/io; null when it is not one. */
export function parseIo(bytes: Buffer, length: number): StorageBytes | null {
  const read = numberBehind(bytes, length, 'read_bytes:');
  const written = numberBehind(bytes, length, 'write_bytes:');
  return read === null || written === null ? null : { read, written };
}
