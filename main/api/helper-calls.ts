/** The calls about the privileged helper: how it is, how it would be put there, and putting it there. */
import type { Handlers } from '../../contract/calls.ts';
import type { HelperOutcome, HelperStatus } from '../../contract/helper.ts';
import type { Actor } from '../act/intervention.ts';
import type { HelperInstaller } from '../helper/installer.ts';
import type { InstallerOutcome } from '../helper/outcome.ts';

type HelperCalls = Pick<Handlers, Extract<keyof Handlers, `helper.${string}`>>;

export interface HelperCallParts {
  readonly actor: Pick<Actor, 'helperStatus' | 'lookForHelper'>;
  readonly installer: HelperInstaller;
  /** It was put there, or taken away. */
  readonly onChange: () => void;
}

export function helperCalls({ actor, installer, onChange }: HelperCallParts): HelperCalls {
  const status = async (): Promise<HelperStatus> => {
    const [known, packagedBy] = await Promise.all([actor.helperStatus(), installer.packagedBy()]);
    return { ...known, packagedBy };
  };
  const after = async (outcome: Promise<InstallerOutcome>): Promise<HelperOutcome> => {
    const done = await outcome;
    actor.lookForHelper();
    onChange();
    return { ...done, status: await status() };
  };
  return {
    'helper.status': status,
    'helper.plan': ({ what }) => installer.plan(what),
    'helper.install': () => after(installer.install()),
    'helper.uninstall': () => after(installer.uninstall()),
  };
}
