/** Policies that did not ship, and retirements of those that did: records whole, versions and steps beside them. */
import { deflateSync, inflateSync } from 'node:zlib';
import { z } from 'zod';
import { sentence } from '../../contract/decision.ts';
import { policyDraft, policyProvenance, policyState, verification } from '../../contract/policies.ts';
import type { PolicyRecord, PolicyStep, PolicyStore, PolicyVersion } from '../policy/record.ts';
import type { Database, Row } from './database.ts';
import { fromColumn, fromColumns } from './record.ts';

const living = policyState.exclude(['retired']);
const number = z.number().int().nonnegative();

const head = z.object({
  id: z.string(),
  createdAt: z.number(),
  changedAt: z.number(),
  life: z.object({
    state: policyState,
    version: number,
    before: living.nullable(),
    reached: z.record(z.coerce.number().int(), living),
  }),
  verification: verification.nullable(),
}) satisfies z.ZodType<Omit<PolicyRecord, 'versions' | 'steps' | 'shadow'>>;

const version = z.object({
  ...policyDraft.shape,
  version: number,
  at: z.number(),
  by: policyProvenance.exclude(['built-in']),
}) satisfies z.ZodType<Omit<PolicyVersion, 'ruleSet'>>;

const step = z.object({
  number,
  at: z.number(),
  from: policyState.nullable(),
  to: policyState,
  sentence,
  text: z.string(),
}) satisfies z.ZodType<PolicyStep>;

/** Characters of an imported rule set, uncompressed; more was never written. */
const longestRules = 64 * 1024 * 1024;

/** `unreadable` is told of policies that are left out because their row, or that of their current version, is damaged. */
export function policyStore(database: Database, unreadable: (policyId: string) => void): PolicyStore {
  const stepsOf = (id: string): readonly PolicyStep[] =>
    fromColumns(
      step,
      database.all('SELECT step FROM policy_steps WHERE policy_id = ? ORDER BY number', id).map((row) => row['step']),
    );

  const versionsOf = (id: string): readonly PolicyVersion[] =>
    database
      .all('SELECT content, rules FROM policy_versions WHERE policy_id = ? ORDER BY version', id)
      .map(versionFrom)
      .filter((one) => one !== null);

  return {
    load: () =>
      database.all('SELECT id, policy, matched, would FROM policies ORDER BY rowid').flatMap((row) => {
        const id = String(row['id']);
        const record = fromColumn(head, row['policy']);
        const shadow = { matched: Number(row['matched']), would: Number(row['would']) };
        const read = record && { ...record, versions: versionsOf(id), steps: stepsOf(id), shadow };
        if (read !== null && isWhole(read) && read.id === id) return [read];
        unreadable(id);
        return [];
      }),

    save: ({ versions, steps, shadow, ...record }) => {
      database.writeThrough(() => {
        database.run(
          `INSERT INTO policies (id, policy, matched, would) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE
           SET policy = excluded.policy, matched = excluded.matched, would = excluded.would`,
          record.id,
          JSON.stringify(record),
          shadow.matched,
          shadow.would,
        );
        // a version never changes once it was written
        for (const { ruleSet, ...content } of versions)
          database.run(
            'INSERT OR IGNORE INTO policy_versions (policy_id, version, content, rules) VALUES (?, ?, ?, ?)',
            record.id,
            content.version,
            JSON.stringify(content),
            ruleSet === null ? null : deflateSync(ruleSet),
          );
        database.run(
          'DELETE FROM policy_versions WHERE policy_id = ? AND version NOT IN (SELECT value FROM json_each(?))',
          record.id,
          JSON.stringify(versions.map((one) => one.version)),
        );
        for (const one of steps)
          database.run(
            'INSERT OR IGNORE INTO policy_steps (policy_id, number, at, step) VALUES (?, ?, ?, ?)',
            record.id,
            one.number,
            one.at,
            JSON.stringify(one),
          );
      });
    },

    count: (policyId, { matched, would }) => {
      database.write(() => {
        database.run('UPDATE policies SET matched = ?, would = ? WHERE id = ?', matched, would, policyId);
      });
    },
  };
}

/** A policy that ships has no versions; of any other the current one must be there. */
const isWhole = ({ life, versions }: PolicyRecord): boolean =>
  (life.state === 'retired') === (life.before !== null) &&
  (versions.length === 0 ? life.version === 0 : versions.some((one) => one.version === life.version));

function versionFrom(row: Row): PolicyVersion | null {
  const content = fromColumn(version, row['content']);
  const ruleSet = row['rules'] === null ? null : inflated(row['rules']);
  return content === null || ruleSet === undefined ? null : { ...content, ruleSet };
}

/** Undefined for bytes that are no compressed text. */
function inflated(bytes: unknown): string | undefined {
  if (!(bytes instanceof Uint8Array)) return undefined;
  try {
    return inflateSync(bytes, { maxOutputLength: longestRules }).toString('utf8');
  } catch {
    return undefined;
  }
}
