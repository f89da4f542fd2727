import { useEffect, useState } from 'react';
import type { SettingKey, Settings } from '../../contract/engine.ts';
import { useClient } from '../client/client-context.ts';
import { useEngineText } from '../i18n/use-engine-text.ts';
import { receiveSettings } from '../stores/settings.ts';

/** How the last change of a field went. A failure is told beside the field, and what was in force stays so. */
export type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly text: string };

export const noOutcome: Outcome = { kind: 'none' };

/** ms for which "Saved" is to be read. */
const savedIsShownFor = 2500;

export interface Saving<K extends SettingKey> {
  readonly outcome: Outcome;
  /** What is on its way to the engine; null when nothing is. */
  readonly pending: Settings[K] | null;
  /** Puts a value into force; resolves to whether that was possible. */
  readonly save: (value: Settings[K]) => Promise<boolean>;
  /** Says why a value was not even sent; null takes it back. */
  readonly complain: (text: string | null) => void;
}

/** Changes one setting, at once and on every screen. */
export function useSaving<K extends SettingKey>(key: K): Saving<K> {
  const client = useClient();
  const engineText = useEngineText();
  const [outcome, setOutcome] = useState<Outcome>(noOutcome);
  const [pending, setPending] = useState<Settings[K] | null>(null);

  useEffect(() => {
    if (outcome.kind !== 'saved') return undefined;
    const timer = setTimeout(() => setOutcome(noOutcome), savedIsShownFor);
    return () => clearTimeout(timer);
  }, [outcome]);

  return {
    outcome: outcome.kind === 'failed' ? { kind: 'failed', text: engineText(outcome.text) } : outcome,
    pending,
    complain: (text) => setOutcome(text === null ? noOutcome : { kind: 'failed', text }),
    save: async (value) => {
      setOutcome({ kind: 'saving' });
      setPending(value);
      try {
        receiveSettings(await client.call('settings.set', { [key]: value }));
        setOutcome({ kind: 'saved' });
        return true;
      } catch (error) {
        setOutcome({ kind: 'failed', text: error instanceof Error ? error.message : String(error) });
        return false;
      } finally {
        setPending(null);
      }
    },
  };
}
