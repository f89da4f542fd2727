/** What a person does on the dashboard, in a real browser over the real web server. */
import { canBeHidden, expect, tabTo, test, trafficOf, webOnly } from './support/dashboard.ts';
import { startContractServer } from './support/contract-server.ts';

test('a person finds a process, reads why it is treated so, disagrees, and takes it back', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/processes`);
  await page.getByRole('searchbox').fill('tracker-extract');
  const app = page.getByRole('row', { name: /Tracker/ });
  await expect(app).toBeVisible();
  await expect(page.getByRole('row', { name: /tracker-extract/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /rust-analyzer/ })).toHaveCount(0);

  await app.click();
  const drawer = page.getByRole('dialog', { name: 'Tracker' });
  await expect(drawer).toContainText('Tracker indexes files and used 41.2% of a CPU while Firefox waits.');
  await expect(drawer.getByRole('row', { name: 'CPU over 5 s 41.2% 20%' })).toBeVisible();
  await drawer.getByRole('link', { name: 'Open in Decisions' }).first().click();

  const decision = page.locator('#decision-d-001');
  await expect(decision.getByRole('row', { name: 'CPU weight 100 10' })).toBeVisible();
  const down = decision.getByRole('button', { name: 'Bad decision about Tracker' });
  await down.click();
  await expect(down).toHaveAttribute('aria-pressed', 'true');
  await decision.getByRole('textbox', { name: /What was wrong/ }).fill('I wait for its results');
  await decision.getByRole('button', { name: 'Save note' }).click();
  await expect(decision).toContainText('Your note: I wait for its results');
  // a thumb down gives it back at once
  await expect(decision).toContainText('undone');
  await expect(decision).toContainText('you gave it a thumbs-down');
  await down.click();
  await expect(down).toHaveAttribute('aria-pressed', 'false');
  await expect(decision.getByRole('button', { name: /Undo/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Processes' }).click();
  await page.getByRole('searchbox').fill('tracker');
  await expect(app.getByText('Held back')).toHaveCount(0);
});

test('a thumb gets its reason with one click, changeable, beside the note', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/decisions/d-001`);
  const decision = page.locator('#decision-d-001');
  const why = decision.getByRole('group', { name: 'Why this thumb for the decision about Tracker' });
  await tabTo(page, decision.getByRole('button', { name: 'Bad decision about Tracker' }));
  await page.keyboard.press('Enter');
  await expect(why.getByRole('button')).toHaveText(['Wrong app', 'Wrong time', 'Too hard']);
  await tabTo(page, why.getByRole('button', { name: 'Wrong time' }));
  await page.keyboard.press('Enter');
  await expect(why.getByRole('button', { name: 'Wrong time' })).toHaveAttribute('aria-pressed', 'true');
  await why.getByRole('button', { name: 'Too hard' }).click();
  await expect(why.getByRole('button', { pressed: true })).toHaveText('Too hard');
  await decision.getByRole('textbox', { name: /What was wrong/ }).fill('It stuttered');
  await decision.getByRole('button', { name: 'Save note' }).click();
  await expect(decision).toContainText('You said: bad, too hard. Your note: It stuttered');

  // the note stays when the reason is another one, and the focus comes back to where it was
  const change = decision.getByRole('button', { name: 'Change what you said of the decision about Tracker' });
  await expect(change).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(why.getByRole('button', { name: 'Wrong app' })).toBeFocused();
  await page.keyboard.press('Enter');
  await decision.getByRole('button', { name: 'Done', exact: true }).click();
  await page.reload();
  await expect(decision).toContainText('You said: bad, wrong app. Your note: It stuttered');

  await decision.getByRole('button', { name: 'Good decision about Tracker' }).click();
  await expect(why.getByRole('button')).toHaveText(['Just right']);
});

