import { useCallback, useEffect, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../contract/calls.ts';
import { useClient, useConnection } from '../client/client-context.ts';
import { useEngineText } from '../i18n/use-engine-text.ts';

/** What a call answered, as far as it has. */
export interface Answer<T> {
  readonly value: T | null;
  /** Why there is no answer; null while there is one, or while it is on its way. */
  readonly failure: string | null;
  /** Puts a newer answer in its place. */
  readonly replace: (value: T) => void;
  /** Asks once more. */
  readonly again: () => void;
}

/** Asks once when it comes on the screen, and again whenever `about` is another one or the engine is back. */
export function useAnswer<N extends CallName>(
  name: N,
  input: CallInput<N>,
  about: unknown = null,
): Answer<CallOutput<N>> {
  const client = useClient();
  const epoch = useConnection((connection) => connection.epoch);
  const engineText = useEngineText();
  const [value, setValue] = useState<CallOutput<N> | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const asked = JSON.stringify(input);

  useEffect(() => {
    let wanted = true;
    client.call(name, JSON.parse(asked) as CallInput<N>).then(
      (answer) => {
        if (!wanted) return;
        setValue(answer);
        setFailure(null);
      },
      (error: unknown) => wanted && setFailure(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      wanted = false;
    };
  }, [client, name, asked, about, epoch, tries]);

  const again = useCallback(() => {
    setFailure(null);
    setTries((count) => count + 1);
  }, []);
  return { value, failure: failure && engineText(failure), replace: setValue, again };
}
