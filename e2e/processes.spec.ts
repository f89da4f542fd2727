/** The process table and its drawer in a real browser: columns, values set by hand, the clipboard, ways in from elsewhere. */
import { accessibilityFindings, expect, tabTo, test, webOnly } from './support/dashboard.ts';

test('columns are chosen by a person and outlast a reload', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/processes`);
  const weight = page.getByRole('columnheader', { name: 'Weight' });
  await expect(page.getByRole('columnheader', { name: 'Memory' })).toBeVisible();
  await expect(weight).toHaveCount(0);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Weight' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Class' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Memory' }).click();
  await page.keyboard.press('Escape');
  await expect(weight).toBeVisible();
  await expect(page.getByRole('row', { name: /Tracker/ })).toContainText('batch');

  await page.reload();
  await expect(weight).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Memory' })).toHaveCount(0);
  await weight.getByRole('button').click();
  await expect(weight).toHaveAttribute('aria-sort', 'descending');
  await weight.getByRole('button').click();
  await expect(weight).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.locator('[aria-rowindex="2"]')).toContainText('Tracker');
});

test(
  'a value is set by hand; wrong input is said beside its field and sent nowhere',
  webOnly,
  async ({ page, engine }) => {
    await page.goto(`${engine.url}#/processes`);
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/api/processes.act')) sent.push(request.postData() ?? '');
    });
    await page.getByRole('row', { name: /restic/ }).click();
    const drawer = page.getByRole('dialog', { name: 'restic' });
    await drawer.getByText('Set values by hand').click();

    const nice = drawer.getByRole('textbox', { name: 'Nice value' });
    await expect(nice).toHaveValue('5');
    await nice.fill('20');
    await expect(nice).toHaveAttribute('aria-invalid', 'true');
    await expect(drawer.getByText('This must be from -5 to 19.')).toBeVisible();
    await nice.press('Enter');
    expect(sent).toEqual([]);
    await nice.fill('12');
    await nice.press('Enter');
    await expect(drawer.getByText('Done: Nice value 5 → 12.')).toBeVisible();
    await expect(nice).toHaveValue('12');
    await expect(nice).toBeFocused();

    const cpus = drawer.getByRole('textbox', { name: 'Allowed CPUs' });
    await cpus.fill('0-9');
    await expect(drawer.getByText('The last CPU here is 7.')).toBeVisible();
    await cpus.fill('0-1,3');
    await drawer.getByRole('button', { name: 'Set: Allowed CPUs' }).click();
    await expect(drawer.getByText('Done: Allowed CPUs 0-7 → 0,1,3.')).toBeVisible();
    expect(sent.map((body) => (JSON.parse(body) as { setting: unknown }).setting)).toEqual([
      { lever: 'nice', value: 12 },
      { lever: 'affinity', value: [0, 1, 3] },
    ]);

    await drawer.getByRole('button', { name: 'Give back' }).click();
    await expect(drawer.getByText('Given back.')).toBeVisible();
  },
);

test('the values that can be set by hand are within reach of the keyboard', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/processes`);
  await page.getByRole('row', { name: /restic/ }).click();
  const drawer = page.getByRole('dialog', { name: 'restic' });
  await tabTo(page, drawer.getByText('Set values by hand'));
  await page.keyboard.press('Enter');
  const level = drawer.getByRole('textbox', { name: 'IO priority' });
  await tabTo(page, level);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('6');
  await page.keyboard.press('Enter');
  await expect(drawer.getByText('Done: IO priority as the nice value says → best effort, level 6.')).toBeVisible();
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('what the drawer draws of five minutes is said in words as well', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/processes`);
  await page.getByRole('row', { name: /updatedb/ }).click();
  const drawer = page.getByRole('dialog', { name: 'updatedb' });
  await expect(drawer.getByRole('figure').filter({ hasText: 'CPU' })).toContainText(/\d+% · most \d+%/);
  await expect(drawer.getByRole('figure').filter({ hasText: 'IO' })).toContainText('MB/s');
  await expect(drawer.locator('figure svg').first()).toBeVisible();
});

test.describe('with a clipboard', webOnly, () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
  const clipboard = 'navigator.clipboard.readText()';

  test('the selected line is copied by keyboard, and its drawer copies it for a program', async ({ page, engine }) => {
    await page.goto(`${engine.url}#/processes`);
    const grid = page.getByRole('treegrid');
    await page.getByRole('searchbox').fill('tracker');
    await page.keyboard.press('Enter');
    await expect(grid).toBeFocused();
    await page.keyboard.press('Control+C');
    await expect(page.getByText('Copied')).toBeVisible();
    const text = String(await page.evaluate(clipboard));
    expect(text).toContain('Tracker (PID');
    expect(text).toContain('- CPU weight: 10');
    expect(text).toContain('- Treatment: Held back');

    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Copy as JSON' }).click();
    await expect.poll(async () => String(await page.evaluate(clipboard))).toContain('"schedPolicy": "batch"');
  });

  test('a decision is copied in the words of the page', async ({ page, engine }) => {
    await page.goto(`${engine.url}#/decisions/d-001`);
    await page
      .getByRole('button', { name: /Language|语言/ })
      .or(page.locator('html[lang="zh-CN"]'))
      .first()
      .waitFor();
    await page
      .locator('#decision-d-001')
      .getByRole('button', { name: /Copy as text|复制为文本/ })
      .click();
    const text = async () => String(await page.evaluate(clipboard));
    await expect.poll(text).toMatch(/CPU over 5 s: 41.2%|5 秒内的 CPU/);
    expect(await text()).not.toContain('cpu over 5 s');
  });
});

test('a decision leads to its app in Processes', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/decisions/d-001`);
  await page.locator('#decision-d-001').getByRole('link', { name: 'Tracker' }).click();
  await expect(page.getByRole('dialog', { name: 'Tracker' })).toBeVisible();
  await expect(page.getByRole('row', { selected: true })).toContainText('Tracker');
});

test('a decision about an app that has ended leads to a search for its name', webOnly, async ({ page, engine }) => {
  await page.route('**/api/decisions.list', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('unit:tracker', 'unit:ended') });
  });
  await page.goto(`${engine.url}#/decisions/d-001`);
  await page.locator('#decision-d-001').getByRole('link', { name: 'Tracker' }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('Tracker');
  await expect(page.getByRole('row', { name: /Tracker/ })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
