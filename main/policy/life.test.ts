import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyProvenance } from '../../contract/policies.ts';
import type { Life, LivingState, Move } from './life.ts';
import { born, farthestByItself, isBeyond, mayAdvanceByItself, move, nextOf, previousOf } from './life.ts';

const stages: readonly LivingState[] = ['draft', 'verified', 'shadow', 'canary', 'active'];

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Move>({ kind: 'advance' }) },
  fc.constantFrom<Move>({ kind: 'step-back' }, { kind: 'retire' }, { kind: 'retreat' }, { kind: 'revise' }),
  fc.record({ kind: fc.constant('roll-back' as const), version: fc.integer({ min: 0, max: 5 }), fit: fc.boolean() }),
);
const anyMoves = fc.array(anyMove, { maxLength: 60 });

/** The lives that the moves lead through; a move that is not possible changes nothing. */
const through = (moves: readonly Move[], start = born): readonly Life[] =>
  moves.reduce<readonly Life[]>(
    (lives, how) => [...lives, move(lives.at(-1) ?? start, how) ?? lives.at(-1) ?? start],
    [start],
  );

describe('the life of a policy', () => {
  it('leads through every stage, one step at a time', () => {
    const lives = through(stages.slice(1).map(() => ({ kind: 'advance' })));
    expect(lives.map(({ state }) => state)).toEqual(stages);
    expect(nextOf(lives.at(-1) ?? born)).toBeNull();
  });

  it('brings no version to a stage whose predecessor it has not been in', () => {
    fc.assert(
      fc.property(anyMoves, (moves) => {
        const been = new Map<number, Set<string>>();
        for (const { state, version } of through(moves)) {
          const states = been.get(version) ?? new Set<string>();
          been.set(version, states.add(state));
          if (state === 'retired') continue;
          for (const earlier of stages.slice(0, stages.indexOf(state))) expect(states).toContain(earlier);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never moves forward by more than one stage of what the version has reached', () => {
    fc.assert(
      fc.property(anyMoves, (moves) => {
        const lives = through(moves);
        lives.slice(1).forEach(({ state, version, reached }, i) => {
          const before = lives[i]?.reached[version] ?? 'draft';
          if (state === 'retired') return;
          expect(stages.indexOf(state)).toBeLessThanOrEqual(stages.indexOf(before) + 1);
          expect(isBeyond(state, reached[version] ?? 'draft')).toBe(false);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('takes each step forward, and each retirement, back with one step', () => {
    fc.assert(
      fc.property(anyMoves, fc.constantFrom<Move>({ kind: 'advance' }, { kind: 'retire' }), (moves, how) => {
        const life = through(moves).at(-1) ?? born;
        const after = move(life, how);
        if (after === null || life.state === 'retired') return;
        expect(move(after, { kind: 'step-back' })?.state).toBe(life.state);
      }),
      { numRuns: 500 },
    );
  });

  it('gives a replaced version back the stage it had reached, or makes it a draft when it is not fit any more', () => {
    const active = through(stages.slice(1).map(() => ({ kind: 'advance' }))).at(-1) ?? born;
    const revised = move(active, { kind: 'revise' });
    expect(revised).toMatchObject({ state: 'draft', version: 2 });
    if (!revised) return;
    expect(move(revised, { kind: 'roll-back', version: 1, fit: true })).toMatchObject({ state: 'active', version: 1 });
    expect(move(revised, { kind: 'roll-back', version: 1, fit: false })).toMatchObject({ state: 'draft', version: 1 });
    expect(move(revised, { kind: 'roll-back', version: 2, fit: true })).toBeNull();
    expect(move(revised, { kind: 'roll-back', version: 7, fit: true })).toBeNull();
  });

  it('retreats to shadow from where it decides, and from nowhere else', () => {
    for (const state of stages) {
      const retreated = move({ ...born, state, reached: { 1: state } }, { kind: 'retreat' });
      expect(retreated?.state ?? null).toBe(state === 'canary' || state === 'active' ? 'shadow' : null);
    }
  });

  it('knows where a step back leads, and nothing before the beginning', () => {
    expect(stages.map((state) => previousOf({ ...born, state }))).toEqual([null, ...stages.slice(0, 4)]);
  });
});

describe('without a click', () => {
  it.each(policyProvenance.options.filter((one) => one !== 'built-in'))('a policy of %s never becomes active', (by) => {
    const reached: string[] = [];
    let life = born;
    while (mayAdvanceByItself(life, by)) {
      life = move(life, { kind: 'advance' }) ?? life;
      reached.push(life.state);
    }
    expect(life.state).toBe(farthestByItself[by]);
    expect(reached).not.toContain('active');
  });

  it('what a model or a rule set says decides nothing at all', () => {
    expect(isBeyond('canary', farthestByItself.model)).toBe(true);
    expect(isBeyond('shadow', farthestByItself.imported)).toBe(true);
  });
});
