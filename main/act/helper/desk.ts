/** What the actor knows of the helper: its seat for an app, a hand for an operation, and the one dialog that may be open. */
import { lever as leverNames } from '../../../contract/words.ts';
import type { Lever } from '../../../contract/words.ts';
import type { Clock } from '../../clock.ts';
import type { HelperSeat } from '../lever-facts.ts';
import type { Plan } from '../intervention.ts';
import type { ProcessKey } from '../../sampler/snapshot.ts';
import { unitLever } from '../levers-by-target.ts';
import { HelperHand } from './hand.ts';
import { createHelperLink } from './link.ts';
import type { HelperLink } from './link.ts';
import { createRefusals } from './refusals.ts';

const SYSTEM_BUS = 'unix:path=/run/dbus/system_bus_socket';

export interface HelperDesk {
  readonly link: HelperLink;
  /** Which levers it may pull on these processes, as far as it has not refused a moment ago. */
  readonly seat: (app: Plan['app'], processes: readonly ProcessKey[], interactive: boolean) => Promise<HelperSeat>;
  readonly hand: (interactive: boolean) => HelperHand;
}

/** @param env where the system bus is: DBUS_SYSTEM_BUS_ADDRESS, else the usual socket */
export function createHelperDesk(env: NodeJS.ProcessEnv, clock: Clock): HelperDesk {
  const link = createHelperLink(env['DBUS_SYSTEM_BUS_ADDRESS'] ?? SYSTEM_BUS, clock);
  const refusals = createRefusals(clock);
  link.onAuthorityChange(refusals.clear);
  return {
    link,
    seat: async (app, processes, interactive) => {
      // root needs nobody's help
      if (process.getuid?.() === 0) return { kind: 'none', why: 'BrainKernel runs as root' };
      const presence = await link.presence();
      if (presence.kind !== 'ready') return { kind: 'none', why: presence.why };
      const refused = new Map<Lever, string>();
      for (const lever of leverNames.options) {
        const onUnit = unitLever(lever) !== null;
        const targets = onUnit
          ? app.unit === null
            ? []
            : [{ kind: 'unit' as const, unit: app.unit }]
          : processes.map(({ pid, startTime }) => ({ kind: 'process' as const, pid, startTime }));
        const why = refusals.find(lever, targets, interactive);
        if (why !== null) refused.set(lever, why);
      }
      return { kind: 'ready', refused };
    },
    hand: (interactive) => new HelperHand(link, refusals, interactive),
  };
}
