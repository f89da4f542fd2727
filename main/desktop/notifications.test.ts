import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Decision } from '../../contract/decision.ts';
import type { Settings } from '../../contract/engine.ts';
import { createNotificationBudget } from './notification-budget.ts';
import type { Notifications } from './notifications.ts';
import { createNotifications } from './notifications.ts';
import { aDecision, anApproval, scriptApi, someSettings } from './shell-api.fixture.ts';
import type { ScriptedApi } from './shell-api.fixture.ts';
import { createFakeDesktop } from './shell-electron.fixture.ts';
import type { FakeNotification } from './shell-electron.fixture.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Listening extends ScriptedApi {
  readonly shown: readonly FakeNotification[];
  readonly opened: readonly (string | null)[];
  readonly notifications: Notifications;
  readonly person: { watching: boolean; safeMode: boolean };
  /** Says decisions and lets the burst pass. */
  readonly decide: (...changed: readonly Decision[]) => void;
  readonly ask: (...ids: readonly string[]) => void;
}

function listen(settings: Partial<Settings> = {}, before: readonly Decision[] = []): Listening {
  const scripted = scriptApi({ settings, decisions: before });
  const fake = createFakeDesktop();
  const opened: (string | null)[] = [];
  const person = { watching: false, safeMode: false };
  const notifications = createNotifications({
    electron: fake.electron,
    api: scripted.api,
    icon: '/icons/app.png',
    safeMode: () => person.safeMode,
    isWatching: () => person.watching,
    open: (route) => opened.push(route),
    now: Date.now,
    log: { info: () => undefined, warn: () => undefined },
  });
  const pass = () => vi.advanceTimersByTime(2_000);
  return Object.assign(scripted, {
    shown: fake.notifications,
    opened,
    notifications,
    person,
    decide: (...changed: readonly Decision[]) => {
      scripted.say('decisions', { changed: [...changed] });
      pass();
    },
    ask: (...ids: readonly string[]) => {
      scripted.say('approvals', { approvals: ids.map((id) => anApproval(id)) });
      pass();
    },
  });
}

const words = ({ options: { title, body, actions = [] } }: FakeNotification) => [
  title,
  body,
  ...actions.map(({ text }) => text),
];

test('what was done is said with its sentence and Undo', async () => {
  const { decide, shown, calls } = listen();
  decide(aDecision('1'));
  expect(shown.map(words)).toEqual([
    [
      'tracker-1: Held back',
      'tracker-1 indexes files and used 80% of a CPU while Firefox waits. It should give way to the programs you use.',
      'Undo',
    ],
  ]);
  shown[0]?.press(0);
  await vi.advanceTimersByTimeAsync(0);
  expect(calls).toEqual([['decisions.undo', { id: '1' }]]);
});

test('a click opens the decision', () => {
  const { decide, shown, opened } = listen();
  decide(aDecision('a/1'));
  shown[0]?.click();
  expect(opened).toEqual(['#/decisions/a%2F1']);
});

test('what happens together is said together, and can be undone together', async () => {
  const { say, decide, shown, calls, opened } = listen();
  say('decisions', { changed: [aDecision('1')] });
  say('decisions', { changed: [aDecision('2', { action: 'freeze' })] });
  decide(aDecision('3'));
  expect(shown.map(words)).toEqual([
    ['3 apps are held back', 'tracker-1: Held back · tracker-2: Frozen · tracker-3: Held back', 'Undo all'],
  ]);
  shown[0]?.press(0);
  await vi.advanceTimersByTimeAsync(0);
  expect(calls.map(([, input]) => input)).toEqual([{ id: '1' }, { id: '2' }, { id: '3' }]);
  shown[0]?.click();
  expect(opened).toEqual(['#/decisions']);
});

test('a question has Yes and No', async () => {
  const { ask, shown, calls, opened } = listen();
  ask('7');
  expect(shown.map(words)).toEqual([
    ['Hold back tracker-7?', expect.stringContaining('tracker-7 indexes'), 'Yes', 'No'],
  ]);
  shown[0]?.press(0);
  shown[0]?.press(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(calls).toEqual([
    ['approvals.answer', { id: '7', answer: 'approve' }],
    ['approvals.answer', { id: '7', answer: 'reject' }],
  ]);
  shown[0]?.click();
  expect(opened).toEqual(['#/decisions/7']);
});

test('several questions are one notification that answers none of them', () => {
  const { ask, shown, opened } = listen();
  ask('7', '8');
  expect(shown.map(words)).toEqual([['2 plans need your word', 'Hold back tracker-7? · Hold back tracker-8?']]);
  shown[0]?.click();
  expect(opened).toEqual(['#/now']);
});

test('at most three are shown in any hour, questions and deeds together', () => {
  const { decide, ask, shown } = listen();
  decide(aDecision('1'));
  ask('2');
  decide(aDecision('3'));
  decide(aDecision('4'));
  ask('5');
  expect(shown).toHaveLength(3);
  vi.advanceTimersByTime(60 * 60_000);
  decide(aDecision('6'));
  expect(shown).toHaveLength(4);
});

test('no hour of any sequence has more than three', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(45 * 60_000), { maxLength: 60 }), (waits) => {
      const { take } = createNotificationBudget();
      let now = 0;
      const taken: number[] = [];
      for (const wait of waits) if (take((now += wait))) taken.push(now);
      for (const [at, time] of taken.entries())
        expect((taken[at + 3] ?? Infinity) - time).toBeGreaterThanOrEqual(3_600_000);
    }),
  );
});

