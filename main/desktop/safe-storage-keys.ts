/**
 * Keys in the desktop's keyring, by way of Electron's safeStorage: the keyring holds one secret, with which the keys in
 * a file of ours are encrypted. Where they really are is told, also when that is nowhere safe.
 */
import type * as Electron from 'electron';
import { CallError } from '../../contract/calls.ts';
import type { Sentence } from '../../contract/decision.ts';
import { keyProvider, keyText } from '../../contract/keys.ts';
import type { KeyProvider, KeyStatus } from '../../contract/keys.ts';
import { say } from '../../contract/sentences.ts';
import type { SentenceKey } from '../../contract/sentences.ts';
import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import { keyFromEnvironment, keyVariables } from '../keys/environment-keys.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { Log } from '../log.ts';
import { readKeyFile, removeSetAside, writeKeyFile } from './key-file.ts';
import type { SavedKey } from './key-file.ts';

type Backend = ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;

export interface SafeStorageKeysOptions {
  readonly safeStorage: Pick<
    Electron.SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >;
  /** Where the encrypted keys are; its folder exists. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Pick<Log, 'warn'>;
  readonly clock?: Pick<Clock, 'now'>;
}

/** A problem in the words of contract/sentences.ts. */
type Trouble = Sentence & { readonly key: SentenceKey };

/** A saved key and what the keyring said of it. It may take a person's password, so for a while it says nothing. */
interface Kept {
  readonly saved: SavedKey;
  readonly state: 'waiting' | 'open' | 'closed';
  readonly key: string | null;
}

const displayNames = { groq: 'Groq' } as const satisfies Record<KeyProvider, string>;

const keyringNames: Readonly<Record<Backend, string | null>> = {
  gnome_libsecret: 'gnome-libsecret',
  kwallet: 'KWallet',
  kwallet5: 'KWallet 5',
  kwallet6: 'KWallet 6',
  basic_text: null,
  unknown: null,
};

const nameOf = (backend: string): string =>
  new Map<string, string | null>(Object.entries(keyringNames)).get(backend) ?? 'a keyring that is not there now';

/**
 * Chromium marks what it encrypted with a password that is the same on every machine by `v10`
 * (components/os_crypt/async/browser/posix_key_provider.cc). It says so whatever backend was chosen by the desktop's name.
 */
const isUnprotected = ({ backend, encrypted }: SavedKey): boolean =>
  backend === 'basic_text' || encrypted.subarray(0, 3).toString('latin1') === 'v10';

/**
 * Call it after `ready`, when Electron knows the keyring. Resolves at once: a locked keyring asks for its password in a
 * window of its own, and nothing waits for that. A key of the environment wins over a saved one, one typed for this run
 * over both.
 */
export function createSafeStorageKeys(options: SafeStorageKeysOptions): Promise<KeyStore> {
  const { safeStorage, file, environment, log, clock = systemClock } = options;
  const backend = safeStorage.getSelectedStorageBackend();
  const typed = new Map<KeyProvider, string>();
  const kept = new Map<KeyProvider, Kept>();
  const listeners = new Set<() => void>();
  let fileProblem: string | null = null;
  /** Counts what a person did, so that what the keyring answers to an earlier wish does not undo a later one. */
  let wishes = 0;

  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  const write = (asideAt: number | null = null): void =>
    writeKeyFile(file, new Map([...kept].map(([provider, { saved }]) => [provider, saved])), asideAt);

  const encrypt = async (key: string): Promise<SavedKey> => {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) throw new Error('no encryption is available');
    return { backend, encrypted: await safeStorage.encryptStringAsync(key) };
  };

