/** What a person sees and does on Now, in a real browser over the real web server. */
import { accessibilityFindings, canBeHidden, expect, tabTo, test, trafficOf } from './support/dashboard.ts';

test('one glance: how the machine is, what is held back and since when, and what needs a word', async ({
  page,
  engine,
}) => {
  await page.goto(engine.url);
  await expect(page.getByText('Calm. 2 held back. Firefox waits 0.4 ms per second for the CPU.')).toHaveCount(1);
  const held = page.getByRole('region', { name: 'Held back now' });
  const tracker = held.getByRole('listitem').filter({ hasText: 'Tracker' });
  await expect(tracker).toContainText('Held back');
  await expect(tracker).toContainText(
    'CPU weight 100 → 10, IO priority best effort, level 4 → idle, Nice value 0 → 10',
  );
  await expect(tracker).toContainText(/CPU 41% → \d/);
  await expect(tracker).toContainText('the wait for the CPU went from 38 ms to 0.4 ms per second');
  await expect(page.getByRole('region', { name: 'Needs your word' }).getByRole('listitem')).toHaveCount(2);
});

test('a person takes one treatment back, then all of them', async ({ page, engine }) => {
  await page.goto(engine.url);
  const held = page.getByRole('region', { name: 'Held back now' });
  await page.getByRole('button', { name: 'Yes: Throttle, qbz7-worker' }).click();
  await expect(held.getByRole('listitem')).toHaveCount(3);

  await held.getByRole('button', { name: 'Undo what was done to Tracker' }).click();
  await expect(held.getByRole('status')).toHaveText('Given back: Tracker. Left alone for an hour.');
  await expect(held.getByRole('listitem')).toHaveCount(2);
  await expect(held.getByRole('heading')).toBeFocused();

  await held.getByRole('button', { name: 'Give everything back' }).click();
  await expect(held).toContainText('Nothing is held back.');
  await expect(page.getByText(/^Calm\. 0 held back\./)).toBeVisible();
  await page.getByRole('link', { name: /^Decisions/ }).click();
  await expect(page.locator('#decision-d-002')).toContainText('undone');
});

test('the marks on the chart are reached with the keyboard, say their sentence and open the decision', async ({
  page,
  engine,
}) => {
  await page.goto(engine.url);
  const marks = page.getByRole('group', { name: /decisions at the time they were taken/ }).getByRole('link');
  await expect(marks).toHaveCount(4);
  await tabTo(page, marks.last());
  await expect(page.getByRole('tooltip')).toContainText('qbz7-worker was recognised as background work');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tooltip')).toContainText('updatedb used 64% of a CPU on battery.');
  await page.keyboard.press('ArrowLeft');
  await expect(marks.nth(1)).toBeFocused();
  await expect(marks.nth(1)).toHaveAccessibleName(/Tracker indexes files and used 41.2% of a CPU while Firefox waits/);
  await page.keyboard.press('Home');
  await expect(marks.first()).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.locator('#decision-d-006')).toBeInViewport();
});

test('all marks are one stop of the Tab key', async ({ page, engine }) => {
  await page.goto(engine.url);
  const marks = page.getByRole('group', { name: /decisions at the time they were taken/ }).getByRole('link');
  await tabTo(page, marks.last());
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Give everything back' })).toBeFocused();
});

test('the chart goes back further on request, and time without readings stays empty', async ({ page, engine }) => {
  await page.goto(engine.url);
  const line = page.locator('.recharts-line path').first();
  // a line with a gap begins twice
  await expect(line).toHaveAttribute('d', /^M.+M/);
  await page.getByRole('radio', { name: '7 days' }).click();
  await expect(line).toHaveAttribute('d', /^M[^M]+$/);
  await expect(page.getByText('Pressure, 7 days:')).toBeAttached();
  await page.getByRole('radio', { name: '7 days' }).press('ArrowLeft');
  await expect(page.getByRole('radio', { name: '24 h' })).toBeChecked();
});

test('the curve goes on with what the engine says now', async ({ page, engine }) => {
  await page.goto(engine.url);
  const line = page.locator('.recharts-line path').first();
  await expect(line).toBeVisible();
  const before = await line.getAttribute('d');
  await expect(line).not.toHaveAttribute('d', before ?? '');
});

test('what a screen reader hears of the chart', async ({ page, engine }) => {
  await page.goto(engine.url);
  await expect(
    page.getByText(/^Pressure, 10 min: CPU between \d.*% and .*%\. memory between .* IO between/),
  ).toBeAttached();
});

test('a hidden window asks nothing, and is up to date when it is seen again', async ({ page, engine }) => {
  const { hide } = await canBeHidden(page);
  const { lines: traffic, silenced } = trafficOf(page);
  await page.goto(engine.url);
  await expect(page.locator('.recharts-line path').first()).toBeVisible();
  await hide(true);
  await silenced;
  // what was on its way when the page was hidden may still arrive; then longer than between two looks at the apps
  await page.waitForTimeout(500);
  traffic.length = 0;
  await page.waitForTimeout(6000);
  expect(traffic).toEqual([]);
  await hide(false);
  await expect.poll(() => traffic.filter((line) => line.endsWith('/api/metrics.query'))).toHaveLength(3);
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('axe finds nothing, with a tooltip open and in Chinese', async ({ page, engine }) => {
      await page.goto(engine.url);
      await expect(page.locator('.recharts-line path').first()).toBeVisible();
      await page
        .getByRole('group', { name: /decisions at the time/ })
        .getByRole('link')
        .last()
        .hover();
      await expect(page.getByRole('tooltip')).toBeAttached();
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Language and theme' }).click();
      await page.getByRole('menuitemradio', { name: '简体中文' }).click();
      await expect(page.getByRole('region', { name: '正在让位的程序' })).toBeVisible();
      await expect(page.getByRole('menu')).toHaveCount(0);
      expect(await accessibilityFindings(page)).toEqual([]);
    });
  });

test.describe('on the first day', () => {
  test.use({ machine: { processes: 50, olderDecisions: 0, firstDay: true } });

  test('empty places say what will appear and when', async ({ page, engine }) => {
    await page.goto(engine.url);
    const held = page.getByRole('region', { name: 'Held back now' });
    await expect(held).toContainText('Nothing is held back.');
    await expect(held).toContainText('as soon as it takes CPU, memory or storage that you are waiting for');
    await expect(page.getByRole('region', { name: 'Needs your word' })).toContainText('Every plan appears here first');
    await page.getByRole('button', { name: 'Mode: Assist' }).click();
    await page.getByRole('menuitemradio', { name: /Observe/ }).click();
    await expect(held).toContainText('While observing, nothing ever is');
    expect(await accessibilityFindings(page)).toEqual([]);
  });
});
