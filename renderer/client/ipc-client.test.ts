import { beforeEach, describe, expect, test, vi } from 'vitest';
import { CallError } from '../../contract/calls.ts';
import { createIpcClient } from './ipc-client.ts';

let visibility: DocumentVisibilityState;
let changed: (() => void) | null;

beforeEach(() => {
  visibility = 'visible';
  changed = null;
  vi.stubGlobal('document', {
    get visibilityState() {
      return visibility;
    },
    addEventListener: (_name: string, listener: () => void) => (changed = listener),
  });
  return () => vi.unstubAllGlobals();
});

const look = (now: DocumentVisibilityState) => {
  visibility = now;
  changed?.();
};

/** A client over a bridge that answers every call with `reply`. */
function clientOver(reply: () => Promise<string>) {
  const asked: unknown[] = [];
  const told: unknown[] = [];
  let heard: (frame: string) => void = () => undefined;
  const client = createIpcClient({
    call: (name, input) => {
      asked.push([name, JSON.parse(input)]);
      return reply();
    },
    tell: (request) => told.push(JSON.parse(request)),
    hear: (listener) => (heard = listener),
  });
  return { client, asked, told, frame: (value: unknown) => heard(JSON.stringify(value)) };
}

const never = () => new Promise<string>(() => undefined);

describe('a call', () => {
  test('resolves to the value of its envelope', async () => {
    const { client, asked } = clientOver(() => Promise.resolve('{"ok":true,"value":{"alerts":[]}}'));
    expect(await client.call('alerts.list', {})).toEqual({ alerts: [] });
    expect(asked).toEqual([['alerts.list', {}]]);
  });

  test.each([
    ['a refusal', '{"ok":false,"error":{"code":"conflict","message":"not now"}}', new CallError('conflict', 'not now')],
    ['no envelope', '{"value":1}', new CallError('internal', 'The answer was not from BrainKernel. Reload this page.')],
    [
      'the value of another version',
      '{"ok":true,"value":7}',
      new CallError('internal', 'The answer was of another version of BrainKernel. Reload this page.'),
    ],
    [
      'no JSON',
      '<html>',
      new CallError('unavailable', 'The engine does not answer. Nothing was changed; try again in a moment.'),
    ],
  ])('answered with %s rejects with a sentence', async (_, reply, error) => {
    const { client } = clientOver(() => Promise.resolve(reply));
    const failed = client.call('alerts.list', {});
    await expect(failed).rejects.toEqual(error);
    await expect(failed).rejects.toMatchObject({ code: error.code });
  });

  test('that changes something and got no answer is not said to have changed nothing', async () => {
    const { client } = clientOver(() => Promise.reject(new Error('gone')));
    await expect(client.call('engine.resume', {})).rejects.toThrow('not known whether this took effect');
  });

  test('that nobody answers any more rejects as unavailable', async () => {
    const { client } = clientOver(() => Promise.reject(new Error('No handler registered')));
    await expect(client.call('alerts.list', {})).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('a stream', () => {
  test('reaches those who listen; the last one to stop ends it', () => {
    const { client, told, frame } = clientOver(never);
    const heard: unknown[] = [];
    const stop = client.listen('approvals', (value) => heard.push(value));
    frame({ stream: 'approvals', value: { approvals: [] } });
    expect(heard).toEqual([{ approvals: [] }]);
    stop();
    expect(told).toEqual([{ listen: ['approvals'] }, { unlisten: ['approvals'] }]);
  });

  test('starts over for a second listener, who would have missed its first value', () => {
    const { client, told } = clientOver(never);
    client.listen('processes', () => undefined);
    client.listen('processes', () => undefined);
    expect(told).toEqual([{ listen: ['processes'] }, { unlisten: ['processes'] }, { listen: ['processes'] }]);
  });

  test('is not listened to by a hidden page, and what was read before counts as stale when it is seen', () => {
    const { client, told } = clientOver(never);
    client.listen('alerts', () => undefined);
    const { epoch } = client.connection.getState();
    look('hidden');
    client.listen('approvals', () => undefined);
    expect(told).toEqual([{ listen: ['alerts'] }, { unlisten: ['alerts'] }]);
    look('visible');
    expect(told.slice(2)).toEqual([{ listen: ['approvals', 'alerts'] }]);
    expect(client.connection.getState()).toEqual({ state: { kind: 'open' }, epoch: epoch + 1 });
  });

  test('that had to leave values out makes what was read before count as stale', () => {
    const { client, frame } = clientOver(never);
    client.listen('approvals', () => undefined);
    const { epoch } = client.connection.getState();
    frame({ stream: 'approvals', value: { approvals: [] } });
    expect(client.connection.getState().epoch).toBe(epoch);
    frame({ stream: 'approvals', value: { approvals: [] }, again: true });
    expect(client.connection.getState().epoch).toBe(epoch + 1);
  });

  test.each([{ stream: 'nope', value: 1 }, { stream: 'alerts', value: { alerts: 'none' } }, 7])(
    'that carries %j shows that page and engine are of different versions',
    (value) => {
      const { client, frame } = clientOver(never);
      client.listen('alerts', () => expect.unreachable());
      frame(value);
      expect(client.connection.getState().state).toEqual({ kind: 'mismatch' });
    },
  );
});
