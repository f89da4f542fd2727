/** Made-up policies in every stage and of every origin, beside those that ship. */
import type { Sentence } from '../../contract/decision.ts';
import type {
  PolicyDetail,
  PolicyDraft,
  PolicyProvenance,
  PolicyState,
  PolicyVersion,
  Verification,
} from '../../contract/policies.ts';
import type { SentenceKey } from '../../contract/sentences.ts';
import { builtInPolicies } from '../../main/policy/built-in.ts';
import { said } from './synthetic-said.ts';

export interface KeptPolicy {
  readonly id: string;
  readonly provenance: PolicyProvenance;
  readonly state: PolicyState;
  /** Where it was before it was retired. */
  readonly before: PolicyState | null;
  /** Newest first; `current` is the number of the one that is meant. */
  readonly versions: readonly PolicyVersion[];
  readonly current: number;
  readonly rules: number;
  readonly results: PolicyDetail['policy']['results'];
  readonly history: PolicyDetail['history'];
  readonly verification: PolicyDetail['verification'];
}

const day = 24 * 3_600_000;
export const noResults: KeptPolicy['results'] = { matched: 0, wouldTreat: 0, treated: 0, up: 0, down: 0, undone: 0 };

export function makePolicies(now: number, firstDay: boolean): readonly KeptPolicy[] {
  return firstDay ? builtIn(now) : [...written(now), ...builtIn(now)];
}

const builtIn = (now: number): readonly KeptPolicy[] =>
  builtInPolicies.map(({ id, description, when, action, treatment, version }, index) => ({
    id,
    provenance: 'built-in',
    state: 'active',
    before: null,
    versions: [{ version, at: now - 30 * day, by: 'built-in', description, condition: when, action, treatment }],
    current: version,
    rules: 1,
    results: index % 3 === 0 ? noResults : { ...noResults, matched: 31 * index, treated: 9 * index, up: index },
    history: [],
    verification: null,
  }));

const version = (number: number, at: number, by: PolicyProvenance, draft: PolicyDraft): PolicyVersion => ({
  version: number,
  at,
  by,
  ...draft,
});

const encoders: PolicyDraft = {
  description: 'Encoders give way while I am in a call.',
  condition: 'app.category == "compression" && !foreground && someoneWaits && behaviour.cpu5 > limit.cpu',
  action: 'hold-back',
  treatment: 'firm',
};

function written(now: number): readonly KeptPolicy[] {
  return [
    {
      id: 'person-1',
      provenance: 'person',
      state: 'canary',
      before: null,
      versions: [
        version(3, now - 4 * day, 'person', encoders),
        version(2, now - 6 * day, 'person', {
          ...encoders,
          condition: 'app.category == "compression" && someoneWaits && behaviour.cpu5 > 0.5',
        }),
        version(1, now - 9 * day, 'model', {
          description: 'Encoders give way.',
          condition: 'app.category == "compression" && behaviour.cpu5 > 0.5',
          action: 'throttle',
          treatment: 'throttle',
        }),
      ],
      current: 3,
      rules: 1,
      results: { matched: 97, wouldTreat: 88, treated: 46, up: 17, down: 3, undone: 2 },
      history: [
        step(now - 3 * day, 'shadow', 'canary', 'policy-step.canary'),
        step(now - 4 * day + 60_000, 'verified', 'shadow', 'policy-step.shadow'),
        step(now - 4 * day, 'draft', 'verified', 'policy-step.verified'),
        step(now - 4 * day, 'draft', 'draft', 'policy-step.revised', { version: 3 }),
      ],
      verification: verified(now - 4 * day),
    },
    {
      id: 'model-1',
      provenance: 'model',
      state: 'shadow',
      before: null,
      versions: [
        version(1, now - 2 * day, 'model', {
          description: 'Language servers that check code behind a call give way to it.',
          condition:
            'app.category == "language-server" && !foreground && contended && behaviour.cpu60 > 0.8 && machine.cpuPressure > limit.pressure',
          action: 'hold-back',
          treatment: 'gentle',
        }),
      ],
      current: 1,
      rules: 1,
      results: { ...noResults, matched: 12, wouldTreat: 9 },
      history: [
        step(now - day, 'verified', 'shadow', 'policy-step.shadow'),
        step(now - 2 * day, null, 'draft', 'policy-step.drafted-model'),
      ],
      verification: verified(now - 2 * day),
    },
    {
      id: 'learned-1',
      provenance: 'learned',
      state: 'verified',
      before: null,
      versions: [
        version(1, now - 5 * 3_600_000, 'learned', {
          description: 'restic gives way whenever anybody waits.',
          condition: 'app.name == "restic" && someoneWaits',
          action: 'hold-back',
          treatment: 'firm',
        }),
      ],
      current: 1,
      rules: 1,
      results: noResults,
      history: [
        step(now - 4 * 3_600_000, 'draft', 'verified', 'policy-step.verified'),
        step(now - 5 * 3_600_000, null, 'draft', 'policy-step.drafted-learned'),
      ],
      verification: verified(now - 4 * 3_600_000),
    },
    {
      id: 'model-2',
      provenance: 'model',
      state: 'draft',
      before: null,
      versions: [
        version(1, now - 7 * 3_600_000, 'model', {
          description: 'On battery, everything that is not in front is throttled.',
          condition: '!foreground && machine.battery',
          action: 'throttle',
          treatment: 'throttle',
        }),
      ],
      current: 1,
      rules: 1,
      results: noResults,
      history: [step(now - 7 * 3_600_000, null, 'draft', 'policy-step.drafted-model')],
      verification: refused(now - 6 * 3_600_000),
    },
    {
      id: 'imported-1',
      provenance: 'imported',
      state: 'shadow',
      before: null,
      versions: [
        version(1, now - 8 * day, 'imported', {
          description: '15802 rules of ananicy',
          condition: '15802 rules, asked where !foreground',
          action: 'hold-back',
          treatment: 'firm',
        }),
      ],
      current: 1,
      rules: 15_802,
      results: { ...noResults, matched: 1_204, wouldTreat: 310 },
      history: [
        step(now - 8 * day + 60_000, 'verified', 'shadow', 'policy-step.shadow'),
        step(now - 8 * day, null, 'draft', 'policy-step.drafted-imported'),
      ],
      verification: verified(now - 8 * day),
    },
    {
      id: 'model-3',
      provenance: 'model',
      state: 'active',
      before: null,
      versions: [
        version(1, now - 20 * day, 'model', {
          description: 'Containers yield to a registered game.',
          condition: 'app.category == "container" && machine.game && behaviour.cpu5 > limit.cpu',
          action: 'hold-back',
          treatment: 'gentle',
        }),
      ],
      current: 1,
      rules: 1,
      results: { matched: 40, wouldTreat: 40, treated: 40, up: 6, down: 0, undone: 1 },
      history: [step(now - 12 * day, 'canary', 'active', 'policy-step.active')],
      verification: verified(now - 20 * day),
    },
    {
      id: 'person-2',
      provenance: 'person',
      state: 'retired',
      before: 'active',
      versions: [
        version(1, now - 25 * day, 'person', {
          description: 'Virtual machines are throttled at night.',
          condition: 'app.category == "virtual-machine" && !foreground && behaviour.age > 3600.0',
          action: 'throttle',
          treatment: 'throttle',
        }),
      ],
      current: 1,
      rules: 1,
      results: { matched: 9, wouldTreat: 9, treated: 9, up: 0, down: 4, undone: 3 },
      history: [step(now - 15 * day, 'active', 'retired', 'policy-step.retired')],
      verification: null,
    },
  ];
}

