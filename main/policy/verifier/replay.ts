/** Check `replay`: in recorded sessions nobody objected to what it would have done. */
import type { Check } from './check.ts';
import { failed, passed } from './check.ts';
import { replayedCases } from './hits.ts';

export const replay: Check = (_, { hits, recording }) => {
  const cases = replayedCases(recording).length;
  if (cases === 0) return passed('replay', 'policy-check.replay-empty');
  const objected = hits.find(({ action, said }) => action !== 'none' && said === 'down');
  if (objected) return failed('replay', 'policy-check.replay-failed', { app: objected.app });
  return passed('replay', 'policy-check.replay-passed', { cases, apps: hits.length });
};
