import type * as Electron from 'electron';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { channels } from '../../contract/bridge.ts';
import { CallError, calls, envelope, streams } from '../../contract/calls.ts';
import type { CallInput, CallName, Handlers, StreamName, StreamValue } from '../../contract/calls.ts';
import { createSyntheticEngine } from '../../e2e/support/synthetic-engine.ts';
import { openPage } from '../../preload/page.fixture.ts';
import type { Api } from '../api.ts';
import { controlledApi } from '../transport/api.fixture.ts';
import type { ControlledApi } from '../transport/api.fixture.ts';
import { createFakeContents, createWire, standIn } from './electron.fixture.ts';
import { serveIpc } from './ipc-transport.ts';
import { windowed } from './main-window.fixture.ts';

const alerts = (text: string): StreamValue<'alerts'> => ({
  alerts: [{ id: '1', at: 1, severity: 'info', code: 'c', text }],
});

/** The real window and the real preload script in its page, with main serving it. */
function serve(api: Api) {
  const wire = createWire();
  const { main, shown } = windowed();
  const fake = shown();
  const { page } = fake;
  const logged: string[] = [];
  const log = { warn: (line: string) => logged.push(line) };
  const before = page.listeners();
  const dispose = serveIpc({ ipcMain: wire.ipcMain, api, window: main, log, checkOutput: true });
  onTestFinished(() => {
    dispose();
    main.dispose();
  });
  return {
    wire,
    page,
    fake,
    logged,
    dispose,
    /** Listeners of main and of the page that are there because of the serving. */
    listeners: () => wire.listeners() + page.listeners() - before,
    load: () => openPage(wire.rendererOf(page)),
  };
}

/** What a page hears, oldest first. */
async function listening(served: ReturnType<typeof serve>, names: readonly StreamName[]) {
  const bridge = await served.load();
  const frames: unknown[] = [];
  bridge.hear((frame) => frames.push(JSON.parse(frame)));
  bridge.tell(JSON.stringify({ listen: names }));
  return { bridge, frames };
}

const answerOf = async (answer: Promise<string>) => envelope.parse(JSON.parse(await answer));

/** One valid input for every call there is. */
const inputs: { readonly [N in CallName]: CallInput<N> } = {
  'engine.status': {},
  'engine.setMode': { mode: 'autopilot' },
  'engine.setStrategy': { strategy: 'conservative' },
  'engine.pause': { minutes: 15 },
  'engine.resume': {},
  'processes.list': {},
  'processes.act': { kind: 'treat', pid: 1, startTime: 1, action: 'hold-back' },
  'processes.values': { pid: 1, startTime: 1 },
  'apps.list': {},
  'decisions.list': { limit: 5 },
  'decisions.get': { id: 'd-001' },
  'decisions.undo': { id: 'd-001' },
  'decisions.feedback': { id: 'd-001', verdict: 'up' },
  'decisions.exchange': { id: 'd-002' },
  'approvals.list': {},
  'approvals.answer': { id: 'a-1', answer: 'reject' },
  'policies.list': {},
  'policies.get': { id: 'person-1' },
  'policies.draft': { description: 'd', condition: 'foreground', action: 'none', treatment: 'leave-alone' },
  'policies.advance': { id: 'person-1' },
  'policies.stepBack': { id: 'person-1' },
  'policies.retire': { id: 'person-1' },
  'policies.rollBack': { id: 'person-1', version: 1 },
  'policies.import': { source: 'ananicy', files: [{ name: 'a.rules', text: '{"name":"a"}' }], apply: false },
  'policies.propose': {},
  'learning.summary': {},
  'learning.forget': { id: 'l-1' },
  'learning.rollBack': { version: 0 },
  'costs.summary': {},
  'metrics.query': { name: 'cpu', from: 0, to: 1, step: 1 },
  'alerts.list': {},
  'settings.get': {},
  'settings.set': { theme: 'dark' },
  'keys.status': {},
  'keys.set': { provider: 'groq', key: 'gsk_12345678', keep: 'session' },
  'keys.forget': { provider: 'groq' },
  'llm.test': { provider: 'groq' },
  'desktop.status': {},
  'desktop.checkForUpdate': {},
  'desktop.installUpdate': {},
  'machine.describe': {},
  'helper.status': {},
  'helper.plan': { what: 'install' },
  'helper.install': {},
  'helper.uninstall': {},
};
const names = Object.keys(inputs) as CallName[];

