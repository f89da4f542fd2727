/** The actor of an unprivileged user with the real helper, Debian's polkitd and root's own programs. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RemoteClient, polkit } from '../../../helper/test/remote-client.fixture.ts';
import { NOBODY, Stage } from '../../../helper/test/stage.fixture.ts';
import { startTimeOf, stateOf, until, valuesOf } from '../../../helper/test/target.fixture.ts';
import { run } from '../spawned.fixture.ts';
import { HelpedActor, planOn } from './stage.fixture.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set();
});
afterAll(() => stage[Symbol.asyncDispose]());

const firm = { nice: 19, schedPolicy: 'idle', ioPriority: { class: 'idle', level: 7 } } as const;
/** What `firm` reads as, in the words of standard tools. */
const heldBack = /^nice 19, SCHED_IDLE(\|SCHED_RESET_ON_FORK)?, io idle,/;
const niceOf = (value: string | undefined): string => value?.split(',', 1)[0] ?? '';
const threadsOf = (pid: number): readonly string[] =>
  Object.entries(valuesOf(pid)).flatMap(([name, value]) => (name === 'oom' ? [] : [value]));

test('root’s program of fifty threads is held back on every one of them and gets back exactly what it had', async () => {
  await using actor = await HelpedActor.start(stage, 'fifty');
  await using target = await stage.target('grant', 50, 0);
  run('renice', '-n', '3', '-p', String(target.pid));
  const before = valuesOf(target.pid);
  const plan = planOn(target, { ...firm, oomScore: 300 });

  const applied = await actor.ask('apply', { plan });
  expect(applied).toMatchObject({ kind: 'applied' });
  const held = valuesOf(target.pid);
  expect(Object.keys(held)).toHaveLength(51);
  // what was promised a CPU, or favoured by somebody, stays so
  const chosen = Object.entries(before).filter(([, value]) => /SCHED_RR|nice -/.test(value));
  expect(chosen.length).toBeGreaterThan(5);
  for (const [tid, value] of chosen) expect(niceOf(held[tid])).toBe(niceOf(value));
  const ordinary = Object.keys(before).filter((tid) => tid !== 'oom' && !chosen.some(([one]) => one === tid));
  expect(ordinary.filter((tid) => !heldBack.test(held[tid] ?? ''))).toEqual([]);
  expect(valuesOf(target.pid)['oom']).toBe('300');

  const { findings } = await actor.ask('restore', { decisionId: plan.decisionId });
  expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['restored']));
  expect(valuesOf(target.pid)).toEqual(before);
});

test('threads and children that come later join, and are given back with the rest', async () => {
  await using actor = await HelpedActor.start(stage, 'later');
  await using target = await stage.target('grant', 2, 0);
  const before = valuesOf(target.pid);
  const plan = planOn(target, firm);
  await actor.ask('apply', { plan });
  await target.order('thread');
  const child = await target.order('child');
  run('chrt', '-o', '-p', '0', String(child));
  const joined = { ...plan, processes: [...plan.processes, { pid: child, startTime: startTimeOf(child) }] };
  expect(await actor.ask('reconcile', { plan: joined })).toEqual([]);
  expect([...threadsOf(target.pid), ...threadsOf(child)].filter((one) => !heldBack.test(one))).toEqual([]);

  await actor.ask('restore', { decisionId: plan.decisionId });
  const main = before[target.pid];
  for (const [tid, value] of Object.entries(valuesOf(target.pid))) expect(value).toBe(before[tid] ?? main);
  expect(valuesOf(child)[child]).toBe(main);
});

test('an own program’s nice value, one way without the helper, can be undone with it', async () => {
  await using actor = await HelpedActor.start(stage, 'own');
  await using target = await stage.target('burner', 3, NOBODY);
  const before = valuesOf(target.pid);
  const plan = planOn(target, firm, {});
  expect(await actor.ask('apply', { plan })).toMatchObject({ kind: 'applied' });
  expect(threadsOf(target.pid).every((one) => heldBack.test(one))).toBe(true);
  await actor.ask('restore', { decisionId: plan.decisionId });
  expect(valuesOf(target.pid)).toEqual(before);
});

