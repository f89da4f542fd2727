/**
 * The connection to the privileged helper. The helper keeps what was changed for as long as this connection lives and
 * gives it back when it ends, so there is one connection for the whole run, opened when the helper is first thought of.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Bus, Patience } from '../../bus/session.ts';
import { BusError, connectBus } from '../../bus/session.ts';
import type { Clock, Dispose } from '../../clock.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import type { VerbFailure } from './failure.ts';
import { isAbsence, verbFailureOf } from './failure.ts';
import type { Order } from './orders.ts';

const NAME = 'org.brainkernel.Helper1';
const PATH = '/org/brainkernel/Helper1';
const DAEMON = 'org.freedesktop.DBus';
const DAEMON_PATH = '/org/freedesktop/DBus';
const AUTHORITY = 'org.freedesktop.PolicyKit1';
const AUTHORITY_PATH = '/org/freedesktop/PolicyKit1/Authority';

/** The interface that this code speaks; Version answers with the helper's. */
const INTERFACE = 1;

/** A helper that is not there, or does not start, is not asked for again at once. ms. */
const ASK_AGAIN_MS = 30_000;

/** A plain verb takes milliseconds; a person may think about a password for three minutes (helper/src/authority.c). */
const plain: Patience = { interactive: false, timeoutMs: 25_000 };
const patient: Patience = { interactive: true, timeoutMs: 185_000 };

/** The helper takes a hundred requests a second once a burst is used up (helper/src/client.c). */
const RETRIES = 20;
const RETRY_MS = 50;

export type HelperPresence =
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'absent' | 'no-bus' | 'wrong-version' | 'stopped'; readonly why: string };

export interface Dialog {
  readonly undo: Order | null;
}

type Answered = Result<readonly unknown[], VerbFailure>;

export interface HelperLink {
  /** Whether it can be asked. Starts it to find out, once. */
  readonly presence: () => Promise<HelperPresence>;
  /** It may have been installed or removed just now: the next question looks again. */
  readonly lookAgain: () => void;
  /**
   * Calls a verb. With `dialog`, after a click alone, polkit may ask for a password; where that comes to be allowed after
   * nobody waited for it any more, `dialog.undo` is called.
   */
  readonly order: (order: Order, dialog?: Dialog) => Promise<Answered>;
  readonly isDialogOpen: () => boolean;
  /** Whoever waits for a dialog is told that it was dismissed. */
  readonly abandonDialog: () => void;
  /** Calls polkit's authority, as ourselves. */
  readonly askAuthority: (
    member: string,
    signature: string,
    args: readonly unknown[],
  ) => Promise<Result<readonly unknown[]>>;
  /** The helper that had our changes has gone: it gave them back, or does so as soon as it is started again. */
  readonly onLost: (listener: () => void) => Dispose;
  /** Somebody changed what polkit allows. */
  readonly onAuthorityChange: (listener: () => void) => Dispose;
  /** Ends the connection: the helper gives everything back. */
  readonly dispose: () => void;
}

const absent: HelperPresence = { kind: 'absent', why: 'the helper is not installed' };

async function isActivatable(bus: Bus): Promise<boolean> {
  const [names] = await bus.call(DAEMON, DAEMON_PATH, DAEMON, 'ListActivatableNames');
  return Array.isArray(names) && names.includes(NAME);
}

