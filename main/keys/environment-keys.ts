import type { KeyProvider } from '../../contract/keys.ts';

/** The environment variable of each provider's key. */
export const keyVariables: Readonly<Record<KeyProvider, string>> = { groq: 'GROQ_API_KEY' };

/** The key the environment holds, or null. An empty variable holds none. */
export const keyFromEnvironment = (
  environment: Readonly<Record<string, string | undefined>>,
  provider: KeyProvider,
): string | null => environment[keyVariables[provider]]?.trim() || null;
