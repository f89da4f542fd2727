/** Everything the app can do, by keyboard alone. */
import type { Page } from '@playwright/test';
import { accessibilityFindings, expect, tabTo, test, webOnly } from './support/dashboard.ts';

test.use({ machine: { processes: 120, olderDecisions: 6 } });

/** Opens the commands, types, and takes the first that is found. */
async function command(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused();
  await page.keyboard.type(text);
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toHaveCount(0);
}

test('views, mode, strategy, pause, theme and language are commands', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/decisions`);
  await expect(page.getByRole('article').first()).toBeVisible();
  await command(page, 'processes');
  await expect(page.getByRole('treegrid')).toBeVisible();
  await command(page, 'immunity');
  await expect(page.getByRole('heading', { name: 'Immunity' })).toBeVisible();
  await command(page, 'mode: autopilot');
  await expect(page.getByRole('button', { name: 'Mode: Autopilot' })).toBeVisible();
  await command(page, 'strategy: aggressive');
  await expect(page.getByRole('button', { name: 'Strategy: Aggressive' })).toBeVisible();
  await command(page, 'let BrainKernel choose');
  await expect(page.getByRole('button', { name: 'Strategy: Balanced, adaptive' })).toBeVisible();
  await command(page, 'learning');
  await expect(page.getByRole('heading', { name: 'Learning' })).toBeVisible();
  await command(page, 'propose');
  await expect(page.getByText('1 proposed.')).toBeVisible();
  await command(page, 'write a policy');
  await expect(page.getByRole('textbox', { name: 'When' })).toBeVisible();
  await command(page, 'import');
  await expect(page.getByRole('button', { name: 'Choose a folder…' })).toBeVisible();
  await command(page, 'pause: 1 hour');
  await expect(page.getByText('Paused: everything was given back')).toBeVisible();
  await command(page, 'resume');
  await expect(page.getByText('Calm.')).toBeVisible();
  await command(page, 'dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await command(page, '简体');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: '命令' })).toBeVisible();
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('an app is found in the list of processes', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/decisions`);
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('tracker');
  await expect(page.getByRole('option', { name: /^Tracker/ })).toBeVisible();
  await page.getByRole('option', { name: 'Find “tracker” in Processes' }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('tracker');
  await expect(page.getByRole('row', { name: /Tracker/ }).first()).toBeVisible();
});

test('the last treatment is undone and the last decision opened', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/processes`);
  await expect(page.getByRole('treegrid')).toBeVisible();
  await command(page, 'undo');
  await expect(page.getByText('What was done to Tracker was given back.')).toBeAttached();
  await command(page, 'last decision');
  await expect(page).toHaveURL(/#\/decisions\/d-00\d$/);
});

test('the status is copied for a bug report', webOnly, async ({ page, engine, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${engine.url}#/decisions`);
  await expect(page.getByRole('article').first()).toBeVisible();
  await command(page, 'bug report');
  await expect(page.getByText('The status was copied.')).toBeInViewport();
  expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^brainkernel: 0\.1\.0\n/);
});

test('the keys are listed, the button opens the commands, and Escape gives the focus back', async ({
  page,
  engine,
}) => {
  await page.goto(`${engine.url}#/decisions`);
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Ctrl+K');
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await command(page, 'shortcuts');
  await expect(page.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Escape');
  const button = page.getByRole('button', { name: 'Commands' });
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
});

test('keys of a view do nothing behind a dialog', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/processes`);
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('button', { name: 'Close' })).toBeFocused();
  for (const key of ['p', 'f', '/']) await page.keyboard.press(key);
  await expect(page.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Pause updates' })).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Pause updates' })).toHaveAttribute('aria-pressed', 'true');
});

test('a question mark that is typed stays a question mark', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/processes`);
  await page.getByRole('searchbox').fill('what');
  await page.keyboard.press('?');
  await expect(page.getByRole('searchbox')).toHaveValue('what?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
});
