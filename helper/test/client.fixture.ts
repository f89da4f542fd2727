/**
 * A client of the helper in a process of its own, as another user: reads calls from standard input, one JSON a line, and
 * writes their answers. It can also be the authentication agent that polkit asks for another process.
 */
import { createInterface } from 'node:readline';
import { createClient, defineInterface } from 'dbus-native';
import type { Message } from 'dbus-native';
import { read, write } from './wire.fixture.ts';

const [, , address = '', uid = '0'] = process.argv;
// before the privileges go everything is loaded: it may lie where only root can read
if (process.getuid?.() === 0 && uid !== '0') {
  process.setgroups?.([]);
  process.setgid?.(Number(uid));
  process.setuid?.(Number(uid));
}
const client = createClient({ busAddress: address, direct: true, fdTransport: false, authMethods: ['EXTERNAL'] });
const say = (value: unknown): void => void process.stdout.write(`${write(value)}\n`);
const call = (message: Message): Promise<unknown> =>
  new Promise((resolve) => {
    client.invoke(
      { type: 1, ...message },
      { timeout: 60_000 },
      (error: (Error & { dbusName?: string }) | null, ...values) => {
        resolve(error ? { error: error.dbusName ?? 'none', message: error.message } : { values });
      },
    );
  });

/** How the dialogs that are open end, by their cookies. */
const dialogs = new Map<string, (errorName: string | undefined) => void>();

const agent = defineInterface({
  name: 'org.freedesktop.PolicyKit1.AuthenticationAgent',
  methods: {
    BeginAuthentication: {
      in: { action: 's', message: 's', icon: 's', details: 'a{ss}', cookie: 's', identities: 'a(sa{sv})' },
      handler: async ({ message, cookie }: { readonly message: string; readonly cookie: string }) => {
        const ended = new Promise<string | undefined>((resolve) => dialogs.set(cookie, resolve));
        say({ agent: 'BeginAuthentication', cookie, text: message });
        const errorName = await ended;
        dialogs.delete(cookie);
        if (errorName !== undefined) throw Object.assign(new Error('closed'), { dbusName: errorName });
      },
    },
    CancelAuthentication: {
      in: { cookie: 's' },
      handler: ({ cookie }: { readonly cookie: string }) => say({ agent: 'CancelAuthentication', cookie, text: '' }),
    },
  },
});

const { values } = (await call({
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  member: 'Hello',
})) as { readonly values: readonly unknown[] };
await client.export('/org/brainkernel/TestAgent', agent);
say({ name: values[0], pid: process.pid });

interface Order {
  readonly id: number;
  readonly call?: Message;
  readonly answer?: { readonly cookie: string; readonly errorName?: string };
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { id, call: message, answer: given } = read(line) as Order;
    if (message !== undefined) void call(message).then((outcome) => say({ id, outcome }));
    if (given !== undefined) dialogs.get(given.cookie)?.(given.errorName);
  })
  .on('close', () => process.exit());
