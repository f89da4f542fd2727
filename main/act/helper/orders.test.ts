import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lever as levers } from '../../../contract/words.ts';
import { orderFor, orderTargetOf, restoreFor } from './orders.ts';

const process = { kind: 'process', pid: 7, startTime: 90 } as const;
const unit = { kind: 'unit', unit: 'updatedb.service' } as const;
const said = (order: ReturnType<typeof orderFor>): string =>
  order === null ? 'no verb' : `${order.verb} ${order.signature} ${order.args.flat(2).map(String).join(' ')}`;

test('each lever of a process has its verb, with pid and start time first', () => {
  expect(said(orderFor('nice', process, '19'))).toBe('SetNice uti 7 90 19');
  expect(said(orderFor('ioPriority', process, 'idle'))).toBe('SetIoPriority utsu 7 90 idle 0');
  expect(said(orderFor('ioPriority', process, 'best-effort/6'))).toBe('SetIoPriority utsu 7 90 best-effort 6');
  expect(said(orderFor('schedPolicy', process, 'idle'))).toBe('SetSchedPolicy uts 7 90 idle');
  expect(said(orderFor('affinity', process, '0-2,6'))).toBe('SetAffinity utau 7 90 0 1 2 6');
  expect(said(orderFor('oomScore', process, '300'))).toBe('SetOomScoreAdj uti 7 90 300');
  expect(said(orderFor('freeze', process, 'stopped'))).toBe('Freeze ut 7 90');
  expect(said(orderFor('signal', process, 'TERM'))).toBe('Signal uts 7 90 TERM');
});

test('weights and limits go to a unit, in systemd’s own numbers', () => {
  expect(said(orderFor('cpuWeight', unit, '10'))).toBe('SetUnitProperties sa{st} updatedb.service CPUWeight 10');
  expect(said(orderFor('cpuMax', unit, '0.5'))).toBe(
    'SetUnitProperties sa{st} updatedb.service CPUQuotaPerSecUSec 500000',
  );
  expect(said(orderFor('nice', unit, '10'))).toBe('no verb');
  expect(said(orderFor('cpuWeight', process, '10'))).toBe('no verb');
});

test('what has no verb is asked of nobody', () => {
  expect(orderFor('autogroupNice', process, '10')).toBeNull();
  expect(orderFor('scxScheduler', process, 'scx_lavd')).toBeNull();
  expect(orderTargetOf({ kind: 'autogroup', pid: 7, startTime: 90, group: '/autogroup-7' })).toBeNull();
});

test('a thread is asked back with its whole process, a unit as a whole', () => {
  const thread = { kind: 'thread', pid: 7, startTime: 90, tid: 8, threadStart: 91 } as const;
  expect(orderTargetOf(thread)).toEqual(process);
  expect(said(restoreFor('nice', process))).toBe('Restore utas 7 90 nice');
  expect(said(restoreFor('cpuWeight', unit))).toBe('RestoreUnit s updatedb.service');
});

test('no value, however odd, makes an order throw or name another process', () => {
  fc.assert(
    fc.property(fc.constantFrom(...levers.options), fc.string(), (lever, value) => {
      const order = orderFor(lever, process, value);
      if (order !== null) expect(order.args.slice(0, 2)).toEqual([7, 90n]);
    }),
  );
});
