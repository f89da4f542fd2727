import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  appIconFile,
  appIconSizes,
  trayIconFile,
  traySizes,
  trayStates,
  trayTones,
  windowIconFile,
} from '../main/desktop/icon-files.ts';

const folder = join(import.meta.dirname, '../assets/icons');

/** Width and height in px, of a PNG's first chunk: https://www.w3.org/TR/png/#11IHDR */
function sizeOf(file: string): readonly [number, number] {
  const bytes = readFileSync(join(folder, file));
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

test.each(appIconSizes)('the app has its picture at %i px', (size) => {
  expect(sizeOf(appIconFile(size))).toEqual([size, size]);
});

test.each(trayStates.flatMap((state) => trayTones.map((tone) => [state, tone] as const)))(
  'the tray has %s for a %s panel in every size, drawn from its source',
  (state, tone) => {
    expect(existsSync(join(folder, `tray-${state}.svg`))).toBe(true);
    for (const size of traySizes) expect(sizeOf(trayIconFile(state, tone, size))).toEqual([size, size]);
  },
);

test('no two states look the same', () => {
  const pictures = trayStates.map((state) => readFileSync(join(folder, trayIconFile(state, 'light', 22)), 'base64'));
  expect(new Set(pictures).size).toBe(trayStates.length);
});

test('the window has its picture', () => {
  expect(sizeOf(windowIconFile)).toEqual([256, 256]);
});
