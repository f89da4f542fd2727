import { describe, expect, it } from 'vitest';
import { strategyState } from '../../contract/learning.ts';
import { aContext } from '../decide/case.fixture.ts';
import { defaultSettings } from '../settings/defaults.ts';
import type { Settings } from '../../contract/engine.ts';
import type { KeptStrategy, StrategyFigures } from './strategy.ts';
import { createStrategyKeeper } from './strategy-keeper.ts';

const minute = 60_000;
const slow: StrategyFigures = {
  decisionMs: 4_000,
  wronglyHit: { hits: 1, of: 50 },
  stability: { value: 0.9, of: 50 },
};

function aKeeper(change: Partial<Settings> = {}) {
  const settings = { ...defaultSettings({}), ...change };
  const disk: { kept: KeptStrategy | null; writes: number } = { kept: null, writes: 0 };
  const clock = { at: 0 };
  const open = () =>
    createStrategyKeeper({
      settings: () => settings,
      store: {
        get: () => disk.kept,
        set: (state) => {
          disk.kept = state;
          disk.writes += 1;
        },
      },
      now: () => clock.at,
    });
  return { settings, disk, clock, open, keeper: open() };
}

const presenting = { ...aContext(), presentation: { kind: 'known', presenting: true, by: 'Impress' } } as const;
const inGame = aContext({ games: [9] });
const onBattery = aContext({ power: 'battery', batteryPercent: 50 });

describe('the strategy in force', () => {
  it('is that of the context while it lasts, of a presentation before a game, of a game before a battery', () => {
    const { keeper } = aKeeper({
      'strategy.presenting': 'conservative',
      'strategy.inGame': 'aggressive',
      'strategy.onBattery': 'conservative',
    });
    expect(keeper.current(aContext())).toEqual({ strategy: 'balanced', pinned: false, context: null });
    expect(keeper.current({ ...presenting, games: [9] })).toMatchObject({ context: 'presentation' });
    expect(keeper.current({ ...onBattery, games: [9] })).toEqual({
      strategy: 'aggressive',
      pinned: false,
      context: 'game',
    });
    expect(keeper.current(onBattery)).toMatchObject({ strategy: 'conservative', context: 'battery' });
    expect(strategyState.parse(keeper.state())).toMatchObject({ current: 'conservative', context: 'battery' });
    expect(keeper.current(aContext())).toMatchObject({ context: null });
  });

  it('has no say of the context where none is set', () => {
    const { keeper } = aKeeper({ 'strategy.inGame': null });
    expect(keeper.current(inGame)).toEqual({ strategy: 'balanced', pinned: false, context: null });
  });

  it('is the pinned one whatever the context and the figures', () => {
    const { keeper, clock } = aKeeper({ 'strategy.pinned': true, strategy: 'aggressive' });
    for (let at = 0; at < 60; at += 1) {
      clock.at = at * minute;
      expect(keeper.update(slow)).toBeNull();
    }
    expect(keeper.current(presenting)).toEqual({ strategy: 'aggressive', pinned: true, context: null });
    expect(keeper.state()).toMatchObject({ current: 'aggressive', pinned: true, figures: { decisionMs: 4_000 } });
  });

  it('adapts, says each change once, and is found again after a restart', () => {
    const { keeper, clock, disk, open } = aKeeper();
    clock.at = 9 * minute;
    expect(keeper.update(slow)).toBeNull();
    expect(disk.writes).toBe(0);
    clock.at = 10 * minute;
    expect(keeper.update(slow)).toMatchObject({ from: 'balanced', to: 'conservative' });
    expect(keeper.update(slow)).toBeNull();
    expect(disk.writes).toBe(1);
    const again = open();
    expect(again.current(aContext()).strategy).toBe('conservative');
    expect(again.state()).toMatchObject({
      since: 10 * minute,
      changes: [{ to: 'conservative' }],
      figures: { decisionMs: 4_000, wronglyHit: 0.02, stability: 0.9 },
    });
  });

  it('follows a person who chooses another at once', () => {
    const { keeper, settings } = aKeeper();
    settings.strategy = 'conservative';
    expect(keeper.current(aContext()).strategy).toBe('conservative');
    expect(keeper.state().changes[0]?.sentence.key).toBe('strategy.chosen');
  });
});
