import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { category } from '../../contract/words.ts';
import { aBehaviour, aCase, aContext, anApp, aSystem } from '../decide/case.fixture.ts';
import { armOf } from './arm.ts';
import { builtInPolicies, latencyCritical } from './built-in.ts';
import { compileCondition } from './condition.ts';
import { factsOf } from './facts.ts';
import type { Seat } from './matcher.ts';
import type { Policy, RuleTable } from './policy.ts';
import { isProtected } from './protected.ts';
import type { TrialWatcher } from './repository.ts';
import { createPolicyRepository } from './repository.ts';
import { immunityAgainst } from '../guard/immunity.ts';

const seat = (id: string, change: Partial<Policy> = {}, standing: Seat['standing'] = 'active'): Seat => {
  const policy: Policy = {
    id,
    description: id,
    when: 'app.category == "indexer"',
    action: 'throttle',
    treatment: 'throttle',
    sentence: 'policy.person',
    evidence: [],
    confidence: 1,
    provenance: 'person',
    version: 1,
    ...change,
  };
  const condition = compileCondition(policy.when);
  if (!condition.ok) throw new Error(condition.error);
  return { policy, condition: condition.value, standing };
};

const repositoryWith = (seats: readonly Seat[], retired: readonly string[] = [], watcher?: TrialWatcher) => {
  const repository = createPolicyRepository(builtInPolicies, watcher);
  if (!repository.ok) throw new Error(repository.error);
  repository.value.reseat(seats, new Set(retired));
  return repository.value;
};

const decides = (
  repository: ReturnType<typeof repositoryWith>,
  change: Parameters<typeof aCase>[0] = {},
  key = 'key',
) => repository.match(factsOf(aCase(change)), key)?.policy.id ?? null;

describe('the order of policies', () => {
  it('puts the one that did not ship before the background policies', () => {
    expect(decides(repositoryWith([seat('mine'), seat('other')]))).toBe('mine');
  });

  it('puts what protects before everything', () => {
    const everything = seat('mine', { when: 'true', action: 'none', treatment: 'leave-alone' });
    expect(decides(repositoryWith([everything]), { foreground: true })).toBe('foreground');
    expect(decides(repositoryWith([everything]), { app: anApp({ category: 'audio' }) })).toBe('latency-critical');
  });

  it('goes on with the next where the first says nothing', () => {
    expect(decides(repositoryWith([seat('mine', { when: 'machine.battery' })]))).toBe('background-indexer');
  });

  it('leaves out policies that ship and are retired', () => {
    expect(decides(repositoryWith([], ['background-indexer']))).toBeNull();
  });
});

describe('a policy in shadow', () => {
  it('decides nothing and is told apart by whether it would have', () => {
    const seen: [string, string, boolean][] = [];
    const watcher = { shadow: (...args: [string, string, boolean]) => void seen.push(args), trial: () => undefined };
    const seats = [seat('first', {}, 'shadow'), seat('mine'), seat('late', {}, 'shadow')];
    expect(decides(repositoryWith(seats, [], watcher))).toBe('mine');
    expect(seen).toEqual([
      ['first', 'key', true],
      ['late', 'key', false],
    ]);
  });
});

describe('a policy on trial', () => {
  it('decides for the programs of its half and leaves the others to the rest', () => {
    const seen = new Map<string, string>();
    const watcher: TrialWatcher = { shadow: () => undefined, trial: (_, key, arm) => void seen.set(key, arm) };
    const repository = repositoryWith([seat('trial', {}, 'canary')], [], watcher);
    const keys = Array.from({ length: 200 }, (_, i) => `program-${i}`);
    for (const key of keys) {
      const treated = armOf('trial', key) === 'treated';
      expect(decides(repository, {}, key)).toBe(treated ? 'trial' : 'background-indexer');
      expect(seen.get(key)).toBe(treated ? 'treated' : 'control');
    }
    expect(repository.hits('trial')).toBe(keys.filter((key) => armOf('trial', key) === 'treated').length);
  });

  it('counts nothing in a preview', () => {
    const seen: string[] = [];
    const watcher: TrialWatcher = { shadow: (id) => void seen.push(id), trial: (id) => void seen.push(id) };
    const repository = repositoryWith([seat('a', {}, 'canary'), seat('b', {}, 'shadow')], [], watcher);
    repository.preview(factsOf(aCase()), 'key');
    expect(seen).toEqual([]);
    expect(repository.hits('background-indexer')).toBe(0);
  });
});

