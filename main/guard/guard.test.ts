import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { action, category, mode } from '../../contract/words.ts';
import type { LeverSupport } from '../act/intervention.ts';
import { aContext, anApp, aProcess, aSnapshot } from '../decide/case.fixture.ts';
import { manualTreatment } from '../decide/tiers/person.ts';
import { treatments } from '../policy/treatments.ts';
import type { App } from '../workload/app.ts';
import { createActionBudget } from './action-budget.ts';
import { createDebounce } from './debounce.ts';
import type { GuardDependencies, Request } from './guard.ts';
import { createGuard } from './guard.ts';
import { forgetful } from './locks.fixture.ts';
import { createLocks } from './locks.ts';

const everyLever: readonly LeverSupport[] = (
  ['nice', 'ioPriority', 'schedPolicy', 'cpuWeight', 'ioWeight', 'cpuMax', 'oomScore', 'freeze', 'signal'] as const
).map((lever) => ({ lever, usable: true, undoable: lever !== 'signal', why: null }));

const autopilot = { mode: 'autopilot', scopeRoots: null, protectedPrograms: [] } as const;

const aGuard = (change: Partial<GuardDependencies> = {}) =>
  createGuard({
    ownPids: () => new Set([process.pid]),
    settings: () => autopilot,
    support: () => Promise.resolve(everyLever),
    locks: createLocks(forgetful()),
    debounce: createDebounce(),
    budget: createActionBudget(),
    journalProblem: () => null,
    pausedUntil: () => null,
    now: () => 0,
    ...change,
  });

const aRequest = (change: Partial<Request> = {}): Request => ({
  decisionId: 'd1',
  app: anApp(),
  context: aContext(),
  proposal: { action: 'hold-back', treatment: treatments.firm, tier: 'policy' },
  byPerson: false,
  approved: false,
  only: null,
  ...change,
});

const snapshotOf = (app: App) => aSnapshot([...app.processes, aProcess({ pid: 1000, startTime: 10, parentPid: 1 })]);
const rule = (guard = aGuard(), request = aRequest()) => guard.rule(request, snapshotOf(request.app));
const proposing = (of: Request['proposal']['action']): Request['proposal'] => ({
  action: of,
  treatment: treatments[manualTreatment[of]],
  tier: 'llm',
});

