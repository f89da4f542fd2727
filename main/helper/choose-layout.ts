import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import type { LayoutName } from './layout.ts';
import type { Said } from './said.ts';
import { said } from './said.ts';
import type { Surroundings } from './surroundings.ts';

/** Where the helper can go on such a system, or why nowhere. */
export function chooseLayout(here: Surroundings): Result<LayoutName, Said> {
  const { owner, readOnly } = here;
  if (owner !== null) {
    return fail(said('helper-plan.packaged-install', { package: owner.package, manager: owner.manager }));
  }
  if (here.nixos) return fail(said('helper-plan.nixos'));
  if (!here.systemd) return fail(said('helper-plan.no-systemd'));
  if (!here.systemBus) return fail(said('helper-plan.no-bus'));
  if (!here.canAsk) return fail(said('helper-plan.no-pkexec'));
  if (readOnly.usr === null) return ok('usr');
  if (readOnly.local !== null) return fail(said('helper-plan.read-only', { folder: readOnly.local }));
  return here.polkitReadsEtc ? ok('local') : fail(said('helper-plan.old-polkit'));
}

/** Why the helper cannot be removed from such a system, or null. */
export function refuseRemoval({ owner, canAsk }: Surroundings): Said | null {
  if (owner !== null) {
    return said('helper-plan.packaged-uninstall', { package: owner.package, command: owner.removal });
  }
  return canAsk ? null : said('helper-plan.no-pkexec');
}
