/** How hard a treatment is felt, as one number: what a person who finds it too hard wants less of. Pure. */
import type { Treatment } from '../case.ts';

/** `gentle` is 0, so that what is learned about hardness says nothing of a gentle treatment. */
export const gentleStrength = 0;

/** 0 gentle, 0.6 firm, 0.7 first to go, 1 with a quota or stopped. */
export function strengthOf(treatment: Treatment): number {
  if (treatment.freeze || treatment.signal !== null || treatment.cpuMax !== null) return 1;
  if (treatment.schedPolicy !== 'idle' && (treatment.nice ?? 0) < 19) return gentleStrength;
  return treatment.oomScore === null ? 0.6 : 0.7;
}
