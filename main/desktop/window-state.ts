/** Where the window was and how large, kept from run to run. Lengths are in device-independent pixels. */
import type * as Electron from 'electron';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../log.ts';

const whole = z.number().int().min(-100_000).max(100_000);

const windowState = z.strictObject({
  width: whole.positive(),
  height: whole.positive(),
  /** Null where the display server does not tell (Wayland says 0,0 always), so that the desktop places the window. */
  position: z.strictObject({ x: whole, y: whole }).nullable(),
  maximized: z.boolean(),
});
export type WindowState = Readonly<z.infer<typeof windowState>>;

export interface WindowStateStore {
  /** Null when there is none, or none that can be used. */
  readonly read: () => WindowState | null;
  readonly write: (state: WindowState) => void;
}

/** A window nobody can place is no reason to stop: what fails is told to the log alone. */
export function createWindowStateStore(dataDirectory: string, log: Pick<Log, 'warn'>): WindowStateStore {
  const path = join(dataDirectory, 'window.json');
  return {
    read: () => {
      try {
        return windowState.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null;
      } catch {
        return null;
      }
    },
    write: (state) => {
      try {
        // whole or not at all
        writeFileSync(`${path}.new`, JSON.stringify(state), { mode: 0o600 });
        renameSync(`${path}.new`, path);
      } catch (error) {
        log.warn(`the place of the window was not kept: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}

/** Narrower or lower the screens do not fit. */
export const smallest = { width: 900, height: 600 } as const;
const usual = { width: 1280, height: 800 } as const;
/** As much of the title bar has to be on a display for a person to take hold of it. */
const grip = { width: 100, height: 30 } as const;

export const stateOf = ({ x, y, width, height }: Electron.Rectangle, maximized: boolean): WindowState => ({
  width,
  height,
  position: x === 0 && y === 0 ? null : { x, y },
  maximized,
});

/**
 * Where to open the window among the displays there are now: where it was, moved and shrunk into the work area of the
 * display its title bar is on; without a position, to be placed by the desktop, when that display is gone.
 *
 * @param workAreas of the displays, without panels; the first is the primary one
 */
export function placeWindow(
  state: WindowState | null,
  workAreas: readonly Electron.Rectangle[],
): Pick<Electron.Rectangle, 'width' | 'height'> & Partial<Electron.Point> {
  const { width, height } = state ?? usual;
  const position = state?.position ?? null;
  const home = position === null ? undefined : workAreas.find((area) => holdsTitleBar(area, { ...position, width }));
  const area = home ?? workAreas[0];
  const size = {
    width: between(smallest.width, width, area?.width ?? width),
    height: between(smallest.height, height, area?.height ?? height),
  };
  if (position === null || home === undefined) return size;
  return {
    ...size,
    x: between(home.x, position.x, home.x + home.width - size.width),
    y: between(home.y, position.y, home.y + home.height - size.height),
  };
}

/** The lower bound wins where a display is smaller than the window may be. */
const between = (low: number, value: number, high: number): number => Math.max(low, Math.min(value, high));

const holdsTitleBar = (
  area: Electron.Rectangle,
  { x, y, width }: Pick<Electron.Rectangle, 'x' | 'y' | 'width'>,
): boolean =>
  Math.min(x + width, area.x + area.width) - Math.max(x, area.x) >= grip.width &&
  y + grip.height > area.y &&
  y + grip.height <= area.y + area.height;