  const open = async (provider: KeyProvider, saved: SavedKey): Promise<void> => {
    const asOf = wishes;
    let key: string | null = null;
    let again: SavedKey | null = null;
    try {
      if (await safeStorage.isAsyncEncryptionAvailable()) {
        const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(saved.encrypted);
        key = keyText.safeParse(result).data ?? null;
        if (key !== null && shouldReEncrypt) again = await encrypt(key);
      }
    } catch (error) {
      log.warn(`The keyring did not give out the saved ${displayNames[provider]} key: ${messageOf(error)}`);
    }
    if (wishes !== asOf) return;
    kept.set(provider, { saved: again ?? saved, state: key === null ? 'closed' : 'open', key });
    if (again !== null) attempt('The keys could not be encrypted anew', write);
    notify();
  };
  const attempt = (what: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      log.warn(`${what}: ${messageOf(error)}`);
    }
  };

  const troubleOf = (provider: KeyProvider): Trouble | null => {
    const found = kept.get(provider);
    const values = { provider: displayNames[provider], keyring: nameOf(backend), file };
    if (fileProblem !== null) return { key: 'key.file', values: { file, why: fileProblem } };
    if (found === undefined) return null;
    if (keyFromEnvironment(environment, provider) !== null && !typed.has(provider))
      return { key: 'key.environment', values: { variable: keyVariables[provider] } };
    if (found.state === 'open') return null;
    if (found.state === 'waiting') return { key: 'key.waiting', values };
    if (found.saved.backend === backend) return { key: 'key.not-read', values };
    return { key: 'key.moved', values: { ...values, before: nameOf(found.saved.backend) } };
  };

  const placeOf = (provider: KeyProvider): KeyStatus['kept'] => {
    if (typed.has(provider)) return 'session';
    if (keyFromEnvironment(environment, provider) !== null) return 'environment';
    const found = kept.get(provider);
    if (found?.state !== 'open') return 'none';
    return isUnprotected(found.saved) ? 'unprotected' : 'keyring';
  };

  const statusOf = (provider: KeyProvider): KeyStatus => {
    const sentence = troubleOf(provider);
    return {
      provider,
      kept: placeOf(provider),
      canStore: backend === 'unknown' ? 'no' : backend === 'basic_text' ? 'unprotected' : 'keyring',
      keyring: keyringNames[backend],
      problem: sentence && say(sentence.key, sentence.values),
      sentence,
    };
  };

  const save = async (provider: KeyProvider, key: string): Promise<void> => {
    wishes += 1;
    const asOf = wishes;
    let saved: SavedKey;
    try {
      saved = await encrypt(key);
    } catch (error) {
      throw notSaved(`${nameOf(backend)} did not encrypt it (${messageOf(error)})`);
    }
    if (wishes !== asOf) throw new CallError('conflict', 'The key was changed again in the meantime.');
    const before = kept.get(provider);
    try {
      kept.set(provider, { saved, state: 'open', key });
      write(fileProblem !== null || before?.state === 'closed' ? clock.now() : null);
    } catch (error) {
      if (before === undefined) kept.delete(provider);
      else kept.set(provider, before);
      throw notSaved(`${file} could not be written (${messageOf(error)})`);
    }
    fileProblem = null;
    typed.delete(provider);
  };

  try {
    for (const [provider, saved] of readKeyFile(file)) {
      kept.set(provider, { saved, state: 'waiting', key: null });
      void open(provider, saved);
    }
  } catch (error) {
    fileProblem = messageOf(error);
    log.warn(`The saved keys in ${file} cannot be used: ${fileProblem}`);
  }

  return Promise.resolve({
    get: (provider) =>
      typed.get(provider) ?? keyFromEnvironment(environment, provider) ?? kept.get(provider)?.key ?? null,
    status: () => keyProvider.options.map(statusOf),
    set: async (provider, key, keep) => {
      if (keep === 'session') typed.set(provider, key);
      else if (backend === 'unknown') throw notSaved('this desktop has no keyring that BrainKernel can use');
      else await save(provider, key);
      notify();
      return statusOf(provider);
    },
    forget: (provider) => {
      wishes += 1;
      typed.delete(provider);
      kept.delete(provider);
      try {
        write();
        fileProblem = null;
        removeSetAside(file);
      } catch (error) {
        return Promise.reject(
          new CallError(
            'unavailable',
            `The key is not used any more, but ${file} could not be removed (${messageOf(error)}).`,
          ),
        );
      } finally {
        notify();
      }
      return Promise.resolve(statusOf(provider));
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
}

const notSaved = (why: string): CallError =>
  new CallError('unavailable', `The key was not saved: ${why}. Use it for this run, or try again.`);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
