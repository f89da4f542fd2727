/** The helper during one operation: each verb is called once a process, and one dialog is shown at most. */
import { z } from 'zod';
import { fail, ok } from '../../result.ts';
import type { Change } from '../intervention.ts';
import { denied, gone } from '../levers/failure.ts';
import type { Pulled } from '../levers/failure.ts';
import type { VerbFailure } from './failure.ts';
import type { HelperLink } from './link.ts';
import { orderFor, orderTargetOf, restoreFor } from './orders.ts';
import type { OrderTarget } from './orders.ts';
import type { Refusals } from './refusals.ts';

/** What Status answers: (pid, start time, thread, its start time, lever, before, after), (unit, property, before, after). */
const kept = z.tuple([
  z.array(z.tuple([z.number(), z.bigint(), z.number(), z.bigint(), z.string(), z.string(), z.string()])),
  z.array(z.tuple([z.string(), z.string(), z.bigint(), z.bigint()])),
]);

export class HelperHand {
  readonly #link: Pick<HelperLink, 'order'>;
  readonly #refusals: Pick<Refusals, 'note'>;
  readonly #called = new Map<string, Promise<Pulled<null>>>();
  #kept: Promise<ReturnType<typeof kept.safeParse>> | null = null;
  #mayAsk: boolean;

  /** @param interactive a person has just clicked, and may be asked for a password */
  constructor(link: Pick<HelperLink, 'order'>, refusals: Pick<Refusals, 'note'>, interactive: boolean) {
    this.#link = link;
    this.#refusals = refusals;
    this.#mayAsk = interactive;
  }

  /** What it was asked before counts no longer. */
  forget(): void {
    this.#called.clear();
    this.#kept = null;
  }

  /** Has the helper bring every thread of the change's process, or its unit, to its value. */
  pull({ lever, target, after }: Change): Promise<Pulled<null>> {
    const whom = orderTargetOf(target);
    const order = whom === null ? null : orderFor(lever, whom, after);
    if (whom === null || order === null) return Promise.resolve(fail(denied(`the helper has no verb for ${lever}`)));
    return this.#once(`${lever} ${nameOf(whom)} ${after}`, async () => {
      const interactive = this.#mayAsk;
      const undo = lever === 'signal' ? null : restoreFor(lever, whom);
      const outcome = await (interactive ? this.#link.order(order, { undo }) : this.#link.order(order));
      if (outcome.ok) return ok(null);
      if (isDialog(outcome.error)) this.#mayAsk = false;
      this.#refusals.note(lever, whom, outcome.error);
      return fail(failureOf(outcome.error));
    });
  }

  /** Has it give back what it keeps. What it does not keep (any more) counts as given back: the values tell. */
  giveBack({ lever, target }: Pick<Change, 'lever' | 'target'>): Promise<Pulled<null>> {
    const whom = orderTargetOf(target);
    if (whom === null) return Promise.resolve(ok(null));
    const order = restoreFor(lever, whom);
    return this.#once(`back ${whom.kind === 'unit' ? '' : lever} ${nameOf(whom)}`, async () => {
      const outcome = await this.#link.order(order);
      if (outcome.ok || outcome.error.kind === 'gone' || outcome.error.kind === 'failed') return ok(null);
      return fail(failureOf(outcome.error));
    });
  }

  /** Whether it still keeps a change of ours: one that it does not keep, it gave back. */
  async keeps({ lever, target }: Pick<Change, 'lever' | 'target'>): Promise<boolean> {
    this.#kept ??= this.#link
      .order({ verb: 'Status', signature: '', args: [] })
      .then((told) => kept.safeParse(told.ok ? told.value : []));
    const rows = await this.#kept;
    if (!rows.success) return false;
    const [changes, units] = rows.data;
    if (target.kind === 'unit') return units.some(([unit]) => unit === target.unit);
    const tid = target.kind === 'thread' ? target.tid : target.pid;
    return changes.some(([pid, start, thread, , of]) => {
      return pid === target.pid && Number(start) === target.startTime && thread === tid && of === lever;
    });
  }

  #once(name: string, call: () => Promise<Pulled<null>>): Promise<Pulled<null>> {
    const known = this.#called.get(name) ?? call();
    this.#called.set(name, known);
    return known;
  }
}

const nameOf = (target: OrderTarget): string =>
  target.kind === 'unit' ? target.unit : `${target.pid}:${target.startTime}`;

/** A dialog was shown, or could not be: the next verb of this operation does not bring another. */
const isDialog = ({ kind }: VerbFailure): boolean => kind === 'dismissed' || kind === 'challenge';

function failureOf({ kind, reason }: VerbFailure) {
  switch (kind) {
    case 'gone':
      return gone;
    case 'challenge':
      return {
        kind: 'refused',
        code: 'needs-password',
        reason: `an administrator has to allow this: ${reason}`,
      } as const;
    case 'dismissed':
      return { kind: 'refused', code: 'dismissed', reason } as const;
    case 'forbidden':
      return { kind: 'refused', code: 'not-authorized', reason } as const;
    case 'protected':
      return { kind: 'refused', code: 'protected', reason } as const;
    case 'lost':
      return { kind: 'refused', code: 'helper-lost', reason: `the helper does not answer: ${reason}` } as const;
    case 'later':
    case 'failed':
      return denied(reason);
  }
}
