/** Where providers' keys come from. Nobody but llm/ is handed one; statuses say where each is kept, never what it is. */
import type { KeyProvider, KeyStatus } from '../../contract/keys.ts';
import type { Dispose } from '../clock.ts';

export interface KeyStore {
  /** Null when there is none, or it could not be read. */
  readonly get: (provider: KeyProvider) => string | null;
  readonly status: () => readonly KeyStatus[];
  readonly set: (provider: KeyProvider, key: string, keep: 'session' | 'stored') => Promise<KeyStatus>;
  /** Removes what was stored and what this run remembers; a key of the environment stays. */
  readonly forget: (provider: KeyProvider) => Promise<KeyStatus>;
  readonly onChange: (listener: () => void) => Dispose;
}
