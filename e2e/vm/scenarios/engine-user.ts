/** The whole engine, unprivileged as alice: what it holds back, freezes and refuses, and how it gives everything back. */
import { spawn } from 'node:child_process';
import type { Decision } from '../../../contract/decision.ts';
import type { RunningEngine } from '../../support/running-engine.ts';
import type { Burner } from '../burner.ts';
import { burn, burnInScope, cgroupFile, cgroupOf, cpuRatio, shellNamed, show, statOf, ticksWhile } from '../burner.ts';
import { holdingBack, seen, stopped, withAutopilot } from '../engine.ts';
import type { Check, Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  as: 'alice',
  run: async (check) => {
    const indexer = shellNamed('usr/libexec/tracker-miner-fs-3');
    const rival = await burnInScope('frobnicator.scope', shellNamed('opt/frobnicator/frobnicator'));
    try {
      await withAutopilot(async (engine) => {
        const { context } = await engine.call('engine.status', {});
        check('it knows that it may not raise priorities', !context.regime.canRaisePriority, context.regime);
        await inItsOwnScope(check, engine, indexer, rival);
        await foreign(check, engine);
        const held = await fromAShell(check, engine, indexer, rival);
        await byHand(check, engine, rival);
        await atTheEnd(check, engine, held, rival);
        held.end();
      });
    } finally {
      rival.end();
    }
  },
};

const isFrozen = ({ pid }: Burner): boolean => /frozen 1/.test(cgroupFile(pid, 'cgroup.events') ?? '');
const leverOf = ({ levers }: Decision, name: string) => levers.find(({ lever }) => lever === name);
/** Without privilege there is no way back from these. */
const pullsOneWay = ({ levers }: Decision): boolean =>
  levers.some(({ lever }) => lever === 'nice' || lever === 'schedPolicy');

async function inItsOwnScope(check: Check, engine: RunningEngine, indexer: string, rival: Burner): Promise<void> {
  // paused, so that nothing happens before both were measured
  await engine.call('engine.pause', { minutes: 60 });
  const burner = await burnInScope('indexer.scope', indexer);
  const even = await cpuRatio(rival, burner);
  check('before, indexer and unknown program share their CPU evenly', even > 0.6 && even < 1.7, even);
  await engine.call('engine.resume', {});

  const decision = await holdingBack(engine, burner);
  check(
    'the indexer in a scope of hers is held back by CPUWeight',
    decision.app.category === 'indexer' &&
      decision.target.unit === 'indexer.scope' &&
      leverOf(decision, 'cpuWeight')?.after === 10,
    decision,
  );
  check('no lever is pulled that could not be taken back', !pullsOneWay(decision), decision.levers);
  const story = decision.notes.map(({ text }) => text).join('\n');
  check('and the decision says why', /nice was not used, as it could not be undone: .*CAP_SYS_NICE/.test(story), story);
  check('cpu.weight says 10', cgroupFile(burner.pid, 'cpu.weight') === '10', cgroupFile(burner.pid, 'cpu.weight'));
  const uneven = await cpuRatio(rival, burner);
  check(
    `held back it gets a small share: ${even.toFixed(2)} : 1 before, ${uneven.toFixed(2)} : 1 now`,
    uneven > 4,
    uneven,
  );

  const { status } = await engine.call('decisions.undo', { id: decision.id });
  check(
    'undo gives the weight back',
    status === 'undone' && show('indexer.scope', 'CPUWeight', '--user') === '[not set]',
    [status, show('indexer.scope', 'CPUWeight', '--user')],
  );
  const again = await cpuRatio(rival, burner);
  check(`and the share: ${again.toFixed(2)} : 1`, again > 0.6 && again < 1.7, again);
  burner.end();
}

/** The kernel lets her start it, but it runs as root: nothing of it is hers to change. */
async function foreign(check: Check, engine: RunningEngine): Promise<void> {
  // asks for a password and waits
  const child = spawn('su', ['bob'], { stdio: ['pipe', 'ignore', 'ignore'] });
  const { pid } = child;
  if (pid === undefined) throw new Error('su did not start');
  const process = { pid, startTime: statOf(pid).startTime };
  await seen(engine, process);
  const { decision } = await engine.call('processes.act', { kind: 'treat', ...process, action: 'hold-back' });
  check(
    'a program that runs as root is refused, lever by lever',
    decision.status === 'refused' &&
      ['nice', 'ioPriority', 'cpuWeight'].every((lever) =>
        decision.refusal?.reason.includes(`${lever}: some of its processes belong to another user`),
      ),
    decision.refusal,
  );
  child.kill('SIGKILL');
}

async function fromAShell(check: Check, engine: RunningEngine, indexer: string, rival: Burner): Promise<Burner> {
  const burner = await burn([], indexer);
  const origin = cgroupOf(burner.pid);
  const decision = await holdingBack(engine, burner);
  const scope = cgroupOf(burner.pid);
  check(
    'the indexer from a shell gets a scope of its own around it',
    /session-.*\.scope$/.test(origin) && /app\.slice\/brainkernel-[0-9a-f]+\.scope$/.test(scope),
    [origin, scope],
  );
  check(
    'it is held back there by CPUWeight',
    leverOf(decision, 'cpuWeight')?.after === 10 && cgroupFile(burner.pid, 'cpu.weight') === '10',
    [decision.levers, cgroupFile(burner.pid, 'cpu.weight')],
  );
  const uneven = await cpuRatio(rival, burner);
  check(`its share is small: ${uneven.toFixed(2)} : 1`, uneven > 4, uneven);
  return burner;
}

async function byHand(check: Check, engine: RunningEngine, unknown: Burner): Promise<void> {
  const busy = await burnInScope('busy.scope');
  const decision = await freeze(engine, unknown);
  check(
    'a person freezes the unknown program',
    decision.status === 'applied' && decision.tier === 'user' && isFrozen(unknown),
    [decision, cgroupFile(unknown.pid, 'cgroup.events')],
  );
  check('frozen, it gets no CPU', (await ticksWhile(unknown, busy)) === 0);
  const { status } = await engine.call('decisions.undo', { id: decision.id });
  check('undo thaws it', status === 'undone' && !isFrozen(unknown), status);
  check('thawed, it runs', (await ticksWhile(unknown, busy)) > 0);
  busy.end();
}

async function atTheEnd(check: Check, engine: RunningEngine, held: Burner, unknown: Burner): Promise<void> {
  await freeze(engine, unknown);
  check(
    'before the end one is held back and one is frozen',
    isFrozen(unknown) && cgroupFile(held.pid, 'cpu.weight') === '10',
    [cgroupFile(held.pid, 'cpu.weight'), cgroupFile(unknown.pid, 'cgroup.events')],
  );
  const code = await stopped(engine, 'SIGTERM');
  check('SIGTERM ends it with 0', code === 0, [code, engine.stderr()]);
  const scope = cgroupOf(held.pid).replace(/^.*\//, '');
  check('and gives everything back', !isFrozen(unknown) && show(scope, 'CPUWeight', '--user') === '[not set]', [
    show(scope, 'CPUWeight', '--user'),
    cgroupFile(unknown.pid, 'cgroup.events'),
  ]);
}

async function freeze(engine: RunningEngine, { pid, startTime }: Burner): Promise<Decision> {
  const { decision } = await engine.call('processes.act', { kind: 'treat', pid, startTime, action: 'freeze' });
  return decision;
}
