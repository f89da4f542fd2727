import { describe, expect, it } from 'vitest';
import type { Source } from './influence.ts';
import { mayCount } from './influence.ts';

const hour = 3_600_000;
/** How many of so many answers, a minute apart, count. */
function counted(count: number, source: (index: number) => Omit<Source, 'at'>): number {
  const learned: Source[] = [];
  for (let index = 0; index < count; index += 1) {
    const one = { ...source(index), at: index * 60_000 };
    if (mayCount(one, learned)) learned.push(one);
  }
  return learned.length;
}

describe('the influence of one source within a day', () => {
  it('is three answers about a program', () => {
    expect(counted(50, () => ({ programKey: 'a', category: 'sync' }))).toBe(3);
  });

  it('is sixteen answers about a kind, however many programs take part', () => {
    expect(counted(50, (index) => ({ programKey: `a${index}`, category: 'sync' }))).toBe(16);
  });

  it('is sixty-four answers in all', () => {
    const kinds = ['sync', 'backup', 'indexer', 'updater', 'build', 'telemetry'] as const;
    expect(counted(300, (index) => ({ programKey: `a${index}`, category: kinds[index % 6] ?? 'sync' }))).toBe(64);
  });

  it('is there again a day later, and a clock that was set back does not multiply it', () => {
    const source = { programKey: 'a', category: 'sync' } as const;
    const three = [0, 1, 2].map((at) => ({ ...source, at: at * hour + 100 * hour }));
    expect(mayCount({ ...source, at: 125 * hour }, three)).toBe(true);
    expect(mayCount({ ...source, at: 90 * hour }, three)).toBe(false);
  });
});
