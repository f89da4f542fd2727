import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Settings } from '../../contract/engine.ts';
import type { Decision } from '../../contract/decision.ts';
import { aDecision, aStatus, anApproval, scriptApi, someSettings } from './shell-api.fixture.ts';
import type { ScriptedApi } from './shell-api.fixture.ts';
import type { FakeTray } from './shell-electron.fixture.ts';
import { createFakeDesktop } from './shell-electron.fixture.ts';
import { clickItem, itemNamed, labelsOf } from './shell-menu.fixture.ts';
import { createTray } from './tray.ts';
import type { TrayHandle } from './tray.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date(2026, 10, 20, 14, 0).getTime() }));
afterEach(() => void vi.useRealTimers());

interface Shown extends ScriptedApi {
  readonly tray: FakeTray;
  readonly handle: TrayHandle;
  /** What the clicks asked of the app. */
  readonly done: readonly string[];
  /** What no stream tells. */
  readonly panel: { safe: boolean; tone: 'light' | 'dark' };
  readonly click: (label: string) => Promise<void>;
}

function show(settings: Partial<Settings> = {}, decisions: readonly Decision[] = []): Shown {
  const scripted = scriptApi({ settings: { mode: 'autopilot', ...settings }, decisions });
  const fake = createFakeDesktop();
  const done: string[] = [];
  const panel: Shown['panel'] = { safe: false, tone: 'dark' };
  const handle = createTray({
    electron: fake.electron,
    api: scripted.api,
    icon: (state) => `${state}-${panel.tone}`,
    safeMode: () => panel.safe,
    open: (route) => done.push(`open ${route ?? 'where it was'}`),
    quit: () => done.push('quit'),
    failed: (why) => done.push(`failed: ${why}`),
    now: Date.now,
    log: { info: () => undefined, warn: () => undefined },
  });
  const [tray] = fake.trays;
  if (!tray) throw new Error('no tray was made');
  const click = async (label: string): Promise<void> => {
    clickItem(tray.menu(), label);
    await vi.advanceTimersByTimeAsync(0);
  };
  return Object.assign(scripted, { tray, handle, done, panel, click });
}

test('the menu says how it is, what was decided last, and offers everything', () => {
  const { tray } = show({}, [aDecision('1')]);
  expect(labelsOf(tray.menu())).toEqual([
    'Calm. 0 held back.',
    '---',
    'tracker-1 indexes files and used 80% of a CPU while Firefox waits. It should give way to …',
    'That was right',
    'That was wrong',
    'Undo',
    '---',
    'Mode',
    '  Observe',
    '  Assist',
    '  * Autopilot',
    'Strategy',
    '  * Let BrainKernel choose',
    '  Aggressive',
    '  Balanced',
    '  Conservative',
    'Pause',
    '  15 minutes',
    '  1 hour',
    '  Until tomorrow',
    '---',
    'Open BrainKernel',
    'Settings',
    'Quit and give everything back',
  ]);
  expect(tray.tip()).toBe('BrainKernel - Calm. 0 held back.');
});

test.each([
  ['Observe', ['engine.setMode', { mode: 'observe' }]],
  ['Assist', ['engine.setMode', { mode: 'assist' }]],
  ['Autopilot', ['engine.setMode', { mode: 'autopilot' }]],
  ['Let BrainKernel choose', ['engine.setStrategy', { strategy: 'adapt' }]],
  ['Aggressive', ['engine.setStrategy', { strategy: 'aggressive' }]],
  ['Balanced', ['engine.setStrategy', { strategy: 'balanced' }]],
  ['Conservative', ['engine.setStrategy', { strategy: 'conservative' }]],
  ['15 minutes', ['engine.pause', { minutes: 15 }]],
  ['1 hour', ['engine.pause', { minutes: 60 }]],
  ['Until tomorrow', ['engine.pause', { minutes: 600 }]],
  ['That was right', ['decisions.feedback', { id: '1', verdict: 'up' }]],
  ['That was wrong', ['decisions.feedback', { id: '1', verdict: 'down' }]],
  ['Undo', ['decisions.undo', { id: '1' }]],
])('"%s" asks the engine for it', async (label, call) => {
  const { click, calls } = show({}, [aDecision('1')]);
  await click(label);
  expect(calls).toEqual([call]);
});

