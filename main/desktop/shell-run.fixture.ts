/** The whole desktop app over doubles of Electron, with a real engine and folders of its own. */
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import type * as Electron from 'electron';
import { checkoutSources } from '../helper/sources.ts';
import { startDesktop } from './desktop-app.ts';
import type { FakeDesktop } from './shell-electron.fixture.ts';
import { createFakeDesktop } from './shell-electron.fixture.ts';

/** One run; there is no session bus unless the environment names one. */
export interface Run extends FakeDesktop {
  readonly process: EventEmitter;
  readonly printed: readonly string[];
  readonly started: Promise<void>;
}

export interface RunOptions {
  readonly folder: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly firstInstance?: boolean;
  readonly safeStorage?: Electron.SafeStorage;
}

export function runDesktop({ folder, args = [], environment = {}, firstInstance = true, ...given }: RunOptions): Run {
  const fake = createFakeDesktop({ firstInstance });
  const events = new EventEmitter();
  const printed: string[] = [];
  const print = (line: unknown): void => void printed.push(String(line));
  const started = startDesktop({
    electron: { ...fake.electron, ...given },
    places: { screens: join(folder, 'screens'), preload: join(folder, 'preload.cjs'), icons: '/icons' },
    process: Object.assign(events, {
      argv: [
        '/opt/BrainKernel/brainkernel',
        '--data-dir',
        join(folder, 'brainkernel'),
        '--set',
        'llm.provider="none"',
        ...args,
      ],
      execPath: '/opt/BrainKernel/brainkernel',
      env: {
        HOME: folder,
        XDG_DATA_HOME: folder,
        XDG_RUNTIME_DIR: folder,
        DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent',
        PATH: '/usr/bin:/bin',
        LANG: 'C.UTF-8',
        ...environment,
      },
    }),
    console: { log: print, error: print },
    settingsWriter: Conf<Record<string, unknown>>,
    helperSources: checkoutSources(folder),
    updates: () => ({
      supported: { supported: false, reason: 'a test' },
      check: () => Promise.reject(new Error('not asked for')),
      install: () => Promise.reject(new Error('not asked for')),
    }),
  });
  return Object.assign(fake, { process: events, printed, started });
}

export const temporaryFolder = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'desktop-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};