test('killed with -9 it leaves nothing changed, and its next run finds that and closes the story', async () => {
  const actor = await HelpedActor.start(stage, 'killed');
  await using target = await stage.target('grant', 10, 0);
  const before = valuesOf(target.pid);
  const plan = planOn(target, firm);
  await actor.ask('apply', { plan });
  await actor.kill();
  await until(() => JSON.stringify(valuesOf(target.pid)) === JSON.stringify(before));

  await using next = await HelpedActor.start(stage, 'killed');
  const [report] = await next.ask('recover');
  expect(report?.decisionId).toBe(plan.decisionId);
  expect(new Set(report?.findings.map(({ kind }) => kind))).toEqual(new Set(['restored']));
  expect(await next.ask('recover')).toEqual([]);
});

test('what somebody changes meanwhile is noticed, left alone and said', async () => {
  await using actor = await HelpedActor.start(stage, 'drift');
  await using target = await stage.target('grant', 2, 0);
  const plan = planOn(target, { nice: 10 });
  await actor.ask('apply', { plan });
  run('renice', '-n', '5', '-p', String(target.pid));
  expect(await actor.ask('reconcile', { plan })).toMatchObject([{ found: '5' }]);
  // also where it is the value of before
  run('renice', '-n', '0', '-p', String(target.pid));
  expect(await actor.ask('reconcile', { plan })).toMatchObject([{ found: '0' }]);
  run('renice', '-n', '5', '-p', String(target.pid));
  const { findings } = await actor.ask('restore', { decisionId: plan.decisionId });
  expect(findings.filter(({ kind }) => kind === 'drifted')).toMatchObject([{ found: '5' }]);
  expect(valuesOf(target.pid)[target.pid]).toMatch(/^nice 5,/);
});

describe('what polkit says', () => {
  test('no: nothing is changed, the reason is said, and what needs no helper goes on without it', async () => {
    await using actor = await HelpedActor.start(stage, 'no');
    await using target = await stage.target('deny', 3, NOBODY);
    const before = valuesOf(target.pid);
    const plan = planOn(target, firm);
    expect(await actor.ask('apply', { plan })).toMatchObject({ kind: 'refused', code: 'not-authorized' });
    expect(valuesOf(target.pid)).toEqual(before);

    const app = { ...plan.app, processes: plan.processes };
    const support = await actor.ask('support', { app, interactive: true });
    expect(support.find(({ lever }) => lever === 'nice')).toMatchObject({ undoable: false });
    expect(support.find(({ lever }) => lever === 'nice')?.why).toContain('polkit does not allow you this');
    const alone = planOn(target, { ioPriority: firm.ioPriority });
    expect(await actor.ask('apply', { plan: alone })).toMatchObject({ kind: 'applied' });
    await actor.ask('restore', { decisionId: alone.decisionId });
    expect(valuesOf(target.pid)).toEqual(before);
  });

  test('a password is needed: nobody is asked without a click, and a click may try again', async () => {
    await using actor = await HelpedActor.start(stage, 'challenge');
    await using target = await stage.target('ask', 2, 0);
    const plan = planOn(target, { nice: 10 });
    expect(await actor.ask('apply', { plan })).toMatchObject({ kind: 'refused', code: 'needs-password' });
    const app = { ...plan.app, processes: plan.processes };
    const nice = async (interactive: boolean) =>
      (await actor.ask('support', { app, interactive })).find(({ lever }) => lever === 'nice')?.usable;
    expect([await nice(false), await nice(true)]).toEqual([false, true]);

    const clicked = planOn(target, { nice: 10 }, { interactive: true });
    const outcome = await actor.ask('apply', { plan: clicked });
    expect(outcome).toMatchObject({ kind: 'refused', code: 'needs-password' });
    expect(JSON.stringify(outcome)).toContain('no polkit agent');
    expect(valuesOf(target.pid)[target.pid]).toMatch(/^nice 0,/);
  });

  test('one dialog a click: dismissed it changes nothing, answered it acts on every lever', async () => {
    await using actor = await HelpedActor.start(stage, 'dialog');
    const agent = await stage.client();
    await agent.beAgentFor(actor.pid, startTimeOf(actor.pid));
    await using target = await stage.target('ask', 3, 0);
    const clicked = () => planOn(target, { nice: 10 }, { interactive: true });

    const first = actor.ask('apply', { plan: clicked() });
    const { cookie } = await agent.agentEvent();
    expect((await actor.ask('status')).dialog).toBe(true);
    agent.answer(cookie, 'org.freedesktop.PolicyKit1.Error.Cancelled');
    expect(await first).toMatchObject({ kind: 'refused', code: 'dismissed' });
    expect(valuesOf(target.pid)[target.pid]).toMatch(/^nice 0,/);

    const second = actor.ask('apply', { plan: clicked() });
    const again = await agent.agentEvent();
    await using root = await RemoteClient.start(stage.address, 0);
    const identity = ['unix-user', [['uid', ['u', 0]]]];
    await root.call('AuthenticationAgentResponse2', 'us(sa{sv})', [NOBODY, again.cookie, identity], polkit);
    agent.answer(again.cookie);
    expect(await second).toMatchObject({ kind: 'applied' });
    expect(threadsOf(target.pid).every((one) => one.startsWith('nice 10,'))).toBe(true);
  });

  test('who turns to something else waits no longer, and what is allowed too late is taken back', async () => {
    await using actor = await HelpedActor.start(stage, 'abandoned');
    const agent = await stage.client();
    await agent.beAgentFor(actor.pid, startTimeOf(actor.pid));
    await using target = await stage.target('ask', 2, 0);
    const before = valuesOf(target.pid);
    const waiting = actor.ask('apply', { plan: planOn(target, { nice: 10 }, { interactive: true }) });
    const { cookie } = await agent.agentEvent();
    await actor.ask('abandon');
    expect(await waiting).toMatchObject({ kind: 'refused', code: 'dismissed' });

    await using root = await RemoteClient.start(stage.address, 0);
    const identity = ['unix-user', [['uid', ['u', 0]]]];
    await root.call('AuthenticationAgentResponse2', 'us(sa{sv})', [NOBODY, cookie, identity], polkit);
    agent.answer(cookie);
    // it is allowed, and at once given back
    await until(() => stage.log.some((line) => line.startsWith(`SetNice: ask (process ${target.pid})`)));
    await until(() => JSON.stringify(valuesOf(target.pid)) === JSON.stringify(before));
  });

  test('permissions are told as polkit tells them', async () => {
    await using actor = await HelpedActor.start(stage, 'status');
    expect(await actor.ask('status')).toMatchObject({
      installed: true,
      state: 'ready',
      permissions: { adjustOwn: 'yes', adjustOther: 'no', freeze: 'no', end: 'no', units: 'no' },
    });
  });
});