test.each([
  ['Calm. 0 held back.', 'open where it was'],
  ['tracker-1 indexes files and used 80% of a CPU while Firefox waits. It should give way to …', 'open #/decisions/1'],
  ['Open BrainKernel', 'open where it was'],
  ['Settings', 'open #/settings'],
  ['Quit and give everything back', 'quit'],
])('"%s" is done by the app', async (label, expected) => {
  const { click, done } = show({}, [aDecision('1')]);
  await click(label);
  expect(done).toEqual([expected]);
});

test('a click on the icon opens the window', () => {
  const { tray, done } = show();
  tray.click();
  expect(done).toEqual(['open where it was']);
});

test('while paused it says until when, and offers to go on', async () => {
  const { say, tray, click, calls } = show();
  say('engine.status', aStatus({ pausedUntil: new Date(2026, 10, 20, 14, 15).getTime() }));
  expect(labelsOf(tray.menu())).toContain('(Paused until 14:15)');
  await vi.advanceTimersByTimeAsync(200);
  expect(tray.images.at(-1)).toBe('paused-dark');
  await click('Resume');
  expect(calls).toEqual([['engine.resume', {}]]);
});

test('a question can be answered in the menu, and each of its answers is passed on', async () => {
  const { say, tray, click, calls } = show();
  say('approvals', { approvals: [anApproval('7')] });
  expect(labelsOf(tray.menu()).slice(2, 9)).toEqual([
    'Hold back tracker-7?',
    '  tracker-7 indexes files and used 80% of a CPU while Firefox waits. It should give way to …',
    '  ---',
    '  Yes',
    '  No',
    '  Always',
    '---',
  ]);
  for (const label of ['Yes', 'No', 'Always']) await click(label);
  expect(calls.map(([, input]) => input)).toEqual([
    { id: '7', answer: 'approve', always: false },
    { id: '7', answer: 'reject', always: false },
    { id: '7', answer: 'approve', always: true },
  ]);
});

test('of many questions three have a line, and the others a number', () => {
  const { say, tray } = show();
  say('approvals', { approvals: ['1', '2', '3', '4', '5'].map((id) => anApproval(id)) });
  expect(labelsOf(tray.menu()).filter((label) => label.includes('?'))).toHaveLength(3);
  expect(labelsOf(tray.menu())).toContain('2 more plans need your word');
});

test('a thumb that was given is ticked, and a second click takes it back', async () => {
  const { tray, click, calls } = show({}, [
    aDecision('1', { feedback: { verdict: 'up', reason: null, note: null, at: 1 } }),
  ]);
  expect(labelsOf(tray.menu())).toContain('* That was right');
  await click('That was right');
  expect(calls).toEqual([['decisions.feedback', { id: '1', verdict: null }]]);
});

test('the last decision follows what happens, and what is not in force cannot be undone', () => {
  const { say, tray } = show({}, [aDecision('1', { at: 1 }), aDecision('0', { at: 0 })]);
  say('decisions', { changed: [aDecision('2', { at: 2 })] });
  expect(itemNamed(tray.menu(), 'Undo').enabled).toBe(true);
  say('decisions', {
    changed: [aDecision('1', { at: 1, status: 'undone' }), aDecision('3', { at: 3, action: 'none' })],
  });
  expect(itemNamed(tray.menu(), 'Undo').enabled).toBe(true);
  say('decisions', { changed: [aDecision('2', { at: 2, status: 'undone' })] });
  expect(itemNamed(tray.menu(), 'Undo').enabled).toBe(false);
});

