/** Looks after what is in force: did it help, is it still needed, did somebody else change it, has it ended? */
import type { Actor } from '../act/intervention.ts';
import type { Case } from '../decide/case.ts';
import { effectDelayMs, measureEffect } from '../learn/effect.ts';
import { factsOf } from '../policy/facts.ts';
import type { InForce } from '../record/in-force.ts';
import type { Snapshot } from '../sampler/snapshot.ts';
import { giveBack } from './give-back.ts';
import type { GiveBackParts } from './give-back.ts';
import type { EngineParts } from './parts.ts';

/** Checks in a row without contention after which a treatment is given back. */
const calmChecksBeforeRelease = 6;
/** ms an app rests after its treatment made things worse, and after it was released. */
const restAfterRevertMs = 60 * 60_000;
const restAfterReleaseMs = 60_000;

export interface ReviewParts extends GiveBackParts, Pick<EngineParts, 'approvals' | 'debounce'> {
  readonly actor: Pick<Actor, 'restore' | 'reconcile'>;
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
  if (!alive && subject === null) {
    await giveBack(parts, one.decisionId, 'expired', 'it has ended');
    return;
  }
  if (subject?.foreground && !one.byPerson) {
    await giveBack(parts, one.decisionId, 'expired', 'it came to the front and was given back');
    return;
  }
  if (subject) await reconcile(parts, one, subject);
  if (one.byPerson) return;

  if (!one.measured && clock.monotonic() - one.appliedAt >= effectDelayMs) {
    one.measured = true;
    const effect = measureEffect(one.before, one.after, clock.now());
    decisions.update(one.decisionId, { effect });
    if (effect.verdict === 'worse') {
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
async function reconcile({ actor, locks, decisions, clock }: ReviewParts, one: InForce, subject: Case): Promise<void> {
  const free = one.handSet === null ? subject.app.processes.filter((process) => locks.get(process) === null) : [];
  for (const { change, found } of await actor.reconcile(one.decisionId, free)) {
    if (!('pid' in change.target)) continue;
    const { pid, startTime } = change.target;
    if (locks.get({ pid, startTime })) continue;
    const text = `somebody set ${change.lever} of process ${pid} from ${change.after} to ${found}; it is left alone from now on`;
    locks.add({ process: { pid, startTime }, appId: one.app.id, reason: text, at: clock.now() });
    decisions.note(one.decisionId, clock.now(), text);
  }
}
