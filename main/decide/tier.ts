/** A tier answers a case or passes it on. */
import type { Facts } from '../policy/facts.ts';
import type { Case, Proposal } from './case.ts';

export type TierDecides = (subject: Case, facts: Facts) => Proposal | null;
