/** Looks after what is in force: did it help, is it still needed, did somebody else change it, has it ended? */
import type { Actor } from '../act/intervention.ts';
import type { Settings } from '../../contract/engine.ts';
import type { Case } from '../decide/case.ts';
import { effectDelayMs, measureEffect } from '../learn/effect.ts';
import { inScope } from '../guard/scope.ts';
import { factsOf } from '../policy/facts.ts';
import type { InForce } from '../record/in-force.ts';
import type { ProcessReading, Snapshot } from '../sampler/snapshot.ts';
import type { Experience } from './experience.ts';
import { giveBack } from './give-back.ts';
import type { GiveBackParts } from './give-back.ts';
import type { EngineParts } from './parts.ts';

/** ms within which a program that is opened after it was held back was perhaps held back wrongly. */
const soonMs = 120_000;
/** Checks in a row without contention after which a treatment is given back. */
const calmChecksBeforeRelease = 6;
/** ms an app rests after its treatment made things worse, and after it was released. */
const restAfterRevertMs = 60 * 60_000;
const restAfterReleaseMs = 60_000;

export interface ReviewParts extends GiveBackParts, Pick<EngineParts, 'approvals' | 'debounce'> {
  readonly experience: Pick<Experience, 'deed' | 'harmed'>;
  readonly actor: Pick<Actor, 'restore' | 'reconcile'>;
  readonly settings: { readonly get: () => Pick<Settings, 'scope.roots'> };
}

export async function review(parts: ReviewParts, cases: readonly Case[], snapshot: Snapshot): Promise<void> {
  const byApp = new Map(cases.map((one) => [one.app.id, one]));
  for (const one of parts.inForce.all()) {
    await reviewOne(parts, one, byApp.get(one.app.id) ?? null, snapshot);
  }
  for (const { approval } of parts.approvals.expire(parts.clock.now())) {
    parts.decisions.update(approval.decisionId, {
      status: 'expired',
      refusal: { code: 'expired', reason: 'nobody answered within ten minutes' },
    });
  }
}

async function reviewOne(parts: ReviewParts, one: InForce, subject: Case | null, snapshot: Snapshot): Promise<void> {
  const { clock, decisions, debounce } = parts;
  const alive = one.processes.some(({ pid, startTime }) => snapshot.processes.get(pid)?.startTime === startTime);
  if (!alive && (one.only || subject === null)) {
    await giveBack(parts, one.decisionId, 'expired', 'it has ended');
    return;
  }
  if (subject?.foreground && !one.byPerson) {
    if (clock.monotonic() - one.appliedAt < soonMs) parts.experience.deed(decisions.get(one.decisionId), 'fronted');
    await giveBack(parts, one.decisionId, 'expired', 'it came to the front and was given back');
    return;
  }
  if (subject) await reconcile(parts, one, newcomersTo(parts, one, subject, snapshot));
  if (one.byPerson) return;

  if (!one.measured && clock.monotonic() - one.appliedAt >= effectDelayMs) {
    one.measured = true;
    const effect = measureEffect(one.before, one.after, clock.now());
    decisions.update(one.decisionId, { effect });
    if (effect.verdict === 'worse') {
      parts.experience.harmed(one.decisionId);
      debounce.rest(one.app.id, clock.monotonic() + restAfterRevertMs);
      await giveBack(
        parts,
        one.decisionId,
        'reverted',
        'it made the waiting program wait longer, so it was given back',
      );
      return;
    }
  }

  one.calmChecks = subject && !factsOf(subject).contended ? one.calmChecks + 1 : 0;
  if (one.calmChecks >= calmChecksBeforeRelease) {
    debounce.rest(one.app.id, clock.monotonic() + restAfterReleaseMs);
    await giveBack(parts, one.decisionId, 'expired', 'nobody waited any more, so it was given back');
  }
}

/** New threads and children join; what a person changed meanwhile becomes a lock and is said. */
async function reconcile(parts: ReviewParts, one: InForce, newcomers: readonly ProcessReading[]): Promise<void> {
  const { actor, inForce, locks, decisions, clock } = parts;
  const drifts = await actor.reconcile(one.decisionId, newcomers);
  // where somebody changed a value nobody joined
  if (drifts.length === 0) inForce.join(one.decisionId, newcomers);
  for (const { change, found } of drifts) {
    if (!('pid' in change.target)) continue;
    const { pid, startTime } = change.target;
    if (locks.get({ pid, startTime })) continue;
    const text = `somebody set ${change.lever} of process ${pid} from ${change.after} to ${found}; it is left alone from now on`;
    locks.add({ process: { pid, startTime }, appId: one.app.id, reason: text, at: clock.now() });
    decisions.note(one.decisionId, clock.now(), text);
    if (!one.byPerson) parts.experience.deed(decisions.get(one.decisionId), 'renice');
  }
}

/** The app's processes that may join: unlocked, in scope, under no other treatment, and children of the treated where it is for them alone. */
function newcomersTo(
  { inForce, locks, settings }: ReviewParts,
  one: InForce,
  { app }: Case,
  { processes }: Snapshot,
): readonly ProcessReading[] {
  if (one.handSet !== null) return [];
  const treated = one.processes.map(({ pid }) => pid);
  const roots = settings.get()['scope.roots'];
  return app.processes.filter(
    (process) =>
      locks.get(process) === null &&
      (inForce.ofProcess(process) ?? one) === one &&
      inScope(process.pid, processes, roots) &&
      (!one.only || inScope(process.pid, processes, treated)),
  );
}
