import { CallError, calls, envelope } from '../../contract/calls.ts';
import type { CallName, CallOutput, Client } from '../../contract/calls.ts';
import type { z } from 'zod';
import type { ConnectionStore } from './connection.ts';

/** What a screen needs of any transport: the contract's client, and how the connection stands. */
export interface ScreenClient extends Client {
  readonly connection: ConnectionStore;
  retryNow(): void;
}

/** The same object, seen as a call's name and what its reply is parsed to. */
const replies: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;

/** What a reply says, in the types of the contract. Throws `CallError` for a refusal and for what is no reply at all. */
export function readReply<N extends CallName>(name: N, reply: unknown): CallOutput<N> {
  const read = envelope.safeParse(reply);
  if (!read.success) throw new CallError('internal', 'The answer was not from BrainKernel. Reload this page.');
  if (!read.data.ok) throw new CallError(read.data.error.code, read.data.error.message);
  const parsed = replies[name].output.safeParse(read.data.value);
  if (!parsed.success)
    throw new CallError('internal', 'The answer was of another version of BrainKernel. Reload this page.');
  return parsed.data;
}

/** Calls that change nothing. Of any other one that got no answer nobody can say whether it took effect. */
const reading: ReadonlySet<CallName> = new Set<CallName>([
  'engine.status',
  'processes.list',
  'processes.values',
  'apps.list',
  'decisions.list',
  'decisions.get',
  'decisions.exchange',
  'approvals.list',
  'policies.list',
  'policies.get',
  'learning.summary',
  'costs.summary',
  'metrics.query',
  'alerts.list',
  'settings.get',
  'keys.status',
  'desktop.status',
  'desktop.checkForUpdate',
  'machine.describe',
  'helper.status',
  'helper.plan',
]);

export const noAnswer = (name: CallName): CallError =>
  new CallError(
    'unavailable',
    reading.has(name)
      ? 'The engine does not answer. Nothing was changed; try again in a moment.'
      : 'The engine does not answer. It is not known whether this took effect: look before you try again.',
  );
