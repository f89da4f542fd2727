import { describe, expect, it } from 'vitest';
import type { PolicyDraft } from '../../../contract/policies.ts';
import { verification } from '../../../contract/policies.ts';
import { category } from '../../../contract/words.ts';
import { aBehaviour, aCase, anApp } from '../../decide/case.fixture.ts';
import type { PersonRule } from '../../learn/person-rules.ts';
import type { RecordedCase, Recording } from '../../learn/replay/recorded.ts';
import { builtInPolicies } from '../built-in.ts';
import type { RuleTable } from '../policy.ts';
import { isProtected } from '../protected.ts';
import { importedGate } from '../rule-table.ts';
import { usualDesktop } from './population.ts';
import type { VerifierInput } from './verify.ts';
import { verify } from './verify.ts';

const sound: PolicyDraft = {
  description: 'Backups and file indexers give way while somebody waits.',
  condition: 'app.category in ["backup", "indexer"] && !foreground && contended && behaviour.cpu5 > limit.cpu',
  action: 'hold-back',
  treatment: 'gentle',
};

const nothing: Recording = { cases: [], words: [] };

const of = (draft: unknown, more: Partial<VerifierInput> = {}) =>
  verify({ draft, recording: nothing, rules: [], at: 1, ...more }).verification;

/** The one check that fails, with its sentence. */
const failure = (draft: unknown, more: Partial<VerifierInput> = {}) => {
  const { checks, passed } = of(draft, more);
  const failed = checks.filter((check) => !check.passed);
  expect(passed).toBe(failed.length === 0);
  return failed.map(({ name, text }) => `${name}: ${text}`);
};

const recorded = (name: string, change: Partial<ReturnType<typeof anApp>> = {}, at = 0): RecordedCase => ({
  at,
  subject: aCase({
    app: anApp({
      name,
      category: 'unknown',
      known: 'unknown',
      ...change,
      program: { ...anApp().program, key: `key-${name}`, exe: `/usr/bin/${name}` },
    }),
  }),
});

describe('the verifier lets through', () => {
  it('a sound policy, having made every check in order', () => {
    const found = of(sound);
    expect(verification.parse(found)).toEqual(found);
    expect(found.passed).toBe(true);
    expect(found.checks.map(({ name }) => name)).toEqual([
      'schema',
      'condition',
      'bounds',
      'immunity',
      'person',
      'replay',
      'share',
      'instructions',
    ]);
  });

  it('every background policy that ships', () => {
    for (const { id, description, when, action, treatment } of builtInPolicies) {
      if (action === 'none') continue;
      expect(failure({ description, condition: when, action, treatment }), id).toEqual([]);
    }
  });

  it('a policy for one program by name, and one that leaves a kind alone', () => {
    const named = 'app.exe.endsWith("/acme-agent") && contended && !foreground';
    expect(failure({ ...sound, condition: named })).toEqual([]);
    const spared = { condition: 'app.category == "build"', action: 'none', treatment: 'leave-alone' };
    expect(failure({ ...sound, ...spared })).toEqual([]);
  });

  it('a description in Chinese', () => {
    expect(failure({ ...sound, description: '有人在等待时，备份和文件索引让位。' })).toEqual([]);
  });
});

