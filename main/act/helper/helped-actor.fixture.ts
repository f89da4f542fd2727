/**
 * An actor without privilege, with the helper of a test's own bus: reads orders from standard input, one JSON a line, and
 * writes what came of them. argv: BUS-ADDRESS UID JOURNAL.
 */
import { createInterface } from 'node:readline';
import { connectBus } from '../../bus/session.ts';
import { systemClock } from '../../clock.ts';
import { createActor } from '../actor.ts';
import { fileJournal } from '../file-journal.fixture.ts';
import type { Plan } from '../intervention.ts';
import type { App } from '../../workload/app.ts';
import { loadSystemCalls } from '../system-calls.ts';

const [, , address = '', uid = '65534', path = ''] = process.argv;
// before the privileges go everything is loaded: it may lie where only root can read
await loadSystemCalls();
(await connectBus(address)).dispose();
process.setgroups?.([]);
process.setgid?.(Number(uid));
process.setuid?.(Number(uid));

const actor = createActor({
  journal: fileJournal(path),
  clock: systemClock,
  env: { DBUS_SYSTEM_BUS_ADDRESS: address, XDG_RUNTIME_DIR: '/nonexistent' },
});
const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
actor.onHelperLost((lost) => say({ lost }));

type Order =
  | { readonly id: number; readonly what: 'apply'; readonly plan: Plan }
  | { readonly id: number; readonly what: 'restore'; readonly decisionId: string }
  | { readonly id: number; readonly what: 'reconcile'; readonly plan: Plan }
  | { readonly id: number; readonly what: 'support'; readonly app: App; readonly interactive: boolean }
  | { readonly id: number; readonly what: 'recover' | 'status' | 'abandon' | 'dispose' };

async function carryOut(order: Order): Promise<unknown> {
  switch (order.what) {
    case 'apply':
      return await actor.apply(order.plan);
    case 'restore':
      return await actor.restore(order.decisionId);
    case 'reconcile':
      return await actor.reconcile(order.plan.decisionId, order.plan.processes);
    case 'support':
      return await actor.support(order.app, order.interactive);
    case 'recover':
      return await actor.recover();
    case 'status':
      return { ...(await actor.helperStatus()), dialog: actor.isDialogOpen() };
    case 'abandon':
      actor.abandonDialog();
      return null;
    case 'dispose':
      await actor.dispose();
      return null;
  }
}

say({ pid: process.pid });
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const order = JSON.parse(line) as Order;
    carryOut(order).then(
      (value) => say({ id: order.id, value }),
      (error: unknown) => say({ id: order.id, error: String(error) }),
    );
  })
  .on('close', () => process.exit());