describe('a call', () => {
  test.each(names)('%s goes through, parsed by the contract on both sides', async (name) => {
    const engine = createSyntheticEngine({ processes: 20, olderDecisions: 3 });
    onTestFinished(engine.dispose);
    const heard: unknown[] = [];
    const spied = new Proxy(engine.handlers, {
      get: (target, key) => (input: never) => {
        heard.push(input);
        return (Reflect.get(target, key) as Handlers[CallName])(input);
      },
    });
    const { load, logged } = serve({ ...engine, handlers: spied });
    const answer = await answerOf((await load()).call(name, JSON.stringify(inputs[name])));
    expect(heard).toEqual([calls[name].input.parse(inputs[name])]);
    // the made-up engine refuses a few, and those refusals arrive as they are
    if (answer.ok) expect(calls[name].output.safeParse(answer.value).error).toBeUndefined();
    else expect(['unavailable', 'not-found', 'conflict']).toContain(answer.error.code);
    expect(logged).toEqual([]);
  });

  test('whose answer breaks the contract is a bug of ours, told to the log and not to the page', async () => {
    const { load, logged } = serve(
      controlledApi({ 'metrics.query': () => ({ name: 'cpu', unit: 'ratio', points: [[1, Number.NaN]] }) }),
    );
    const answer = await answerOf((await load()).call('metrics.query', JSON.stringify(inputs['metrics.query'])));
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(logged.join()).toContain('points[0][1]');
  });

  test('that fails keeps its code and sentence; one that breaks says nothing of where', async () => {
    const { load, logged } = serve(
      controlledApi({
        'engine.resume': () => {
          throw new CallError('conflict', 'it is not paused');
        },
        'engine.status': () => Promise.reject(new Error('secret detail')),
      }),
    );
    const { call } = await load();
    expect(await answerOf(call('engine.resume', '{}'))).toEqual({
      ok: false,
      error: { code: 'conflict', message: 'it is not paused' },
    });
    const broken = await call('engine.status', '{}');
    expect(broken).not.toMatch(/secret|\bat \S+:\d+/);
    expect(logged.join()).toContain('secret detail');
  });

  test.each(['engine.nope', '', '__proto__', 'constructor', 'toString'])(
    'of the unknown name %j is refused',
    async (name) => {
      const { load } = serve(controlledApi());
      expect(await answerOf((await load()).call(name, '{}'))).toMatchObject({
        ok: false,
        error: { code: 'not-found' },
      });
    },
  );

  test('that is malformed in any of a thousand ways is refused, without a trace and without a handler having run', async () => {
    let ran = 0;
    const handlers = new Proxy({} as Handlers, {
      get: () => () => {
        ran += 1;
        return {};
      },
    });
    const { wire, page, logged } = serve({ ...controlledApi(), handlers });
    const renderer = wire.rendererOf(page);
    const wrongFor = (name: CallName, text: string) => {
      try {
        return !calls[name].input.safeParse(JSON.parse(text)).success;
      } catch {
        return true;
      }
    };
    const anything = fc.anything({
      withMap: true,
      withSet: true,
      withDate: true,
      withBigInt: true,
      withTypedArray: true,
    });
    const messages = fc.oneof(
      fc
        .array(anything, { maxLength: 4 })
        .filter(([name, text]) => typeof name !== 'string' || typeof text !== 'string'),
      fc.tuple(fc.string(), fc.string()).filter(([name]) => !Object.hasOwn(calls, name)),
      fc
        .tuple(fc.constantFrom(...names), fc.oneof(fc.json(), fc.string()))
        .filter(([name, text]) => wrongFor(name, text)),
      fc.tuple(fc.constantFrom(...names), fc.constant('{}'), anything),
      fc.tuple(fc.constantFrom(...names), fc.constant(`{"a":"${'x'.repeat(1024 * 1024)}"}`)),
    );
    await fc.assert(
      fc.asyncProperty(messages, async (message) => {
        const answer = String(await renderer.invoke(channels.call, ...message));
        expect(envelope.parse(JSON.parse(answer))).toMatchObject({
          ok: false,
          error: { code: expect.stringMatching(/^(bad-input|not-found)$/) as string },
        });
        expect(answer).not.toMatch(/\bat \S+:\d+|node_modules/);
        expect(ran).toBe(0);
      }),
      { numRuns: 1000 },
    );
    expect(logged).toEqual([]);
  });

  test('after the end of serving is refused by Electron, and nothing is left listening', async () => {
    const { load, dispose, listeners } = serve(controlledApi());
    const { call, tell } = await load();
    tell('{"listen":["alerts"]}');
    await call('engine.status', '{}');
    dispose();
    await expect(call('engine.status', '{}')).rejects.toThrow('No handler registered');
    expect(listeners()).toBe(0);
  });
});

