import { expect, test } from 'vitest';
import { numberFormat } from '../format/numbers.ts';
import { i18n } from '../i18n/i18n.ts';
import { rowAsJson, rowAsText } from './row-as-text.ts';
import { anApp, aProcess } from './rows.test-data.ts';

const process = aProcess({ pid: 20, cpu: 0.41, memory: 96e6, ioRead: 4e6, ioWrite: null, runDelay: 12.4, nice: 10 });
const app = anApp({
  name: 'Tracker',
  category: 'indexer',
  cpu: 0.5,
  unit: 'tracker.service',
  cpuWeight: 10,
  treatment: { action: 'hold-back', decisionId: 'd' },
});

test('a process reads as text without the screen around it', () => {
  const row = { kind: 'process', key: '20:1000', app, process } as const;
  expect(rowAsText(row, i18n.t, numberFormat('en')).split('\n')).toEqual([
    'worker (PID 20)',
    '- Category: Indexer',
    '- CPU: 41%',
    '- Memory: 96 MB',
    '- IO: 4 MB/s',
    '- Waits: 12 ms/s',
    '- Nice: 10',
    '- Class: normal',
    '- Set by: default',
    '- Program: /usr/bin/worker',
    '- User: alice',
    '- CPU weight: 10',
    '- systemd unit: tracker.service',
    '- Treatment: Held back',
  ]);
  expect(rowAsJson(row)).toEqual({ app, process });
});

test('an app says how many processes it has, and what was not read', () => {
  const row = { kind: 'app', key: 'app:app', app, main: process, processes: 3, open: false } as const;
  const lines = rowAsText(row, i18n.t, numberFormat('en')).split('\n');
  expect(lines[0]).toBe('Tracker (PID 20)');
  expect(lines).toContain('- Processes: 3');
  expect(lines).toContain('- IO: not read');
});