/** @param address of the system bus. Nothing is opened before the helper is first asked for. */
export function createHelperLink(address: string, clock: Clock): HelperLink {
  const lost = new Set<() => void>();
  const authority = new Set<() => void>();
  let open: Promise<Bus> | null = null;
  let known: Promise<HelperPresence> | null = null;
  let askAgainAt = Infinity;
  let abandonOpen: (() => void) | null = null;
  let disposed = false;

  /** An idle helper leaves and is started again when it is needed; one that was removed is not. */
  const left = (on: Bus): void => {
    const before = known;
    known =
      before &&
      isActivatable(on).then(
        (still) => (still ? before : absent),
        () => absent,
      );
    for (const listener of lost) listener();
  };

  const connect = async (): Promise<Bus> => {
    const bus = await connectBus(address);
    bus.onSignal({ interface: DAEMON, member: 'NameOwnerChanged', sender: DAEMON, arg0: NAME }, ([, before, now]) => {
      if (before !== '') left(bus);
      // another one, perhaps of another version
      if (now !== '') known = null;
    });
    bus.onSignal({ interface: `${AUTHORITY}.Authority`, member: 'Changed', sender: AUTHORITY }, () =>
      authority.forEach((listener) => listener()),
    );
    bus.onClose(() => {
      open = null;
      known = null;
      if (!disposed) for (const listener of lost) listener();
    });
    return bus;
  };

  const bus = (): Promise<Bus> => {
    if (disposed) return Promise.reject(new BusError('closed', 'BrainKernel is stopping'));
    open ??= connect().catch((error: unknown) => {
      open = null;
      throw error;
    });
    return open;
  };

  const start = async (on: Bus): Promise<void> => {
    if (await on.nameHasOwner(NAME)) return;
    await on.call(DAEMON, DAEMON_PATH, DAEMON, 'StartServiceByName', 'su', [NAME, 0], plain);
  };

  const look = async (): Promise<HelperPresence> => {
    let on: Bus;
    try {
      on = await bus();
    } catch (error) {
      return { kind: 'no-bus', why: reasonOf(error) };
    }
    try {
      await start(on);
      const [version, spoken] = await on.call(NAME, PATH, NAME, 'Version');
      if (spoken !== INTERFACE) {
        const why = `the helper speaks version ${String(spoken)} of its interface and BrainKernel ${INTERFACE}; install the helper that came with this BrainKernel`;
        return { kind: 'wrong-version', why };
      }
      return { kind: 'ready', version: String(version) };
    } catch (error) {
      if (!(error instanceof BusError)) throw error;
      if (isAbsence(error.errorName)) return absent;
      return { kind: 'stopped', why: `the helper is installed but does not start: ${error.message}` };
    }
  };

  const presence = async (): Promise<HelperPresence> => {
    if (known !== null && clock.monotonic() < askAgainAt) return known;
    askAgainAt = Infinity;
    known = look();
    const found = await known;
    if (found.kind !== 'ready') askAgainAt = clock.monotonic() + ASK_AGAIN_MS;
    return found;
  };

  const call = async ({ verb, signature, args }: Order, patience: Patience): Promise<Answered> => {
    try {
      return ok(await (await bus()).call(NAME, PATH, NAME, verb, signature, args, patience));
    } catch (error) {
      return fail(verbFailureOf(error, patience.interactive));
    }
  };

  const callWithDialog = async (order: Order, { undo }: Dialog): Promise<Answered> => {
    const { promise: abandoned, resolve: abandon } = Promise.withResolvers<'abandoned'>();
    abandonOpen = () => abandon('abandoned');
    const answer = call(order, patient);
    const outcome = await Promise.race([answer, abandoned]);
    abandonOpen = null;
    if (outcome !== 'abandoned') return outcome;
    void answer.then((late) => {
      if (late.ok && undo !== null && !disposed) void call(undo, plain);
    });
    return fail({ kind: 'dismissed', reason: 'the password dialog was not answered in time' });
  };

  const order: HelperLink['order'] = async (asked, dialog) => {
    const there = await presence();
    if (there.kind !== 'ready') return fail({ kind: 'lost', reason: there.why });
    const once = () => (dialog === undefined ? call(asked, plain) : callWithDialog(asked, dialog));
    let outcome = await once();
    for (let tries = 0; !outcome.ok && tries < RETRIES; tries++) {
      const { kind } = outcome.error;
      if (kind === 'later') await delay(RETRY_MS);
      else if (kind === 'lost' && tries === 0) {
        // idle it has left; a helper that had changes of ours has not, and would have been missed
        known = null;
        if ((await presence()).kind !== 'ready') break;
      } else break;
      outcome = await once();
    }
    return outcome;
  };

  const listen = (listeners: Set<() => void>, listener: () => void): Dispose => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  return {
    presence,
    lookAgain: () => {
      known = null;
    },
    order,
    isDialogOpen: () => abandonOpen !== null,
    abandonDialog: () => abandonOpen?.(),
    askAuthority: async (member, signature, args) => {
      try {
        return ok(
          await (await bus()).call(AUTHORITY, AUTHORITY_PATH, `${AUTHORITY}.Authority`, member, signature, args),
        );
      } catch (error) {
        if (!(error instanceof BusError)) throw error;
        return fail(error.message);
      }
    },
    onLost: (listener) => listen(lost, listener),
    onAuthorityChange: (listener) => listen(authority, listener),
    dispose: () => {
      disposed = true;
      void open?.then(
        (on) => on.dispose(),
        () => undefined,
      );
      open = null;
      known = null;
    },
  };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
