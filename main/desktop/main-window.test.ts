import type * as Electron from 'electron';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createFakeContents, preventable, standIn } from './electron.fixture.ts';
import type { FakeWindow } from './electron.fixture.ts';
import { windowed } from './main-window.fixture.ts';
import { paper } from './main-window.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('the window', () => {
  test('is not there before it is shown, and waits for its first picture', () => {
    const { main, windows, newest, visibility } = windowed();
    expect(windows).toEqual([]);
    main.show();
    expect(newest().options.show).toBe(false);
    expect(main.isVisible()).toBe(false);
    newest().emit('ready-to-show');
    expect(main.isVisible()).toBe(true);
    expect(newest().focused()).toBe(1);
    expect(visibility).toEqual([true]);
  });

  test.each(['did-finish-load', 'did-fail-load'])('comes soon after %s where no first picture is told', (event) => {
    const { main, newest } = windowed();
    main.show();
    newest().page.emit(event);
    expect(main.isVisible()).toBe(false);
    vi.advanceTimersByTime(5_000);
    expect(main.isVisible()).toBe(true);
    newest().close();
    newest().emit('ready-to-show');
    expect(main.isVisible()).toBe(false);
  });

  test('that is gone before its page was painted stays gone', () => {
    const { main, newest } = windowed();
    main.show();
    newest().page.emit('did-finish-load');
    main.dispose();
    vi.advanceTimersByTime(5_000);
    expect(main.isVisible()).toBe(false);
  });

  test('gives its page a sandbox, a world apart, and no Node', () => {
    const { options } = windowed().shown();
    expect(options.webPreferences).toEqual({
      preload: '/app/out/preload/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      backgroundThrottling: true,
    });
    expect([options.minWidth, options.minHeight]).toEqual([900, 600]);
  });

  test('opens at a view, and goes to another in the same document', () => {
    const { main, shown } = windowed();
    const { page, focused } = shown('#/decisions/d-1');
    expect(page.loads).toEqual(['app://brainkernel/#/decisions/d-1']);
    main.show();
    main.show('/decisions/d-1');
    expect(page.loads).toHaveLength(1);
    main.show('/now');
    expect(page.loads.at(-1)).toBe('app://brainkernel/#/now');
    expect(focused()).toBe(4);
  });

  test('gets larger and smaller by the keys every browser has for it, and leaves other keys to the page', () => {
    const { page } = windowed().shown();
    const press = (key: string, input: Partial<Electron.Input> = {}): boolean => {
      const event = preventable({});
      page.emit('before-input-event', event, {
        type: 'keyDown',
        control: true,
        alt: false,
        meta: false,
        key,
        ...input,
      });
      return event.prevented();
    };
    const levels = ['+', '=', '-', '0', '-'].map((key) => {
      expect(press(key)).toBe(true);
      return page.contents.getZoomLevel();
    });
    expect(levels).toEqual([1, 2, 1, 0, -1]);
    for (let times = 0; times < 20; times += 1) press('+');
    const largest = page.contents.getZoomLevel();
    expect(1.2 ** largest).toBeGreaterThan(2);
    expect([
      press('k'),
      press('+', { control: false }),
      press('+', { alt: true }),
      press('+', { type: 'keyUp' }),
    ]).toEqual(Array(4).fill(false));
    expect(page.contents.getZoomLevel()).toBe(largest);
  });

  test('hides when it is closed, while that is the answer, and comes back as it was', () => {
    const { main, windows, shown, visibility } = windowed();
    expect(shown().close()).toBe(false);
    expect(main.isVisible()).toBe(false);
    main.show();
    expect(windows).toHaveLength(1);
    expect(visibility).toEqual([true, false, true]);
  });

  test('goes when closing means to quit, and can be opened anew', () => {
    const { main, windows, shown } = windowed({ onClose: () => 'quit' });
    expect(shown().close()).toBe(true);
    expect(main.isVisible()).toBe(false);
    expect(shown()).toBe(windows[1]);
    expect(main.isVisible()).toBe(true);
  });

  test('counts as hidden while it is minimised, and is restored when it is shown', () => {
    const { main, shown, visibility } = windowed();
    shown().minimize();
    expect(main.isVisible()).toBe(false);
    main.show();
    expect(visibility).toEqual([true, false, true]);
  });

  test('takes its listeners and its process with it in the end', () => {
    const { main, shown, themeEvents, visibility } = windowed();
    const { window } = shown();
    main.dispose();
    expect(window.isDestroyed()).toBe(true);
    expect(themeEvents.count()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    expect(visibility).toEqual([true, false]);
  });
});

