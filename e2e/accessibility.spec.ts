/** axe on every view, in both themes and languages: nothing serious, nothing critical. */
import { accessibilityFindings as findings, expect, test, webOnly } from './support/dashboard.ts';

test.use({ machine: { processes: 120, olderDecisions: 6 } });

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test('processes, a drawer and the question before ending', async ({ page, engine }) => {
      await page.goto(`${engine.url}#/processes`);
      await expect(page.getByRole('row', { name: /rust-analyzer/ })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('row', { name: /rust-analyzer/ }).click();
      await expect(page.getByRole('dialog').getByRole('table')).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'End…' }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test('decisions with everything opened, and a menu', async ({ page, engine }) => {
      await page.goto(`${engine.url}#/decisions/d-002`);
      await page.getByRole('button', { name: 'Show the exact bytes sent' }).click();
      await expect(page.getByText('Sent to')).toBeVisible();
      await page.getByRole('button', { name: 'Bad decision about Tracker' }).first().click();
      await expect(page.getByRole('textbox', { name: /What was wrong/ })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Language and theme' }).click();
      await page.getByRole('menuitemradio', { name: '简体中文' }).click();
      await expect(page.getByRole('heading', { name: '决策' })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: /^模式/ }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test('learning, a question before a lesson goes, and a policy that did not pass', async ({ page, engine }) => {
      await page.goto(`${engine.url}#/learning`);
      await page.getByRole('button', { name: /^Take back: OBS/ }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Policies' }).click();
      await page.getByRole('button', { name: /^Check it: On battery/ }).click();
      await expect(page.getByText('did not pass its checks')).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('link', { name: 'See what was found' }).click();
      await expect(page.getByRole('table')).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test('the helper before it is installed', async ({ page, engine }) => {
      await page.goto(`${engine.url}#/settings/helper`);
      await page.getByRole('button', { name: 'Install…' }).click();
      await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
      expect(await findings(page)).toEqual([]);
    });

    test.describe('with nothing to show', () => {
      test.use({
        machine: { processes: 50, olderDecisions: 0, firstDay: true },
        mayComplain: /WebSocket connection to|Failed to load resource/,
      });

      test('empty views and a wrong token', webOnly, async ({ page, engine }) => {
        await page.goto(`${engine.url}#/decisions`);
        await expect(page.getByText('Nothing decided yet')).toBeVisible();
        expect(await findings(page)).toEqual([]);
        await page.getByRole('link', { name: 'Processes' }).click();
        await page.getByRole('searchbox').fill('nothing has this name');
        await expect(page.getByText('Nothing matches')).toBeVisible();
        expect(await findings(page)).toEqual([]);
        await page.goto(`${engine.address}?token=wrong`);
        await expect(page.getByRole('alert')).toBeVisible();
        expect(await findings(page)).toEqual([]);
      });
    });
  });
}
