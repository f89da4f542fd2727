import fc from 'fast-check';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createWindowStateStore, placeWindow, smallest, stateOf } from './window-state.ts';
import type { WindowState } from './window-state.ts';

const silent = {
  warn: (line: string) => {
    throw new Error(line);
  },
};
const laptop = { x: 0, y: 27, width: 1920, height: 1053 };
const beside = { x: 1920, y: 0, width: 2560, height: 1440 };
const state = (part: Partial<WindowState>): WindowState => ({
  width: 1000,
  height: 700,
  position: null,
  maximized: false,
  ...part,
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'brainkernel-window-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

describe('the kept place', () => {
  test('is the same after a restart, and there is no second file', () => {
    const directory = folder();
    const kept = state({ position: { x: -20, y: 50 }, maximized: true });
    createWindowStateStore(directory, silent).write(kept);
    expect(createWindowStateStore(directory, silent).read()).toEqual(kept);
    expect(readdirSync(directory)).toEqual(['window.json']);
  });

  test.each(['', '{', '[]', 'null', '{"width":0}', '{"width":1e9,"height":5,"position":null,"maximized":false}'])(
    'that is %j on disk is none',
    (text) => {
      const directory = folder();
      writeFileSync(join(directory, 'window.json'), text);
      expect(createWindowStateStore(directory, silent).read()).toBeNull();
    },
  );

  test('that cannot be written is told to the log, and what was there stays', () => {
    const directory = folder();
    const logged: string[] = [];
    const { write } = createWindowStateStore(join(directory, 'gone'), { warn: (line) => logged.push(line) });
    write(state({}));
    expect(logged).toEqual([expect.stringContaining('the place of the window was not kept')]);
    expect(existsSync(join(directory, 'gone'))).toBe(false);
  });

  test('has no position where the display server tells none', () => {
    expect(stateOf({ x: 0, y: 0, width: 1000, height: 700 }, false).position).toBeNull();
    expect(stateOf({ x: 0, y: 27, width: 1000, height: 700 }, false).position).toEqual({ x: 0, y: 27 });
  });
});

describe('the window opens', () => {
  test('at its usual size, placed by the desktop, when nothing is kept', () => {
    expect(placeWindow(null, [laptop])).toEqual({ width: 1280, height: 800 });
  });

  test('where it was, on whichever display that is', () => {
    const position = { x: 2000, y: 100 };
    expect(placeWindow(state({ position }), [laptop, beside])).toEqual({ width: 1000, height: 700, ...position });
  });

  test('placed by the desktop when the display it was on is gone', () => {
    expect(placeWindow(state({ position: { x: 2000, y: 100 } }), [laptop])).toEqual({ width: 1000, height: 700 });
  });

  test('within the display when it was partly outside of it', () => {
    expect(placeWindow(state({ position: { x: 1500, y: 900 } }), [laptop])).toMatchObject({ x: 920, y: 380 });
  });

  test('no larger than the display has become', () => {
    expect(placeWindow(state({ width: 3000, height: 2000, position: { x: 10, y: 40 } }), [laptop])).toEqual(laptop);
  });

  test('on a display, title bar and all, whatever is kept and whatever is plugged in', () => {
    const area = fc.record({
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
      width: fc.integer({ min: smallest.width, max: 8000 }),
      height: fc.integer({ min: smallest.height, max: 5000 }),
    });
    const size = fc.integer({ min: 1, max: 10_000 });
    const kept = fc.record({
      width: size,
      height: size,
      position: fc.option(
        fc.record({ x: fc.integer({ min: -9000, max: 9000 }), y: fc.integer({ min: -9000, max: 9000 }) }),
      ),
      maximized: fc.boolean(),
    });
    fc.assert(
      fc.property(kept, fc.array(area, { minLength: 1, maxLength: 3 }), (before, areas) => {
        const { x, y, width, height } = placeWindow(before, areas);
        expect(width).toBeGreaterThanOrEqual(smallest.width);
        expect(height).toBeGreaterThanOrEqual(smallest.height);
        if (x === undefined || y === undefined) return;
        expect(
          areas.some(
            (each) =>
              x >= each.x && y >= each.y && x + width <= each.x + each.width && y + height <= each.y + each.height,
          ),
        ).toBe(true);
      }),
    );
  });
});
