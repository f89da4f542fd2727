/** As root, on a unit of the system: the system manager's levers, and back. */
import { execFileSync } from 'node:child_process';
import { createActor } from '../../../main/act/actor.ts';
import type { JournalEntry } from '../../../main/act/intervention.ts';
import { systemClock } from '../../../main/clock.ts';
import { cgroupFile, mainProcessOf, plan, show } from '../burner.ts';
import type { Scenario } from '../scenario.ts';

export const scenario: Scenario = {
  as: 'root',
  run: async (check) => {
    execFileSync('systemd-run', ['-q', '--unit=burner.service', 'sh', '-c', 'while :; do :; done']);
    const burner = mainProcessOf('burner.service');
    const entries = new Map<string, JournalEntry>();
    const actor = createActor({
      journal: {
        write: (entry) => void entries.set(entry.decisionId, entry),
        setState: (decisionId, state) => {
          if (state === 'closed') entries.delete(decisionId);
        },
        open: () => [...entries.values()],
      },
      clock: systemClock,
      env: process.env,
    });
    const held = plan([burner], 'burner.service', { nice: 10, cpuWeight: 10, cpuMax: 0.5 });

    const applied = await actor.apply(held);
    check('a weight and a quota are set on its unit', applied.kind === 'applied', applied);
    check('the kernel has them', cgroupFile(burner.pid, 'cpu.weight') === '10', cgroupFile(burner.pid, 'cpu.weight'));
    check(
      'nice of its threads is left as it was: in a unit of its own it would do nothing',
      applied.kind === 'applied' && !applied.levers.some(({ lever }) => lever === 'nice'),
      applied,
    );
    await actor.restore(held.decisionId);
    check('nothing is set after the undo', show('burner.service', 'CPUWeight') === '[not set]');

    await actor.dispose();
    execFileSync('systemctl', ['stop', 'burner.service']);
  },
};
