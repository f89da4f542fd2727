/** What can go wrong with a database file through no fault of the code: https://sqlite.org/rescode.html */

/** The disk is full; the file or its folder may not be written; somebody else holds it; its bytes are wrong; the device fails. */
export type Trouble = 'full' | 'read-only' | 'locked' | 'damaged' | 'device';

const troubleOfPrimaryCode: ReadonlyMap<number, Trouble> = new Map([
  [3, 'read-only'], // SQLITE_PERM
  [5, 'locked'], // SQLITE_BUSY
  [6, 'locked'], // SQLITE_LOCKED
  [8, 'read-only'], // SQLITE_READONLY
  [10, 'device'], // SQLITE_IOERR
  [11, 'damaged'], // SQLITE_CORRUPT
  [13, 'full'], // SQLITE_FULL
  [14, 'read-only'], // SQLITE_CANTOPEN
  [26, 'damaged'], // SQLITE_NOTADB
]);

/** SQLITE_IOERR_SHMSIZE */
const noRoomForSharedMemory = 4874;

/** The trouble behind an error of node:sqlite; null for everything else, which is a bug and has to be thrown on. */
export function troubleOf(error: unknown): Trouble | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  if (error.errcode === noRoomForSharedMemory) return 'full';
  // extended codes keep the primary one in their low byte
  return troubleOfPrimaryCode.get(error.errcode & 0xff) ?? null;
}

export const inWords: Readonly<Record<Trouble, string>> = {
  full: 'the disk is full',
  'read-only': 'the file or its folder cannot be written',
  locked: 'another program holds the file',
  damaged: 'the file is damaged',
  device: 'the device reports an error',
};

/** What must be on disk could not be put there. Whoever catches it must not do what the record was for. */
export class StoreWriteError extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble, options?: ErrorOptions) {
    super(`the record could not be written: ${inWords[trouble]}`, options);
    this.name = 'StoreWriteError';
    this.trouble = trouble;
  }
}
