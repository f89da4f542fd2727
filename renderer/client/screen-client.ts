import { CallError, calls, envelope } from '../../contract/calls.ts';
import type { CallName, CallOutput, Client } from '../../contract/calls.ts';
import type { ConnectionStore } from './connection.ts';

/** What a screen needs of any transport: the contract's client, and how the connection stands. */
export interface ScreenClient extends Client {
  readonly connection: ConnectionStore;
  retryNow(): void;
}

/** The same object, seen as a call's name and what its reply is parsed to. */
const replies: { readonly [N in CallName]: { readonly output: { parse(value: unknown): CallOutput<N> } } } = calls;

/** What a reply says, in the types of the contract. Throws `CallError` for a refusal and for what is no reply at all. */
export function readReply<N extends CallName>(name: N, reply: unknown): CallOutput<N> {
  const read = envelope.safeParse(reply);
  if (!read.success) throw new CallError('internal', 'The answer was not from BrainKernel. Reload this page.');
  if (!read.data.ok) throw new CallError(read.data.error.code, read.data.error.message);
  return replies[name].output.parse(read.data.value);
}

export const noAnswer = (): CallError =>
  new CallError('unavailable', 'The engine does not answer. Nothing was changed; try again in a moment.');
