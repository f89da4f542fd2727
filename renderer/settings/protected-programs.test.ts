import { expect, test } from 'vitest';
import { aProcess } from '../processes/rows.test-data.ts';
import { pathProblem, runningPrograms } from './protected-programs.ts';

test.each([
  ['/usr/bin/obs', null],
  ['/opt/My Programs/an app', null],
  ['/usr/bin/..hidden', null],
  ['obs', 'relative'],
  ['~/bin/obs', 'relative'],
  ['', 'relative'],
  ['/usr/bin/', 'unclean'],
  ['/usr//bin/obs', 'unclean'],
  ['/usr/bin/../bin/obs', 'unclean'],
  ['/usr/bin/.', 'unclean'],
  ['/usr/bin/o\nbs', 'unclean'],
  [`/${'x'.repeat(4096)}`, 'long'],
  ['/usr/bin/vlc', 'twice'],
])('%j: %s', (path, problem) => {
  expect(pathProblem(path, ['/usr/bin/vlc'])).toBe(problem);
});

test('the list has an end', () => {
  const programs = Array.from({ length: 1000 }, (_, i) => `/usr/bin/program-${i}`);
  expect(pathProblem('/usr/bin/one-more', programs)).toBe('full');
});

test('what runs is offered once an executable, by name, without what is protected or has no file', () => {
  const rows = [
    aProcess({ pid: 1, exe: '/usr/bin/vlc' }),
    aProcess({ pid: 2, exe: '/usr/bin/obs' }),
    aProcess({ pid: 3, exe: '/usr/bin/obs' }),
    aProcess({ pid: 4, exe: null }),
    aProcess({ pid: 5, exe: '/opt/app/app' }),
  ];
  expect(runningPrograms(rows, ['/usr/bin/vlc'])).toEqual([
    { path: '/opt/app/app', name: 'app', processes: 1 },
    { path: '/usr/bin/obs', name: 'obs', processes: 2 },
  ]);
});
