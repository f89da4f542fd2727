import { expect, test } from 'vitest';
import { aCase, anApp } from '../../decide/case.fixture.ts';
import type { Action } from '../../../contract/words.ts';
import type { App } from '../../workload/app.ts';
import { factsOf } from '../facts.ts';
import { tableOf } from '../rule-table.ts';
import { asIfBusy, changesOf } from './changes.ts';
import { importRules } from './import-rules.ts';

const lines = [
  '{ "name": "encoder", "nice": 10 }',
  '{ "name": "chat", "nice": 10 }',
  '{ "name": "indexer", "nice": -3 }',
  '{ "name": "daemon", "nice": 10 }',
  '{ "name": "miner", "nice": 19, "ioclass": "idle", "sched": "idle" }',
];
const { set } = importRules('ananicy', [{ name: 'a.rules', text: lines.join('\n') }]);
const table = tableOf(set);
const idle = { ...aCase().behaviour, cpu5: 0, ioRead: 0 };
const running = (name: string, category: App['category'], more: Partial<App> = {}) =>
  aCase({
    app: anApp({ id: name, name, category, program: { ...anApp().program, exe: `/usr/bin/${name}` }, ...more }),
    behaviour: idle,
    someoneWaits: false,
  });

test('a preview names what would be decided differently, whether it is busy now or not', () => {
  const cases = [
    running('encoder', 'compression'),
    running('chat', 'communication'),
    running('indexer', 'indexer'),
    running('daemon', 'unknown'),
    running('miner', 'crypto-miner'),
    running('nobody', 'unknown'),
  ];
  const builtIn = new Map<string, Action>([
    ['encoder', 'hold-back'],
    ['chat', 'none'],
    ['indexer', 'hold-back'],
    ['miner', 'throttle'],
  ]);
  expect(changesOf(table, cases, builtIn)).toEqual([
    { app: 'daemon', category: 'unknown', from: 'none', to: 'hold-back', rule: 'nice 10: daemon' },
    { app: 'indexer', category: 'indexer', from: 'hold-back', to: 'none', rule: 'nice -3: indexer' },
  ]);
});

test('what is immune, the kernel, and a name that hides its direction are of no use to an import', () => {
  const none = new Map<string, Action>();
  expect(changesOf(table, [running('daemon', 'unknown', { immune: true })], none)).toEqual([]);
  expect(changesOf(table, [running('daemon', 'unknown', { kind: 'kernel' })], none)).toEqual([]);
  const [row] = changesOf(table, [running('daemon', 'unknown', { name: 'dae\u202Emon' })], none);
  expect(row?.app).toBe('dae mon');
});

test('a case as if busy is one in which imported rules may speak', () => {
  const facts = factsOf(asIfBusy({ ...running('daemon', 'unknown'), foreground: true }));
  expect(facts).toMatchObject({ foreground: false, someoneWaits: true, contended: true });
  expect(facts.behaviour.cpu5).toBeGreaterThan(facts.limit.cpu);
});
