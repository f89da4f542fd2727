import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Lever } from '../../contract/words.ts';
import type { Treatment } from '../decide/case.ts';
import type { LeverFacts } from './lever-facts.ts';
import { planLevers } from './lever-plan.ts';
import { leverSupport } from './lever-support.ts';
import { untouched } from './spawned.fixture.ts';

const ownUnit = { kind: 'own', unit: 'app-x.scope', userUnit: true, controllers: ['cpu', 'memory', 'pids'] } as const;
const ownGroup = { kind: 'own', groups: [{ group: '/autogroup-7', member: { pid: 10, startTime: 1 } }] } as const;
const none = { kind: 'none', why: 'there is none' } as const;

const unprivileged: LeverFacts = {
  privileges: { uid: 1000, scheduling: false, signals: false, resources: false },
  foreign: false,
  niceLimit: 0,
  autogroup: none,
  unit: none,
  scx: false,
  helper: { kind: 'none', why: 'the helper is not installed' },
};
const root: LeverFacts = {
  ...unprivileged,
  privileges: { uid: 0, scheduling: true, signals: true, resources: true },
};
const firm: Treatment = {
  ...untouched,
  nice: 19,
  schedPolicy: 'idle',
  ioPriority: { class: 'idle', level: 7 },
};

const leversOf = (treatment: Treatment, facts: LeverFacts): string => {
  const plan = planLevers(treatment, facts);
  if (!plan.ok) return `${plan.error.code}: ${plan.error.reason}`;
  return plan.value.map(({ lever, on, value }) => `${lever}@${on}=${value}`).join(' ');
};
const supportOf = (lever: Lever, facts: LeverFacts) => leverSupport(facts).find((one) => one.lever === lever);

describe('which lever for which regime', () => {
  test('with privilege and no unit, every thread gets nice, policy and IO priority', () => {
    expect(leversOf(firm, root)).toBe('nice@thread=19 schedPolicy@thread=idle ioPriority@thread=idle');
  });

  test('across autogroups the group gets the nice value as well', () => {
    expect(leversOf({ ...untouched, nice: 10 }, { ...root, autogroup: ownGroup })).toBe(
      'nice@thread=10 autogroupNice@autogroup=10',
    );
  });

  test('without privilege nice is given to the autogroup alone, where it can be taken back', () => {
    expect(leversOf({ ...untouched, nice: 10 }, { ...unprivileged, autogroup: ownGroup })).toBe(
      'autogroupNice@autogroup=10',
    );
  });

  test('a weight on its own unit decides alone: nice and policy of the threads stay', () => {
    expect(leversOf({ ...firm, cpuWeight: 10 }, { ...root, unit: ownUnit })).toBe(
      'ioPriority@thread=idle cpuWeight@unit=10',
    );
  });

  test('freezing uses the unit where there is one, else signals', () => {
    const freeze = { ...untouched, freeze: true };
    expect(leversOf(freeze, { ...unprivileged, unit: ownUnit })).toBe('freeze@unit=frozen');
    expect(leversOf(freeze, unprivileged)).toBe('freeze@process=stopped');
    const scope = { kind: 'new-scope', slice: '/app.slice', controllers: ['cpu'], returns: true } as const;
    expect(leversOf(freeze, { ...unprivileged, unit: scope })).toBe('freeze@process=stopped');
    expect(leversOf({ ...freeze, cpuWeight: 10 }, { ...unprivileged, unit: scope })).toBe(
      'cpuWeight@unit=10 freeze@unit=frozen',
    );
  });
});

describe('what could not be undone, or would do nothing, is refused with its reason', () => {
  test('nice and SCHED_IDLE without privilege', () => {
    expect(leversOf({ ...untouched, nice: 10 }, unprivileged)).toMatch(
      /^not-undoable: nice: .*cannot be lowered again/,
    );
    expect(leversOf({ ...untouched, schedPolicy: 'idle' }, unprivileged)).toMatch(/^not-undoable: .*leave SCHED_IDLE/);
    expect(leversOf({ ...untouched, schedPolicy: 'batch' }, unprivileged)).toBe('schedPolicy@thread=batch');
    expect(leversOf({ ...untouched, nice: 10 }, { ...unprivileged, niceLimit: 20 })).toBe('nice@thread=10');
  });

  test('one bad lever refuses the whole plan', () => {
    expect(leversOf({ ...untouched, ioPriority: { class: 'idle', level: 0 }, nice: 5 }, unprivileged)).toMatch(
      /^not-undoable/,
    );
  });

  test('IO weight where the io controller is not delegated', () => {
    expect(leversOf({ ...untouched, ioWeight: 10 }, { ...unprivileged, unit: ownUnit })).toMatch(
      /^unsupported: ioWeight: the io controller is not delegated/,
    );
  });

  test('CPU weights under a sched_ext scheduler; nice takes over where it can be undone', () => {
    const facts = { ...root, unit: ownUnit, scx: true };
    expect(supportOf('cpuWeight', facts)).toMatchObject({ usable: false });
    expect(supportOf('nice', facts)).toMatchObject({ usable: true, undoable: true });
  });

  test('another user’s processes, without privilege', () => {
    for (const { lever, usable } of leverSupport({ ...unprivileged, foreign: true })) {
      expect(usable, lever).toBe(false);
    }
  });

  test('a scope that cannot be left again says so', () => {
    const unit = { kind: 'new-scope', slice: '/app.slice', controllers: ['cpu'], returns: false } as const;
    expect(supportOf('cpuWeight', { ...unprivileged, unit })).toMatchObject({ usable: true, undoable: true });
    expect(supportOf('cpuWeight', { ...unprivileged, unit })?.why).toMatch(/they stay in that scope/);
  });
});

