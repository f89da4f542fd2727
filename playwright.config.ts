import { defineConfig } from '@playwright/test';
import type { CountOptions } from './e2e/support/count-reporter.ts';
import type { ShellOption } from './e2e/support/dashboard.ts';
import { findElectron } from './scripts/electron-binary.ts';

const electron = findElectron();
const screen = process.env['WAYLAND_DISPLAY'] ?? process.env['DISPLAY'];
const noElectron = electron.kind === 'missing' ? electron.why : screen === undefined ? 'there is no screen' : null;

/**
 * The screens in Debian's Chromium, and in Electron where that and a screen are there. Chromium refuses its sandbox as
 * root, and only then goes without.
 */
export default defineConfig<ShellOption>({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  timeout: 60_000,
  workers: 1,
  reporter: [['list'], ['./e2e/support/count-reporter.ts', { noElectron } satisfies CountOptions]],
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
      ],
    },
  },
  projects: [
    { name: 'chromium' },
    ...(electron.kind === 'found' && noElectron === null
      ? [
          {
            name: 'electron',
            use: { electron: electron.path },
            grepInvert: /@web/,
            // has engines of its own, which it speaks to over HTTP
            testIgnore: 'real-engine.spec.ts',
          },
        ]
      : []),
  ],
});
