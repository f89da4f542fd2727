/** Which half of an experiment a program belongs to: the same one for as long as the policy lives. Pure. */
import { createHash } from 'node:crypto';

export type Arm = 'treated' | 'control';

/** Share of programs that a policy on trial decides for, ratio 0-1. */
export const treatedShare = 0.5;

/** SHA-256 of policy and program, its first 32 bits as a number from 0 to 1. */
export function armOf(policyId: string, programKey: string, share = treatedShare): Arm {
  const digest = createHash('sha256')
    .update(JSON.stringify([policyId, programKey]))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32 < share ? 'treated' : 'control';
}
