import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createActor } from './actor.ts';
import { fileJournal, memoryJournal } from './file-journal.fixture.ts';
import type { JournalEntry } from './intervention.ts';
import { oomScoreOf, planFor, run, Spawned, stateOf, valuesOf } from './spawned.fixture.ts';

const engine = fileURLToPath(new URL('acting-engine.fixture.ts', import.meta.url));
const firmly = { nice: 10, schedPolicy: 'batch', ioPriority: { class: 'idle', level: 7 }, oomScore: 300 } as const;
let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'act-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** Another process acts on `target` with a journal of its own, and is killed: while applying, or after. */
async function killedWhile(what: 'applying' | 'applied', target: Spawned): Promise<string> {
  const path = join(directory, 'journal.json');
  const child = spawn(process.execPath, [engine, what, path, JSON.stringify(planFor([target.key], firmly))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  child.kill('SIGKILL');
  await once(child, 'exit');
  return path;
}

test('what a killed engine left is given back by the next one', async () => {
  await using target = await Spawned.start(20);
  const before = valuesOf(target.pid);
  const path = await killedWhile('applied', target);
  expect(valuesOf(target.pid)).not.toEqual(before);
  await target.order('thread');

  const actor = createActor({ journal: fileJournal(path), clock: systemClock, env: process.env });
  const reports = await actor.recover();

  expect(reports).toHaveLength(1);
  for (const [tid, value] of before) expect(valuesOf(target.pid).get(tid)).toBe(value);
  expect(new Set(valuesOf(target.pid).values())).toEqual(new Set(before.values()));
  expect(oomScoreOf(target.pid)).toBe(0);
  expect(fileJournal(path).open()).toEqual([]);
});

test('an engine killed between its journal and its levers leaves an intention that recovery compares and closes', async () => {
  await using target = await Spawned.start();
  const before = valuesOf(target.pid);
  const path = await killedWhile('applying', target);
  expect(fileJournal(path).open()).toMatchObject([{ state: 'intended' }]);
  expect(valuesOf(target.pid)).toEqual(before);

  const actor = createActor({ journal: fileJournal(path), clock: systemClock, env: process.env });
  const [report] = await actor.recover();

  expect(new Set(report?.findings.map(({ kind }) => kind))).toEqual(new Set(['restored']));
  expect(valuesOf(target.pid)).toEqual(before);
  expect(fileJournal(path).open()).toEqual([]);
});

test('recovery leaves alone what was changed by hand while no engine ran', async () => {
  await using target = await Spawned.start();
  const path = await killedWhile('applied', target);
  run('renice', '-n', '7', '-p', String(target.pid));

  const actor = createActor({ journal: fileJournal(path), clock: systemClock, env: process.env });
  const [report] = await actor.recover();

  expect(valuesOf(target.pid).get(target.pid)).toMatch(/^nice 7 policy 0 io none/);
  expect(report?.findings.filter(({ kind }) => kind === 'drifted')).toMatchObject([{ found: '7' }]);
});

test('a process that stopped being is gone, and one that has its pid by now is not touched', async () => {
  await using target = await Spawned.start();
  const journal = memoryJournal();
  const actor = createActor({ journal, clock: systemClock, env: process.env });
  const plan = planFor([target.key], { nice: 10 });
  await actor.apply(plan);
  const [entry] = journal.open();
  // the same pid with another start time is what a reused pid looks like
  const stale = (JSON.parse(JSON.stringify(entry)) as JournalEntry).changes.map((change) => ({
    ...change,
    target: { ...change.target, startTime: target.key.startTime - 1 },
  }));
  const other = memoryJournal();
  if (entry !== undefined) other.write({ ...entry, changes: stale, state: 'applied', processes: [] });

  const [report] = await createActor({ journal: other, clock: systemClock, env: process.env }).recover();

  expect(new Set(report?.findings.map(({ kind }) => kind))).toEqual(new Set(['gone']));
  expect(valuesOf(target.pid).get(target.pid)).toMatch(/^nice 10/);
  await actor.restoreAll();
});

test('an entry of another boot is closed without a look at who has its pids now', async () => {
  await using target = await Spawned.start();
  const journal = memoryJournal();
  const actor = createActor({ journal, clock: systemClock, env: process.env });
  const plan = planFor([target.key], { nice: 10 });
  await actor.apply(plan);
  const earlier = memoryJournal();
  for (const entry of journal.open()) earlier.write({ ...entry, bootId: 'another' });

  const [report] = await createActor({ journal: earlier, clock: systemClock, env: process.env }).recover();

  expect(report?.findings.every(({ kind }) => kind === 'gone')).toBe(true);
  expect(valuesOf(target.pid).get(target.pid)).toMatch(/^nice 10/);
  expect(earlier.open()).toEqual([]);
  await actor.restoreAll();
});

test('restoring everything gives back each decision and thaws', async () => {
  await using first = await Spawned.start();
  await using second = await Spawned.start();
  const journal = memoryJournal();
  const actor = createActor({ journal, clock: systemClock, env: process.env });
  await actor.apply(planFor([first.key], { nice: 10 }));
  await actor.apply(planFor([second.key], { freeze: true }));
  expect(stateOf(second.pid)).toBe('T');

  const reports = await actor.restoreAll();
  await actor.dispose();

  expect(reports).toHaveLength(2);
  expect(valuesOf(first.pid).get(first.pid)).toMatch(/^nice 0/);
  expect(stateOf(second.pid)).not.toBe('T');
  expect(journal.open()).toEqual([]);
});

test('the journal has every value before the first lever is pulled', async () => {
  await using target = await Spawned.start();
  const inner = memoryJournal();
  const seen: string[] = [];
  const journal = {
    ...inner,
    write: (entry: JournalEntry) => {
      seen.push(`${entry.state} ${readFileSync(`/proc/${target.pid}/stat`, 'latin1').split(' ')[18] ?? ''}`);
      inner.write(entry);
    },
  };
  const actor = createActor({ journal, clock: systemClock, env: process.env });

  await actor.apply(planFor([target.key], { nice: 10 }));

  expect(seen[0]).toBe('intended 0');
  expect(inner.history[0]?.changes.filter(({ lever }) => lever === 'nice')).toHaveLength(target.tids.length);
  await actor.restoreAll();
});

test('nothing is changed while the journal cannot be written', async () => {
  await using target = await Spawned.start();
  const before = valuesOf(target.pid);
  const journal = {
    ...memoryJournal(),
    write: () => {
      throw new Error('no space left on device');
    },
  };
  const actor = createActor({ journal, clock: systemClock, env: process.env });

  const outcome = await actor.apply(planFor([target.key], firmly));

  expect(outcome).toMatchObject({ kind: 'refused', code: 'not-durable' });
  expect(valuesOf(target.pid)).toEqual(before);
});
