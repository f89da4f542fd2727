import { expect, test } from 'vitest';
import { createLocks } from './locks.ts';
import type { Lock } from './locks.ts';
import { forgetful, keeperOf } from './locks.fixture.ts';

const lock = (pid: number): Lock => ({ process: { pid, startTime: 1 }, appId: `app-${pid}`, reason: 'reniced', at: 5 });

test('the first reason stands, and each lock is kept once', () => {
  const kept = new Map<number, Lock>();
  const locks = createLocks(keeperOf(kept));
  locks.add(lock(7));
  locks.add({ ...lock(7), reason: 'another' });
  expect(locks.get({ pid: 7, startTime: 1 })?.reason).toBe('reniced');
  expect(kept.size).toBe(1);
  expect(locks.get({ pid: 7, startTime: 2 })).toBeNull();
});

test('locks of an earlier run hold again, but for processes that ended meanwhile', () => {
  const kept = new Map([7, 8].map((pid) => [pid, lock(pid)]));
  const locks = createLocks(keeperOf(kept));
  locks.keepOnly(({ pid }) => pid === 8);
  expect(locks.ofApp('app-7')).toBeNull();
  expect(locks.ofApp('app-8')?.reason).toBe('reniced');
  expect([...kept.keys()]).toEqual([8]);
});

test('who ends is forgotten everywhere', () => {
  const locks = createLocks(forgetful());
  locks.add(lock(7));
  locks.forget([{ pid: 7, startTime: 1 }]);
  expect(locks.get({ pid: 7, startTime: 1 })).toBeNull();
});
