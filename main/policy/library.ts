/**
 * Every policy that did not ship, and every change to one: the only place where a policy moves through its life. Each
 * move is checked, said, and on disk before it counts.
 */
import { CallError } from '../../contract/calls.ts';
import type { PolicyDraft, Verification } from '../../contract/policies.ts';
import type { PersonRule } from '../learn/person-rules.ts';
import type { Recording } from '../learn/replay/recorded.ts';
import type { Life, Move } from './life.ts';
import { born, mayAdvanceByItself, move, nextOf } from './life.ts';
import type { Author, PolicyRecord, PolicyStore, PolicyVersion } from './record.ts';
import { currentOf, stepped, withVersion } from './record.ts';
import type { Said } from './said.ts';
import { saidOf } from './said.ts';
import { tableFrom } from './seating.ts';
import { failed } from './verifier/check.ts';
import { verify } from './verifier/verify.ts';

export interface LibraryParts {
  readonly store: PolicyStore;
  /** Of a policy that ships its life alone is kept, when it was retired. */
  readonly shipped: readonly string[];
  readonly recording: () => Recording;
  readonly rules: () => readonly PersonRule[];
  readonly now: () => number;
  readonly newId: () => string;
}

export interface NewVersion {
  readonly draft: PolicyDraft;
  readonly by: Author;
  /** The text of an imported set, with the draft as where it is asked. */
  readonly ruleSet: string | null;
}

export interface PolicyLibrary {
  readonly list: () => readonly PolicyRecord[];
  readonly get: (id: string) => PolicyRecord | null;
  readonly create: (version: NewVersion, id?: string) => PolicyRecord;
  /** The next version of a policy, which starts over as a draft. */
  readonly revise: (id: string, version: NewVersion) => PolicyRecord;
  /** One step forward by a person's click. What fails its checks stays where it is, with what was found. */
  readonly advance: (id: string) => PolicyRecord;
  /** One step forward with no click, where its author allows that; null where nothing changed. */
  readonly advanceByItself: (id: string, said?: Said) => PolicyRecord | null;
  readonly stepBack: (id: string) => PolicyRecord;
  readonly retreat: (id: string, said: Said) => PolicyRecord | null;
  readonly retire: (id: string) => PolicyRecord;
  readonly rollBack: (id: string, version: number) => PolicyRecord;
  /** What the verifier says of a version, without a change. */
  readonly check: (version: Pick<NewVersion, 'draft' | 'ruleSet'>) => Verification;
  /** One more occasion in shadow; `first`: it would have decided. Written with `flush`. */
  readonly saw: (id: string, first: boolean) => void;
  readonly flush: () => void;
  readonly onChange: (listener: () => void) => () => void;
}

const stateSaid = {
  verified: 'policy-step.verified',
  shadow: 'policy-step.shadow',
  canary: 'policy-step.canary',
  active: 'policy-step.active',
} as const;

/** Steps that let a policy decide are checked anew: much can have been said since the last time. */
const isChecked = (to: keyof typeof stateSaid): boolean => to !== 'shadow';

