import { describe, expect, it } from 'vitest';
import { judgeClocks } from './clock-watch.ts';

const before = { monotonic: 5_000, wall: 1_795_189_162_000, boot: 9_000 };
const after = (monotonic: number, wall: number, boot: number) => ({
  monotonic: before.monotonic + monotonic,
  wall: before.wall + wall,
  boot: before.boot + boot,
});

describe('the three clocks', () => {
  it('begin with a first reading', () => {
    expect(judgeClocks(null, before)).toBe('first');
  });

  it('go on together, however long the program was stopped', () => {
    expect(judgeClocks(before, after(1_000, 1_003, 990))).toBe('none');
    expect(judgeClocks(before, after(3_600_000, 3_600_010, 3_600_000))).toBe('none');
  });

  it('show a suspend, during which the monotonic one stands still', () => {
    expect(judgeClocks(before, after(1_000, 3_601_000, 3_601_000))).toBe('suspend');
  });

  it('show a suspend even if the wall clock was set meanwhile', () => {
    expect(judgeClocks(before, after(1_000, -50_000, 3_601_000))).toBe('suspend');
  });

  it('show a wall clock that was set, forwards or backwards', () => {
    expect(judgeClocks(before, after(1_000, 86_401_000, 1_000))).toBe('clock-jump');
    expect(judgeClocks(before, after(1_000, -86_399_000, 1_000))).toBe('clock-jump');
  });

  it('show a monotonic clock that did not advance', () => {
    expect(judgeClocks(before, after(0, 0, 0))).toBe('clock-jump');
    expect(judgeClocks(before, after(-10, 1_000, 1_000))).toBe('clock-jump');
  });

  it('tell a suspend from a jump by the boot clock alone: without it both are a jump', () => {
    expect(judgeClocks({ ...before, boot: null }, after(1_000, 3_601_000, 3_601_000))).toBe('clock-jump');
    expect(judgeClocks({ ...before, boot: null }, after(1_000, 1_000, 1_000))).toBe('none');
  });
});
