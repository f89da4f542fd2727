/** How the helper is shown, installed and taken away, in a real browser over the real web server. */
import type { Page } from '@playwright/test';
import { accessibilityFindings, expect, test } from './support/dashboard.ts';

const open = async (page: Page, engine: { readonly url: string }): Promise<void> => {
  await page.goto(`${engine.url}#/settings/helper`);
  await expect(page.getByRole('heading', { name: 'Helper' })).toBeVisible();
};
const dialog = (page: Page) => page.getByRole('dialog');

test.use({ machine: { processes: 20, olderDecisions: 0 } });

test('is shown with every file and the command before it is installed with one click', async ({ page, engine }) => {
  await open(page, engine);
  await expect(page.getByText('Without it, BrainKernel leaves out whatever it could not undo')).toBeVisible();
  await page.getByRole('button', { name: 'Install…' }).click();
  await expect(dialog(page).getByRole('listitem')).toHaveCount(4);
  await expect(dialog(page).getByRole('listitem').first()).toContainText(
    /\/usr\/libexec\/brainkernel-helper.*84 kB.*[0-9a-f]{64}/s,
  );
  await expect(dialog(page)).toContainText('pkexec /opt/');
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Install it' }).click();
  await expect(dialog(page)).toContainText('Waiting for the password dialog.');
  await expect(dialog(page)).toContainText('The helper is installed. It starts when it is first needed.');
  await expect(page.getByRole('button', { name: 'Install it' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('The helper is installed and answers.')).toBeVisible();
  const may = page.getByRole('region', { name: 'What it may do for you' });
  await expect(may.getByRole('definition')).toHaveText([
    'yes',
    'asks for a password',
    'asks for a password',
    'no',
    'asks for a password',
  ]);
  expect(await accessibilityFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Uninstall…' }).click();
  await expect(dialog(page)).toContainText('gives back everything that it had changed');
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByRole('button', { name: 'Uninstall…' })).toBeFocused();
  await page.getByRole('button', { name: 'Uninstall…' }).click();
  await page.getByRole('button', { name: 'Uninstall it' }).click();
  await expect(dialog(page)).toContainText('The helper is removed');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('The helper is not installed.')).toBeVisible();
});

for (const [outcome, sentence] of [
  ['dismissed', 'The password dialog was closed, so nothing was changed.'],
  ['no-agent', 'no polkit authentication agent runs in this session'],
  ['refused', 'polkit did not allow it'],
  ['failed', 'What was there before is there again.'],
] as const)
  test.describe(`whose installation ends as ${outcome}`, () => {
    test.use({ machine: { processes: 20, olderDecisions: 0, helper: { outcome } } });

    test('says so, changes nothing and can be tried again', async ({ page, engine }) => {
      await open(page, engine);
      await page.getByRole('button', { name: 'Install…' }).click();
      await page.getByRole('button', { name: 'Install it' }).click();
      await expect(dialog(page).getByRole('status').last()).toContainText(sentence);
      await expect(page.getByRole('button', { name: 'Install it' })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByText('The helper is not installed.')).toBeVisible();
    });
  });

test.describe('of a package', () => {
  test.use({ machine: { processes: 20, olderDecisions: 0, helper: { state: 'ready', packagedBy: 'brainkernel' } } });

  test('is left to the package manager', async ({ page, engine }) => {
    await open(page, engine);
    await expect(page.getByText('It came with the package brainkernel.')).toBeVisible();
    await expect(page.getByRole('button', { name: /nstall/ })).toHaveCount(0);
  });
});

for (const [state, sentence] of [
  ['stopped', 'The helper is installed but does not start'],
  ['wrong-version', 'do not fit together'],
  ['no-bus', 'There is no system bus here'],
] as const)
  test.describe(`that is ${state}`, () => {
    test.use({ machine: { processes: 20, olderDecisions: 0, helper: { state } } });

    test('says why, in either language', async ({ page, engine }) => {
      await open(page, engine);
      await expect(page.getByText(sentence)).toBeVisible();
      if (state === 'no-bus') {
        await page.getByRole('button', { name: 'Install…' }).click();
        await expect(dialog(page)).toContainText('The helper is reached over the system bus');
        await expect(page.getByRole('button', { name: 'Install it' })).toHaveCount(0);
        await page.keyboard.press('Escape');
      }
      await page.getByRole('button', { name: 'Language and theme' }).click();
      await page.getByRole('menuitemradio', { name: '简体中文' }).click();
      await expect(page.getByRole('heading', { name: '助手' })).toBeVisible();
      await expect(page.getByText(sentence)).toHaveCount(0);
    });
  });