test('plans that need a word are answered with yes and no', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/processes`);
  await page.getByRole('link', { name: /Decisions.*2 plans need your word/ }).click();
  await page.getByRole('button', { name: 'Yes: Throttle, qbz7-worker' }).click();
  await expect(page.locator('#decision-d-006')).toContainText('in effect');
  await page.getByRole('button', { name: 'No: leave updatedb alone' }).click();
  await expect(page.locator('#decision-d-004')).toContainText('You said no.');
  await expect(page.getByRole('heading', { name: 'Needs your word' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Decisions', exact: true })).toBeVisible();
});

test('a process is treated by hand, and ended only after a question', webOnly, async ({ page, engine }) => {
  await page.goto(`${engine.url}#/processes`);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/processes.act')) sent.push(request.postData() ?? '');
  });
  await page.getByRole('row', { name: /updatedb/ }).click();
  const drawer = page.getByRole('dialog', { name: 'updatedb' });
  await drawer.getByRole('button', { name: 'Hold back' }).click();
  await expect(drawer).toContainText('Done: You asked for this yourself.');
  await drawer.getByRole('button', { name: 'Give back' }).click();
  await expect(drawer).toContainText('Given back.');
  await expect(drawer.getByRole('button', { name: 'Give back' })).toBeDisabled();

  await drawer.getByRole('button', { name: 'End…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep it running' }).click();
  expect(sent.some((body) => body.includes('"end"'))).toBe(false);
  await drawer.getByRole('button', { name: 'End…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End it' }).click();
  await expect(drawer).toContainText('Refused: It is protected');
  expect(sent.at(-1)).toContain('"confirmed":true');
});