test('language, mode and strategy change in the menu at once, wherever they were switched', () => {
  const { say, tray } = show();
  expect(labelsOf(tray.menu())).toContain('  * Let BrainKernel choose');
  say(
    'settings',
    someSettings({ language: 'zh-CN', mode: 'assist', strategy: 'conservative', 'strategy.pinned': true }),
  );
  expect(labelsOf(tray.menu())).toEqual(
    expect.arrayContaining([
      '一切平静。0 个应用已让位。',
      '模式',
      '  * 协助',
      '策略',
      '  * 保守',
      '退出并恢复所有改动',
    ]),
  );
});

test('the menu is set again only when it says something new', () => {
  const { say, tray } = show();
  const before = tray.menus();
  for (let second = 0; second < 5; second += 1) say('engine.status', aStatus());
  expect(tray.menus()).toBe(before);
});

test('a number in the status line waits, so that an open menu does not jump; another sentence does not', () => {
  const { say, tray } = show();
  const pressed = (percent: string) =>
    aStatus({ headline: { key: 'headline.pressed', values: { held: 0, resource: 'cpu', percent } } });
  say('engine.status', pressed('40%'));
  expect(tray.tip()).toContain('40%');
  say('engine.status', pressed('45%'));
  expect(tray.tip()).toContain('40%');
  vi.advanceTimersByTime(10_000);
  say('engine.status', pressed('50%'));
  expect(tray.tip()).toContain('50%');
});

test('the icon shows the state, follows the panel, and changes no faster than panels take it', () => {
  const { say, tray, handle, panel } = show();
  expect(tray.images).toEqual(['calm-dark']);
  const counts = { processes: 1, apps: 1, treated: 2, awaiting: 0, questions: 0 };
  say('engine.status', aStatus({ counts }));
  say('approvals', { approvals: [anApproval('7')] });
  say('approvals', { approvals: [] });
  say('approvals', { approvals: [anApproval('8')] });
  expect(tray.images).toEqual(['calm-dark', 'acting-dark']);
  vi.advanceTimersByTime(200);
  expect(tray.images).toEqual(['calm-dark', 'acting-dark', 'needs-dark']);
  vi.advanceTimersByTime(200);
  panel.tone = 'light';
  handle.refresh();
  expect(tray.images.at(-1)).toBe('needs-light');
});

test('an error is a problem for an hour, and safe mode for as long as it lasts', () => {
  const { say, tray, handle, panel } = show();
  const error = { at: Date.now(), severity: 'error', code: 'loop', text: 'A second was missed & more' } as const;
  say('engine.status', aStatus({ notices: [error] }));
  vi.advanceTimersByTime(200);
  expect(tray.images.at(-1)).toBe('problem-dark');
  expect(labelsOf(tray.menu())).toContain('Something needs a look: A second was missed && more');
  vi.advanceTimersByTime(60 * 60_000);
  say('engine.status', aStatus({ notices: [error] }));
  expect(tray.images.at(-1)).toBe('calm-dark');
  vi.advanceTimersByTime(200);
  panel.safe = true;
  handle.refresh();
  expect(tray.images.at(-1)).toBe('problem-dark');
  expect(labelsOf(tray.menu())).toContain('(Safe mode: only observing. Choose another mode to leave it.)');
});

test('the name of a program cannot break the menu', () => {
  const { tray } = show({}, [aDecision('1', { sentence: null, explanation: 'rm -rf\n\u202e& _x_' })]);
  expect(labelsOf(tray.menu())).toContain('rm -rf && _x_');
});

test('a click that could not be carried out is said, and the menu shows the truth again', async () => {
  const shown = show({}, [aDecision('1')]);
  shown.fails = 'This decision is not in force.';
  const before = shown.tray.menus();
  await shown.click('Undo');
  expect(shown.done).toEqual(['failed: This decision is not in force.']);
  expect(shown.tray.menus()).toBe(before + 1);
});

test('when it goes, nothing listens any more', () => {
  const { handle, tray, listeners } = show();
  handle.dispose();
  expect([tray.isDestroyed(), listeners()]).toEqual([true, 0]);
});
