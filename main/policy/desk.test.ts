import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallError } from '../../contract/calls.ts';
import { experiment } from '../../contract/learning.ts';
import { policyDetail, policySummary } from '../../contract/policies.ts';
import type { PolicyState } from '../../contract/policies.ts';
import { scratchFolder } from '../store/records.fixture.ts';
import { armOf } from './arm.ts';
import { builtInPolicies } from './built-in.ts';
import { advanced, aDraft, recordedCase, startDesk } from './desk.fixture.ts';
import { importRules } from './import/import-rules.ts';
import { textOfRuleSet } from './import/rule-set.ts';
import { importedGate } from './rule-table.ts';

const inFile = () => startDesk(join(scratchFolder(), 'brainkernel.db'));

const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof CallError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'nothing was refused';
};

/** A program of the half that a policy on trial decides for, or of the other. */
const programOf = (policyId: string, arm: 'treated' | 'control', nth = 0): string =>
  Array.from({ length: 1000 }, (_, i) => `program-${i}`).filter((key) => armOf(policyId, key) === arm)[nth] ?? '';

describe("a person's policy", () => {
  it('is a draft first, decides nothing, and says what comes next', () => {
    const { desk, decides } = startDesk();
    const { policy, history } = desk().draft(aDraft());
    expect(policy).toMatchObject({
      state: 'draft',
      provenance: 'person',
      version: 1,
      next: 'verified',
      previous: null,
    });
    expect(history.map(({ to, text }) => [to, text])).toEqual([['draft', 'You wrote it.']]);
    expect(decides('any')).toBe('background-indexer');
    expect([desk().isPersonsOwn(policy.id), desk().isPersonsOwn('background-indexer')]).toEqual([true, false]);
  });

  it('decides for nobody, for half, then for everybody, as it is taken forward', () => {
    const { desk, decides } = startDesk();
    const { id } = desk().draft(aDraft()).policy;
    const [treated, control] = [programOf(id, 'treated'), programOf(id, 'control')];
    const seen = [1, 2, 3, 4].map(() => {
      const { policy } = desk().advance(id);
      return [policy.state, decides(treated) === id, decides(control) === id];
    });
    expect(seen).toEqual([
      ['verified', false, false],
      ['shadow', false, false],
      ['canary', true, false],
      ['active', true, true],
    ]);
    expect(refusal(() => desk().advance(id))).toMatch(/^conflict: /);
  });

  it('goes back with one click for each step, to the very beginning', () => {
    const { desk, decides } = startDesk();
    const { id } = desk().draft(aDraft()).policy;
    advanced(desk(), id, 4);
    const states = [1, 2, 3, 4].map(() => desk().stepBack(id).policy.state);
    expect(states).toEqual(['canary', 'shadow', 'verified', 'draft']);
    expect(refusal(() => desk().stepBack(id))).toMatch(/^conflict: /);
    expect(decides('any')).toBe('background-indexer');
  });

  it('comes back from retirement to where it was', () => {
    const { desk } = startDesk();
    const { id } = desk().draft(aDraft()).policy;
    advanced(desk(), id, 4);
    expect(desk().retire(id).policy).toMatchObject({ state: 'retired', next: null, previous: 'active' });
    expect(refusal(() => desk().retire(id))).toMatch(/^conflict: /);
    expect(desk().stepBack(id).policy.state).toBe('active');
  });

  it('that fails its checks stays a draft and says why', () => {
    const { desk } = startDesk();
    const { id } = desk().draft(aDraft({ condition: 'app.category == "audio"' })).policy;
    const { policy, verification } = desk().advance(id);
    expect(policy.state).toBe('draft');
    expect(policy.blocked?.key).toBe('policy-check.immunity-category');
    expect(verification?.checks.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual(['immunity']);
  });

  it('is checked anew before it decides: what was said meanwhile counts', () => {
    const { desk, rules, cases } = startDesk();
    const { id } = desk().draft(aDraft()).policy;
    advanced(desk(), id, 2);
    cases.push(recordedCase('Tracker'));
    rules.push({ kind: 'never-touch', programKey: 'Tracker', name: 'Tracker', at: 0 });
    expect(desk().advance(id).policy).toMatchObject({ state: 'shadow', blocked: { key: 'policy-check.person-never' } });
    rules.pop();
    expect(desk().advance(id).policy.state).toBe('canary');
  });

  it('starts over with a new version, and gets the old one back as far as it had come', () => {
    const { desk, decides } = startDesk();
    const { id } = desk().draft(aDraft()).policy;
    advanced(desk(), id, 4);
    const { policy, versions } = desk().draft({ ...aDraft({ description: 'Another.' }), id });
    expect(policy).toMatchObject({ version: 2, state: 'draft', description: 'Another.' });
    expect(versions.map(({ version, description }) => [version, description])).toEqual([
      [2, 'Another.'],
      [1, 'Indexers wait for idle time.'],
    ]);
    expect(decides('any')).toBe('background-indexer');
    expect(desk().rollBack(id, 1).policy).toMatchObject({ version: 1, state: 'active' });
    expect(decides('any')).toBe(id);
    expect(refusal(() => desk().rollBack(id, 1))).toMatch(/^conflict: /);
    expect(refusal(() => desk().rollBack(id, 9))).toMatch(/^not-found: /);
  });

  it('comes back as a draft when it does not pass every check any more', () => {
    const { desk, rules, cases } = startDesk();
    const { id } = desk().draft(aDraft()).policy;
    advanced(desk(), id, 4);
    desk().draft({ ...aDraft({ condition: 'app.category == "backup"' }), id });
    cases.push(recordedCase('Tracker'));
    rules.push({ kind: 'never-touch', programKey: 'Tracker', name: 'Tracker', at: 0 });
    expect(desk().rollBack(id, 1).policy).toMatchObject({ version: 1, state: 'draft' });
  });

  it('goes before one that was written earlier', () => {
    const { desk, clock, decides } = startDesk();
    const first = desk().draft(aDraft()).policy.id;
    clock.at += 1;
    const second = desk().draft(aDraft({ action: 'none', treatment: 'leave-alone' })).policy.id;
    advanced(desk(), first, 4);
    advanced(desk(), second, 4);
    expect(decides('any')).toBe(second);
  });

  it('keeps twenty versions, and never loses the current one', () => {
    const { desk } = startDesk();
    const { id } = desk().draft(aDraft()).policy;
    for (let i = 2; i <= 30; i += 1) desk().draft({ ...aDraft({ description: `Number ${i}.` }), id });
    expect(
      desk()
        .get(id)
        .versions.map(({ version }) => version),
    ).toEqual(Array.from({ length: 20 }, (_, i) => 30 - i));
  });
});

describe('a policy that ships', () => {
  it('is active, can be retired and called back, and nothing else', () => {
    const { desk, decides, restart } = inFile();
    expect(desk().get('background-indexer').policy).toMatchObject({ state: 'active', next: null, previous: null });
    expect(refusal(() => desk().advance('background-indexer'))).toMatch(/^conflict: /);
    expect(refusal(() => desk().stepBack('background-indexer'))).toMatch(/^conflict: /);
    expect(refusal(() => desk().draft({ ...aDraft(), id: 'background-indexer' }))).toMatch(/^conflict: /);
    desk().retire('background-indexer');
    restart();
    expect(desk().get('background-indexer').policy).toMatchObject({ state: 'retired', previous: 'active' });
    expect(decides('any')).toBeNull();
    expect(desk().stepBack('background-indexer').policy.state).toBe('active');
    expect(
      desk()
        .get('background-indexer')
        .history.map(({ to }) => to),
    ).toEqual(['active', 'retired']);
    restart();
    expect(decides('any')).toBe('background-indexer');
  });

  it('cannot be retired when it protects', () => {
    const { desk } = startDesk();
    expect(refusal(() => desk().retire('foreground'))).toMatch(/^refused: /);
    expect(refusal(() => desk().retire('latency-critical'))).toMatch(/^refused: /);
  });
});

describe('a restart', () => {
  it('finds every policy as it was, with versions, history and counts', () => {
    const { desk, restart, decides, clock } = inFile();
    const { id } = desk().draft(aDraft()).policy;
    advanced(desk(), id, 2);
    decides('one');
    decides('one');
    clock.at += 10 * 60_000;
    decides('one');
    decides('two');
    desk().draft({ ...aDraft({ condition: 'app.category == "sync"' }), id: desk().draft(aDraft()).policy.id });
    desk().tend();
    const before = desk()
      .list()
      .map((policy) => ({ ...policy, hits: 0 }));
    const detail = desk().get(id);
    restart();
    expect(
      desk()
        .list()
        .map((policy) => ({ ...policy, hits: 0 })),
    ).toEqual(before);
    expect(desk().get(id)).toEqual({ ...detail, policy: { ...detail.policy, hits: 0 } });
    expect(desk().get(id).policy.results).toMatchObject({ matched: 3, wouldTreat: 3, treated: 0 });
  });

  it('goes on with an experiment where it was', () => {
    const { desk, restart, decision } = inFile();
    const { id } = desk().draft(aDraft()).policy;
    advanced(desk(), id, 3);
    decision('a', programOf(id, 'treated'));
    decision('b', programOf(id, 'control'));
    desk().said('a', 'up');
    const [before] = desk().experiments();
    restart();
    expect(desk().experiments()).toEqual([before]);
  });
});

describe('an experiment', () => {
  it('counts decisions, thumbs and undos of each half', () => {
    const { desk, decision } = startDesk();
    const { id } = desk().draft(aDraft()).policy;
    advanced(desk(), id, 3);
    [0, 1, 2].forEach((nth) => decision(`t${nth}`, programOf(id, 'treated', nth)));
    [0, 1].forEach((nth) => decision(`c${nth}`, programOf(id, 'control', nth)));
    decision('void', programOf(id, 'treated', 3), { status: 'refused' });
    desk().said('t0', 'up');
    desk().said('t1', 'down');
    desk().said('t1', 'up');
    desk().said('c0', 'down');
    desk().undone('c1');
    const [found] = desk().experiments();
    expect(experiment.parse(found)).toEqual(found);
    expect(found).toMatchObject({
      policyId: id,
      share: 0.5,
      treated: { apps: 4, decisions: 3, satisfaction: { value: 1, of: 2 }, undone: { value: 0, of: 3 } },
      control: { apps: 2, decisions: 2, satisfaction: { value: 0, of: 1 }, undone: { value: 0.5, of: 2 } },
    });
    expect(desk().get(id).policy.results).toEqual({ matched: 0, wouldTreat: 0, treated: 3, up: 2, down: 0, undone: 0 });
  });

  it('begins anew with each time that the policy goes on trial', () => {
    const { desk, decision, clock } = startDesk();
    const { id } = desk().draft(aDraft()).policy;
    advanced(desk(), id, 3);
    decision('a', programOf(id, 'treated'));
    desk().stepBack(id);
    expect(desk().experiments()).toEqual([]);
    clock.at += 1;
    desk().advance(id);
    expect(desk().experiments()[0]?.treated).toMatchObject({ apps: 0, decisions: 0 });
  });
});

describe('harm', () => {
  it('takes a policy back to shadow by itself, with a sentence', () => {
    const { desk, decision, decides, said } = startDesk();
    const { id } = desk().draft(aDraft()).policy;
    advanced(desk(), id, 4);
    ['a', 'b', 'c'].forEach((one) => decision(one, `program-${one}`));
    desk().undone('a');
    expect(desk().get(id).policy.state).toBe('active');
    desk().said('b', 'down');
    const { policy, history } = desk().get(id);
    expect(policy.state).toBe('shadow');
    expect(history[0]).toMatchObject({ from: 'active', to: 'shadow', sentence: { key: 'policy-step.retreated' } });
    expect(said).toEqual([expect.stringMatching(/2 of its 3 decisions were undone/)]);
    expect(decides('program-a')).toBe('background-indexer');
  });

  it('is not seen in a few objections among many decisions', () => {
    const { desk, decision } = startDesk();
    const { id } = desk().draft(aDraft()).policy;
    advanced(desk(), id, 4);
    for (let i = 0; i < 40; i += 1) decision(`d${i}`, `program-${i}`);
    for (let i = 0; i < 8; i += 1) desk().said(`d${i}`, 'down');
    expect(desk().get(id).policy.state).toBe('active');
  });

  it('of an earlier trial does not count against the next one', () => {
    const { desk, decision, clock } = startDesk();
    const { id } = desk().draft(aDraft()).policy;
    advanced(desk(), id, 4);
    ['a', 'b'].forEach((one) => decision(one, one));
    ['a', 'b'].forEach((one) => desk().undone(one));
    expect(desk().get(id).policy.state).toBe('shadow');
    clock.at += 1;
    advanced(desk(), id, 2);
    desk().tend();
    expect(desk().get(id).policy.state).toBe('active');
  });

  it('never takes back what ships', () => {
    const { desk, decision } = startDesk();
    ['a', 'b', 'c'].forEach((one) => decision(one, one));
    ['a', 'b', 'c'].forEach((one) => desk().undone(one));
    desk().tend();
    expect(desk().get('background-indexer').policy).toMatchObject({
      state: 'active',
      results: { treated: 3, undone: 3 },
    });
  });
});

describe('an imported set', () => {
  const setOf = (text: string) => ({
    source: 'ananicy' as const,
    description: 'Rules of ananicy',
    condition: importedGate,
    ruleSet: textOfRuleSet(importRules('ananicy', [{ name: 'a.rules', text }]).set),
  });
  const spares = '{"name":"tracker-miner-fs-3","nice":-3}';

  it('is a draft until a person takes it on, decides by its rules, and outlives a restart', () => {
    const { desk, decides, restart } = inFile();
    const { policy } = desk().addImported(setOf(`${spares}\n{"name":"acme","nice":19,"ioclass":"idle"}`));
    expect(policy).toMatchObject({ id: 'imported-ananicy', state: 'draft', provenance: 'imported', rules: 2 });
    desk().tend();
    expect(desk().get(policy.id).policy.state).toBe('draft');
    advanced(desk(), policy.id, 4);
    expect(decides('any')).toBe('imported-ananicy');
    restart();
    expect(decides('any')).toBe('imported-ananicy');
    expect(desk().get(policy.id).policy).toMatchObject({ state: 'active', rules: 2 });
  });

  it('replaces an earlier set from there as its next version, which can be rolled back', () => {
    const { desk, decides } = startDesk();
    const { id } = desk().addImported(setOf(spares)).policy;
    advanced(desk(), id, 4);
    expect(desk().addImported(setOf('{"name":"other","nice":19}')).policy).toMatchObject({
      version: 2,
      state: 'draft',
    });
    expect(decides('any')).toBe('background-indexer');
    desk().rollBack(id, 1);
    expect(decides('any')).toBe(id);
  });

  it('is not rewritten by hand, and a text that is no set is not taken on', () => {
    const { desk } = startDesk();
    const { id } = desk().addImported({ ...setOf(spares), ruleSet: '{"format":1}' }).policy;
    expect(desk().advance(id).policy).toMatchObject({ state: 'draft', blocked: { key: 'policy-check.schema-failed' } });
    expect(refusal(() => desk().draft({ ...aDraft(), id }))).toMatch(/^conflict: /);
  });
});

describe('whatever a person clicks', () => {
  it('no policy is where it has not come step by step, and what is shown keeps to the contract', () => {
    const click = fc.constantFrom(
      'draft',
      'revise',
      'advance',
      'advance',
      'advance',
      'stepBack',
      'retire',
      'rollBack',
      'tend',
    );
    const before: Readonly<Partial<Record<PolicyState, PolicyState>>> = {
      verified: 'draft',
      shadow: 'verified',
      canary: 'shadow',
      active: 'canary',
    };
    fc.assert(
      fc.property(fc.array(fc.tuple(click, fc.nat(3), fc.nat(3)), { maxLength: 40 }), (clicks) => {
        const { desk, clock } = startDesk();
        const been = new Map<string, Set<PolicyState>>();
        for (const [what, which, version] of clicks) {
          clock.at += 1000;
          const own = desk()
            .list()
            .filter(({ provenance }) => provenance === 'person');
          const id = own[which % Math.max(1, own.length)]?.id ?? 'nobody';
          try {
            if (what === 'draft') desk().draft(aDraft());
            else if (what === 'revise') desk().draft({ ...aDraft(), id });
            else if (what === 'rollBack') desk().rollBack(id, version);
            else if (what === 'tend') desk().tend();
            else desk()[what](id);
          } catch (error) {
            if (!(error instanceof CallError)) throw error;
          }
          for (const policy of desk()
            .list()
            .filter(({ provenance }) => provenance === 'person')) {
            policySummary.parse(policy);
            policyDetail.parse(desk().get(policy.id));
            const key = `${policy.id} ${policy.version}`;
            const states = been.get(key) ?? new Set();
            been.set(key, states.add(policy.state));
            const needs = before[policy.state];
            if (needs !== undefined) expect(states).toContain(needs);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('an id that nobody has is not found', () => {
    const { desk } = startDesk();
    for (const work of [desk().get, desk().advance, desk().stepBack, desk().retire])
      expect(refusal(() => work('nobody'))).toMatch(/^not-found: /);
    expect(refusal(() => desk().draft({ ...aDraft(), id: 'nobody' }))).toMatch(/^not-found: /);
    expect(refusal(() => desk().rollBack('nobody', 1))).toMatch(/^not-found: /);
  });
});

it('lists what ships after what did not, each once', () => {
  const { desk } = startDesk();
  desk().draft(aDraft());
  desk().retire('miner');
  const ids = desk()
    .list()
    .map(({ id }) => id);
  expect(ids).toHaveLength(builtInPolicies.length + 1);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^person-/);
});
