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

/** Settings that belong together. */
type Change = Partial<Settings>;

interface Changing {
  readonly outcome: Outcome;
  /** What is on its way to the engine; null when nothing is. */
  readonly pending: Change | null;
  /** Puts settings into force; resolves to whether that was possible. */
  readonly change: (change: Change) => Promise<boolean>;
  /** Says why a value was not even sent; null takes it back. */
  readonly complain: (text: string | null) => void;
}

/** Changes settings, at once and on every screen. */
export function useChanging(): Changing {
  const client = useClient();
  const engineText = useEngineText();
  const [outcome, setOutcome] = useState<Outcome>(noOutcome);
  const [pending, setPending] = useState<Change | null>(null);

  useEffect(() => {
    if (outcome.kind !== 'saved') return undefined;
    const timer = setTimeout(() => setOutcome(noOutcome), savedIsShownFor);
    return () => clearTimeout(timer);
  }, [outcome]);

  return {
    outcome: outcome.kind === 'failed' ? { kind: 'failed', text: engineText(outcome.text) } : outcome,
    pending,
    complain: (text) => setOutcome(text === null ? noOutcome : { kind: 'failed', text }),
    change: async (change) => {
      setOutcome({ kind: 'saving' });
      setPending(change);
      try {
        receiveSettings(await client.call('settings.set', change));
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

export interface Saving<K extends SettingKey> extends Pick<Changing, 'outcome' | 'complain'> {
  /** What is on its way to the engine; undefined when nothing is. */
  readonly pending: Settings[K] | undefined;
  /** Puts a value into force; resolves to whether that was possible. */
  readonly save: (value: Settings[K]) => Promise<boolean>;
}

/** Changes one setting. */
export function useSaving<K extends SettingKey>(key: K): Saving<K> {
  const { outcome, pending, change, complain } = useChanging();
  return { outcome, pending: pending?.[key], complain, save: (value) => change({ [key]: value }) };
}
