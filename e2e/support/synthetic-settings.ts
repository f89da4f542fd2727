/**
 * Keys, models, shell and machine of the made-up engine. Keys and the question to a model are the real ones, so that a
 * page can be seen with a keyring in every state and with a model server that behaves as a test wants.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Handlers } from '../../contract/calls.ts';
import type { MachineDescription, UpdateState } from '../../contract/desktop.ts';
import type { Settings } from '../../contract/engine.ts';
import { aKeyring } from '../../main/desktop/keyring.fixture.ts';
import { createSafeStorageKeys } from '../../main/desktop/safe-storage-keys.ts';
import type { KeyStore } from '../../main/keys/key-store.ts';
import { createSessionKeys } from '../../main/keys/session-keys.ts';
import { createModelTest } from '../../main/llm/model-test.ts';
import type { Shell } from '../../main/shell.ts';
import { headlessShell } from '../../main/shell.ts';
import { makeHelper } from './synthetic-helper.ts';
import type { HelperSide, SyntheticHelper } from './synthetic-helper.ts';

type SettingsHandlers = Pick<
  Handlers,
  | 'keys.status'
  | 'keys.set'
  | 'keys.forget'
  | 'llm.test'
  | 'desktop.status'
  | 'desktop.checkForUpdate'
  | 'desktop.installUpdate'
  | 'machine.describe'
> &
  HelperSide['handlers'];

export interface SyntheticSurroundings {
  /** Where keys may be kept: nowhere (as headless), in a keyring, or on a desktop without one. */
  readonly keyring?: 'none' | 'keyring' | 'unprotected';
  readonly environment?: Readonly<Record<string, string>>;
  readonly helper?: SyntheticHelper;
  /** A desktop app around the engine; without it the page is a dashboard in a browser. */
  readonly desktop?: boolean;
}

export interface SettingsSide {
  readonly handlers: SettingsHandlers;
  readonly helper: HelperSide['status'];
  readonly dispose: () => void;
}

/** @param settings those in force when a call comes */
export function makeSettingsHandlers(
  settings: () => Settings,
  { keyring = 'none', environment = {}, desktop = false, helper = {} }: SyntheticSurroundings,
): SettingsSide {
  const folder = mkdtempSync(join(tmpdir(), 'brainkernel-synthetic-'));
  const keys: Promise<KeyStore> =
    keyring === 'none'
      ? Promise.resolve(createSessionKeys(environment))
      : createSafeStorageKeys({
          safeStorage: aKeyring(keyring === 'keyring' ? {} : { backend: 'basic_text', mark: 'v10' }).safeStorage,
          file: join(folder, 'keys.json'),
          environment,
          log: { warn: () => undefined },
        });
  const shell = desktop ? madeUpShell(settings) : headlessShell;
  const books = {
    exchanges: { put: () => undefined },
    ledger: { add: () => undefined, sum: () => ({ calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 }) },
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
  };

  const helperSide = makeHelper(helper);

  return {
    helper: helperSide.status,
    dispose: () => rmSync(folder, { recursive: true, force: true }),
    handlers: {
      'keys.status': async () => ({ keys: [...(await keys).status()] }),
      'keys.set': async ({ provider, key, keep }) => (await keys).set(provider, key, keep),
      'keys.forget': async ({ provider }) => (await keys).forget(provider),
      'llm.test': async ({ provider }) => {
        const now = settings();
        const groqKey = (await keys).get('groq');
        const test = createModelTest({
          ...books,
          settings: () => ({
            provider: now['llm.provider'],
            groqBaseUrl: now['llm.groq.baseUrl'],
            groqModel: now['llm.groq.model'],
            groqKey,
            ollamaHost: now['llm.ollama.host'],
            ollamaModel: now['llm.ollama.model'],
            timeoutMs: now['llm.timeoutSeconds'] * 1000,
            usdPerMonth: now['llm.budget.usdPerMonth'],
            tokensPerDay: now['llm.budget.tokensPerDay'],
            redact: now['privacy.redact'],
          }),
          limitMs: 2000,
        });
        return await test(provider);
      },
      'desktop.status': () => shell.status(),
      'desktop.checkForUpdate': () => shell.checkForUpdate(),
      'desktop.installUpdate': () => shell.installUpdate(),
      'machine.describe': () => madeUpMachine,
      ...helperSide.handlers,
    },
  };
}

/** An update that is found, is half here at the first question and whole at the second, and cannot be put in place. */
function madeUpUpdate(): Pick<Shell, 'checkForUpdate' | 'installUpdate'> {
  const stateOf = (kind: UpdateState['kind'], progress: number | null = null, text = ''): UpdateState => ({
    kind,
    version: '0.2.0',
    progress,
    text,
  });
  let state = stateOf('none');
  const become = (next: UpdateState) => Promise.resolve((state = next));
  return {
    checkForUpdate: () => {
      if (state.kind === 'ready') return become(state);
      if (state.kind !== 'downloading') return become(stateOf('available'));
      return become(state.progress === 0 ? stateOf('downloading', 0.5) : stateOf('ready'));
    },
    installUpdate: () => {
      if (state.kind === 'available') return become(stateOf('downloading', 0));
      return become(stateOf('failed', null, 'The file could not be replaced.'));
    },
  };
}

const madeUpShell = (settings: () => Settings): Shell => ({
  status: () => ({
    kind: 'desktop',
    tray: {
      shown: false,
      reason: 'No panel of this desktop shows tray icons; on GNOME the extension AppIndicator does.',
    },
    sandboxed: true,
    autostart: { supported: true, on: settings()['desktop.autostart'], reason: '' },
    safeMode: false,
    updates: { supported: true, reason: '' },
  }),
  ...madeUpUpdate(),
});

const madeUpMachine: MachineDescription = {
  distribution: 'Debian GNU/Linux 13 (trixie)',
  kernel: '6.12.48+deb13-amd64',
  desktop: 'KDE',
  session: 'wayland',
  cpu: 'AMD Ryzen 7 7840U',
  cpus: 16,
  memoryTotal: 33_534_521_344,
  gpu: 'AMD Radeon 780M Graphics',
  electron: '45.4.1',
  node: '24.21.0',
  sqlite: '3.50.4',
};
