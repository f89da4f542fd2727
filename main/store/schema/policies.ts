/** Policies with every version of them, the steps of their lives, and what came of them. */
export const policiesSchema = `
  CREATE TABLE policies (
    id      TEXT PRIMARY KEY,
    policy  TEXT NOT NULL,
    matched INTEGER NOT NULL,
    would   INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE policy_versions (
    policy_id TEXT NOT NULL,
    version   INTEGER NOT NULL,
    content   TEXT NOT NULL,
    -- the rules of an imported set, compressed (zlib): thousands of lines that are much alike
    rules     BLOB,
    PRIMARY KEY (policy_id, version)
  ) STRICT;

  CREATE TABLE policy_steps (
    policy_id TEXT NOT NULL,
    number    INTEGER NOT NULL,
    at        REAL NOT NULL,
    step      TEXT NOT NULL,
    PRIMARY KEY (policy_id, number)
  ) STRICT;
  CREATE INDEX policy_steps_in_time ON policy_steps (at);

  CREATE TABLE policy_trials (
    decision_id TEXT NOT NULL,
    policy_id   TEXT NOT NULL,
    at          REAL NOT NULL,
    trial       TEXT NOT NULL,
    PRIMARY KEY (decision_id, policy_id)
  ) STRICT;
  CREATE INDEX policy_trials_in_time ON policy_trials (at);
`;
