import type { AppRow, ProcessRow } from '../../contract/machine.ts';

/** A quiet process of a person, changed where a test says so. */
export const aProcess = (part: Partial<ProcessRow>): ProcessRow => ({
  pid: 100,
  startTime: 1000,
  parentPid: 1,
  appId: 'app',
  name: 'worker',
  exe: '/usr/bin/worker',
  user: 'alice',
  state: 'S',
  threads: 1,
  cpu: 0,
  memory: 1_000_000,
  ioRead: null,
  ioWrite: null,
  runDelay: null,
  nice: 0,
  schedPolicy: 'other',
  setBy: 'default',
  ...part,
});

/** An app nobody touches, changed where a test says so. */
export const anApp = (part: Partial<AppRow>): AppRow => ({
  id: 'app',
  name: 'Worker',
  icon: null,
  category: 'utility',
  kind: 'app',
  unit: null,
  known: 'catalogue',
  pids: [100],
  cpu: 0,
  memory: 1_000_000,
  ioRead: null,
  ioWrite: null,
  runDelay: null,
  cpuWeight: null,
  foreground: false,
  immune: false,
  treatment: null,
  lock: null,
  ...part,
});
