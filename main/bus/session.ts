/** A thin client of one D-Bus daemon: calls, signals, and errors that never take the process down. */
import { existsSync } from 'node:fs';
import type { Message, MessageBus } from 'dbus-native';
import type { Dispose } from '../clock.ts';

/** Why a call has no answer. `remote` carries the peer's D-Bus error name in `name`. */
export type BusErrorKind = 'unreachable' | 'closed' | 'timeout' | 'remote';

export class BusError extends Error {
  readonly kind: BusErrorKind;
  /** D-Bus error name such as `org.freedesktop.DBus.Error.ServiceUnknown`; null unless `kind` is `remote`. */
  readonly errorName: string | null;

  constructor(kind: BusErrorKind, message: string, errorName: string | null = null) {
    super(message);
    this.name = 'BusError';
    this.kind = kind;
    this.errorName = errorName;
  }
}

/** What a signal must be to reach its listener. `sender` may be a well-known name: the daemon compares it. */
interface SignalMatch {
  readonly interface: string;
  readonly member: string;
  readonly path?: string;
  readonly sender?: string;
  /** The first argument, where it is a text. */
  readonly arg0?: string;
}

/** How a call may be waited for: a service may show a password dialog only where somebody has just clicked. */
export interface Patience {
  readonly interactive: boolean;
  readonly timeoutMs: number;
}

export interface Bus {
  /**
   * Calls a method and resolves with its out arguments: 64-bit integers as bigint, variants as their value, `a{s*}` as
   * an object, `ay` as a Buffer. Rejects with a BusError. A variant argument is written as `[signature, value]`.
   * The destination is not started when it is not running: a sensor must not wake services.
   */
  readonly call: (
    destination: string,
    path: string,
    interfaceName: string,
    member: string,
    signature?: string,
    args?: readonly unknown[],
    patience?: Patience,
  ) => Promise<readonly unknown[]>;
  readonly nameHasOwner: (name: string) => Promise<boolean>;
  readonly onSignal: (match: SignalMatch, listener: (args: readonly unknown[], path: string) => void) => Dispose;
  /** Called once, when the daemon has gone or `dispose` was called. */
  readonly onClose: (listener: () => void) => Dispose;
  readonly dispose: Dispose;
}

const messageType = { methodCall: 1, signal: 4 } as const;
const flags = { noAutoStart: 0x2, allowInteractiveAuthorization: 0x4 } as const;
const daemon = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' } as const;
const hello: Patience = { interactive: false, timeoutMs: 5_000 };
const usualPatience: Patience = { interactive: false, timeoutMs: 10_000 };

/**
 * Connects to a bus and says Hello.
 *
 * @param address as in DBUS_SESSION_BUS_ADDRESS; unix sockets only, since other transports may start programs or
 *   leave the machine.
 * @throws BusError of kind `unreachable`.
 */
