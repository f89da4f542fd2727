import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPrograms } from './build.ts';
import type { Programs } from './build.ts';
import { measure } from './measure.ts';
import type { Arm } from './measure.ts';
import { threadValues } from './thread-values.ts';
import { byHand } from './treatments.ts';

let programs: Programs;
let seen: readonly number[] = [];
const flags = ['--seconds', '0.3', '--warmup', '0.1', '--rounds', '2000'];

beforeAll(() => {
  programs = buildPrograms();
});
afterAll(() => programs.remove());

const spied =
  (arm: Arm, look: () => void = () => undefined): Arm =>
  async (launcher, burners) => {
    seen = burners;
    const inForce = await arm(launcher, burners);
    look();
    return inForce;
  };

describe('one run of the responsiveness bench', () => {
  it('answers requests beside eight burners and leaves none of them behind', async () => {
    const run = await measure(programs, 'other', spied(byHand('autogroup 19')), flags);
    expect(run.requests).toBeGreaterThan(0);
    expect(run.requestUs.p99).toBeGreaterThanOrEqual(run.requestUs.p50);
    expect(run.requestUs.p50).toBeGreaterThan(run.wakeupUs.p50);
    expect(seen).toHaveLength(8);
    expect(seen.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
  });

  it('reaches every thread of every burner by hand', async () => {
    let values: readonly string[] = [];
    await measure(
      programs,
      'same',
      spied(byHand('idle, nice 19'), () => (values = [...threadValues(seen).values()])),
      flags,
    );
    expect(values).toHaveLength(9);
    expect(values.every((one) => one.startsWith('nice 19, policy 5,'))).toBe(true);
  });

  it('ends the burners when a treatment fails', async () => {
    const failing = spied(() => Promise.reject(new Error('no such lever')));
    await expect(measure(programs, 'same', failing, flags)).rejects.toThrow('no such lever');
    expect(seen.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
  });
});