test('everything is within reach of the keyboard', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/processes`);
  const grid = page.getByRole('treegrid');
  await expect(grid).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('firefox');
  await page.keyboard.press('Enter');
  await expect(grid).toBeFocused();
  const firefox = page.getByRole('row', { name: /^Show|Firefox/ }).and(page.locator('[aria-level="1"]'));
  await expect(firefox).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(firefox).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('row', { selected: true })).toHaveAttribute('aria-level', '2');

  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await expect(drawer).toBeVisible();
  await tabTo(page, drawer.getByRole('button', { name: 'Freeze' }));
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(grid).toBeFocused();

  const pause = page.getByRole('button', { name: 'Pause updates' });
  await page.keyboard.press('p');
  await expect(pause).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('p');
  await expect(pause).toHaveAttribute('aria-pressed', 'false');

  await tabTo(page, page.getByRole('button', { name: 'Memory' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Memory' })).toHaveAttribute('aria-sort', 'descending');

  await tabTo(page, page.getByRole('link', { name: /Decisions/ }));
  await page.keyboard.press('Enter');
  const undo = page.getByRole('button', { name: 'Undo what was done to Tracker' });
  await tabTo(page, undo);
  await page.keyboard.press('Enter');
  await expect(page.locator('#decision-d-001')).toContainText('undone');
});

test('language and theme change at once and outlast a reload', async ({ page, engine }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${engine.url}#/processes`);
  const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  await expect(page.getByRole('treegrid')).toBeVisible();
  const light = await paper();
  await page.getByRole('button', { name: 'Language and theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await paper()).not.toBe(light);
  await page.getByRole('button', { name: 'Language and theme' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  await expect(page.getByRole('link', { name: '进程' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');

  await page.reload();
  await expect(page.getByRole('link', { name: '进程' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('mode, strategy and pause reach the engine and show its answer', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/processes`);
  await page.getByRole('button', { name: 'Mode: Assist' }).click();
  await page.getByRole('menuitemradio', { name: /Autopilot/ }).click();
  await expect(page.getByRole('button', { name: 'Mode: Autopilot' })).toBeVisible();
  await page.getByRole('button', { name: 'Strategy: Balanced' }).click();
  await page.getByRole('menuitemradio', { name: /Conservative/ }).click();
  await expect(page.getByRole('button', { name: 'Strategy: Conservative' })).toBeVisible();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('menuitem', { name: '1 hour' }).click();
  await expect(page.getByText('Paused: everything was given back')).toBeVisible();
  await page.getByRole('button', { name: /Resume/ }).click();
  await expect(page.getByText('Calm.')).toBeVisible();
});

test('older decisions come on request, and a filter asks the engine', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/decisions`);
  const articles = page.getByRole('article');
  await expect(articles).toHaveCount(100);
  await page.getByRole('button', { name: 'Load older' }).click();
  await expect(articles).toHaveCount(156);
  await expect(page.getByText('That is all there is.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Decided by' }).selectOption('llm');
  await expect(articles).toHaveCount(1);
});

test('the exact bytes that were sent to a model can be read', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/decisions/d-002`);
  await page.getByRole('button', { name: 'Show the exact bytes sent' }).click();
  await expect(page.getByText('Sent to https://api.groq.com/openai/v1/chat/completions')).toBeVisible();
  await expect(page.getByText('--log-file <path>')).toBeVisible();
});

test('a hidden page sends nothing and is sent nothing', webOnly, async ({ page, engine }) => {
  const { hide } = await canBeHidden(page);
  const { lines: traffic, silenced } = trafficOf(page);
  await page.goto(`${engine.url}#/processes`);
  await expect(page.getByRole('treegrid')).toBeVisible();
  await hide(true);
  await silenced;
  // what was on its way when the page was hidden may still arrive; then three of the engine's ticks go by
  await page.waitForTimeout(500);
  traffic.length = 0;
  await page.waitForTimeout(3000);
  expect(traffic).toEqual([]);

  await hide(false);
  await expect.poll(() => traffic.filter((line) => line.startsWith('sent {"listen"'))).toHaveLength(1);
  await expect.poll(() => traffic.some((line) => line.startsWith('received {"stream":"processes"'))).toBe(true);
});

test('the token leaves the address bar and a reload still works', webOnly, async ({ page, engine }) => {
  await page.goto(`${engine.url}#/processes`);
  await expect(page.getByRole('treegrid')).toBeVisible();
  expect(new URL(page.url()).search).toBe('');
  await page.reload();
  await expect(page.getByRole('treegrid')).toBeVisible();
});

test.describe('when the engine says no, or nothing', webOnly, () => {
  test.use({ mayComplain: /WebSocket connection to|Failed to load resource/ });

  test('a wrong token is said, with what to do next', async ({ page, engine }) => {
    await page.goto(`${engine.address}?token=wrong`);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('This page may not talk to BrainKernel.');
    await expect(alert).toContainText('Open the address that BrainKernel printed when it started');
    await expect(page.getByRole('treegrid')).toHaveCount(0);
  });

  test('an engine that stops is said, what was seen stays, and the page comes back by itself', async ({
    page,
    engine,
    machine,
  }) => {
    await page.goto(`${engine.url}#/processes`);
    await expect(page.getByRole('row', { name: /Firefox/ })).toBeVisible();
    await engine.close();
    await expect(page.getByRole('alert')).toContainText('The engine does not answer.');
    await expect(page.getByRole('row', { name: /Firefox/ })).toBeVisible();
    const token = new URL(engine.url).searchParams.get('token') ?? '';
    const again = await startContractServer(machine, { port: engine.port, token });
    await page.getByRole('button', { name: 'Try now' }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await again.close();
  });
});

test('the focus stays on a button while its call runs, and goes on when its row goes', async ({ page, engine }) => {
  await page.goto(`${engine.url}#/decisions`);
  const thumb = page.locator('#decision-d-001').getByRole('button', { name: /^Good decision about/ });
  await thumb.press('Enter');
  await expect(thumb).toHaveAttribute('aria-pressed', 'true');
  await expect(thumb).toBeFocused();

  const questions = page.getByRole('region', { name: 'Needs your word' }).getByRole('listitem');
  await expect(questions).toHaveCount(2);
  await questions.first().getByRole('button', { name: /^No: / }).press('Enter');
  await expect(questions).toHaveCount(1);
  await expect(questions).toBeFocused();
  await questions.getByRole('button', { name: /^No: / }).press('Enter');
  await expect(questions).toHaveCount(0);
  await expect(page.locator('#content')).toBeFocused();
});
