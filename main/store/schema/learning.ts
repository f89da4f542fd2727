/** What is learned from: samples with the features a decision saw, versions of the model, changes of strategy. */
export const learningSchema = `
  ALTER TABLE feedback ADD COLUMN reason TEXT CHECK (reason IN ('wrong-app', 'wrong-time', 'too-hard', 'good'));

  CREATE TABLE seen (
    decision_id TEXT PRIMARY KEY,
    at          REAL NOT NULL,
    memory      TEXT NOT NULL,
    -- what the person did about it, as a JSON list of words
    signals     TEXT NOT NULL DEFAULT '[]'
  ) STRICT;
  CREATE INDEX seen_in_time ON seen (at);

  CREATE TABLE samples (
    sequence INTEGER PRIMARY KEY,
    sample   TEXT NOT NULL
  ) STRICT;

  CREATE TABLE model_versions (
    version INTEGER PRIMARY KEY,
    model   TEXT NOT NULL
  ) STRICT;

  -- one row of each name
  CREATE TABLE learning_state (
    name  TEXT PRIMARY KEY,
    state TEXT NOT NULL
  ) STRICT;
`;
