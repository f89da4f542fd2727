import { useState } from 'react';
import type { CallInput } from '../../../contract/calls.ts';
import type { PolicyDetail, PolicySummary } from '../../../contract/policies.ts';
import { useCall } from '../../parts/use-call.ts';

type Act = 'advance' | 'stepBack' | 'retire';
/** What takes each of them back. */
const undoes: Readonly<Record<Act, Act>> = { advance: 'stepBack', stepBack: 'advance', retire: 'stepBack' };

/** What the last step came to. */
export interface Step {
  readonly act: Act;
  readonly detail: PolicyDetail;
  /** It was to go on and stayed where it was: its checks say why. */
  readonly stayed: boolean;
  /** What would take it back; null where nothing would. */
  readonly undo: Act | null;
}

export interface Steps {
  readonly busy: boolean;
  readonly last: Step | null;
  readonly act: (act: Act, policy: PolicySummary) => Promise<void>;
  readonly rollBack: (policy: PolicySummary, version: number) => Promise<boolean>;
}

/** Moves policies along their life, each step with the way back. `onMoved` hears how each stands afterwards. */
export function useSteps(onMoved: (detail: PolicyDetail) => void): Steps {
  const { busy, call } = useCall();
  const [last, setLast] = useState<Step | null>(null);
  const ask = (act: Act, input: CallInput<'policies.advance'>) => {
    switch (act) {
      case 'advance':
        return call('policies.advance', input);
      case 'stepBack':
        return call('policies.stepBack', input);
      case 'retire':
        return call('policies.retire', input);
    }
  };
  return {
    busy,
    last,
    act: async (act, policy) => {
      const detail = await ask(act, { id: policy.id });
      if (detail === null) return;
      onMoved(detail);
      const stayed = act === 'advance' && detail.policy.state === policy.state;
      const undo = undoes[act];
      const possible = undo === 'advance' ? detail.policy.next !== null : detail.policy.previous !== null;
      setLast({ act, detail, stayed, undo: stayed || !possible ? null : undo });
    },
    rollBack: async (policy, version) => {
      const detail = await call('policies.rollBack', { id: policy.id, version });
      if (detail === null) return false;
      onMoved(detail);
      setLast(null);
      return true;
    },
  };
}