describe('a stranger', () => {
  const elsewhere = (origin: string) => standIn<Electron.WebFrameMain>({ parent: null, origin });
  const strangers: readonly (readonly [
    string,
    (page: ReturnType<typeof createFakeContents>) => Parameters<ReturnType<typeof createWire>['rendererOf']>,
  ])[] = [
    ['another window', () => [createFakeContents()]],
    [
      'a frame inside of the page',
      (page) => [page, standIn<Electron.WebFrameMain>({ parent: page.mainFrame, origin: 'app://brainkernel' })],
    ],
    ['a page of the web', (page) => [page, elsewhere('https://brainkernel')]],
    ['a file', (page) => [page, elsewhere('file://')]],
    ['another host of our scheme', (page) => [page, elsewhere('app://brainkernel.evil')]],
    ['a page without an origin', (page) => [page, elsewhere('null')]],
    ['a frame that is gone already', (page) => [page, null]],
  ];

  test.each(strangers)('such as %s is refused before its message is looked at', async (_, from) => {
    const api = controlledApi({
      'engine.status': () => {
        throw new Error('a handler ran');
      },
    });
    const { wire, page, logged } = serve(api);
    const bridge = await openPage(wire.rendererOf(...from(page)));
    expect(await answerOf(bridge.call('engine.status', '{}'))).toEqual({
      ok: false,
      error: { code: 'forbidden', message: 'only the window of BrainKernel may call it' },
    });
    bridge.tell('{"listen":["alerts"]}');
    await vi.waitFor(() => expect(logged).toHaveLength(2));
    expect(logged.join()).not.toContain('a handler ran');
    expect(api.subscribed()).toEqual([]);
  });
});

