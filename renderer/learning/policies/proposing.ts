import { create } from 'zustand';
import type { Client } from '../../../contract/calls.ts';
import type { ProposalReport } from '../../../contract/policies.ts';
import { reportFailure } from '../../stores/failures.ts';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  /** `at`: epoch ms of the answer. */
  | { readonly kind: 'answered'; readonly at: number; readonly report: ProposalReport };

/** Asking for policies goes on when a person looks at something else meanwhile. */
export const useProposing = create<{ readonly state: State }>(() => ({ state: { kind: 'idle' } }));

/** Asks planner and learner for drafts, once at a time. Resolves to their answer; null when there is none. */
export async function propose(client: Client): Promise<ProposalReport | null> {
  if (useProposing.getState().state.kind === 'asking') return null;
  useProposing.setState({ state: { kind: 'asking' } });
  try {
    const report = await client.call('policies.propose', {});
    useProposing.setState({ state: { kind: 'answered', at: Date.now(), report } });
    return report;
  } catch (error) {
    useProposing.setState({ state: { kind: 'idle' } });
    reportFailure(error);
    return null;
  }
}
