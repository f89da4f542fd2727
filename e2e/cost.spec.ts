/** What a person sees and does on Cost, in a real browser over the real web server. */
import { accessibilityFindings, expect, test, webOnly } from './support/dashboard.ts';

test('today and this month stand against their budgets, in words and as bars', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/cost`);
  const today = page.getByRole('region', { name: 'Today' });
  await expect(today).toContainText('2,052 tokens');
  await expect(today).toContainText('1% of 200,000 tokens');
  await expect(today.getByRole('meter')).toHaveAttribute('aria-valuetext', '1% of 200,000 tokens');
  await expect(page.getByRole('region', { name: 'This month', exact: true })).toContainText(
    'At the pace of the last seven days',
  );
  const models = page.getByRole('region', { name: 'By model, this month' });
  await expect(models.getByRole('row', { name: 'ollama · qwen3:4b 3 5,100 610 $0.00' })).toBeVisible();
  await expect(models).toContainText('the prices of 4 June 2026');
  const quota = page.getByRole('region', { name: 'What the provider still allows' });
  await expect(quota).toContainText('871 of 1,000 requests left');
  await expect(quota.getByText(/full again at \d/)).toHaveCount(2);
  await expect(quota).toContainText('As the provider said at');
  const saved = page.getByRole('region', { name: 'Spared this month' });
  await expect(saved).toContainText('About 1,200 calls, 1,870,000 tokens and $1.14 were spared.');
});

test('a budget is changed in place, checked, and takes effect at once', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/cost`);
  const today = page.getByRole('region', { name: 'Today' });
  const budget = today.getByRole('textbox', { name: 'Budget a day' });
  await budget.fill('lots');
  await budget.press('Enter');
  await expect(today.getByRole('alert')).not.toBeEmpty();
  await expect(budget).toHaveAttribute('aria-invalid', 'true');
  await expect(today).toContainText('1% of 200,000 tokens');

  await budget.fill('2,100');
  await budget.press('Enter');
  await expect(today).toContainText('98% of 2,100 tokens: nearly used up.');
  await budget.fill('2000');
  await budget.press('Enter');
  await expect(today).toContainText('103% of 2,000 tokens: used up. No model is asked again before midnight.');
  await budget.fill('0');
  await budget.press('Enter');
  await expect(today).toContainText('The budget is 0');
  await page.reload();
  await expect(budget).toHaveValue('0');
});

test('thirty days as bars and as a table, in tokens and in dollars', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/cost`);
  const days = page.getByRole('region', { name: 'The last 30 days' });
  const chart = days.locator('.recharts-wrapper');
  await expect(chart).toContainText(/\d0,000/);
  await days.getByRole('radio', { name: 'Dollars' }).click();
  await expect(chart).toContainText('$0.020');
  await days.getByText('As a table').click();
  await expect(days.getByRole('row').nth(1)).toContainText(/1\s*2,052\s*\$0.001/);
});

test('what it cost can be copied, for a person and for a program', webOnly, async ({ page, engine, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${engine.url}#/cost`);
  const clipboard = async () => String(await page.evaluate('navigator.clipboard.readText()'));
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  expect(await clipboard()).toContain('Today: 1 call, 2,052 tokens, $0.001');
  await page.getByRole('button', { name: 'Copy as JSON' }).click();
  await expect.poll(clipboard).toContain('"byModel"');
  expect(JSON.parse(await clipboard())).toMatchObject({ today: { calls: 1 } });
});

test.describe('when a first reading fails', () => {
  test.use({ mayComplain: /Failed to load resource/ });

  test('it says so in its place and is tried again on request', webOnly, async ({ page, engine }) => {
    const fails = new Set(['costs.summary', 'metrics.query', 'learning.summary']);
    await page.route(/\/api\/(costs\.summary|metrics\.query|learning\.summary)$/, async (route) => {
      if (fails.has(route.request().url().split('/').at(-1) ?? '')) await route.abort();
      else await route.continue();
    });
    await page.goto(`${engine.url}#/cost`);
    await expect(page.getByText('This could not be read')).toBeVisible();
    expect(await accessibilityFindings(page)).toEqual([]);
    fails.delete('costs.summary');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('region', { name: 'Today' })).toContainText('2,052 tokens');

    await page.getByRole('link', { name: 'Learning' }).click();
    await expect(page.getByText('The engine does not answer. Nothing was changed')).toBeVisible();
    fails.delete('learning.summary');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('region', { name: 'What your thumbs changed' })).toBeVisible();

    await page.getByRole('link', { name: 'Now' }).click();
    await expect(page.getByText('This could not be read')).toBeVisible();
    fails.delete('metrics.query');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.locator('.recharts-line path').first()).toBeVisible();
  });
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('axe finds nothing, whatever is opened, in both languages', async ({ page, engine }) => {
      await page.goto(`${engine.url}#/cost`);
      await page.getByText('As a table').click();
      await page.getByRole('textbox', { name: 'Budget a month' }).fill('-1');
      await page.getByRole('textbox', { name: 'Budget a month' }).press('Enter');
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Language and theme' }).click();
      await page.getByRole('menuitemradio', { name: '简体中文' }).click();
      await expect(page.getByRole('heading', { name: '费用' })).toBeVisible();
      await expect(page.getByRole('menu')).toHaveCount(0);
      await expect(page.getByRole('region', { name: '今天' })).toContainText('已用 1%，预算 200,000 个 token');
      expect(await accessibilityFindings(page)).toEqual([]);
    });
  });

test.describe('before the first call', () => {
  test.use({ machine: { processes: 50, olderDecisions: 0, firstDay: true } });

  test('every empty place says what will appear and when', async ({ page, engine }) => {
    await page.goto(`${engine.url}#/cost`);
    await expect(page.getByText('Each day on which a model is asked gets a bar here.')).toBeVisible();
    await expect(page.getByText('No model was asked this month.')).toBeVisible();
    await expect(page.getByText('after the first one it stands here')).toBeVisible();
    await expect(page.getByText('Where this leads can be said after the first whole day.')).toHaveCount(2);
  });

  test.describe('without any model', () => {
    test.use({
      machine: { processes: 50, olderDecisions: 0, firstDay: true, settings: { 'llm.provider': 'none' } },
    });

    test('nothing is sent and nothing costs, and it says how to change that', async ({ page, engine }) => {
      await page.goto(`${engine.url}#/cost`);
      await expect(page.getByText('Nothing is sent, nothing costs')).toBeVisible();
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Connect a model in Settings' }).click();
      await expect(page).toHaveURL(/#\/settings/);
    });
  });
});
