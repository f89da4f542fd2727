import { expect, test } from 'vitest';
import { reading, snapshotOf } from '../reading.fixture.ts';
import { createTunerWatch } from './tuners.ts';

const look = (...sketches: Parameters<typeof reading>[0][]): readonly string[] =>
  createTunerWatch()(snapshotOf(sketches.map(reading))).map(({ name }) => name);

test('tuners are known by exactly what they run', () => {
  expect(
    look(
      { pid: 10, exe: '/usr/bin/ananicy-cpp' },
      { pid: 11, exe: '/usr/bin/python3.11', argv: ['python3', '/usr/bin/nohang', '--monitor'] },
      { pid: 12, exe: '/usr/bin/scx_lavd' },
      { pid: 13, exe: null, argv: ['/usr/bin/system76-scheduler', 'daemon'], uid: 0 },
    ),
  ).toEqual(['ananicy-cpp', 'nohang', 'scx_lavd', 'system76-scheduler']);
});

test('what only looks like a tuner is none', () => {
  expect(
    look(
      { pid: 10, exe: '/tmp/ananicy-cpp' },
      { pid: 11, exe: '/usr/bin/vim', argv: ['vim', '/etc/ananicy'] },
      { pid: 12, exe: '/usr/bin/scx_' },
      { pid: 13, exe: null, argv: ['/usr/bin/tuned'], uid: 1001 },
    ),
  ).toEqual([]);
});

test('a pid that is used again by another program is looked at again', () => {
  const watch = createTunerWatch();
  expect(watch(snapshotOf([reading({ pid: 10, start: 1, exe: '/usr/bin/gamemoded' })]))).toHaveLength(1);
  expect(watch(snapshotOf([reading({ pid: 10, start: 2, exe: '/usr/bin/ls' })]))).toHaveLength(0);
});
