import { describe, expect, it } from 'vitest';
import { aBehaviour, aContext, anApp, aSystem } from '../../decide/case.fixture.ts';
import { decision } from '../../store/records.fixture.ts';
import type { DraftAuthor, ExecuteTools } from './execute.ts';
import { execute } from './execute.ts';
import { feedbackCountsFrom } from './feedback-counts.ts';
import { doesHarm, draftsFrom, mended } from './learn.ts';
import { observe } from './observe.ts';

const draft = { description: 'Give way.', condition: 'contended', action: 'hold-back', treatment: 'gentle' } as const;

describe('observe', () => {
  const app = (name: string, category: 'indexer' | 'unknown' | 'browser', cpu60: number) => ({
    app: anApp({ id: name, name, category }),
    behaviour: aBehaviour({ cpu60 }),
  });

  it('sees sums by category and busy unknown programs, without telling whose they are', () => {
    const profile = observe({
      see: () => ({
        observed: [
          app('a', 'indexer', 1),
          app('b', 'indexer', 0.5),
          app('c', 'browser', 2),
          app('of-alice', 'unknown', 0.3),
          app('idle', 'unknown', 0),
        ],
        system: aSystem(40),
        context: aContext({ power: 'battery' }),
      }),
      policies: () => [],
      feedback: () => [{ programKey: 'a', name: 'a', category: 'indexer', byPolicy: true, up: 1, down: 2 }],
      redact: (text) => text.replace('alice', '<user>'),
    });
    expect(profile).toEqual({
      categories: [
        { category: 'browser', apps: 1, cpu: 2 },
        { category: 'indexer', apps: 2, cpu: 1.5 },
        { category: 'unknown', apps: 2, cpu: 0.3 },
      ],
      unknowns: [{ name: 'of-<user>', cpu: 0.3 }],
      pressure: { cpu: 40, memory: 0, io: 0 },
      battery: true,
      policies: [],
      thumbs: [{ category: 'indexer', up: 1, down: 2 }],
    });
  });
});

describe('execute', () => {
  const tools = (verifies: boolean) => {
    const calls: string[] = [];
    const did: ExecuteTools = {
      draft: (_, by: DraftAuthor) => {
        calls.push(`draft ${by}`);
        return 'id';
      },
      verify: (id) => {
        calls.push(`verify ${id}`);
        return verifies;
      },
      watch: (id) => {
        calls.push(`watch ${id}`);
        return true;
      },
      retire: (id) => void calls.push(`retire ${id}`),
    };
    return { did, calls };
  };

  it('goes from draft to shadow, step by step', () => {
    const { did, calls } = tools(true);
    expect(execute([draft], 'model', did)).toEqual([{ id: 'id', description: 'Give way.' }]);
    expect(calls).toEqual(['draft model', 'verify id', 'watch id']);
  });

  it('puts away what fails its checks', () => {
    const { did, calls } = tools(false);
    expect(execute([draft], 'learned', did)).toEqual([]);
    expect(calls).toEqual(['draft learned', 'verify id', 'retire id']);
  });
});

describe('learn', () => {
  it('counts thumbs on what the machine decided, by program and by who decided', () => {
    const thumb = (verdict: 'up' | 'down') => ({ verdict, reason: null, note: null, at: 1 });
    const counts = feedbackCountsFrom([
      decision('1', { feedback: thumb('up') }),
      decision('2', { feedback: thumb('down') }),
      decision('3', { feedback: thumb('up'), tier: 'cache' }),
      decision('4', { feedback: thumb('up'), tier: 'user' }),
      decision('5', { feedback: thumb('up'), action: 'none' }),
      decision('6'),
    ]);
    expect(counts.map(({ byPolicy, up, down }) => [byPolicy, up, down])).toEqual([
      [true, 1, 1],
      [false, 1, 0],
    ]);
  });

  it('takes neither few words nor mixed ones for a rule, and never speaks of what is protected', () => {
    const count = { programKey: 'a', name: 'A', category: 'utility', byPolicy: false, up: 6, down: 0 } as const;
    expect(draftsFrom([count])).toHaveLength(1);
    expect(draftsFrom([{ ...count, up: 5 }])).toEqual([]);
    expect(draftsFrom([{ ...count, up: 8, down: 2 }])).toEqual([]);
    expect(draftsFrom([{ ...count, category: 'browser' }])).toEqual([]);
    expect(draftsFrom([{ ...count, byPolicy: true }])).toEqual([]);
    expect(draftsFrom(Array.from({ length: 50 }, () => count))).toHaveLength(3);
  });

  it('calls it harm when more than a fifth of the decisions is surely bad, and more than one', () => {
    const harm = [
      [0, 0],
      [1, 1],
      [2, 2],
      [1, 3],
      [4, 8],
      [2, 8],
      [30, 100],
      [20, 100],
    ].map(([bad = 0, of = 0]) => doesHarm(bad, of));
    expect(harm).toEqual([false, false, true, false, true, false, true, false]);
  });

  it('mends a policy by taking out a few programs, where it does well for others', () => {
    expect(mended(draft, ['A "b"'], 3)?.condition).toBe('(contended) && app.name != "A \\"b\\""');
    expect(mended(draft, [], 3)).toBeNull();
    expect(mended(draft, ['a'], 0)).toBeNull();
    expect(mended(draft, ['a', 'b', 'c', 'd'], 9)).toBeNull();
  });
});
