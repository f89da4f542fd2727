/** Keys where there is no keyring to ask: from the environment, or typed in and kept as long as the process. */
import { CallError } from '../../contract/calls.ts';
import { keyProvider } from '../../contract/keys.ts';
import type { KeyProvider, KeyStatus } from '../../contract/keys.ts';
import { keyFromEnvironment } from './environment-keys.ts';
import type { KeyStore } from './key-store.ts';

/** A key typed in wins over the environment's: it is what a person said last. */
export function createSessionKeys(environment: Readonly<Record<string, string | undefined>>): KeyStore {
  const typed = new Map<KeyProvider, string>();
  const listeners = new Set<() => void>();
  const given = (provider: KeyProvider): string | null => keyFromEnvironment(environment, provider);
  const statusOf = (provider: KeyProvider): KeyStatus => ({
    provider,
    kept: typed.has(provider) ? 'session' : given(provider) === null ? 'none' : 'environment',
    canStore: 'no',
    keyring: null,
    problem: null,
    sentence: null,
  });
  const changed = (provider: KeyProvider): KeyStatus => {
    for (const listener of listeners) listener();
    return statusOf(provider);
  };
  return {
    get: (provider) => typed.get(provider) ?? given(provider),
    status: () => keyProvider.options.map(statusOf),
    set: (provider, key, keep) => {
      if (keep === 'stored')
        return Promise.reject(
          new CallError('unavailable', 'There is no keyring here. Use the key for this run, or set GROQ_API_KEY.'),
        );
      typed.set(provider, key);
      return Promise.resolve(changed(provider));
    },
    forget: (provider) => {
      typed.delete(provider);
      return Promise.resolve(changed(provider));
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
