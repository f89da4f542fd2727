/**
 * What must not be forgotten when a database cannot be used: interventions to give back, and what a person decided.
 * Read from a copy, so that the file itself stays as it was found.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLOutputValue } from 'node:sqlite';
import type { Database } from './database.ts';
import { troubleOf } from './sqlite-error.ts';

type SavedRow = Readonly<Record<string, SQLOutputValue>>;
export type Salvage = readonly { readonly table: string; readonly rows: readonly SavedRow[] }[];

const worthSaving = [
  { table: 'journal', where: `state <> 'closed'` },
  { table: 'user_rules', where: 'TRUE' },
  { table: 'locks', where: 'TRUE' },
  { table: 'meta', where: 'TRUE' },
  { table: 'feedback', where: 'TRUE' },
  { table: 'samples', where: 'TRUE' },
  { table: 'model_versions', where: 'TRUE' },
  { table: 'learning_state', where: 'TRUE' },
  { table: 'policies', where: 'TRUE' },
  { table: 'policy_versions', where: 'TRUE' },
  { table: 'policy_steps', where: 'TRUE' },
] as const;

/** The rows that can still be read; none of a table that cannot. Never throws. */
export function salvage(path: string): Salvage {
  // a full or read-only disk often has a RAM disk beside it
  for (const base of [tmpdir(), '/dev/shm'])
    try {
      return readCopy(path, mkdtempSync(join(base, 'brainkernel-salvage-')));
    } catch {
      continue;
    }
  return [];
}

function readCopy(path: string, folder: string): Salvage {
  try {
    const copy = join(folder, 'copy.db');
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    using connection = new DatabaseSync(copy);
    return worthSaving.map(({ table, where }) => {
      const rows: SavedRow[] = [];
      try {
        for (const row of connection.prepare(`SELECT * FROM ${table} WHERE ${where}`).iterate()) rows.push(row);
      } catch {
        // the rows before the damage are kept
      }
      return { table, rows };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts back the rows that the schema takes. One that it does not take (damage, an older schema) does not stop the others. */
export function restoreSalvage(database: Database, saved: Salvage): void {
  if (saved.every(({ rows }) => rows.length === 0)) return;
  database.writeThrough(() => {
    for (const { table, rows } of saved)
      for (const row of rows)
        try {
          const columns = Object.keys(row);
          database.run(
            `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
            ...Object.values(row),
          );
        } catch (error) {
          if (troubleOf(error) !== null) throw error;
        }
  });
}
