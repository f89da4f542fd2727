import { describe, expect, it } from 'vitest';
import { aBehaviour, aCase, aContext, anApp, aSystem } from '../decide/case.fixture.ts';
import { category } from '../../contract/words.ts';
import { builtInPolicies, latencyCritical } from './built-in.ts';
import { factsOf } from './facts.ts';
import { createPolicyRepository } from './repository.ts';
import { treatments } from './treatments.ts';

const built = createPolicyRepository(builtInPolicies);
if (!built.ok) throw new Error(built.error);
const repository = built.value;
const match = (change: Parameters<typeof aCase>[0]) => {
  const subject = aCase(change);
  return repository.match(factsOf(subject), subject.app.program.key);
};

describe('the built-in policies', () => {
  it('hold a busy indexer back while somebody waits', () => {
    expect(match({})).toMatchObject({ policy: { id: 'background-indexer' }, action: 'hold-back' });
  });

  it('hold it back as well when nobody in particular waits but the CPUs are pressed', () => {
    expect(match({ someoneWaits: false, waiting: null })?.policy.id).toBe('background-indexer');
  });

  it('leave an indexer alone that nobody is kept waiting by', () => {
    expect(match({ someoneWaits: false, waiting: null, system: aSystem(0) })).toBeNull();
    expect(match({ behaviour: aBehaviour({ cpu5: 0.01 }) })).toBeNull();
  });

  it('leave what the person uses alone, whatever its category', () => {
    for (const one of category.options) {
      expect(match({ app: anApp({ category: one }), foreground: true, someoneWaits: false })?.action).toBe('none');
    }
  });

  it('never treat a latency-critical category, under any pressure, on any power, in any game', () => {
    for (const one of latencyCritical) {
      const found = match({
        app: anApp({ category: one }),
        system: aSystem(100),
        context: aContext({ power: 'battery', batteryPercent: 5, games: [1] }),
      });
      expect(found?.action ?? 'none', one).toBe('none');
    }
  });

  it('never freeze or end anything', () => {
    expect(builtInPolicies.filter(({ action }) => action === 'freeze' || action === 'end')).toEqual([]);
    expect(
      builtInPolicies.filter(({ treatment }) => treatments[treatment].freeze || treatments[treatment].signal),
    ).toEqual([]);
  });

  it('keep a real share for a build, and slow it only behind somebody', () => {
    const build = anApp({ category: 'build' });
    expect(match({ app: build })).toMatchObject({ policy: { id: 'background-build' }, treatment: 'gentle' });
    expect(match({ app: build, someoneWaits: false, waiting: null })).toBeNull();
  });

  it('throttle background work on a nearly empty battery', () => {
    const context = aContext({ power: 'battery', batteryPercent: 20 });
    expect(match({ context })).toMatchObject({ policy: { id: 'battery-background' }, action: 'throttle' });
    expect(match({ context: aContext({ power: 'battery', batteryPercent: 80 }) })?.policy.id).toBe(
      'background-indexer',
    );
  });

  it('say nothing about programs that nobody knows', () => {
    expect(match({ app: anApp({ category: 'unknown', known: 'unknown' }) })).toBeNull();
  });
});

describe('a repository', () => {
  const [policy] = builtInPolicies;
  if (!policy) throw new Error('there are no policies');

  it.each([
    ['a syntax error', 'behaviour.cpu5 >'],
    ['an unknown word', 'behaviour.cpu7 > 1.0'],
    ['a comparison of text with a number', 'app.name > 1.0'],
    ['a condition that is not yes or no', 'behaviour.cpu5'],
  ])('refuses %s, naming the policy', (_, when) => {
    const result = createPolicyRepository([{ ...policy, id: 'mine', when }]);
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining('mine: ') as string });
  });

  it('refuses an id that is used twice', () => {
    expect(createPolicyRepository([policy, policy])).toMatchObject({ ok: false });
  });

  it('counts how often each policy decided', () => {
    const own = createPolicyRepository(builtInPolicies);
    if (!own.ok) throw new Error(own.error);
    own.value.match(factsOf(aCase()), 'a');
    own.value.match(factsOf(aCase()), 'b');
    own.value.preview(factsOf(aCase()), 'c');
    expect(own.value.hits('background-indexer')).toBe(2);
  });
});