test('no value outside of a lever’s range ever becomes a setting', () => {
  const wild = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(-0.5, 19.5, 1e9, -1e9, NaN, Infinity, -Infinity));
  const facts = { ...root, unit: { ...ownUnit, controllers: ['cpu', 'io', 'memory'] }, autogroup: ownGroup };
  fc.assert(
    fc.property(fc.record({ nice: wild, oomScore: wild, cpuWeight: wild, cpuMax: wild }), (values) => {
      const plan = planLevers({ ...untouched, ...values }, facts);
      const inRange =
        Number.isInteger(values.nice) &&
        Math.abs(values.nice) <= 20 &&
        values.nice <= 19 &&
        Number.isInteger(values.oomScore) &&
        values.oomScore >= 0 &&
        values.oomScore <= 1000 &&
        Number.isInteger(values.cpuWeight) &&
        values.cpuWeight >= 1 &&
        values.cpuWeight <= 10_000 &&
        values.cpuMax >= 0.01 &&
        values.cpuMax <= 8192;
      expect(plan.ok).toBe(inRange);
    }),
  );
});

test.for([{ affinity: [] }, { affinity: [-1] }, { affinity: [0.5] }, { affinity: [9000] }])(
  'CPUs $affinity are no affinity',
  ({ affinity }) => {
    expect(leversOf({ ...untouched, affinity }, root)).toMatch(/^bad-value/);
  },
);

test('the real-time IO class is given to nobody', () => {
  expect(leversOf({ ...untouched, ioPriority: { class: 'realtime', level: 4 } }, root)).toMatch(/^bad-value/);
});

describe('through the helper', () => {
  const ready = { kind: 'ready', refused: new Map<Lever, string>() } as const;
  const helped: LeverFacts = { ...unprivileged, helper: ready };
  const by = (treatment: Treatment, facts: LeverFacts, exact = false): string => {
    const plan = planLevers(treatment, facts, exact);
    return plan.ok ? plan.value.map(({ lever, by: who }) => `${lever} by ${who ?? 'own'}`).join(', ') : plan.error.code;
  };

  test('it pulls what cannot be undone alone, and what can: it gives back whatever becomes of us', () => {
    expect(by(firm, helped)).toBe('nice by helper, schedPolicy by helper, ioPriority by helper');
  });

  test('it reaches programs of others; without it they are refused with both reasons', () => {
    expect(by(firm, { ...helped, foreign: true })).toBe('nice by helper, schedPolicy by helper, ioPriority by helper');
    const alone = supportOf('nice', { ...unprivileged, foreign: true });
    expect(alone?.why).toBe('some of its processes belong to another user; the helper is not installed');
  });

  test('what it refused a moment ago is not asked of it again', () => {
    const refused = new Map<Lever, string>([['nice', 'polkit does not allow you this']]);
    const facts = { ...helped, foreign: true, helper: { kind: 'ready', refused } } as const;
    expect(supportOf('nice', facts)).toMatchObject({ usable: false });
    expect(supportOf('nice', facts)?.why).toContain('polkit does not allow you this');
    expect(supportOf('ioPriority', facts)).toMatchObject({ usable: true, undoable: true });
  });

  test('own programs are stopped, ended and set to exact values without it', () => {
    expect(by({ ...untouched, freeze: true }, helped)).toBe('freeze by own');
    expect(by({ ...untouched, signal: 'TERM' }, helped)).toBe('signal by own');
    expect(by({ ...untouched, ioPriority: { class: 'best-effort', level: 2 } }, helped, true)).toBe(
      'ioPriority by own',
    );
    expect(by({ ...untouched, nice: 5 }, helped, true)).toBe('nice by helper');
  });

  test('with privilege of our own it is not asked', () => {
    expect(by(firm, { ...root, helper: ready })).toBe('nice by own, schedPolicy by own, ioPriority by own');
  });

  test('a unit of the system is weighed through it, one of the user’s without it', () => {
    const systemUnit = { ...ownUnit, userUnit: false, by: 'helper' } as const;
    const weight = { ...untouched, cpuWeight: 10 };
    expect(by(weight, { ...helped, foreign: true, unit: systemUnit })).toBe('cpuWeight by helper');
    expect(by(weight, { ...helped, unit: ownUnit })).toBe('cpuWeight by own');
    expect(by({ ...untouched, freeze: true }, { ...helped, foreign: true, unit: systemUnit })).toBe('freeze by helper');
    const refused = new Map<Lever, string>([['cpuWeight', 'no']]);
    const facts = { ...helped, foreign: true, unit: systemUnit, helper: { kind: 'ready', refused } } as const;
    expect(supportOf('cpuWeight', facts)).toEqual({ lever: 'cpuWeight', usable: false, undoable: false, why: 'no' });
  });
});
