import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reading, snapshotOf, workloadWith } from './reading.fixture.ts';
import type { Sketch } from './reading.fixture.ts';

const manager = '/user.slice/user-1000.slice/user@1000.service';
const cgroups = [
  '/',
  '/system.slice/a.service',
  '/system.slice/b.service/sub',
  '/x/a.service',
  `${manager}/app.slice/app-x-1.scope`,
  '/user.slice/user-1000.slice/session-1.scope',
  `${manager}/app.slice/brainkernel-abc.scope`,
  `/docker/${'a'.repeat(64)}`,
];
const exes = [
  '/usr/bin/bash',
  '/usr/bin/make',
  '/usr/bin/firefox',
  '/opt/a/x',
  '/opt/a/y',
  '/usr/bin/python3',
  '/usr/sbin/sshd',
  '/usr/lib/systemd/systemd',
  '/home/a/b',
  null,
];

const sketch: fc.Arbitrary<Sketch> = fc.record({
  pid: fc.integer({ min: 1, max: 60 }),
  parent: fc.integer({ min: 0, max: 60 }),
  exe: fc.oneof(fc.constantFrom(...exes), fc.string()),
  argv: fc.array(fc.oneof(fc.string(), fc.constantFrom('-c', 'x.py', '--type=renderer')), { maxLength: 4 }),
  cgroup: fc.oneof(fc.constantFrom(...cgroups), fc.string()),
  start: fc.integer({ min: 0, max: 5 }),
  tty: fc.constantFrom(0, 34816),
  session: fc.integer({ min: 0, max: 5 }),
  kernel: fc.boolean(),
});
const machine = fc.uniqueArray(sketch, { selector: ({ pid }) => pid, maxLength: 40 });

test('whatever the processes do from one sample to the next, each is in exactly one app and ids are unique', () => {
  fc.assert(
    fc.property(fc.array(machine, { minLength: 1, maxLength: 5 }), (moments) => {
      const workload = workloadWith();
      for (const moment of moments) {
        const processes = moment.map(reading);
        const apps = workload.observe(snapshotOf(processes, 1), null).map(({ app }) => app);
        const pids = apps.flatMap((app) => app.processes.map(({ pid }) => pid));
        expect([...pids].sort((a, b) => a - b)).toEqual(moment.map(({ pid }) => pid).sort((a, b) => a - b));
        expect(new Set(apps.map(({ id }) => id)).size).toBe(apps.length);
        for (const process of processes) {
          expect(workload.appOf(process)?.processes.map(({ pid }) => pid)).toContain(process.pid);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('an app keeps its id while unrelated processes come and go', () => {
  fc.assert(
    fc.property(machine, machine, (first, second) => {
      const workload = workloadWith();
      const own = reading({
        pid: 900,
        parent: 899,
        exe: '/opt/own/own',
        cgroup: '/system.slice/own.service',
        start: 1,
      });
      const away = ({ pid }: Sketch): boolean => pid !== 900;
      const idAmong = (others: readonly Sketch[]): string | undefined => {
        workload.observe(snapshotOf([own, ...others.filter(away).map(reading)], 1), null);
        return workload.appOf(own)?.id;
      };
      const id = idAmong(first);
      expect(idAmong(second)).toBe(id);
      expect(idAmong([])).toBe(id);
    }),
  );
});

test('processes that stay as they are keep their apps, however often they are looked at', () => {
  fc.assert(
    fc.property(machine, (sketches) => {
      const workload = workloadWith();
      const snapshot = snapshotOf(sketches.map(reading), 1);
      const look = (): readonly string[] =>
        workload.observe(snapshot, null).map(({ app }) => `${app.id} ${app.processes.map(({ pid }) => pid).join()}`);
      const once = look();
      expect(look()).toEqual(once);
    }),
  );
});