test('what the helper protects is refused with its reason', async () => {
  await using actor = await HelpedActor.start(stage, 'protected');
  await using target = await stage.target('sshd-grant', 1, 0);
  const outcome = await actor.ask('apply', { plan: planOn(target, { nice: 10 }) });
  expect(outcome).toMatchObject({ kind: 'refused', code: 'protected' });
  expect(JSON.stringify(outcome)).toContain('remote access');
});

test('freezing and ending root’s program, where a rule grants it', async () => {
  await using actor = await HelpedActor.start(stage, 'freeze');
  await using target = await stage.target('grant', 3, 0);
  const plan = planOn(target, { freeze: true });
  expect(await actor.ask('apply', { plan })).toMatchObject({ kind: 'applied' });
  await until(() => stateOf(target.pid) === 'T');
  await actor.ask('restore', { decisionId: plan.decisionId });
  await until(() => stateOf(target.pid) === 'S');
  expect(await actor.ask('apply', { plan: planOn(target, { signal: 'TERM' }) })).toMatchObject({ kind: 'applied' });
  expect(await target.ended()).toBe('SIGTERM');
});

// the last: the helper does not come back
test('stopped mid-way, the helper gives everything back; the actor says so and goes on without it', async () => {
  await using actor = await HelpedActor.start(stage, 'stopped');
  await using target = await stage.target('grant', 5, 0);
  await using own = await stage.target('burner', 2, NOBODY);
  const before = valuesOf(target.pid);
  const plan = planOn(target, firm);
  await actor.ask('apply', { plan });
  stage.signalHelper('SIGTERM');
  expect(await actor.lost()).toEqual([plan.decisionId]);
  expect(await stage.helperEnd()).toBe(0);
  // nobody but the helper changed anything
  expect(await actor.ask('reconcile', { plan })).toEqual([]);
  expect(valuesOf(target.pid)).toEqual(before);
  const { findings } = await actor.ask('restore', { decisionId: plan.decisionId });
  expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['restored']));
  expect(await actor.ask('status')).toMatchObject({ installed: false, state: 'absent' });

  const refused = await actor.ask('apply', { plan: planOn(target, { nice: 10 }) });
  expect(refused).toMatchObject({ kind: 'refused', code: 'unsupported' });
  const alone = planOn(own, { ioPriority: firm.ioPriority });
  expect(await actor.ask('apply', { plan: alone })).toMatchObject({ kind: 'applied' });
  await actor.ask('restore', { decisionId: alone.decisionId });
});
