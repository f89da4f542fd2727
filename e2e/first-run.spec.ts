/** The first minutes: three steps, no account, in either language, by keyboard alone. */
import { accessibilityFindings, expect, tabTo, test } from './support/dashboard.ts';

test.use({
  machine: { processes: 60, olderDecisions: 0, firstDay: true, settings: { 'firstRun.done': false, mode: 'observe' } },
});

test('a person goes through it with the keyboard, and it does not come back', async ({ page, engine }) => {
  await page.goto(engine.url);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Step 1 of 3');
  await expect(dialog).toContainText('It never ends a program without your yes.');
  await expect(page.getByRole('heading', { name: 'What BrainKernel will never do' })).toBeFocused();

  // the focus stays inside, however often Tab is pressed
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Tab');
    await expect(dialog.locator(':focus')).toHaveCount(1);
  }
  await tabTo(page, page.getByRole('button', { name: 'Next' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'For now it only watches' })).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Next' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Connect a model, if you like' })).toBeFocused();
  await expect(dialog).toContainText('The helper is not installed.');
  await tabTo(page, page.getByRole('button', { name: 'Back' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Next' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Start' }));
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('contentinfo')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Mode: Observe' })).toBeVisible();
  await expect(dialog).toHaveCount(0);
});

test('the language is switched on its first page', async ({ page, engine }) => {
  await page.goto(engine.url);
  await page.getByRole('button', { name: '简体中文' }).click();
  const dialog = page.getByRole('dialog', { name: 'BrainKernel 绝不会做的事' });
  await expect(dialog).toContainText('第 1 步，共 3 步');
  await dialog.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByRole('dialog', { name: '愿意的话，连接一个模型' })).toBeVisible();
  await page.getByRole('button', { name: '开始使用' }).click();
  await expect(page.getByRole('link', { name: '现在' })).toBeVisible();
});

for (const way of ['Escape', 'Skip'] as const) {
  test(`${way} leads straight to the app, for good`, async ({ page, engine }) => {
    await page.goto(engine.url);
    await expect(page.getByRole('dialog')).toBeVisible();
    if (way === 'Escape') await page.keyboard.press('Escape');
    else await page.getByRole('button', { name: 'Skip' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('button', { name: 'Mode: Observe' })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
}

test('nothing else is opened over it', async ({ page, engine }) => {
  await page.goto(engine.url);
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await expect(page.getByRole('dialog')).toContainText('Step 1 of 3');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('finds nothing in any step', async ({ page, engine }) => {
      await page.goto(engine.url);
      for (const next of ['Next', 'Next', null]) {
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await accessibilityFindings(page)).toEqual([]);
        if (next !== null) await page.getByRole('button', { name: next }).click();
      }
    });
  });
}