test('when one place is left, a question takes it', () => {
  const { decide, say, shown } = listen();
  decide(aDecision('1'));
  decide(aDecision('2'));
  say('approvals', { approvals: [anApproval('9')] });
  decide(aDecision('3'));
  expect(shown.map(({ options }) => options.title)).toEqual([
    'tracker-1: Held back',
    'tracker-2: Held back',
    'Hold back tracker-9?',
  ]);
});

test('nothing is said that was there before, nor what a person did or allowed', () => {
  const { decide, shown } = listen({}, [aDecision('0')]);
  decide(aDecision('0', { notes: [{ at: 1, text: 'measured' }] }));
  decide(aDecision('1', { tier: 'user' }));
  decide(aDecision('2', { status: 'awaiting-approval' }));
  decide(aDecision('2', { status: 'applied' }));
  decide(aDecision('3', { status: 'observed' }), aDecision('4', { status: 'refused' }));
  expect(shown).toEqual([]);
});

test('the same deed is said once, whatever is added to it', () => {
  const { decide, shown } = listen();
  decide(aDecision('1'));
  decide(aDecision('1', { notes: [{ at: 1, text: 'measured' }] }));
  expect(shown).toHaveLength(1);
});

test('what was undone before it could be said is not said, and what is on show is withdrawn', () => {
  const { say, decide, ask, shown } = listen();
  say('decisions', { changed: [aDecision('1')] });
  decide(aDecision('1', { status: 'reverted' }));
  expect(shown).toEqual([]);
  decide(aDecision('2'));
  decide(aDecision('2', { status: 'undone' }));
  ask('7');
  ask();
  expect(shown.map((one) => one.isClosed())).toEqual([true, true]);
});

test('one of several that was undone leaves the others on show', () => {
  const { decide, shown } = listen();
  decide(aDecision('1'), aDecision('2'));
  decide(aDecision('1', { status: 'undone' }));
  expect(shown[0]?.isClosed()).toBe(false);
  decide(aDecision('2', { status: 'undone' }));
  expect(shown[0]?.isClosed()).toBe(true);
});

test('nothing is said while the window is in front, when it is switched off, or in safe mode', () => {
  const { decide, say, person, shown } = listen();
  person.watching = true;
  decide(aDecision('1'));
  person.watching = false;
  say('settings', someSettings({ 'desktop.notifications': false }));
  decide(aDecision('2'));
  say('settings', someSettings());
  person.safeMode = true;
  decide(aDecision('3'));
  expect(shown).toEqual([]);
  person.safeMode = false;
  decide(aDecision('4'));
  expect(shown).toHaveLength(1);
});

test('safe mode itself is said, and so is a window that stopped, whatever was said before', () => {
  const { notifications, decide, shown, opened } = listen({ language: 'zh-CN' });
  for (const id of ['1', '2', '3']) decide(aDecision(id));
  notifications.tell('safeMode');
  notifications.tell('windowGone');
  expect(shown.slice(3).map(({ options }) => options.title)).toEqual([
    'BrainKernel 在安全模式下运行',
    'BrainKernel 的窗口停止了',
  ]);
  shown[4]?.click();
  expect(opened).toEqual([null]);
});

test('they speak the language of the settings', () => {
  const { decide, ask, shown } = listen({ language: 'zh-CN' });
  decide(aDecision('1'));
  ask('7');
  expect(shown.map(({ options }) => options.title)).toEqual(['tracker-1：已让位', '要让 tracker-7 让位吗？']);
});

test('a button that could not do it says why', async () => {
  const listening = listen();
  listening.decide(aDecision('1'));
  listening.fails = 'This decision is not in force.';
  listening.shown[0]?.press(0);
  await vi.advanceTimersByTimeAsync(0);
  expect(listening.shown.slice(1).map(words)).toEqual([['That did not work', 'This decision is not in force.']]);
});

test('when it goes, nothing is on show, and nothing listens or waits', () => {
  const { decide, say, notifications, shown, listeners } = listen();
  decide(aDecision('1'));
  say('decisions', { changed: [aDecision('2')] });
  notifications.dispose();
  expect([shown[0]?.isClosed(), listeners(), vi.getTimerCount()]).toEqual([true, 0, 0]);
});