describe('the guard', () => {
  it('lets a bounded, undoable plan through on autopilot', async () => {
    expect(await rule()).toMatchObject({ kind: 'act', plan: { processes: [{ pid: 4000, startTime: 90_000 }] } });
  });

  it('only says what it would do while observing, and asks first when assisting', async () => {
    expect(await rule(aGuard({ settings: () => ({ ...autopilot, mode: 'observe' }) }))).toMatchObject({
      kind: 'observe',
    });
    expect(await rule(aGuard({ settings: () => ({ ...autopilot, mode: 'assist' }) }))).toMatchObject({ kind: 'ask' });
  });

  it('lets a standing "always" skip the question, but not make observing act', async () => {
    const always = aRequest({ proposal: { action: 'hold-back', treatment: treatments.firm, tier: 'user' } });
    const inMode = (of: 'observe' | 'assist' | 'autopilot') => aGuard({ settings: () => ({ ...autopilot, mode: of }) });
    expect(await rule(inMode('observe'), always)).toMatchObject({ kind: 'observe' });
    expect(await rule(inMode('assist'), always)).toMatchObject({ kind: 'act' });
    expect(await rule(inMode('autopilot'), always)).toMatchObject({ kind: 'act' });
  });

  it('never touches a reused pid: the start time must still be the same', async () => {
    const request = aRequest();
    const reused = aSnapshot([aProcess({ startTime: 99_999 })]);
    expect(await aGuard().rule(request, reused)).toMatchObject({ kind: 'refuse', code: 'gone' });
  });

  it('acts only on descendants of the scope roots, those included', async () => {
    const scoped = (...scopeRoots: number[]) => aGuard({ settings: () => ({ ...autopilot, scopeRoots }) });
    expect(await rule(scoped(1000))).toMatchObject({ kind: 'act' });
    expect(await rule(scoped(4000))).toMatchObject({ kind: 'act' });
    expect(await rule(scoped(5000))).toMatchObject({ kind: 'refuse', code: 'scope' });
    expect(await rule(scoped())).toMatchObject({ kind: 'refuse', code: 'scope' });
  });

  it('respects a value that a person set by hand', async () => {
    const locks = createLocks(forgetful());
    locks.add({ process: { pid: 4000, startTime: 90_000 }, appId: 'a', reason: 'reniced to 3', at: 0 });
    expect(await rule(aGuard({ locks }))).toMatchObject({ kind: 'refuse', code: 'locked', reason: 'reniced to 3' });
  });

  it('does nothing at all while the journal cannot be written, not even on a click', async () => {
    const guard = aGuard({ journalProblem: () => 'the disk is full' });
    expect(await rule(guard)).toMatchObject({ kind: 'refuse', code: 'not-durable' });
    expect(await rule(guard, aRequest({ byPerson: true }))).toMatchObject({ kind: 'refuse', code: 'not-durable' });
  });

  it('refuses what could not be undone, and says so', async () => {
    const support = everyLever.map((one) => ({
      ...one,
      undoable: false,
      why: 'it could not be undone without privilege',
    }));
    expect(await rule(aGuard({ support: () => Promise.resolve(support) }))).toMatchObject({
      kind: 'refuse',
      code: 'not-undoable',
    });
  });

  it('drops single levers that do not work and keeps the others', async () => {
    const support = everyLever.map((one) => (one.lever === 'nice' ? { ...one, usable: false } : one));
    const ruling = await rule(aGuard({ support: () => Promise.resolve(support) }));
    expect(ruling).toMatchObject({
      kind: 'act',
      plan: { treatment: { nice: null, schedPolicy: 'idle' } },
      dropped: expect.arrayContaining([expect.objectContaining({ lever: 'nice', kind: 'unusable' })]) as unknown,
    });
  });

  it('rests after an undo, and stops at its budget', async () => {
    const debounce = createDebounce();
    debounce.rest('tree:4000:90000', 5_000);
    expect(await rule(aGuard({ debounce }))).toMatchObject({ kind: 'refuse', code: 'debounce' });
    const spent = aGuard({ budget: createActionBudget(1) });
    expect(await rule(spent)).toMatchObject({ kind: 'act' });
    expect(await rule(spent)).toMatchObject({ kind: 'refuse', code: 'budget' });
  });

  it('leaves games alone that GameMode looks after', async () => {
    expect(await rule(aGuard(), aRequest({ context: aContext({ games: [4000] }) }))).toMatchObject({ code: 'tuner' });
  });

  it('never ends or freezes anything without a person, whoever proposes it and in whatever mode', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...category.options),
        fc.constantFrom('freeze', 'end'),
        fc.constantFrom(...mode.options),
        async (of, wanted, inMode) => {
          const guard = aGuard({ settings: () => ({ ...autopilot, mode: inMode }) });
          const ruling = await rule(guard, aRequest({ app: anApp({ category: of }), proposal: proposing(wanted) }));
          expect(ruling.kind).not.toBe('act');
        },
      ),
    );
  });

  it('never freezes or ends an immune program, not even on a click', async () => {
    const immune = ['system-core', 'display', 'audio', 'input', 'security', 'package-manager'] as const;
    for (const of of immune) {
      for (const wanted of ['freeze', 'end'] as const) {
        const request = aRequest({ app: anApp({ category: of }), proposal: proposing(wanted), byPerson: true });
        expect(await rule(aGuard(), request)).toMatchObject({ kind: 'refuse', code: 'immune' });
      }
    }
  });

  it('protects nothing that only has a protected name, except from being stopped without a person', async () => {
    const impostor = anApp({ category: 'audio', trust: { level: 'suspect', findings: [] } });
    const request = aRequest({ app: impostor, proposal: proposing('end') });
    expect(await rule(aGuard(), { ...request, byPerson: true })).toMatchObject({ kind: 'act' });
    expect(await rule(aGuard(), request)).toMatchObject({ kind: 'refuse', code: 'immune' });
    expect(await rule(aGuard(), aRequest({ app: impostor }))).toMatchObject({ kind: 'act' });
  });

  it('takes no protection away for what could not be found out about an executable', async () => {
    for (const level of ['verified', 'plain'] as const) {
      const app = anApp({ category: 'audio', trust: { level, findings: [] } });
      for (const wanted of ['end', 'freeze', 'hold-back'] as const) {
        const request = aRequest({ app, proposal: proposing(wanted) });
        expect(await rule(aGuard(), request)).toMatchObject({ kind: 'refuse', code: 'immune' });
      }
    }
  });

  it('keeps a suspect alone that the person protects by its path, and the app of a trusted part', async () => {
    const suspect = anApp({ trust: { level: 'suspect', findings: [] } });
    const chosen = aGuard({ settings: () => ({ ...autopilot, protectedPrograms: [suspect.program.exe ?? ''] }) });
    expect(await rule(chosen, aRequest({ app: suspect }))).toMatchObject({ kind: 'refuse', code: 'immune' });
    const request = aRequest({ app: { ...suspect, immune: true }, proposal: proposing('end'), byPerson: true });
    expect(await rule(aGuard(), request)).toMatchObject({ kind: 'refuse', code: 'immune' });
  });

  it('never touches process 1, kernel threads, or itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...action.options), fc.boolean(), async (wanted, byPerson) => {
        const change = { proposal: proposing(wanted), byPerson };
        const init = anApp({ processes: [aProcess({ pid: 1, startTime: 1 })] });
        const self = anApp({ processes: [aProcess({ pid: process.pid })] });
        for (const app of [init, self, anApp({ kind: 'kernel' })]) {
          expect((await rule(aGuard(), aRequest({ ...change, app }))).kind).toMatch(/^(refuse|leave)$/);
        }
      }),
    );
  });

  it('keeps every value of a treatment within its bounds', async () => {
    const wild = fc.option(fc.double(), { nil: null });
    await fc.assert(
      fc.asyncProperty(wild, wild, wild, wild, wild, async (nice, cpuWeight, ioWeight, cpuMax, oomScore) => {
        const treatment = { ...treatments.firm, nice, cpuWeight, ioWeight, cpuMax, oomScore };
        const ruling = await rule(aGuard(), aRequest({ proposal: { action: 'hold-back', treatment, tier: 'llm' } }));
        if (ruling.kind !== 'act') return;
        const planned = ruling.plan.treatment;
        expect(planned.nice ?? 0).toSatisfy((value: number) => value >= -5 && value <= 19);
        expect(planned.cpuWeight ?? 1).toSatisfy((value: number) => value >= 1 && value <= 10_000);
        expect(planned.ioWeight ?? 1).toSatisfy((value: number) => value >= 1 && value <= 10_000);
        expect(planned.cpuMax ?? 1).toBeGreaterThanOrEqual(0.05);
        expect(planned.oomScore ?? 0).toSatisfy((value: number) => value >= 0 && value <= 1000);
      }),
    );
  });
});
