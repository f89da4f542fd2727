import type { KeyStatus } from '../../contract/keys.ts';
import { useEngineStatus } from '../stores/engine-status.ts';
import { useAnswer } from '../parts/use-answer.ts';

/** Where the one key there is, Groq's, is kept. Looked at anew whenever the model side stands differently, as after a change elsewhere. */
export function useKeyStatus(): {
  readonly status: KeyStatus | null;
  readonly failure: string | null;
  readonly replace: (status: KeyStatus) => void;
} {
  const standing = useEngineStatus(
    ({ status }) => status && `${status.llm.provider} ${status.llm.state} ${status.llm.reason ?? ''}`,
  );
  const { value, failure, replace } = useAnswer('keys.status', {}, standing);
  return {
    status: value?.keys[0] ?? null,
    failure,
    replace: (status) => replace({ keys: [status] }),
  };
}