describe('the verifier rejects', () => {
  it.each([
    ['a syntax error', { condition: 'app.category == ' }],
    ['a type error', { condition: 'app.category > 3.0' }],
    ['what is not yes or no', { condition: 'behaviour.cpu5 + 1.0' }],
    ['an unknown fact', { condition: 'behaviour.gpu > 1.0' }],
    ['a loop', { condition: '["backup"].exists(c, app.category == c)' }],
  ])('a condition with %s', (_, change) => {
    expect(failure({ ...sound, ...change })).toEqual([expect.stringMatching(/^condition: .+ cannot be used: /)]);
  });

  it.each([
    ['an unknown lever', { ...sound, nice: 19 }],
    ['an unknown treatment', { ...sound, treatment: 'obliterate' }],
    ['favouring', { ...sound, action: 'favour' }],
    ['freezing', { ...sound, action: 'freeze' }],
    ['ending', { ...sound, action: 'end' }],
    ['a treatment that freezes', { ...sound, treatment: 'freeze' }],
    ['a state of its own', { ...sound, state: 'active' }],
    ['no description', { ...sound, description: ' ' }],
    ['an endless description', { ...sound, description: 'a'.repeat(301) }],
    ['an endless condition', { ...sound, condition: 'true || '.repeat(400) }],
    ['a list instead', [sound]],
    ['nothing', null],
  ])('%s', (_, draft) => {
    expect(failure(draft)).toEqual([expect.stringMatching(/^schema: It is not a policy that can be read: /)]);
  });

  it('an action with a treatment that is not one of its own', () => {
    expect(failure({ ...sound, treatment: 'throttle' })).toEqual([
      expect.stringMatching(/^bounds: The treatment throttle/),
    ]);
    expect(failure({ ...sound, action: 'none' })).toEqual([expect.stringMatching(/^bounds: /)]);
    expect(failure({ ...sound, action: 'throttle' })).toEqual([expect.stringMatching(/^bounds: /)]);
  });

  it('a condition of too many parts', () => {
    expect(
      failure({ ...sound, condition: `app.category == "backup" && (${'foreground || '.repeat(80)}contended)` }),
    ).toEqual([expect.stringMatching(/^bounds: The condition has \d+ parts/)]);
  });

  it('a condition that cannot be evaluated in some situation', () => {
    const condition = `${sound.condition} || (app.category == "sync" && foreground && 1 / 0 == 1)`;
    expect(failure({ ...sound, condition })).toEqual([
      expect.stringMatching(/^bounds: .*cannot be evaluated everywhere/),
    ]);
  });

  it.each(category.options.filter(isProtected))('touching %s, however narrow the circumstances', (one) => {
    const condition = `app.category == "${one}" && behaviour.cpu5 > 7.7712 && behaviour.cpu5 < 7.7713 && machine.game`;
    expect(failure({ ...sound, condition })).toEqual([expect.stringContaining(`programs of the kind ${one}`)]);
  });

  it('touching a program that must be left alone by its name or path', () => {
    expect(failure({ ...sound, condition: 'app.name == "PipeWire" && contended' })).toEqual([
      expect.stringContaining('It could treat PipeWire (audio)'),
    ]);
    expect(failure({ ...sound, condition: 'app.exe.endsWith("/Xorg")' })).toEqual([
      expect.stringMatching(/^immunity: /),
    ]);
  });

  it('touching everything', () => {
    expect(failure({ ...sound, condition: 'contended' })).toEqual([
      expect.stringMatching(/^immunity: /),
      expect.stringMatching(/^share: On a usual desktop it could decide for 69 of 69/),
    ]);
  });

  it('touching what was seen here and must be left alone, though nobody else knows the name', () => {
    const recording = { cases: [recorded('house-shell', { category: 'shell', known: 'package' })], words: [] };
    const condition = 'app.name == "house-shell" && contended';
    expect(failure({ ...sound, condition })).toEqual([]);
    expect(failure({ ...sound, condition }, { recording })).toEqual([
      'immunity: It could treat house-shell (shell), which is always left alone.',
    ]);
  });
});

describe("the verifier rejects what contradicts a person's word", () => {
  const never: PersonRule = { kind: 'never-touch', programKey: 'key-Vault', name: 'Vault', at: 0 };
  const backup = recorded('Vault', { category: 'backup', known: 'catalogue' });
  const recording: Recording = { cases: [backup], words: [] };

  it('on a program that was recorded, by whatever way the policy reaches it', () => {
    expect(failure(sound, { rules: [never], recording })).toEqual([
      'person: You decided that Vault is never touched, and it could treat Vault.',
    ]);
    const spared = `${sound.condition} && app.name != "Vault"`;
    expect(failure({ ...sound, condition: spared }, { rules: [never], recording })).toEqual([]);
  });

  it('also where the recorded circumstances were others', () => {
    const calm = { ...backup, subject: { ...backup.subject, someoneWaits: false, behaviour: aBehaviour({ cpu5: 0 }) } };
    expect(failure(sound, { rules: [never], recording: { ...recording, cases: [calm] } })).toHaveLength(1);
  });

  it('on a program that was never recorded, when the policy asks for its name', () => {
    const condition = 'app.name == "Vault" && contended && !foreground';
    expect(failure({ ...sound, condition }, { rules: [never] })).toEqual([expect.stringMatching(/^person: /)]);
    expect(failure(sound, { rules: [never] })).toEqual([]);
  });

  it('when the person wants it treated and the policy leaves it alone', () => {
    const always: PersonRule = { kind: 'always', action: 'hold-back', programKey: 'key-Vault', name: 'Vault', at: 0 };
    const spare = { ...sound, action: 'none', treatment: 'leave-alone' };
    expect(failure(spare, { rules: [always], recording })).toEqual([
      expect.stringMatching(/^person: .*may always be treated/),
    ]);
    expect(failure(sound, { rules: [always], recording })).toEqual([]);
  });

  it('when the person found the treatment too hard and the policy treats firmly', () => {
    const milder: PersonRule = { kind: 'milder', programKey: 'key-Vault', name: 'Vault', at: 0 };
    expect(failure({ ...sound, treatment: 'firm' }, { rules: [milder], recording })).toEqual([
      expect.stringMatching(/^person: .*too hard/),
    ]);
    expect(failure(sound, { rules: [milder], recording })).toEqual([]);
  });
});

