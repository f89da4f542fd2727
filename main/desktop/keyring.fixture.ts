/** Electron's safeStorage as a desktop's keyring makes it behave: real encryption, with a secret that can be locked away. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type * as Electron from 'electron';

type Backend = ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;

export interface Keyring {
  readonly safeStorage: Pick<
    Electron.SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >;
  /** Settles every call that has been waiting for the password. */
  readonly unlock: () => void;
  /** Another secret: what was encrypted before cannot be read any more. */
  readonly reset: () => void;
  /** From now on asks that what it decrypts be encrypted anew. */
  rotated: boolean;
  available: boolean;
}

export interface KeyringOptions {
  readonly backend?: Backend;
  /** How Chromium marks the bytes: `v10` is the password everybody knows. */
  readonly mark?: 'v10' | 'v11';
  readonly locked?: boolean;
}

export function aKeyring({ backend = 'gnome_libsecret', mark = 'v11', locked = false }: KeyringOptions = {}): Keyring {
  let secret = randomBytes(32);
  const lock = Promise.withResolvers<undefined>();
  if (!locked) lock.resolve(undefined);

  const keyring: Keyring = {
    rotated: false,
    available: true,
    unlock: () => lock.resolve(undefined),
    reset: () => {
      secret = randomBytes(32);
    },
    safeStorage: {
      getSelectedStorageBackend: () => backend,
      isAsyncEncryptionAvailable: async () => {
        await lock.promise;
        return keyring.available;
      },
      encryptStringAsync: async (text) => {
        await lock.promise;
        const nonce = randomBytes(12);
        const cipher = createCipheriv('aes-256-gcm', secret, nonce);
        const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
        return Buffer.concat([Buffer.from(mark), nonce, cipher.getAuthTag(), body]);
      },
      decryptStringAsync: async (encrypted) => {
        await lock.promise;
        const decipher = createDecipheriv('aes-256-gcm', secret, encrypted.subarray(3, 15));
        decipher.setAuthTag(encrypted.subarray(15, 31));
        const result = Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]).toString('utf8');
        return { result, shouldReEncrypt: keyring.rotated };
      },
    },
  };
  return keyring;
}
