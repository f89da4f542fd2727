import { useCallback, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../contract/calls.ts';
import { useClient } from '../client/client-context.ts';
import { reportFailure } from '../stores/failures.ts';

export interface Calling {
  readonly busy: boolean;
  /** Makes a call a person asked for. A failure is shown, and gives null. */
  readonly call: <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N> | null>;
}

export function useCall(): Calling {
  const client = useClient();
  const [running, setRunning] = useState(0);
  const call = useCallback<Calling['call']>(
    async (name, input) => {
      setRunning((count) => count + 1);
      try {
        return await client.call(name, input);
      } catch (error) {
        reportFailure(error);
        return null;
      } finally {
        setRunning((count) => count - 1);
      }
    },
    [client],
  );
  return { busy: running > 0, call };
}