describe('on a replay', () => {
  const agents = (count: number, of = 'acme') => Array.from({ length: count }, (_, i) => recorded(`${of}-${i}`));
  const condition = 'app.name.startsWith("acme-") && !foreground && contended';

  it('tells who would have been hit, how often, and what people had said', () => {
    const cases = [...agents(2), ...agents(1), ...agents(6, 'other')];
    const words = [{ at: 1, programKey: 'key-acme-0', action: 'hold-back', verdict: 'up' }] as const;
    const { hits, replayed, passed } = of({ ...sound, condition }, { recording: { cases, words } });
    expect(passed).toBe(true);
    expect(replayed).toBe(9);
    expect(hits).toEqual([
      { app: 'acme-0', category: 'unknown', action: 'hold-back', times: 2, said: 'up' },
      { app: 'acme-1', category: 'unknown', action: 'hold-back', times: 1, said: null },
    ]);
  });

  it('the verifier rejects what a person had objected to last', () => {
    const word = (at: number, verdict: 'up' | 'down', action: 'none' | 'hold-back' = 'hold-back') => ({
      at,
      programKey: 'key-acme-0',
      action,
      verdict,
    });
    const cases = [...agents(1), ...agents(6, 'other')];
    const judged = (...words: Recording['words']) => failure({ ...sound, condition }, { recording: { cases, words } });
    expect(judged(word(2, 'down'), word(1, 'up'))).toEqual([expect.stringMatching(/^replay: .*treated acme-0/)]);
    expect(judged(word(1, 'down'), word(2, 'up'))).toEqual([]);
    // who is unhappy that it was left alone does not object to treating it
    expect(judged(word(1, 'down', 'none'))).toEqual([]);
  });

  it('the verifier rejects what hits more than its share of apps, though on a usual desktop it would not', () => {
    const cases = [...agents(4), ...agents(8, 'other')];
    expect(failure({ ...sound, condition }, { recording: { cases, words: [] } })).toEqual([
      'share: In the recorded sessions it would decide for 4 of 12 programs; at most 3 may be.',
    ]);
    expect(
      failure({ ...sound, condition }, { recording: { cases: [...cases, ...agents(4, 'more')], words: [] } }),
    ).toEqual([]);
  });

  it('an empty recording lets nothing through that hits more than its share of a usual desktop', () => {
    const wide = `app.category in ${JSON.stringify(category.options.filter((one) => !isProtected(one)))} && machine.game`;
    expect(failure({ ...sound, condition: wide })).toEqual([expect.stringMatching(/^share: On a usual desktop/)]);
    const leaveAll = { condition: 'machine.battery', action: 'none', treatment: 'leave-alone' };
    expect(failure({ ...sound, ...leaveAll })).toEqual([expect.stringMatching(/^share: On a usual desktop/)]);
  });
});

describe('an imported set', () => {
  const table = (treats: (name: string) => boolean): RuleTable => ({
    size: 1,
    find: ({ exe }) => (treats(exe) ? { rule: `BG: ${exe}`, action: 'hold-back', treatment: 'firm' } : null),
  });
  const set = { description: 'Rules of ananicy', condition: importedGate, action: 'hold-back', treatment: 'gentle' };

  it('says which of its rules are not used, instead of being refused for them', () => {
    const found = of(set, { table: table((exe) => exe.endsWith('/firefox') || exe.endsWith('/restic')) });
    expect(found.passed).toBe(true);
    expect(found.checks.find(({ name }) => name === 'immunity')?.text).toMatch(/are not used/);
  });

  it("waits for a person's word", () => {
    const rules: PersonRule[] = [{ kind: 'never-touch', programKey: 'key-restic', name: 'restic', at: 0 }];
    const recording = { cases: [recorded('restic', { category: 'backup' })], words: [] };
    const found = of(set, { table: table((exe) => exe.endsWith('/restic')), rules, recording });
    expect(found.checks.find(({ name }) => name === 'person')).toMatchObject({
      passed: true,
      text: expect.stringContaining('1') as string,
    });
  });

  it('is refused when it would treat more than half of the programs here', () => {
    const cases = Array.from({ length: 10 }, (_, i) => recorded(`acme-${i}`));
    expect(failure(set, { table: table((exe) => exe.includes('acme')), recording: { cases, words: [] } })).toEqual([
      expect.stringMatching(/^share: In the recorded sessions it would decide for 10 of 10/),
    ]);
  });
});

it('the usual desktop is of known programs, a few unknown ones, and less background work than anything else', () => {
  const unknown = usualDesktop.filter((app) => app.category === 'unknown');
  expect(unknown.length).toBeLessThan(usualDesktop.length / 5);
  const background = ['indexer', 'sync', 'backup', 'updater', 'build', 'compression', 'test-runner'];
  const share = usualDesktop.filter((app) => background.includes(app.category)).length / usualDesktop.length;
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.25);
});