export function createPolicyLibrary({ store, shipped, recording, rules, now, newId }: LibraryParts): PolicyLibrary {
  const records = new Map(store.load().map((record) => [record.id, record]));
  const counted = new Set<string>();
  const listeners = new Set<() => void>();

  const need = (id: string): PolicyRecord => {
    const found = records.get(id);
    if (!found) throw new CallError('not-found', 'There is no such policy (any more).');
    return found;
  };

  const keep = (record: PolicyRecord): PolicyRecord => {
    records.set(record.id, record);
    counted.delete(record.id);
    store.save(record);
    for (const listener of listeners) listener();
    return record;
  };

  const moved = (record: PolicyRecord, how: Move, said: Said): PolicyRecord => {
    const life = move(record.life, how);
    if (life === null) throw new CallError('conflict', refusals[how.kind]);
    return stepped(record, life, said, now());
  };

  const check: PolicyLibrary['check'] = ({ draft, ruleSet }) => {
    const table = tableFrom({ ruleSet });
    if (!table.ok) return unreadableSet(table.error, now());
    const { description, condition, action, treatment } = draft;
    return verify({
      draft: { description, condition, action, treatment },
      ...(table.value && { table: table.value }),
      recording: recording(),
      rules: rules(),
      at: now(),
    }).verification;
  };
  const checkVersion = (version: PolicyVersion): Verification => check({ draft: version, ruleSet: version.ruleSet });

  const advance = (record: PolicyRecord, said: Said | undefined): PolicyRecord => {
    const version = currentOf(record);
    const next = nextOf(record.life);
    if (!version || next === null || next === 'draft') throw new CallError('conflict', refusals.advance);
    const unfit = record.verification?.passed !== true;
    const checked = unfit || isChecked(next) ? { ...record, verification: checkVersion(version) } : record;
    if (checked.verification?.passed !== true) return keep(checked);
    return keep(moved(checked, { kind: 'advance' }, said ?? saidOf(stateSaid[next])));
  };

  /** A policy that ships has no versions, and two places to be. */
  const ofShipped = (id: string): PolicyRecord | null =>
    shipped.includes(id) ? (records.get(id) ?? shippedRecord(id)) : null;

  return {
    list: () => [...records.values()],
    get: (id) => records.get(id) ?? null,

    create: ({ draft, by, ruleSet }, id) => {
      const at = now();
      const version: PolicyVersion = { ...draftOf(draft), version: 1, at, by, ruleSet };
      const said = saidOf(`policy-step.drafted-${by}`);
      return keep({
        id: id ?? freshId(by, records, newId),
        createdAt: at,
        changedAt: at,
        life: born,
        versions: [version],
        steps: [{ number: 0, at, from: null, to: 'draft', ...said }],
        verification: null,
        shadow: { matched: 0, would: 0 },
      });
    },

    revise: (id, { draft, by, ruleSet }) => {
      if (shipped.includes(id)) {
        throw new CallError(
          'conflict',
          'A policy that ships is not changed. Write one of your own, and retire this one.',
        );
      }
      const record = need(id);
      const next = (move(record.life, { kind: 'revise' }) ?? record.life).version;
      const version: PolicyVersion = { ...draftOf(draft), version: next, at: now(), by, ruleSet };
      const revised = moved(record, { kind: 'revise' }, saidOf('policy-step.revised', { version: next }));
      return keep({ ...withVersion(revised, version), verification: null });
    },

    advance: (id) => {
      if (shipped.includes(id)) throw new CallError('conflict', refusals.advance);
      return advance(need(id), undefined);
    },

    advanceByItself: (id, said) => {
      const record = records.get(id);
      const version = record && currentOf(record);
      if (!record || !version || !mayAdvanceByItself(record.life, version.by)) return null;
      const after = advance(record, said);
      return after.life.state === record.life.state ? null : after;
    },

    stepBack: (id) => {
      const record = ofShipped(id) ?? need(id);
      const recalled = record.life.state === 'retired';
      if (!recalled && shipped.includes(id)) throw new CallError('conflict', refusals['step-back']);
      return keep(moved(record, { kind: 'step-back' }, saidOf(recalled ? 'policy-step.recalled' : 'policy-step.back')));
    },

    retreat: (id, said) => {
      const record = records.get(id);
      return record && currentOf(record) && move(record.life, { kind: 'retreat' })
        ? keep(moved(record, { kind: 'retreat' }, said))
        : null;
    },

    retire: (id) => keep(moved(ofShipped(id) ?? need(id), { kind: 'retire' }, saidOf('policy-step.retired'))),

    rollBack: (id, number) => {
      const record = need(id);
      const version = record.versions.find((one) => one.version === number);
      if (!version) throw new CallError('not-found', `There is no version ${number} of this policy (any more).`);
      const verification = checkVersion(version);
      const fit = verification.passed;
      const key = fit ? 'policy-step.rolled-back' : 'policy-step.rolled-back-draft';
      const back = moved(record, { kind: 'roll-back', version: number, fit }, saidOf(key, { version: number }));
      return keep({ ...back, verification });
    },

    check,

    saw: (id, first) => {
      const record = records.get(id);
      if (!record) return;
      const { matched, would } = record.shadow;
      records.set(id, { ...record, shadow: { matched: matched + 1, would: would + (first ? 1 : 0) } });
      counted.add(id);
    },

    flush: () => {
      for (const id of counted) {
        const record = records.get(id);
        if (record) store.count(id, record.shadow);
      }
      counted.clear();
    },

    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const refusals: Readonly<Record<Move['kind'], string>> = {
  advance: 'This policy is as far as it can come.',
  'step-back': 'This policy is at its beginning.',
  retire: 'This policy is retired already.',
  retreat: 'This policy decides nothing.',
  revise: 'This policy cannot be changed.',
  'roll-back': 'This version is the current one.',
};

const unreadableSet = (why: string, at: number): Verification => ({
  at,
  passed: false,
  checks: [failed('schema', 'policy-check.schema-failed', { why })],
  hits: [],
  replayed: 0,
});

/** Of what was handed in, the draft alone. */
const draftOf = ({ description, condition, action, treatment }: PolicyDraft): PolicyDraft => ({
  description,
  condition,
  action,
  treatment,
});

function freshId(by: Author, taken: ReadonlyMap<string, unknown>, newId: () => string): string {
  const id = `${by}-${newId().slice(0, 8)}`;
  return taken.has(id) ? freshId(by, taken, newId) : id;
}

const shippedLife: Life = { state: 'active', version: 0, before: null, reached: { 0: 'active' } };

const shippedRecord = (id: string): PolicyRecord => ({
  id,
  createdAt: 0,
  changedAt: 0,
  life: shippedLife,
  versions: [],
  steps: [],
  verification: null,
  shadow: { matched: 0, would: 0 },
});
