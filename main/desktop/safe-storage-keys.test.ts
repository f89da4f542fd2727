import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { keyStatus } from '../../contract/keys.ts';
import type { KeyStatus } from '../../contract/keys.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { aKeyring } from './keyring.fixture.ts';
import type { Keyring } from './keyring.fixture.ts';
import { createSafeStorageKeys } from './safe-storage-keys.ts';

const key = `gsk_${'testkey0'.repeat(6)}`;
const other = `gsk_${'another1'.repeat(6)}`;

interface Desktop {
  readonly folder: string;
  readonly file: string;
  readonly log: string[];
  /** The app started once more on the same folder. */
  readonly start: (keyring: Keyring, environment?: Record<string, string>) => Promise<KeyStore>;
}

function aDesktop(): Desktop {
  const folder = mkdtempSync(join(tmpdir(), 'brainkernel-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'keys.json');
  const log: string[] = [];
  return {
    folder,
    file,
    log,
    start: ({ safeStorage }, environment = {}) =>
      createSafeStorageKeys({ safeStorage, file, environment, log: { warn: (line) => void log.push(line) } }),
  };
}

const statusOf = (keys: KeyStore): KeyStatus => keyStatus.parse(keys.status()[0]);
const settled = (keys: KeyStore): Promise<void> => new Promise((resolve) => keys.onChange(resolve));
const allText = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');

/** A desktop whose keyring holds a key already. */
async function withSavedKey(keyring: Keyring): Promise<Desktop> {
  const desktop = aDesktop();
  const keys = await desktop.start(keyring);
  await keys.set('groq', key, 'stored');
  return desktop;
}

test('before anything was saved there is no key, no file, and the keyring is not even asked', async () => {
  const { folder, start } = aDesktop();
  const keys = await start(aKeyring({ locked: true }));
  expect(keys.get('groq')).toBeNull();
  expect(statusOf(keys)).toEqual({
    provider: 'groq',
    kept: 'none',
    canStore: 'keyring',
    keyring: 'gnome-libsecret',
    problem: null,
    sentence: null,
  });
  expect(readdirSync(folder)).toEqual([]);
});

describe('a saved key', () => {
  test('is there after a restart, encrypted in a file that only its owner may read', async () => {
    const keyring = aKeyring();
    const { file, folder, start } = await withSavedKey(keyring);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['keys.json']);
    expect(allText(folder)).not.toContain(key);
    const keys = await start(keyring);
    await settled(keys);
    expect(keys.get('groq')).toBe(key);
    expect(statusOf(keys)).toMatchObject({ kept: 'keyring', problem: null });
  });

  test('replaces one that was typed in for this run', async () => {
    const { start } = aDesktop();
    const keys = await start(aKeyring());
    expect((await keys.set('groq', other, 'session')).kept).toBe('session');
    expect((await keys.set('groq', key, 'stored')).kept).toBe('keyring');
    expect(keys.get('groq')).toBe(key);
  });

  test('waits for a keyring that asks for its password, and the app does not wait for it', async () => {
    const keyring = aKeyring();
    const { start } = await withSavedKey(keyring);
    const locked = aKeyring({ locked: true });
    const keys = await start({
      ...locked,
      safeStorage: {
        ...keyring.safeStorage,
        isAsyncEncryptionAvailable: locked.safeStorage.isAsyncEncryptionAvailable,
      },
    });
    expect(keys.get('groq')).toBeNull();
    expect(statusOf(keys).problem).toContain('Waiting for gnome-libsecret');
    const told = settled(keys);
    locked.unlock();
    await told;
    expect(keys.get('groq')).toBe(key);
  });

  test('is encrypted anew when the keyring has a new secret for it', async () => {
    const keyring = aKeyring();
    const { file, start } = await withSavedKey(keyring);
    const before = readFileSync(file, 'utf8');
    keyring.rotated = true;
    const keys = await start(keyring);
    await settled(keys);
    expect(keys.get('groq')).toBe(key);
    expect(readFileSync(file, 'utf8')).not.toBe(before);
    keyring.rotated = false;
    const again = await start(keyring);
    await settled(again);
    expect(again.get('groq')).toBe(key);
  });

  test('is forgotten with every copy of it', async () => {
    const keyring = aKeyring();
    const { folder, start } = await withSavedKey(keyring);
    keyring.reset();
    const keys = await start(keyring);
    await settled(keys);
    await keys.set('groq', other, 'stored');
    expect(readdirSync(folder)).toHaveLength(2);
    expect((await keys.forget('groq')).kept).toBe('none');
    expect(keys.get('groq')).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('yields to the environment, and that is said', async () => {
    const keyring = aKeyring();
    const { start } = await withSavedKey(keyring);
    const keys = await start(keyring, { GROQ_API_KEY: other });
    await settled(keys);
    expect(keys.get('groq')).toBe(other);
    expect(statusOf(keys)).toMatchObject({
      kept: 'environment',
      problem: 'GROQ_API_KEY is set, so the saved key is not used.',
    });
    await keys.forget('groq');
    expect(statusOf(keys)).toMatchObject({ kept: 'environment', problem: null });
  });
});

describe('the truth about protection', () => {
  test('a desktop without a keyring is told before anything is saved, and afterwards', async () => {
    const { start } = aDesktop();
    const keys = await start(aKeyring({ backend: 'basic_text', mark: 'v10' }));
    expect(statusOf(keys)).toMatchObject({ kept: 'none', canStore: 'unprotected', keyring: null });
    expect((await keys.set('groq', key, 'stored')).kept).toBe('unprotected');
  });

  test('a keyring that fell back to the password everybody knows is not believed', async () => {
    const { start } = aDesktop();
    const keys = await start(aKeyring({ backend: 'kwallet6', mark: 'v10' }));
    expect(await keys.set('groq', key, 'stored')).toMatchObject({ kept: 'unprotected', keyring: 'KWallet 6' });
  });

  test('before Electron is ready nothing can be saved', async () => {
    const { folder, start } = aDesktop();
    const keys = await start(aKeyring({ backend: 'unknown' }));
    expect(statusOf(keys).canStore).toBe('no');
    await expect(keys.set('groq', key, 'stored')).rejects.toThrow('no keyring');
    expect((await keys.set('groq', key, 'session')).kept).toBe('session');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('when it goes wrong', () => {
  test('a keyring that was reset is said, the key is asked for again, and the old bytes are kept aside', async () => {
    const keyring = aKeyring();
    const { file, folder, log, start } = await withSavedKey(keyring);
    const old = readFileSync(file, 'utf8');
    keyring.reset();
    const keys = await start(keyring);
    await settled(keys);
    expect(keys.get('groq')).toBeNull();
    expect(statusOf(keys)).toMatchObject({ kept: 'none', sentence: { key: 'key.not-read' } });
    expect(statusOf(keys).problem).toContain('enter the key once more');
    expect(log).toHaveLength(1);
    expect(await keys.set('groq', other, 'stored')).toMatchObject({ kept: 'keyring', problem: null });
    const aside = readdirSync(folder).find((name) => name.includes('.unreadable-'));
    expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe(old);
  });

  test('a switch of the desktop names both keyrings', async () => {
    const { start } = await withSavedKey(aKeyring({ backend: 'kwallet6' }));
    const keys = await start(aKeyring({ backend: 'gnome_libsecret' }));
    await settled(keys);
    expect(statusOf(keys).problem).toMatch(/encrypted with KWallet 6, and this desktop uses gnome-libsecret/);
  });

  test('a keyring that does not open saves nothing and keeps what was in use', async () => {
    const { folder, start } = aDesktop();
    const keyring = aKeyring();
    const keys = await start(keyring);
    await keys.set('groq', other, 'session');
    keyring.available = false;
    await expect(keys.set('groq', key, 'stored')).rejects.toThrow('The key was not saved');
    expect(keys.get('groq')).toBe(other);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(['', '{', '{"version":2}', '{"version":1,"keys":{"groq":{"backend":"x","encrypted":"not base64!"}}}'])(
    'a file that says %j is said and kept aside at the next key',
    async (text) => {
      const { file, folder, start } = aDesktop();
      writeFileSync(file, text);
      const keyring = aKeyring();
      const keys = await start(keyring);
      expect(statusOf(keys)).toMatchObject({ kept: 'none', sentence: { key: 'key.file' } });
      expect(await keys.set('groq', key, 'stored')).toMatchObject({ kept: 'keyring', problem: null });
      expect(readdirSync(folder)).toHaveLength(2);
      const again = await start(keyring);
      await settled(again);
      expect(again.get('groq')).toBe(key);
    },
  );

  test('a place that cannot be written keeps the old key in force', async () => {
    const keyring = aKeyring();
    const { file, start } = await withSavedKey(keyring);
    const keys = await start(keyring);
    await settled(keys);
    mkdirSync(`${file}.next`); // stands where the new file is prepared
    writeFileSync(join(`${file}.next`, 'x'), '');
    await expect(keys.set('groq', other, 'stored')).rejects.toThrow('could not be written');
    expect(keys.get('groq')).toBe(key);
    expect(statusOf(keys)).toMatchObject({ kept: 'keyring', problem: null });
  });

  test('a place that cannot be written keeps even a saved key that could not be read where it is', async () => {
    const keyring = aKeyring();
    const { file, folder, start } = await withSavedKey(keyring);
    const old = readFileSync(file, 'utf8');
    keyring.reset();
    const keys = await start(keyring);
    await settled(keys);
    mkdirSync(join(`${file}.next`, 'x'), { recursive: true });
    await expect(keys.set('groq', other, 'stored')).rejects.toThrow('could not be written');
    expect(readFileSync(file, 'utf8')).toBe(old);
    expect(readdirSync(folder).toSorted()).toEqual(['keys.json', 'keys.json.next']);
  });

  test('what a person does while a key is on its way is not undone by it', async () => {
    const { folder, start } = aDesktop();
    const keyring = aKeyring({ locked: true });
    const keys = await start(keyring);
    const saving = keys.set('groq', key, 'stored');
    await keys.forget('groq');
    keyring.unlock();
    await expect(saving).rejects.toThrow('changed again');
    expect([keys.get('groq'), readdirSync(folder)]).toEqual([null, []]);
  });
});

test('no status, no log line and no error holds a key', async () => {
  const keyring = aKeyring();
  const { file, log, start } = await withSavedKey(keyring);
  const keys = await start(keyring, { GROQ_API_KEY: other });
  await settled(keys);
  chmodSync(file, 0o400);
  keyring.available = false;
  const said: unknown[] = [keys.status()];
  for (const keep of ['session', 'stored'] as const)
    said.push(await keys.set('groq', key, keep).catch((error: unknown) => String(error)));
  said.push(await keys.forget('groq'));
  expect(JSON.stringify([said, log])).not.toMatch(/testkey0|another1/);
});