export async function connectBus(address: string): Promise<Bus> {
  const socket = address.split(';').find((one) => one.startsWith('unix:'));
  if (socket === undefined) throw new BusError('unreachable', `not a unix socket address: ${address}`);
  const path = /^unix:path=([^,]+)/.exec(socket)?.[1];
  if (path !== undefined && !existsSync(path)) throw new BusError('unreachable', `there is no bus at ${path}`);
  const client = await openClient(socket);
  const closing = new Set<() => void>();
  const matches = new Map<symbol, { match: SignalMatch; listener: (args: readonly unknown[], path: string) => void }>();
  let closed = false;

  const close = (): void => {
    if (closed) return;
    closed = true;
    matches.clear();
    for (const listener of closing) listener();
    closing.clear();
    client.connection.stream.destroy();
  };
  client.connection.on('close', close);
  client.connection.on('end', close);
  client.connection.on('error', close);
  // what a listener of ours throws is a bug there, not a reason to lose the bus: it surfaces as an uncaught exception
  client.connection.on('message', (message: Message) => {
    // a signal sent to us alone would go round the match rules and could come from anybody
    if (message.type !== messageType.signal || message.destination === undefined) dispatch(message, matches.values());
  });

  try {
    await ask(client, { ...daemon, interface: daemon.destination, member: 'Hello' }, hello);
  } catch (error) {
    close();
    throw new BusError('unreachable', `no D-Bus daemon answers at ${socket}: ${reasonOf(error)}`);
  }

  const call: Bus['call'] = (destination, path, interfaceName, member, signature = '', args = [], patience) =>
    ask(client, { destination, path, interface: interfaceName, member, ...bodyOf(signature, args) }, patience);
  const askDaemon = (member: string, argument: string): Promise<readonly unknown[]> =>
    call(daemon.destination, daemon.path, daemon.destination, member, 's', [argument]);

  return {
    call,
    nameHasOwner: async (name) => (await askDaemon('NameHasOwner', name))[0] === true,
    onSignal: (match, listener) => {
      const key = Symbol(match.member);
      const rule = ruleOf(match);
      matches.set(key, { match, listener });
      // a failure to subscribe means that the bus is going: onClose says so
      askDaemon('AddMatch', rule).catch(() => undefined);
      return () => {
        if (matches.delete(key) && !closed) askDaemon('RemoveMatch', rule).catch(() => undefined);
      };
    },
    onClose: (listener) => {
      closing.add(listener);
      return () => void closing.delete(listener);
    },
    dispose: close,
  };
}

/**
 * Loads the library only where there is a bus: it costs 7 MB. `direct` keeps it from sending a Hello whose failure it
 * would throw into the event loop.
 */
async function openClient(busAddress: string): Promise<MessageBus> {
  const { createClient } = await import('dbus-native');
  try {
    return createClient({ busAddress, direct: true, fdTransport: false, authMethods: ['EXTERNAL'] });
  } catch (error) {
    throw new BusError('unreachable', reasonOf(error));
  }
}

function ask(
  client: MessageBus,
  message: Message,
  { interactive, timeoutMs: timeout }: Patience = usualPatience,
): Promise<readonly unknown[]> {
  return new Promise((resolve, reject) => {
    client.invoke(
      {
        ...message,
        type: messageType.methodCall,
        flags: flags.noAutoStart | (interactive ? flags.allowInteractiveAuthorization : 0),
      },
      { timeout },
      (error, ...values: unknown[]) => {
        if (!error) resolve(values);
        else reject(busErrorOf(error));
      },
    );
  });
}

function bodyOf(signature: string, args: readonly unknown[]): Pick<Message, 'signature' | 'body'> {
  return signature === '' ? {} : { signature, body: [...args] };
}

function busErrorOf(error: Error & { readonly dbusName?: string; readonly code?: string }): BusError {
  if (error.code === 'ETIMEDOUT') return new BusError('timeout', error.message);
  if (error.dbusName === undefined) return new BusError('closed', error.message);
  return new BusError('remote', error.message, error.dbusName);
}

function dispatch(
  message: Message,
  entries: Iterable<{ match: SignalMatch; listener: (args: readonly unknown[], path: string) => void }>,
): void {
  if (message.type !== messageType.signal) return;
  for (const { match, listener } of [...entries]) {
    if (message.interface !== match.interface || message.member !== match.member) continue;
    if (match.path !== undefined && message.path !== match.path) continue;
    if (match.arg0 !== undefined && message.body?.[0] !== match.arg0) continue;
    listener(message.body ?? [], message.path ?? '');
  }
}

/** https://dbus.freedesktop.org/doc/dbus-specification.html#message-bus-routing-match-rules */
function ruleOf(match: SignalMatch): string {
  const keys = ['interface', 'member', 'path', 'sender', 'arg0'] as const;
  const parts = keys.flatMap((key) => {
    const value = match[key];
    return value === undefined ? [] : [`${key}='${value.replaceAll("'", "'\\''")}'`];
  });
  return ["type='signal'", ...parts].join(',');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
