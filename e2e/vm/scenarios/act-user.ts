/** Unprivileged, as alice: her systemd user manager holds programs back, freezes them and gives them back. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createActor } from '../../../main/act/actor.ts';
import type { ApplyOutcome, JournalEntry, JournalStore } from '../../../main/act/intervention.ts';
import { leverFacts } from '../../../main/act/lever-facts.ts';
import { leverSupport } from '../../../main/act/lever-support.ts';
import { serviceManagers } from '../../../main/act/service-managers.ts';
import { systemClock } from '../../../main/clock.ts';
import type { Burner } from '../burner.ts';
import { burn, burnInScope, cgroupFile, cgroupOf, cpuRatio, plan, show, ticksWhile } from '../burner.ts';
import type { Check, Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  as: 'alice',
  run: async (check) => {
    const rival = await burnInScope('rival.scope');
    try {
      await inItsOwnScope(check, rival);
      await fromAShell(check, rival);
      await sharingAScope(check);
      await afterACrash(check);
    } finally {
      rival.end();
    }
  },
};

function memoryJournal(): JournalStore {
  const entries = new Map<string, JournalEntry>();
  return {
    write: (entry) => void entries.set(entry.decisionId, entry),
    setState: (decisionId, state) => {
      const entry = entries.get(decisionId);
      if (entry !== undefined) entries.set(decisionId, { ...entry, state });
    },
    open: () => [...entries.values()].filter(({ state }) => state !== 'closed'),
  };
}

const newActor = (journal = memoryJournal()) => createActor({ journal, clock: systemClock, env: process.env });
const refusedWith = (outcome: ApplyOutcome, code: string, words: string): boolean =>
  outcome.kind === 'refused' && outcome.code === code && outcome.reason.includes(words);

async function inItsOwnScope(check: Check, rival: Burner): Promise<void> {
  const burner = await burnInScope('burner.scope');
  const actor = newActor();
  const group = cgroupOf(burner.pid);

  const facts = await leverFacts(
    plan([burner], 'burner.scope', {}).app,
    [burner],
    serviceManagers(process.env, systemClock),
    { kind: 'none', why: 'the helper is not installed' },
  );
  const support = new Map(leverSupport(facts).map(({ lever, ...answer }) => [lever, answer]));
  check(
    'CPU weight and freezing work and can be undone',
    support.get('cpuWeight')?.undoable === true && support.get('freeze')?.undoable === true,
    [...support],
  );
  check('nice is known not to be undoable', support.get('nice')?.undoable === false, support.get('nice'));

  const nicer = await actor.apply(plan([burner], 'burner.scope', { nice: 10 }));
  check(
    'nice is refused, since it could not be undone',
    refusedWith(nicer, 'not-undoable', 'cannot be lowered again'),
    nicer,
  );
  const idle = await actor.apply(plan([burner], 'burner.scope', { schedPolicy: 'idle' }));
  check('SCHED_IDLE is refused, since it could not be left', refusedWith(idle, 'not-undoable', 'SCHED_IDLE'), idle);
  const io = await actor.apply(plan([burner], 'burner.scope', { ioWeight: 10 }));
  check(
    'IOWeight is refused, since io is not delegated',
    refusedWith(io, 'unsupported', 'io controller is not delegated'),
    io,
  );

  const even = await cpuRatio(rival, burner);
  check('untreated, two burners share their CPU evenly', even > 0.6 && even < 1.7, even);

  const held = plan([burner], 'burner.scope', { cpuWeight: 10 });
  const applied = await actor.apply(held);
  check('CPUWeight is applied to her scope', applied.kind === 'applied', applied);
  check('cpu.weight says so', cgroupFile(burner.pid, 'cpu.weight') === '10', cgroupFile(burner.pid, 'cpu.weight'));
  const uneven = await cpuRatio(rival, burner);
  check(
    `held back it gets a small share: ${even.toFixed(2)} : 1 before, ${uneven.toFixed(2)} : 1 now`,
    uneven > 4,
    uneven,
  );
  check('nothing drifted', (await actor.reconcile(held.decisionId, [burner])).length === 0);
  const restored = await actor.restore(held.decisionId);
  check(
    'it is given back',
    restored.findings.every(({ kind }) => kind === 'restored'),
    restored.findings,
  );
  check(
    'systemd says that nothing is set',
    show('burner.scope', 'CPUWeight', '--user') === '[not set]',
    show('burner.scope', 'CPUWeight', '--user'),
  );
  check('it never left its scope', cgroupOf(burner.pid) === group, cgroupOf(burner.pid));

  const frozen = plan([burner], 'burner.scope', { freeze: true });
  const froze = await actor.apply(frozen);
  check(
    'it is frozen',
    froze.kind === 'applied' &&
      cgroupFile(burner.pid, 'cgroup.freeze') === '1' &&
      /frozen 1/.test(cgroupFile(burner.pid, 'cgroup.events') ?? ''),
    froze,
  );
  check('frozen, it gets no CPU', (await ticksWhile(burner, rival)) === 0);
  await actor.restore(frozen.decisionId);
  check('it is thawed', /frozen 0/.test(cgroupFile(burner.pid, 'cgroup.events') ?? ''));
  check('thawed, it runs again', (await ticksWhile(burner, rival)) > 0);

  const quota = plan([burner], 'burner.scope', { cpuMax: 0.2, memoryHigh: 300_000_000 });
  const limited = await actor.apply(quota);
  check(
    'a quota and a memory bound are applied',
    limited.kind === 'applied' && cgroupFile(burner.pid, 'cpu.max')?.startsWith('20000 ') === true,
    limited,
  );
  execFileSync('systemctl', ['--user', 'set-property', '--runtime', 'burner.scope', 'CPUQuota=55%']);
  const drifts = await actor.reconcile(quota.decisionId, [burner]);
  check('a quota set by hand is noticed', drifts.length === 1 && drifts[0]?.found === '0.55', drifts);
  const report = await actor.restore(quota.decisionId);
  check(
    'it is left alone and reported, the rest is given back',
    show('burner.scope', 'CPUQuotaPerSecUSec', '--user') === '550ms' &&
      show('burner.scope', 'MemoryHigh', '--user') === 'infinity' &&
      report.findings.some(({ kind }) => kind === 'drifted'),
    report.findings,
  );

  await actor.dispose();
  burner.end();
}

async function fromAShell(check: Check, rival: Burner): Promise<void> {
  const burner = await burn();
  const actor = newActor();
  check(
    'a burner from the shell shares the session’s scope',
    /session-.*\.scope$/.test(cgroupOf(burner.pid)),
    cgroupOf(burner.pid),
  );
  const held = plan([burner], null, { cpuWeight: 10 });
  const applied = await actor.apply(held);
  check(
    'a scope of its own is laid around it',
    applied.kind === 'applied' && /app\.slice\/brainkernel-[0-9a-f]+\.scope$/.test(cgroupOf(burner.pid)),
    [applied, cgroupOf(burner.pid)],
  );
  check(
    'cpu.weight of that scope says 10',
    cgroupFile(burner.pid, 'cpu.weight') === '10',
    cgroupFile(burner.pid, 'cpu.weight'),
  );
  const uneven = await cpuRatio(rival, burner);
  check(`held back: ${uneven.toFixed(2)} : 1`, uneven > 4, uneven);
  const report = await actor.restore(held.decisionId);
  const scope = cgroupOf(burner.pid).replace(/^.*\//, '');
  check('its weight is lifted', show(scope, 'CPUWeight', '--user') === '[not set]', show(scope, 'CPUWeight', '--user'));
  check(
    'the report says why it stays in that scope',
    report.findings.some(({ reason }) => reason?.includes('without privilege') === true),
    report.findings,
  );

  const frozen = plan([burner], null, { freeze: true, cpuWeight: 20 });
  const froze = await actor.apply(frozen);
  check(
    'it is frozen',
    froze.kind === 'applied' && /frozen 1/.test(cgroupFile(burner.pid, 'cgroup.events') ?? ''),
    froze,
  );
  check('frozen, it gets no CPU', (await ticksWhile(burner, rival)) === 0);
  await actor.restore(frozen.decisionId);
  check('it is thawed and runs', (await ticksWhile(burner, rival)) > 0);
  await actor.dispose();
  burner.end();
}

async function sharingAScope(check: Check): Promise<void> {
  const shell = await burn(['systemd-run', '--user', '--scope', '-q', '--unit=terminal.scope']);
  const origin = cgroupOf(shell.pid);
  const second = await burn(['systemd-run', '--user', '--scope', '-q', '--unit=other.scope']);
  // within her manager's tree she may move her own processes: two programs in one scope, as in a terminal
  writeFileSync(`/sys/fs/cgroup${origin}/cgroup.procs`, String(second.pid));
  const actor = newActor();
  const held = plan([second], 'terminal.scope', { cpuWeight: 10 });
  await actor.apply(held);
  check(
    'of two programs in one scope only the one that is meant moves out',
    cgroupOf(second.pid).includes('brainkernel-') && cgroupOf(shell.pid) === origin,
    [cgroupOf(second.pid), cgroupOf(shell.pid)],
  );
  check(
    'and only it is held back',
    cgroupFile(second.pid, 'cpu.weight') === '10' && show('terminal.scope', 'CPUWeight', '--user') === '[not set]',
  );
  const report = await actor.restore(held.decisionId);
  check('it is moved back to where it was', cgroupOf(second.pid) === origin, [cgroupOf(second.pid), report.findings]);
  await actor.dispose();
  for (const one of [shell, second]) one.end();
}

async function afterACrash(check: Check): Promise<void> {
  const burner = await burnInScope('crash.scope');
  const journal = memoryJournal();
  await newActor(journal).apply(plan([burner], 'crash.scope', { cpuWeight: 10, freeze: true }));
  check('an engine that dies leaves it frozen', /frozen 1/.test(cgroupFile(burner.pid, 'cgroup.events') ?? ''));
  const next = newActor(journal);
  const reports = await next.recover();
  check(
    'the next one thaws it and lifts the weight',
    /frozen 0/.test(cgroupFile(burner.pid, 'cgroup.events') ?? '') &&
      show('crash.scope', 'CPUWeight', '--user') === '[not set]',
    reports,
  );
  await next.dispose();
  burner.end();
}