describe('an imported set', () => {
  const table: RuleTable = {
    size: 2,
    find: ({ name }) =>
      name === 'Known'
        ? { rule: 'BG: known', action: 'hold-back', treatment: 'firm' }
        : name === 'Left'
          ? { rule: 'Player: left', action: 'none', treatment: 'leave-alone' }
          : null,
  };
  const set = seat('set', { table, when: 'contended', provenance: 'imported' });
  const match = (name: string, change: Parameters<typeof aCase>[0] = {}) =>
    repositoryWith([set]).match(
      factsOf(aCase({ ...change, app: anApp({ name, category: 'utility', ...change.app }) })),
      'key',
    );

  it('says what its rule for the program says, and names the rule', () => {
    expect(match('Known')).toMatchObject({ action: 'hold-back', treatment: 'firm', rule: 'BG: known' });
    expect(match('Left')).toMatchObject({ action: 'none', rule: 'Player: left' });
  });

  it('says nothing of others, nor where its condition does not hold', () => {
    expect(match('Unknown')).toBeNull();
    expect(match('Known', { someoneWaits: false, system: aSystem(0) })).toBeNull();
  });

  it('treats nothing that must be left alone, whatever its rules say', () => {
    const shell = anApp({ name: 'Known', category: 'shell' });
    // quiet, so that no policy which ships speaks of it either
    expect(match('Known', { app: shell, behaviour: aBehaviour({ cpu5: 0 }) })).toBeNull();
    expect(match('Known', { foreground: true, behaviour: aBehaviour({ cpu5: 0 }) })).toBeNull();
  });
});

describe('whatever policies there are', () => {
  it('treat neither what is in front nor a protected category', () => {
    const when = fc.constantFrom('true', 'foreground', 'contended', 'app.category != "x"', 'behaviour.cpu5 >= 0.0');
    const provenance = fc.constantFrom('person' as const, 'model' as const, 'learned' as const, 'imported' as const);
    const own = fc
      .tuple(when, provenance)
      .map(([condition, by]) => seat(`own-${condition}-${by}`, { when: condition, provenance: by }));
    const subject = fc.record({
      one: fc.constantFrom(...category.options),
      foreground: fc.boolean(),
      cpu5: fc.double({ min: 0, max: 3, noNaN: true }),
      pressure: fc.constantFrom(0, 100),
    });
    fc.assert(
      fc.property(fc.array(own, { maxLength: 4 }), subject, (seats, { one, foreground, cpu5, pressure }) => {
        const found = repositoryWith(seats, ['background-indexer']).match(
          factsOf(
            aCase({
              app: anApp({ category: one }),
              foreground,
              behaviour: aBehaviour({ cpu5 }),
              system: aSystem(pressure),
              context: aContext({ power: 'battery', batteryPercent: 3, games: [1] }),
            }),
          ),
          'key',
        );
        if (foreground || isProtected(one)) expect(found?.action ?? 'none').toBe('none');
      }),
      { numRuns: 400 },
    );
  });

  it('know every category that the guard leaves alone', () => {
    const leftAlone = category.options.filter(
      (one) => immunityAgainst('hold-back', anApp({ category: one }), false, []) !== null,
    );
    expect([...leftAlone, ...latencyCritical].filter((one) => !isProtected(one))).toEqual([]);
  });
});
