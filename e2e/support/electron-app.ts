/** The screens in the window of a real Electron, as a page that a spec cannot tell from a browser's. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import type { Page, PlaywrightTestOptions } from '@playwright/test';
import { build } from 'vite';
import { screensOrigin } from '../../main/desktop/screens-protocol.ts';
import type { ContractServer } from './contract-server.ts';
import type { ElectronRun } from './electron-run.ts';
import type { SyntheticOptions } from './synthetic-engine.ts';

export interface ElectronApp {
  readonly page: Page;
  readonly engine: ContractServer;
  readonly close: () => Promise<void>;
}

const root = join(import.meta.dirname, '../..');

/** Electron runs no TypeScript: bundled once in each worker. */
let bundled: Promise<string> | undefined;
const bundle = (): Promise<string> =>
  (bundled ??= build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(import.meta.dirname, 'electron-main.ts'),
      outDir: 'out/test/electron',
      target: 'node24',
      rolldownOptions: { external: ['electron'] },
    },
    ssr: { noExternal: true, external: ['electron'] },
  }).then(() => join(root, 'out/test/electron/electron-main.js')));

/** @param program Electron's */
export async function openElectron(
  program: string,
  machine: SyntheticOptions,
  { colorScheme, viewport }: Pick<PlaywrightTestOptions, 'colorScheme' | 'viewport'>,
): Promise<ElectronApp> {
  const folder = mkdtempSync(join(tmpdir(), 'brainkernel-test-'));
  const screens = process.env['BRAINKERNEL_SCREENS'] ?? join(root, 'out/renderer');
  const app = await _electron.launch({
    executablePath: program,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), await bundle()],
    env: { ...process.env, BRAINKERNEL_E2E: JSON.stringify({ folder, machine, root, screens } satisfies ElectronRun) },
    colorScheme,
  });
  const page = await app.firstWindow();
  if (viewport) await page.setViewportSize(viewport);
  // as a browser's page begins, so that what a spec puts into it first is there when the screens load
  await page.goto('about:blank');
  const close = async (): Promise<void> => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { page, engine: { url: `${screensOrigin}/`, address: `${screensOrigin}/`, port: 0, close }, close };
}
