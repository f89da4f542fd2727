/**
 * The one way out. Whoever asks first (the menu, a signal, the session, a crash) begins the end and says how to leave;
 * everybody else joins it. Everything that was changed is given back before the process leaves. An end that hangs is cut:
 * the journal on the disk knows what was not given back, and the next start does it.
 */
import type { Log } from '../log.ts';

/** `properly`: everything was given back in time. */
type Leave = (properly: boolean) => void;

export interface Ending {
  /** Gives back, then leaves as the first caller said. Resolves when that is done; harmless when called again. */
  readonly begin: (reason: string, leave: Leave) => Promise<void>;
  readonly hasBegun: () => boolean;
}

/** ms; less than the 5 s that logind waits for those who delay a shutdown (InhibitDelayMaxSec, logind.conf(5)). */
const longestEndMs = 4_000;

/** @param giveBack gives everything back and closes what is open */
export function createEnding(giveBack: () => Promise<void>, log: Log): Ending {
  let ending: Promise<void> | null = null;

  const end = async (reason: string, leave: Leave): Promise<void> => {
    log.info(`ending: ${reason}`);
    const tooLong = Promise.withResolvers<false>();
    const timer = setTimeout(() => tooLong.resolve(false), longestEndMs);
    const given = giveBack().then(
      () => true,
      (error: unknown) => {
        log.warn(`giving back failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return false;
      },
    );
    const properly = await Promise.race([given, tooLong.promise]);
    clearTimeout(timer);
    if (!properly) log.warn('leaving before everything was given back; the journal has the rest');
    leave(properly);
  };

  return {
    begin: (reason, leave) => (ending ??= end(reason, leave)),
    hasBegun: () => ending !== null,
  };
}
