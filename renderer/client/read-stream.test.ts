import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFrame, readProcesses } from './read-stream.ts';

const row = {
  pid: 7,
  startTime: 1,
  parentPid: 1,
  appId: 'a',
  name: 'seven',
  exe: null,
  user: 'me',
  state: 'S',
  threads: 1,
  cpu: 0,
  memory: 1,
  ioRead: null,
  ioWrite: null,
  runDelay: null,
  nice: 0,
  schedPolicy: 'other',
  setBy: 'default',
};
const empty = { at: 1, apps: [], appFigures: [], goneApps: [], rows: [], figures: [], gone: [] };

test('a whole list is checked in full', () => {
  expect(readProcesses({ ...empty, full: true, rows: [row] })).toEqual({ ...empty, full: true, rows: [row] });
  expect(readProcesses({ ...empty, full: true, rows: [{ ...row, nice: 'ten' }] })).toBeNull();
});

test('an update is refused when a row has nothing to be keyed by', () => {
  expect(readProcesses({ ...empty, full: false, rows: [row] })).not.toBeNull();
  expect(readProcesses({ ...empty, full: false, rows: [{ ...row, pid: '7' }] })).toBeNull();
  expect(readProcesses({ ...empty, full: false, gone: ['7'] })).toBeNull();
  expect(readProcesses({ ...empty, full: false, figures: [[7, 0.5]] })).not.toBeNull();
  expect(readProcesses({ ...empty, full: false, figures: [['7', 0.5]] })).toBeNull();
});

test('whatever arrives is read or refused, never thrown', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, text) => {
      readProcesses(value);
      readFrame(JSON.stringify(value));
      readFrame(text);
    }),
  );
});

test('a frame names its stream', () => {
  expect(readFrame('{"stream":"approvals","value":{"approvals":[]}}')).toEqual({
    stream: 'approvals',
    value: { approvals: [] },
  });
  expect(readFrame('{"value":1}')).toBeNull();
  expect(readFrame('<html>')).toBeNull();
});
