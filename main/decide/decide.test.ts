import { describe, expect, it } from 'vitest';
import { builtInPolicies } from '../policy/built-in.ts';
import { createPolicyRepository } from '../policy/repository.ts';
import { aBehaviour, aCase, aContext, anApp, aSystem } from './case.fixture.ts';
import type { Verdict } from './case.ts';
import { decide } from './decide.ts';
import { questionsFrom } from './questions.ts';
import { personTier } from './tiers/person.ts';
import { policyTier } from './tiers/policies.ts';
import { verdictTier } from './tiers/verdicts.ts';
import { triage } from './triage.ts';

const repository = createPolicyRepository(builtInPolicies);
if (!repository.ok) throw new Error(repository.error);
const policies = policyTier(repository.value);
const unknownApp = anApp({ category: 'unknown', known: 'unknown', name: 'frobnicate' });

const aVerdict = (change: Partial<Verdict> = {}): Verdict => ({
  programKey: unknownApp.program.key,
  category: 'indexer',
  background: 'throttle',
  confidence: 0.9,
  why: 'it indexes files',
  model: 'a-model',
  at: 0,
  expiresAt: 1e15,
  cost: { provider: 'groq', model: 'a-model', inputTokens: 10, outputTokens: 5, usd: 0.001 },
  exchangeId: 'x1',
  ...change,
});
const withVerdict = (verdict: Verdict | null) => verdictTier({ get: () => verdict }, () => 0);

describe('deciding', () => {
  it('explains a policy in a sentence, with evidence against its threshold and what it rejected', () => {
    const [answer] = decide([aCase()], [policies]);
    expect(answer?.proposal).toMatchObject({
      action: 'hold-back',
      tier: 'policy',
      decider: 'background-indexer',
      explanation:
        'Tracker indexes files and used 100% of a CPU while Firefox waits. It should give way to the programs you use.',
    });
    expect(answer?.proposal?.evidence).toContainEqual({
      metric: 'cpu over 5 s',
      value: 100,
      unit: '% of one CPU',
      threshold: 10,
    });
    expect(answer?.proposal?.rejected.map(({ action }) => action)).toEqual(['none', 'throttle', 'freeze']);
  });

  it('asks the person first, then policies, then verdicts', () => {
    const never = personTier(() => [{ kind: 'never-touch', at: 1 }]);
    const [answer] = decide([aCase()], [never, policies, withVerdict(aVerdict())]);
    expect(answer?.proposal).toMatchObject({ tier: 'user', action: 'none' });
  });

  it('lets the newest word of a person count', () => {
    const words = personTier(() => [
      { kind: 'never-touch', at: 1 },
      { kind: 'always', action: 'throttle', at: 2 },
    ]);
    expect(decide([aCase()], [words])[0]?.proposal).toMatchObject({ tier: 'user', action: 'throttle' });
  });

  it('calls the first use of a fresh verdict the model’s, with its cost, and every later one cached and free', () => {
    const tier = withVerdict(aVerdict());
    const subject = aCase({ app: unknownApp });
    expect(decide([subject], [policies, tier])[0]?.proposal).toMatchObject({ tier: 'llm', cost: { usd: 0.001 } });
    expect(decide([subject], [policies, tier])[0]?.proposal).toMatchObject({ tier: 'cache', cost: null });
  });

  it('does not act on an unsure verdict, nor when the machine is calm', () => {
    const subject = aCase({ app: unknownApp });
    expect(decide([subject], [withVerdict(aVerdict({ confidence: 0.3 }))])[0]?.proposal).toBeNull();
    const calm = aCase({ app: unknownApp, someoneWaits: false, system: aSystem(0) });
    expect(decide([calm], [withVerdict(aVerdict())])[0]?.proposal).toBeNull();
  });

  it('cannot be made to favour, freeze or end by a model, nor to touch what a model itself calls latency-critical', () => {
    const subject = aCase({ app: unknownApp });
    expect(decide([subject], [withVerdict(aVerdict({ background: 'favour' }))])[0]?.proposal?.action).toBe('none');
    expect(decide([subject], [withVerdict(aVerdict({ category: 'audio' }))])[0]?.proposal?.action).toBe('none');
  });

  it('shows a model’s words as one line of plain text', () => {
    const hostile = aVerdict({ why: 'fine\u202e\n\u0007<script>alert(1)</script>' });
    const proposal = decide([aCase({ app: unknownApp })], [withVerdict(hostile)])[0]?.proposal;
    expect(proposal?.explanation).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('triage', () => {
  const situation = { at: 0, context: aContext(), system: aSystem(), strategy: 'balanced' } as const;
  const browser = {
    app: anApp({ id: 'b', name: 'Firefox', category: 'browser' }),
    behaviour: aBehaviour({ cpu5: 0.2 }),
  };
  const indexer = { app: anApp(), behaviour: aBehaviour() };

  it('takes the busiest interactive app for the one that waits when the foreground cannot be seen', () => {
    const [first, second] = triage([indexer, browser], situation);
    expect(first).toMatchObject({ someoneWaits: true, waiting: 'Firefox', foreground: false });
    expect(second).toMatchObject({ someoneWaits: false, waiting: null });
  });

  it('knows the app in front', () => {
    const context = aContext({ foreground: { kind: 'known', pid: 4000, appId: indexer.app.id } });
    const [first] = triage([indexer, browser], { ...situation, context });
    expect(first).toMatchObject({ foreground: true, someoneWaits: false });
  });

  it('leaves kernel threads and newborn apps out', () => {
    const young = { ...indexer, behaviour: aBehaviour({ ageSeconds: 1 }) };
    const kernel = { ...indexer, app: anApp({ kind: 'kernel' }) };
    expect(triage([young, kernel], situation)).toEqual([]);
  });
});

describe('questions', () => {
  it('are asked once a program, only about programs nobody knows, the busiest first', () => {
    const other = { ...unknownApp.program, key: 'other' };
    const asked = questionsFrom([
      aCase({ app: unknownApp, behaviour: aBehaviour({ cpu60: 0.1 }) }),
      aCase({ app: { ...unknownApp, id: 'second' }, behaviour: aBehaviour({ cpu60: 0.2 }) }),
      aCase({ app: anApp({ ...unknownApp, program: other }), behaviour: aBehaviour({ cpu60: 0.9 }) }),
      aCase(),
    ]);
    expect(asked.map(({ programKey, behaviour }) => [programKey, behaviour.cpu60])).toEqual([
      ['other', 0.9],
      ['program-tracker', 0.2],
    ]);
  });
});
