import { expect, test } from 'vitest';
import { readIoPriority } from './io-priority.ts';

test.each([
  ['best-effort/4', { name: 'best-effort', level: '4' }],
  ['realtime/0', { name: 'realtime', level: '0' }],
  ['none', { name: 'none' }],
  ['idle', null],
  ['0-7', null],
  ['best-effort', null],
  ['best-effort/12', null],
])('%s', (text, read) => {
  expect(readIoPriority(text)).toEqual(read);
});