export const step = (
  at: number,
  from: PolicyState | null,
  to: PolicyState,
  key: Extract<SentenceKey, `policy-step.${string}`>,
  values: Sentence['values'] = {},
): PolicyDetail['history'][number] => ({ at, from, to, ...said(key, values) });

type Check = Verification['checks'][number];
const check = (
  name: Check['name'],
  key: Extract<SentenceKey, `policy-check.${string}`>,
  values: Sentence['values'] = {},
): Check => ({ name, passed: key === `policy-check.${name}-passed`, ...said(key, values) });

export const verified = (at: number): Verification => ({
  at,
  passed: true,
  checks: [
    check('schema', 'policy-check.schema-passed'),
    check('condition', 'policy-check.condition-passed'),
    check('bounds', 'policy-check.bounds-passed'),
    check('immunity', 'policy-check.immunity-passed'),
    check('person', 'policy-check.person-passed'),
    check('replay', 'policy-check.replay-passed', { cases: 812, apps: 3 }),
    check('share', 'policy-check.share-passed', { hit: 3, of: 96 }),
    check('instructions', 'policy-check.instructions-passed'),
  ],
  hits: [
    { app: 'ffmpeg', category: 'compression', action: 'hold-back', times: 21, said: 'up' },
    { app: 'HandBrake', category: 'compression', action: 'hold-back', times: 8, said: null },
    { app: 'zstd', category: 'compression', action: 'hold-back', times: 3, said: null },
  ],
  replayed: 812,
});

export const refused = (at: number): Verification => ({
  at,
  passed: false,
  checks: [
    check('schema', 'policy-check.schema-passed'),
    check('condition', 'policy-check.condition-passed'),
    check('bounds', 'policy-check.bounds-passed'),
    check('immunity', 'policy-check.immunity-app', { app: 'PipeWire', category: 'audio' }),
    check('person', 'policy-check.person-never', { app: 'OBS' }),
    check('replay', 'policy-check.replay-failed', { app: 'OBS' }),
    check('share', 'policy-check.share-usual', { hit: 59, of: 96, most: 24 }),
    check('instructions', 'policy-check.instructions-passed'),
  ],
  hits: [
    { app: 'OBS', category: 'media-creation', action: 'throttle', times: 34, said: 'down' },
    { app: 'rust-analyzer', category: 'language-server', action: 'throttle', times: 30, said: 'up' },
    { app: 'Tracker', category: 'indexer', action: 'throttle', times: 28, said: 'up' },
    { app: 'Firefox', category: 'browser', action: 'throttle', times: 23, said: 'down' },
  ],
  replayed: 812,
});

/** A condition that is no condition: said by the checker itself. */
export const notUnderstood = (at: number, why: string): Verification => ({
  at,
  passed: false,
  checks: [check('schema', 'policy-check.schema-passed'), check('condition', 'policy-check.condition-failed', { why })],
  hits: [],
  replayed: 0,
});