describe('a stream', () => {
  const heardBy = (frames: readonly unknown[]) => vi.waitFor(() => expect(frames).not.toEqual([]));

  test.each(Object.keys(streams) as StreamName[])('%s carries the whole engine to the page', async (name) => {
    const engine = createSyntheticEngine({ processes: 20, olderDecisions: 3 });
    onTestFinished(engine.dispose);
    const { frames } = await listening(serve(engine), [name]);
    await heardBy(frames);
    expect(frames[0]).toEqual({ stream: name, value: expect.anything() as unknown });
  });

  test('starts with the current value and goes on with what comes, until it is taken back', async () => {
    const api = controlledApi({}, { alerts: () => alerts('first') });
    const { bridge, frames } = await listening(serve(api), ['alerts']);
    await heardBy(frames);
    api.emit('alerts', alerts('second'));
    await vi.waitFor(() =>
      expect(frames).toEqual(['first', 'second'].map((text) => ({ stream: 'alerts', value: alerts(text) }))),
    );
    bridge.tell('{"unlisten":["alerts"]}');
    await vi.waitFor(() => expect(api.subscribed()).toEqual([]));
  });

  test('is not moved while the window is hidden, whatever the page says, and starts over when it is seen', async () => {
    let fulls = 0;
    const api = controlledApi({}, { alerts: () => alerts(`full ${(fulls += 1)}`) });
    const served = serve(api);
    const { bridge, frames } = await listening(served, ['alerts']);
    await heardBy(frames);
    served.fake.minimize();
    expect(api.subscribed()).toEqual([]);
    bridge.tell('{"listen":["alerts","approvals"]}');
    await bridge.call('engine.status', '{}');
    expect(api.subscribed()).toEqual([]);
    expect(frames).toHaveLength(1);
    served.fake.restore();
    expect(api.subscribed().toSorted()).toEqual(['alerts', 'approvals']);
    await vi.waitFor(() => expect(frames.at(-1)).toEqual({ stream: 'alerts', value: alerts('full 2'), again: true }));
  });

  test('that a page does not keep up with ends, and starts over when the page has heard everything', async () => {
    let fulls = 0;
    const api = controlledApi({}, { alerts: () => alerts(`full ${(fulls += 1)}`) });
    const served = serve(api);
    const { bridge, frames } = await listening(served, ['alerts', 'approvals']);
    await heardBy(frames);
    const { hear } = served.page;
    const waiting: (() => void)[] = [];
    served.page.hear = (...message) => waiting.push(() => hear(...message));

    let sent = 0;
    while (api.subscribed().includes('alerts') && sent < 100) api.emit('alerts', alerts(`${(sent += 1)}`));
    expect(sent).toBeLessThan(10);
    expect(api.subscribed()).toEqual(['approvals']);
    await vi.waitFor(() => expect(waiting.length).toBe(sent - 1));

    const [first, ...rest] = waiting;
    first?.();
    await bridge.call('engine.status', '{}');
    expect(api.subscribed()).toEqual(['approvals']);
    served.page.hear = hear;
    rest.forEach((deliver) => deliver());
    await vi.waitFor(() => expect(frames.at(-1)).toEqual({ stream: 'alerts', value: alerts('full 2'), again: true }));
    expect(api.subscribed().toSorted()).toEqual(['alerts', 'approvals']);
  });

  test('ends with its document: what is loaded next hears only what it asks for itself', async () => {
    const api = controlledApi({}, { alerts: () => alerts('full'), approvals: () => ({ approvals: [] }) });
    const served = serve(api);
    const old = await listening(served, ['alerts']);
    await heardBy(old.frames);
    const { frames } = await listening(served, ['approvals']);
    await heardBy(frames);
    expect(api.subscribed()).toEqual(['approvals']);
    old.bridge.tell('{"listen":["alerts"]}');
    old.bridge.tell('{"unlisten":["approvals"]}');
    await old.bridge.call('engine.status', '{}');
    expect(api.subscribed()).toEqual(['approvals']);
    expect(frames).toEqual([{ stream: 'approvals', value: { approvals: [] } }]);
  });

  test.each(['destroyed', 'render-process-gone'])('ends when its page is %s', async (event) => {
    const api = controlledApi({}, { alerts: () => alerts('full') });
    const served = serve(api);
    const { frames } = await listening(served, ['alerts']);
    await heardBy(frames);
    served.page.emit(event, {}, { reason: 'clean-exit' });
    expect(api.subscribed()).toEqual([]);
    expect(served.listeners()).toBe(2);
  });

  test('asked for in any malformed way is not heard of, and the others go on', async () => {
    const api: ControlledApi = controlledApi({}, { alerts: () => alerts('full') });
    const served = serve(api);
    const { bridge, frames } = await listening(served, ['alerts']);
    await heardBy(frames);
    const isRequest = (text: string) => /^\s*(\{\s*"(listen|unlisten|ack)"|"opened"\s*$)/.test(text);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json().filter((text) => !isRequest(text)),
          fc.string().filter((text) => !isRequest(text)),
          fc.constantFrom(
            '{"listen":[]}',
            '{"listen":["nope"]}',
            '{"listen":["alerts"],"x":1}',
            '{"unlisten":"alerts"}',
            '{"ack":"__proto__"}',
          ),
        ),
        async (text) => {
          bridge.tell(text);
          await Promise.resolve();
        },
      ),
      { numRuns: 300 },
    );
    await bridge.call('engine.status', '{}');
    expect(api.subscribed()).toEqual(['alerts']);
    expect(served.logged).toHaveLength(300);
    expect(new Set(served.logged)).toEqual(new Set(['a malformed request for streams was not heard']));
  });
});
