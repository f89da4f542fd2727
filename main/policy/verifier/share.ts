/**
 * Check `share`: one policy decides for few programs. Counted on what was recorded here and on a usual desktop that
 * comes along, so that a machine without recordings is not taken in by a policy for everything.
 */
import { AppFacts } from '../facts.ts';
import type { Candidate, Check } from './check.ts';
import { failed, passed } from './check.ts';
import { replayedCases } from './hits.ts';
import { usualDesktop } from './population.ts';
import { probe } from './probe.ts';

/** Ratio of programs. An imported set speaks of many by nature: only those it would treat are counted. */
const mostOfPolicy = 0.25;
const mostOfSet = 0.5;

/** On a machine with few programs a policy for one of them has a large share. */
const alwaysAllowed = 2;

export const share: Check = (candidate, { hits, recording }) => {
  const { table } = candidate.policy;
  const ratio = table ? mostOfSet : mostOfPolicy;

  const of = new Set(replayedCases(recording).map(({ subject }) => subject.app.program.key)).size;
  const hit = hits.filter(({ action }) => !table || action !== 'none').length;
  const most = mostOf(of, ratio);
  if (hit > most) return failed('share', 'policy-check.share-recorded', { hit, of, most });

  const usual = usualDesktop.filter((app) => reaches(candidate, new AppFacts(probe(app)))).length;
  const figures = { hit: usual, of: usualDesktop.length, most: mostOf(usualDesktop.length, ratio) };
  return usual > figures.most
    ? failed('share', 'policy-check.share-usual', figures)
    : passed('share', 'policy-check.share-passed', figures);
};

const mostOf = (programs: number, ratio: number): number => Math.max(alwaysAllowed, Math.floor(programs * ratio));

function reaches({ condition, policy: { table } }: Candidate, app: AppFacts): boolean {
  const rule = table?.find(app);
  if (table && (!rule || rule.action === 'none')) return false;
  return condition.mayHold(app);
}
