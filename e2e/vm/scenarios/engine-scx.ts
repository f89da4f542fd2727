/** The whole engine, unprivileged as alice, while a sched_ext scheduler runs the machine: it says what that takes away. */
import { execFileSync } from 'node:child_process';
import type { RunningEngine } from '../../support/running-engine.ts';
import type { Burner } from '../burner.ts';
import { burnInScope, cgroupFile, cpuRatio, shellNamed } from '../burner.ts';
import { holdingBack, stopped, withAutopilot } from '../engine.ts';
import type { Check, Scenario } from '../scenario.ts';

const state = '/sys/kernel/sched_ext/state';

export const scenario: Scenario = {
  as: 'alice',
  around: [
    'bpftool struct_ops register simple.bpf.o /sys/fs/bpf/scx',
    `rm -r /sys/fs/bpf/scx; until grep -q disabled ${state}; do sleep 0.2; done`,
  ],
  run: async (check) => {
    const indexer = await burnInScope('scx-indexer.scope', shellNamed('usr/libexec/tracker-miner-fs-3'));
    const unknown = await burnInScope('scx-unknown.scope', shellNamed('opt/frobnicator/frobnicator'));
    try {
      await withAutopilot(async (engine) => {
        await saysWhatIsVoid(check, engine);
        await doesWithout(check, engine, indexer, unknown);
        check('SIGTERM ends it with 0', (await stopped(engine, 'SIGTERM')) === 0, engine.stderr());
      });
      await isRight(check, indexer, unknown);
    } finally {
      for (const burner of [indexer, unknown]) burner.end();
    }
  },
};

async function saysWhatIsVoid(check: Check, engine: RunningEngine): Promise<void> {
  const { regime } = (await engine.call('engine.status', {})).context;
  check('it names the scheduler', regime.scheduler === 'scx' && regime.scxName === 'simple', regime);
  for (const lever of ['cpuWeight', 'cpuMax']) {
    const why = regime.voidLevers.find((one) => one.lever === lever)?.why;
    check(`it says that ${lever} is void, and why`, why?.startsWith('simple schedules this machine') === true, regime);
  }
}

async function doesWithout(check: Check, engine: RunningEngine, indexer: Burner, unknown: Burner): Promise<void> {
  const { levers } = await holdingBack(engine, indexer);
  check(
    'an indexer is held back by what is left, its IO priority, and no weight is set',
    levers.length === 1 && levers[0]?.lever === 'ioPriority' && cgroupFile(indexer.pid, 'cpu.weight') !== '10',
    [levers, cgroupFile(indexer.pid, 'cpu.weight')],
  );
  const { pid, startTime } = unknown;
  const { decision } = await engine.call('processes.act', { kind: 'treat', pid, startTime, action: 'favour' });
  const reason = decision.refusal?.reason ?? '';
  check(
    'favouring is refused: without privilege nice could not be undone, and weights do not count',
    decision.status === 'refused' &&
      decision.refusal?.code === 'not-undoable' &&
      /nice: without CAP_SYS_NICE .*no undo/.test(reason) &&
      /cpuWeight: a sched_ext scheduler/.test(reason),
    decision.refusal,
  );
}

/** What it says is so: a weight set by hand changes nothing. */
async function isRight(check: Check, indexer: Burner, unknown: Burner): Promise<void> {
  execFileSync('systemctl', ['--user', 'set-property', '--runtime', 'scx-indexer.scope', 'CPUWeight=10']);
  const ratio = await cpuRatio(unknown, indexer);
  check(
    `a weight of 10 set by hand does nothing under that scheduler: ${ratio.toFixed(2)} : 1`,
    cgroupFile(indexer.pid, 'cpu.weight') === '10' && ratio > 0.6 && ratio < 1.7,
    [ratio, cgroupFile(indexer.pid, 'cpu.weight')],
  );
}
