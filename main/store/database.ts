/** One connection: cached statements, transactions, and what happens when the disk fails under it. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { StoreWriteError, troubleOf } from './sqlite-error.ts';
import type { Trouble } from './sqlite-error.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Hears of every write: null when it succeeded, else why its records are lost. Reads that fail are told as well. */
export type Witness = (trouble: Trouble | null) => void;

export class Database {
  readonly #connection: DatabaseSync;
  readonly #witness: Witness;
  readonly #statements = new Map<string, StatementSync>();
  /** The file was found to be wrong while in use: what can be read is not all there is, so nothing may rest on it. */
  #damaged = false;

  constructor(connection: DatabaseSync, witness: Witness) {
    this.#connection = connection;
    this.#witness = witness;
  }

  /** Rows of a SELECT; none when the file cannot be read, which the witness hears and which ends durable writes. */
  all(sql: string, ...values: SQLInputValue[]): readonly Row[] {
    try {
      return this.#statement(sql).all(...values);
    } catch (error) {
      this.#lost(error);
      return [];
    }
  }

  first(sql: string, ...values: SQLInputValue[]): Row | null {
    return this.all(sql, ...values)[0] ?? null;
  }

  /** One statement inside of `write` or `durably`. Returns how many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  /**
   * A transaction whose loss is bearable. False when it was lost to the disk; the witness has been told. It survives
   * kill -9 at once and a power cut after the next checkpoint: no fsync, so that a second's record costs no disk spin.
   */
  write(work: () => void): boolean {
    return this.#attempt(() => this.#transaction(work)) === null;
  }

  /** As `write`, on disk when this returns true, power cut included: what a person said, what was paid. */
  writeThrough(work: () => void): boolean {
    return this.#attempt(() => this.#synced(work)) === null;
  }

  /** As `writeThrough`, for what must not be done without its record. Throws `StoreWriteError` when it is not on disk. */
  durably(work: () => void): void {
    const trouble = this.#damaged ? 'damaged' : this.#attempt(() => this.#synced(work));
    if (trouble !== null) throw new StoreWriteError(trouble);
  }

  /** Gives at most so many free pages back to the file system. */
  shrink(pages: number): void {
    this.#attempt(() => this.#connection.exec(`PRAGMA incremental_vacuum(${pages})`));
  }

  close(): void {
    if (!this.#connection.isOpen) return;
    this.#statements.clear();
    this.#connection.close();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** https://sqlite.org/pragma.html#pragma_synchronous: FULL syncs the WAL after each commit, NORMAL at checkpoints. */
  #synced(work: () => void): void {
    this.#connection.exec('PRAGMA synchronous=FULL');
    try {
      this.#transaction(work);
    } finally {
      this.#connection.exec('PRAGMA synchronous=NORMAL');
    }
  }

  #transaction(work: () => void): void {
    this.#connection.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#connection.exec('COMMIT');
    } catch (error) {
      // SQLite itself has rolled back after a full disk and some device errors
      if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
      throw error;
    }
  }

  #attempt(work: () => void): Trouble | null {
    try {
      work();
    } catch (error) {
      return this.#lost(error);
    }
    this.#witness(null);
    return null;
  }

  #lost(error: unknown): Trouble {
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    if (trouble === 'damaged') this.#damaged = true;
    this.#witness(trouble);
    return trouble;
  }
}
