import { create } from 'zustand';
import type { Approval } from '../../contract/decision.ts';

interface Approvals {
  readonly approvals: readonly Approval[];
}

/** What waits for a person's word. */
export const useApprovals = create<Approvals>(() => ({ approvals: [] }));

export const receiveApprovals = (approvals: Approvals): void => useApprovals.setState(approvals);