describe('the place of the window', () => {
  test('is the one it was left at, maximised or not', () => {
    const kept = { width: 1000, height: 700, position: { x: 2000, y: 50 }, maximized: true };
    const { main, shown, newest } = windowed({ kept });
    main.show();
    // maximising shows a window, which would be one without a picture yet
    expect(newest().window.isVisible()).toBe(false);
    const { options, maximized, window } = shown();
    expect(options).toMatchObject({ width: 1000, height: 700, x: 2000, y: 50 });
    expect([maximized, window.isVisible()]).toEqual([true, true]);
  });

  test('is kept once it has settled, and when the window is closed or the app ends', () => {
    const { main, shown, written } = windowed();
    const fake = shown();
    fake.bounds = { x: 10, y: 20, width: 1000, height: 700 };
    fake.emit('move');
    fake.emit('resize');
    expect(written).toEqual([]);
    vi.runOnlyPendingTimers();
    const place = { width: 1000, height: 700, position: { x: 10, y: 20 }, maximized: false };
    expect(written).toEqual([place]);
    fake.emit('maximize');
    fake.maximized = true;
    fake.close();
    expect(written).toEqual([place, { ...place, maximized: true }]);
    main.dispose();
    expect(written).toHaveLength(3);
  });
});

describe('the theme', () => {
  test('is the one of the settings, from before the first picture on', () => {
    const { main, shown, nativeTheme, themeEvents } = windowed({ theme: 'dark' });
    expect(nativeTheme.themeSource).toBe('dark');
    nativeTheme.shouldUseDarkColors = true;
    const { background } = shown();
    expect(background()).toBe(paper.dark);
    nativeTheme.shouldUseDarkColors = false;
    main.setTheme('light');
    themeEvents.emit('updated');
    expect([nativeTheme.themeSource, background()]).toEqual(['light', paper.light]);
    nativeTheme.shouldUseDarkColors = true;
    themeEvents.emit('updated');
    expect(background()).toBe(paper.dark);
  });

  test('has the ground of the screens, so that nothing flashes', () => {
    const styles = readFileSync(new URL('../../renderer/styles.css', import.meta.url), 'utf8');
    expect(styles).toContain(`--paper: light-dark(${paper.light}, ${paper.dark});`);
  });
});

describe('a page that goes', () => {
  const crash = (fake: FakeWindow, reason = 'crashed') =>
    fake.page.emit('render-process-gone', {}, { reason, exitCode: 5 });

  test('is loaded anew once; soon after, the window closes, and the next one starts afresh', () => {
    const { windows, shown, gone, visibility } = windowed();
    const fake = shown();
    crash(fake);
    expect(fake.page.loads.at(-1)).toBe('reload');
    crash(fake, 'oom');
    expect(gone).toEqual(['crashed: reloaded', 'oom: closed']);
    expect(fake.window.isDestroyed()).toBe(true);
    expect(visibility).toEqual([true, false]);
    expect(vi.getTimerCount()).toBe(0);
    crash(shown());
    expect(windows).toHaveLength(2);
    expect(gone.at(-1)).toBe('crashed: reloaded');
  });

  test('again much later is loaded anew again', () => {
    const { shown, gone } = windowed();
    const fake = shown();
    crash(fake);
    vi.runOnlyPendingTimers();
    crash(fake);
    expect(gone).toEqual(['crashed: reloaded', 'crashed: reloaded']);
  });

  test('of itself, as every page does when its window closes, is nothing to speak of', () => {
    const { shown, gone } = windowed();
    crash(shown(), 'clean-exit');
    expect(gone).toEqual([]);
  });

  test('is taken down when it hangs, and left alone when it comes back', () => {
    const { shown } = windowed();
    const fake = shown();
    fake.emit('unresponsive');
    fake.emit('responsive');
    vi.runOnlyPendingTimers();
    expect(fake.page.crashes()).toBe(0);
    fake.emit('unresponsive');
    vi.runOnlyPendingTimers();
    expect(fake.page.crashes()).toBe(1);
    crash(fake, 'killed');
    fake.emit('unresponsive');
    vi.advanceTimersToNextTimer();
    expect(fake.page.crashes()).toBe(2);
  });
});

describe('who is trusted', () => {
  const from = (sender: Electron.WebContents, senderFrame: Electron.WebFrameMain | null): Electron.IpcMainEvent =>
    standIn<Electron.IpcMainEvent>({ sender, senderFrame });
  const frame = (origin: string, parent: Electron.WebFrameMain | null = null): Electron.WebFrameMain =>
    standIn<Electron.WebFrameMain>({ origin, parent });

  test('the main frame of this window while it shows our screens, and nobody else', () => {
    const { main, shown } = windowed();
    const stranger = createFakeContents();
    expect(main.trusts(from(stranger.contents, stranger.mainFrame))).toBe(false);
    const { contents, mainFrame } = shown().page;
    expect(main.trusts(from(contents, mainFrame))).toBe(true);
    expect(main.trusts(from(stranger.contents, stranger.mainFrame))).toBe(false);
    expect(main.trusts(from(contents, frame('app://brainkernel', mainFrame)))).toBe(false);
    expect(main.trusts(from(contents, frame('https://example.org')))).toBe(false);
    expect(main.trusts(from(contents, frame('null')))).toBe(false);
    expect(main.trusts(from(contents, null))).toBe(false);
    main.dispose();
    expect(main.trusts(from(contents, mainFrame))).toBe(false);
  });
});
