/** Thousands of processes stay as easy on the browser as a few. */
import { expect, test } from './support/dashboard.ts';

test.use({ machine: { processes: 5000, olderDecisions: 0 } });

test('5,000 processes scroll from end to end with a screenful of rows in the page', async ({ page, engine }) => {
  await page.addInitScript(`
    globalThis.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(Math.round(duration));
    }).observe({ type: 'longtask' });
    globalThis.frames = 0;
    const count = () => { globalThis.frames += 1; requestAnimationFrame(count); };
    requestAnimationFrame(count);
  `);
  await page.goto(`${engine.url}#/processes`);
  const grid = page.getByRole('treegrid');
  await grid.focus();
  await page.keyboard.press('*');
  await expect(page.getByText('5,000 processes')).toBeVisible();
  await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(5000);

  await page.evaluate('longTasks.length = 0; frames = 0');
  const began = performance.now();
  await grid.hover();
  let most = 0;
  for (let turn = 0; turn < 60; turn += 1) {
    await page.mouse.wheel(0, 1200);
    most = Math.max(most, await page.getByRole('row').count());
  }
  const seconds = (performance.now() - began) / 1000;
  const frames = Number(await page.evaluate('frames'));
  console.log(
    `scrolled 72,000 px in ${seconds.toFixed(1)} s: ${(frames / seconds).toFixed(0)} frames/s, at most ${most} rows in the page, long tasks (ms): ${JSON.stringify(await page.evaluate('longTasks'))}`,
  );
  expect(most).toBeLessThan(70);

  await page.keyboard.press('End');
  const last = page.getByRole('row', { selected: true });
  await expect(last).toHaveAttribute('aria-rowindex', (await grid.getAttribute('aria-rowcount')) ?? '');

  const pid = /\d+/.exec((await last.textContent()) ?? '')?.[0];
  expect(pid).toBeDefined();
  await page.keyboard.press('Home');
  await expect(page.locator('[aria-rowindex="2"]')).toHaveAttribute('aria-selected', 'true');
});
