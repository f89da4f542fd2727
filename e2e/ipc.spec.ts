/**
 * The page of the desktop window in a browser: the same screens, with the contract over IPC and no network at all. In
 * Electron every other spec runs over that IPC anyway.
 */
import { canBeHidden, expect, test as base, webOnly } from './support/dashboard.ts';
import { openIpcPage } from './support/ipc-page.ts';
import type { IpcPage } from './support/ipc-page.ts';

const test = base.extend<{ readonly ipc: IpcPage }>({
  ipc: async ({ page, machine }, use) => {
    const ipc = await openIpcPage(page, machine);
    await use(ipc);
    expect(ipc.complaints).toEqual([]);
    // neither a socket nor anything that is not the screens themselves
    expect(ipc.requests.filter((url) => !url.startsWith(`${ipc.origin}/`))).toEqual([]);
    ipc.close();
  },
});

test('processes come as they change, and one is treated by hand', webOnly, async ({ page, ipc }) => {
  await page.goto(`${ipc.origin}/#/processes`);
  await page.getByRole('row', { name: /updatedb/ }).click();
  const drawer = page.getByRole('dialog', { name: 'updatedb' });
  await drawer.getByRole('button', { name: 'Hold back' }).click();
  await expect(drawer).toContainText('Done: You asked for this yourself.');
  const before = ipc.frames.length;
  await expect.poll(() => ipc.frames.slice(before)).toContain('processes');
});

test('a decision is read and undone, and the mode is changed', webOnly, async ({ page, ipc }) => {
  await page.goto(`${ipc.origin}/#/decisions/d-001`);
  const decision = page.locator('#decision-d-001');
  await decision.getByRole('button', { name: 'Undo what was done to Tracker' }).click();
  await expect(decision).toContainText('undone');
  await page.getByRole('button', { name: 'Mode: Assist' }).click();
  await page.getByRole('menuitemradio', { name: /Autopilot/ }).click();
  await expect(page.getByRole('button', { name: 'Mode: Autopilot' })).toBeVisible();
});

test('what the engine refuses is said in its own words', webOnly, async ({ page, ipc }) => {
  await page.goto(`${ipc.origin}/#/processes`);
  await expect(page.getByRole('treegrid')).toBeVisible();
  const answer = await page.evaluate(`brainkernel.call('decisions.undo', '{"id":"nope"}')`);
  expect(answer).toBe('{"ok":false,"error":{"code":"not-found","message":"This decision is no longer kept."}}');
});

test('the page is given three functions, and nothing of Electron or Node', webOnly, async ({ page, ipc }) => {
  await page.goto(`${ipc.origin}/`);
  expect(await page.evaluate('Object.keys(brainkernel).sort()')).toEqual(['call', 'hear', 'tell']);
  expect(await page.evaluate('[typeof require, typeof process, typeof module]')).toEqual(Array(3).fill('undefined'));
});

test('a page that is loaded anew starts over', webOnly, async ({ page, ipc }) => {
  await page.goto(`${ipc.origin}/#/processes`);
  const firefox = page.getByRole('row', { name: /Firefox/ });
  await expect(firefox).toBeVisible();
  await page.reload();
  await expect(firefox).toBeVisible();
  const before = ipc.frames.length;
  await expect.poll(() => ipc.frames.slice(before)).toContain('processes');
});

test('a hidden window is sent nothing, and is whole again when it is seen', webOnly, async ({ page, ipc }) => {
  const { hide } = await canBeHidden(page);
  await page.goto(`${ipc.origin}/#/processes`);
  await expect(page.getByRole('treegrid')).toBeVisible();
  await hide(true);
  ipc.minimize();
  const before = ipc.frames.length;
  // three of the engine's ticks
  await page.waitForTimeout(3000);
  expect(ipc.frames.slice(before)).toEqual([]);
  await hide(false);
  ipc.restore();
  await expect.poll(() => ipc.frames.slice(before)).toContain('processes');
  await expect(page.getByRole('row', { name: /Firefox/ })).toBeVisible();
});

test.describe('whatever runs in the page', webOnly, () => {
  test.use({ mayComplain: /Content Security Policy|violates the following/ });

  test('reaches no network', async ({ page, ipc }) => {
    // a view that loads nothing after its first paint
    await page.goto(`${ipc.origin}/#/decisions`);
    await expect(page.getByRole('article').first()).toBeVisible();
    const before = ipc.requests.length;
    const outcomes = await page.evaluate(`Promise.all([
      fetch('https://example.org/').then(() => 'fetched', () => 'refused'),
      fetch('/index.html').then(() => 'fetched', () => 'refused'),
      new Promise((done) => {
        const image = new Image();
        image.onload = () => done('loaded');
        image.onerror = () => done('refused');
        image.src = 'https://example.org/x.png';
      }),
      new Promise((done) => {
        const script = document.createElement('script');
        script.onload = () => done('loaded');
        script.onerror = () => done('refused');
        script.src = 'https://example.org/x.js';
        document.head.append(script);
      }),
    ])`);
    expect(outcomes).toEqual(Array(4).fill('refused'));
    expect(ipc.requests.slice(before)).toEqual([]);
  });
});
