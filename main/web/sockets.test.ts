import { once } from 'node:events';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { StreamValue } from '../../contract/calls.ts';
import { serve, token } from './served.fixture.ts';

const alerts = (text: string): StreamValue<'alerts'> => ({
  alerts: [{ id: '1', at: 1, severity: 'info', code: 'c', text }],
});

interface Screen {
  readonly socket: WebSocket;
  readonly send: (value: unknown) => void;
  /** The next message that was not taken yet. */
  readonly next: () => Promise<unknown>;
}

function dial(
  port: number,
  protocols = ['brainkernel', token],
  options: { origin?: string; headers?: Record<string, string>; path?: string } = {},
): Screen {
  const { path = '/api/streams', ...others } = options;
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, others);
  // a refusal is seen as `unexpected-response`; ending the socket after it is an error to ws
  socket.on('error', () => undefined);
  onTestFinished(() => socket.terminate());
  const messages: unknown[] = [];
  const waiting: ((value: unknown) => void)[] = [];
  socket.on('message', (data) => {
    const value = z.unknown().parse(JSON.parse(z.instanceof(Buffer).parse(data).toString('utf8')));
    const taker = waiting.shift();
    if (taker === undefined) messages.push(value);
    else taker(value);
  });
  return {
    socket,
    send: (value) => socket.send(typeof value === 'string' ? value : JSON.stringify(value)),
    next: () =>
      messages.length > 0 ? Promise.resolve(messages.shift()) : new Promise((resolve) => waiting.push(resolve)),
  };
}

async function opened(port: number): Promise<Screen> {
  const screen = dial(port);
  await once(screen.socket, 'open');
  return screen;
}

const statusOfRefusal = async ({ socket }: Screen): Promise<number> => {
  const [, response] = z
    .tuple([z.unknown(), z.object({ statusCode: z.number() })])
    .parse(await once(socket, 'unexpected-response'));
  return response.statusCode;
};

describe('opening a socket', () => {
  test('needs the token as second protocol, and is answered with the first', async () => {
    const { port } = await serve();
    const { socket } = await opened(port);
    expect(socket.protocol).toBe('brainkernel');
  });

  test.each([
    [[]],
    [['brainkernel']],
    [['brainkernel', 'wrong-token_1234']],
    [[token]],
    [['brainkernel', token, 'more']],
  ])('with the protocols %j is 401', async (protocols) => {
    const { port } = await serve();
    const screen = dial(port, protocols);
    screen.socket.on('error', () => undefined);
    expect(await statusOfRefusal(screen)).toBe(401);
  });

  test('from a page of another origin or under another name is 403, elsewhere 404', async () => {
    const { port } = await serve();
    const status = async (options: Parameters<typeof dial>[2]) => statusOfRefusal(dial(port, undefined, options));
    expect(await status({ origin: 'http://evil.example' })).toBe(403);
    expect(await status({ headers: { host: 'evil.example' } })).toBe(403);
    expect(await status({ path: '/api/other' })).toBe(404);
  });

  test('is refused for the seventeenth, until one goes', async () => {
    const { port } = await serve();
    const screens = await Promise.all(Array.from({ length: 16 }, () => opened(port)));
    expect(await statusOfRefusal(dial(port))).toBe(503);
    screens[0]?.socket.close();
    await vi.waitFor(async () => {
      const screen = dial(port);
      await Promise.race([
        once(screen.socket, 'open'),
        statusOfRefusal(screen).then((status) => Promise.reject(new Error(String(status)))),
      ]);
    });
  });
});

describe('listening', () => {
  test('starts with the current value and goes on with what comes, until it is taken back', async () => {
    const { port, emit, subscribed } = await serve({}, { alerts: () => alerts('first') });
    const screen = await opened(port);
    screen.send({ listen: ['alerts'] });
    expect(await screen.next()).toEqual({ stream: 'alerts', value: alerts('first') });
    emit('alerts', alerts('second'));
    expect(await screen.next()).toEqual({ stream: 'alerts', value: alerts('second') });
    screen.send({ listen: ['alerts', 'approvals'] });
    await vi.waitFor(() => expect(subscribed()).toEqual(['alerts', 'approvals']));
    screen.send({ unlisten: ['alerts'] });
    await vi.waitFor(() => expect(subscribed()).toEqual(['approvals']));
  });

  test('ends with the socket', async () => {
    const { port, subscribed } = await serve();
    const screen = await opened(port);
    screen.send({ listen: ['alerts'] });
    await vi.waitFor(() => expect(subscribed()).toEqual(['alerts']));
    screen.socket.terminate();
    await vi.waitFor(() => expect(subscribed()).toEqual([]));
  });

  test.each([
    '',
    'x',
    '{}',
    '[]',
    '{"listen":"alerts"}',
    '{"listen":[]}',
    '{"listen":["nope"]}',
    '{"listen":["alerts"],"x":1}',
    '{"listen":["__proto__"]}',
  ])('with the malformed message %j closes the socket with 1008', async (message) => {
    const { port } = await serve();
    const screen = await opened(port);
    screen.send(message);
    const [code] = z.tuple([z.number(), z.unknown()]).parse(await once(screen.socket, 'close'));
    expect(code).toBe(1008);
  });

  test('with a message that is too long closes the socket, and the server lives on', async () => {
    const { port } = await serve();
    const screen = await opened(port);
    screen.send('x'.repeat(20_000));
    const [code] = z.tuple([z.number(), z.unknown()]).parse(await once(screen.socket, 'close'));
    expect(code).toBe(1009);
    expect((await opened(port)).socket.readyState).toBe(WebSocket.OPEN);
  });

  test('too slowly loses values in between, and goes on with a full one', async () => {
    let fulls = 0;
    const full = () => alerts(`full ${(fulls += 1)}`);
    const { port, emit, subscribed } = await serve({}, { alerts: full });
    const screen = await opened(port);
    screen.send({ listen: ['alerts'] });
    expect(await screen.next()).toEqual({ stream: 'alerts', value: alerts('full 1') });

    screen.socket.pause();
    const sent = 200;
    let n = 0;
    while (subscribed().length > 0 && n < sent) emit('alerts', alerts(`${(n += 1)} ${'x'.repeat(200_000)}`));
    // the subscription was given up, so nothing more gathers in memory
    expect(n).toBeLessThan(sent);
    screen.socket.resume();

    const seen: string[] = [];
    for (;;) {
      const { value } = z
        .object({ value: z.object({ alerts: z.array(z.object({ text: z.string() })) }) })
        .parse(await screen.next());
      seen.push(value.alerts[0]?.text.split(' ').slice(0, 2).join(' ').slice(0, 10) ?? '');
      if (seen.at(-1) === 'full 2') break;
    }
    expect(seen.length).toBeLessThanOrEqual(n);
    expect(subscribed()).toEqual(['alerts']);
    emit('alerts', alerts('live again'));
    expect(await screen.next()).toEqual({ stream: 'alerts', value: alerts('live again') });
  });
});

test('closing the server says goodbye to every socket', async () => {
  const served = await serve();
  const screens = await Promise.all([opened(served.port), opened(served.port)]);
  const closes = screens.map(({ socket }) => once(socket, 'close'));
  await served.close();
  for (const [code] of z.array(z.tuple([z.number(), z.unknown()])).parse(await Promise.all(closes)))
    expect(code).toBe(1001);
});
