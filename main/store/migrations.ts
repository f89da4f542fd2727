/**
 * The schema, as the steps that lead to it. Step N takes a file from `user_version` N to N + 1. A step that was
 * released is never edited: append the next one. Times are epoch ms; whole values are JSON beside what is searched by.
 */
import type { DatabaseSync } from 'node:sqlite';
import { learningSchema } from './schema/learning.ts';
import { policiesSchema } from './schema/policies.ts';

const steps: readonly string[] = [
  `
  CREATE TABLE journal (
    decision_id TEXT PRIMARY KEY,
    at          REAL NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('intended', 'applied', 'closed')),
    closed_at   REAL,
    entry       TEXT NOT NULL
  ) STRICT;
  CREATE INDEX journal_open ON journal (at) WHERE state <> 'closed';
  CREATE INDEX journal_closed ON journal (closed_at) WHERE state = 'closed';

  CREATE TABLE decisions (
    sequence INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    at       REAL NOT NULL,
    app_id   TEXT NOT NULL,
    app_name TEXT NOT NULL,
    tier     TEXT NOT NULL,
    status   TEXT NOT NULL,
    decision TEXT NOT NULL
  ) STRICT;
  -- holds all that a list is filtered by, so that whole decisions are read only for the rows that are shown
  CREATE INDEX decisions_in_time ON decisions (at, sequence, app_id, app_name, tier, status);

  CREATE TABLE verdicts (
    program_key TEXT PRIMARY KEY,
    at          REAL NOT NULL,
    expires_at  REAL NOT NULL,
    verdict     TEXT NOT NULL
  ) STRICT;

  CREATE TABLE exchanges (
    id       TEXT PRIMARY KEY,
    at       REAL NOT NULL,
    exchange TEXT NOT NULL
  ) STRICT;
  CREATE INDEX exchanges_in_time ON exchanges (at);

  CREATE TABLE spend (
    at            REAL NOT NULL,
    provider      TEXT NOT NULL,
    model         TEXT NOT NULL,
    input_tokens  REAL NOT NULL,
    output_tokens REAL NOT NULL,
    usd           REAL NOT NULL
  ) STRICT;
  CREATE INDEX spend_in_time ON spend (at);

  CREATE TABLE feedback (
    decision_id TEXT PRIMARY KEY,
    program_key TEXT NOT NULL,
    verdict     TEXT NOT NULL CHECK (verdict IN ('up', 'down')),
    note        TEXT,
    features    TEXT NOT NULL,
    at          REAL NOT NULL
  ) STRICT;
  CREATE INDEX feedback_of_program ON feedback (program_key, at);

  CREATE TABLE locks (
    holds TEXT PRIMARY KEY,
    at    REAL NOT NULL,
    lock  TEXT NOT NULL
  ) STRICT;

  CREATE TABLE user_rules (
    rules TEXT PRIMARY KEY,
    at    REAL NOT NULL,
    rule  TEXT NOT NULL
  ) STRICT;

  CREATE TABLE series (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
  -- a bucket of so many seconds, starting at this second; sum and count make averages exact at every resolution
  CREATE TABLE points (
    series     INTEGER NOT NULL REFERENCES series (id),
    resolution INTEGER NOT NULL,
    second     INTEGER NOT NULL,
    sum        REAL NOT NULL,
    count      INTEGER NOT NULL,
    PRIMARY KEY (series, resolution, second)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT;
  `,
  learningSchema,
  policiesSchema,
];

/** `user_version` of a database that is up to date. */
export const schemaVersion = steps.length;

/** Takes the schema up to date, each step whole or not at all. The caller has refused versions newer than `schemaVersion`. */
export function migrate(connection: DatabaseSync): void {
  const found = Number(connection.prepare('PRAGMA user_version').get()?.['user_version']);
  for (const [version, step] of [...steps.entries()].slice(found)) {
    connection.exec('BEGIN IMMEDIATE');
    try {
      connection.exec(step);
      connection.exec(`PRAGMA user_version = ${version + 1}`);
      connection.exec('COMMIT');
    } catch (error) {
      if (connection.isTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  }
}
