/**
 * `npm run icons`: draws every picture of `assets/icons` from its SVG, with Debian's Chromium. The pictures are
 * committed, so that packing the app needs no browser.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import type { TrayTone } from '../main/desktop/icon-files.ts';
import {
  appIconFile,
  appIconSizes,
  trayIconFile,
  traySizes,
  trayStates,
  trayTones,
} from '../main/desktop/icon-files.ts';
import config from '../playwright.config.ts';

const folder = join(import.meta.dirname, '../assets/icons');

/** The colours of the screens: --ink, --accent and --needs of renderer/styles.css. */
const colours: Readonly<Record<TrayTone, string>> = {
  light: 'color: #1c1f22; --accent: #0b6b60; --alarm: #b3261e',
  dark: 'color: #e8eaec; --accent: #6fd0bd; --alarm: #ff9389',
};

interface Picture {
  readonly source: string;
  readonly file: string;
  readonly size: number;
  readonly style: string;
}

const pictures: readonly Picture[] = [
  ...appIconSizes.map((size) => ({ source: 'app.svg', file: appIconFile(size), size, style: '' })),
  ...trayStates.flatMap((state) =>
    trayTones.flatMap((tone) =>
      traySizes.map((size) => ({
        source: `tray-${state}.svg`,
        file: trayIconFile(state, tone, size),
        size,
        style: colours[tone],
      })),
    ),
  ),
];

const browser = await chromium.launch(config.use?.launchOptions);
const page = await browser.newPage();
for (const { source, file, size, style } of pictures) {
  const svg = readFileSync(join(folder, source), 'utf8');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>html, body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px; ${style} }</style>${svg}`,
  );
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, omitBackground: true });
}
await browser.close();
console.log(`${pictures.length} pictures in assets/icons`);
