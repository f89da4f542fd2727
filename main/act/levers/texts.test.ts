import fc from 'fast-check';
import { expect, test } from 'vitest';
import { affinity, formatCpus, parseCpus } from './affinity.ts';
import { parseAutogroup } from './autogroup-nice.ts';
import { cpuMax } from './cpu-max.ts';
import { formatIoPriority, ioPriority, parseIoPriority } from './io-priority.ts';
import { mayReplaceNice } from './nice.ts';
import { schedPolicy } from './sched-policy.ts';
import { plainNumber } from './unset.ts';

test('every IO priority of the kernel, hints included, survives its text', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: (4 << 13) - 1 }), (value) => {
      expect(parseIoPriority(formatIoPriority(value))).toBe(value);
    }),
  );
});

test('the words are those of ionice', () => {
  expect([0, 3 << 13, (2 << 13) | 4, (1 << 13) | 0].map(formatIoPriority)).toEqual([
    'none',
    'idle',
    'best-effort/4',
    'realtime/0',
  ]);
});

test('every set of CPUs survives its text', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 8191 }), { minLength: 1 }), (cpus) => {
      expect(parseCpus(formatCpus(cpus))).toEqual([...cpus].sort((a, b) => a - b));
    }),
  );
});

test('any other text is none of a lever', () => {
  const strange = fc.string().filter((text) => !/^[\d,-]+$|^[a-z-]+(\/\d+)?$/.test(text));
  fc.assert(
    fc.property(strange, (text) => {
      expect([parseIoPriority(text), parseCpus(text), parseAutogroup(text)]).toEqual([null, null, null]);
    }),
  );
  expect(parseCpus('5-2')).toBeNull();
  expect(parseCpus('0-9999999')).toBeNull();
  expect(parseAutogroup('/autogroup-22 nice -7\n')).toEqual({ group: '/autogroup-22', nice: -7 });
});

test('quotas and weights survive the bus', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 40n }), (value) => {
      expect(cpuMax.parse(cpuMax.format(value))).toBe(value);
      expect(plainNumber.parse(plainNumber.format(value))).toBe(value);
    }),
  );
  expect(cpuMax.format(2n ** 64n - 1n)).toBe('default');
  expect(cpuMax.parse('0.5')).toBe(500_000n);
});

test('no lever undoes what somebody chose', () => {
  const nices = fc.integer({ min: -20, max: 19 });
  fc.assert(
    fc.property(nices, nices, (before, after) => {
      if (mayReplaceNice(before, after)) expect(before >= 0 && (before < after || before === 0)).toBe(true);
    }),
  );
  for (const held of ['fifo', 'rr', 'deadline', 'ext', 'unknown', 'idle']) {
    expect(schedPolicy.mayReplace(held, 'batch'), held).toBe(false);
  }
  expect(ioPriority.mayReplace('realtime/4', 'idle')).toBe(false);
  expect(ioPriority.mayReplace('idle', 'best-effort/6')).toBe(false);
  expect(ioPriority.mayReplace('best-effort/2', 'best-effort/0')).toBe(false);
  expect(ioPriority.mayReplace('none', 'idle')).toBe(true);
  expect(affinity.mayReplace('2', '0-1')).toBe(false);
  expect(affinity.mayReplace('0-3', '0-1')).toBe(true);
});
