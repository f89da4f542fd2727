/** What a person sees and does on Learning, in a real browser over the real web server. */
import type { FileChooser, Page } from '@playwright/test';
import { accessibilityFindings, expect, tabTo, test } from './support/dashboard.ts';

test.use({ machine: { processes: 60, olderDecisions: 4 } });

const open = async (page: Page, engine: { readonly url: string }, part = ''): Promise<void> => {
  await page.goto(`${engine.url}#/learning${part}`);
  await expect(page.getByRole('heading', { name: 'Learning' })).toBeVisible();
};
const rules = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

test.describe('what was learned', () => {
  test('each lesson is a sentence with what it rests on, and is taken back after a question', async ({
    page,
    engine,
  }) => {
    await open(page, engine);
    const lessons = page.getByRole('region', { name: 'What your thumbs changed' });
    await expect(lessons).toContainText('OBS is left alone, because you gave a thumbs-down when it was treated.');
    await expect(lessons).toContainText('12 of 14 times you wanted rust-analyzer held back, so it gives way.');
    await expect(lessons).toContainText('rests on 14 thumbs and undos of yours');
    await expect(lessons).toContainText('So far: 41 thumbs up, 9 thumbs down, 6 undone by you.');
    const rows = lessons.getByRole('listitem');
    const before = await rows.count();

    await lessons.getByRole('button', { name: /^Take back: OBS/ }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await expect(rows).toHaveCount(before);
    await lessons.getByRole('button', { name: /^Take back: OBS/ }).click();
    await expect(page.getByRole('alertdialog')).toContainText('cannot be brought back from here');
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take it back' }).click();
    await expect(rows).toHaveCount(before - 1);
    await expect(lessons.getByRole('status')).toContainText('Does not hold any more: OBS');
    await page.reload();
    await expect(rows).toHaveCount(before - 1);
  });

  test('the strategy says why it changed, and is pinned and let go with the keyboard', async ({ page, engine }) => {
    await open(page, engine);
    const choose = async (key: 'Home' | 'End', name: RegExp) => {
      await page.keyboard.press('Enter');
      await expect(page.getByRole('menu').locator(':focus')).toHaveCount(1);
      await page.keyboard.press(key);
      await expect(page.getByRole('menuitemradio', { name })).toBeFocused();
      await page.keyboard.press('Enter');
    };
    const strategy = page.getByRole('region', { name: 'Strategy' });
    await expect(strategy).toContainText('BrainKernel chose it');
    await expect(strategy).toContainText('640 ms');
    await expect(strategy).toContainText('at most 5%');
    await strategy.getByText('Decisions have been quick, right and steady for 30 minutes').first().click();
    await expect(strategy.getByRole('listitem')).toHaveCount(3);
    await expect(strategy).toContainText('4 of 52 treated programs should have been left alone, more than 5%');

    await tabTo(page, strategy.getByRole('button', { name: 'Strategy: Balanced, adaptive' }));
    await choose('End', /Conservative/);
    await expect(strategy).toContainText('You chose it, and it stays.');
    await expect(strategy).toContainText('You chose this strategy.');
    await expect(page.getByRole('contentinfo').getByRole('button', { name: 'Strategy: Conservative' })).toBeVisible();
    await choose('Home', /Let BrainKernel choose/);
    await expect(strategy).toContainText('BrainKernel chose it');
  });

  test('each share stands with its interval, of known programs and of this machine', async ({ page, engine }) => {
    await open(page, engine);
    const quality = page.getByRole('region', { name: 'How good the decisions are' });
    await expect(quality.getByRole('row', { name: /^Correct/ })).toContainText(/93%.*90% to 96% · of 290.*91%/s);
    await expect(quality.getByRole('row', { name: /^Wrongly hit/ })).toContainText(/1\.4%.*0\.5% to 3\.5%/s);
    await expect(quality.getByRole('row', { name: /^Satisfaction/ })).toContainText(/only a person can say.*82%/s);
    await expect(quality.getByRole('row', { name: /^Stability/ })).toContainText('0.92');
    const trial = page.getByRole('region', { name: 'Encoders give way while I am in a call.' });
    await expect(trial.getByRole('row', { name: /^Undone/ })).toContainText(/4\.3%.*of 46.*9\.8%.*of 51/s);
  });

  test('the model goes back to an earlier version, and forth again', async ({ page, engine }) => {
    await open(page, engine);
    const model = page.getByRole('region', { name: 'The model that learns' });
    await expect(model.getByRole('meter')).toHaveAttribute('aria-valuetext', '12 of 32');
    await model.getByText('Versions').click();
    await model.getByRole('button', { name: 'Go back to version 5' }).click();
    await page.getByRole('button', { name: 'Go back', exact: true }).click();
    await expect(model.getByRole('status')).toHaveText('Version 5 is in use.');
    await expect(model.getByRole('status')).toBeFocused();
    await expect(model.getByRole('listitem').filter({ hasText: 'in use' })).toContainText('Version 5');
    await expect(model.getByRole('button', { name: 'Go back to version 6' })).toBeVisible();
  });

  test.describe('on the first day', () => {
    test.use({ machine: { processes: 50, olderDecisions: 0, firstDay: true } });

    test('every empty place says what will appear and when', async ({ page, engine }) => {
      await open(page, engine);
      await expect(page.getByText('Give a decision a thumb up or down')).toBeVisible();
      await expect(page.getByText('It has not changed yet.')).toBeVisible();
      await expect(page.getByText('Collecting: too few thumbs')).toBeVisible();
      await expect(page.getByText('No policy is on trial.')).toBeVisible();
      await expect(page.getByRole('region', { name: 'How good the decisions are' })).toContainText('not enough yet');
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Policies' }).click();
      await expect(page.getByText('Nothing is on its way.')).toBeVisible();
      expect(await accessibilityFindings(page)).toEqual([]);
    });
  });
});

test.describe('policies', () => {
  test('one goes a step forward and back again', async ({ page, engine }) => {
    await open(page, engine, '/policies');
    const row = page.getByRole('listitem').filter({ hasText: 'restic gives way whenever anybody waits.' });
    await expect(row.getByRole('img', { name: 'Stage 2 of 5: Checked' })).toBeVisible();
    await row.getByRole('button', { name: /^Let it watch/ }).click();
    await expect(row.getByRole('img', { name: 'Stage 3 of 5: Shadow' })).toBeVisible();
    await expect(page.getByText('“restic gives way whenever anybody waits.”: Shadow.')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(row.getByRole('img', { name: 'Stage 2 of 5: Checked' })).toBeVisible();
  });

  test('a draft that does not pass stays, and says what was found and against whom', async ({ page, engine }) => {
    await open(page, engine, '/policies');
    await page.getByRole('button', { name: /^Check it: On battery/ }).click();
    await expect(page.getByText('did not pass its checks')).toBeVisible();
    await page.getByRole('link', { name: 'See what was found' }).click();
    const checks = page.getByRole('region', { name: 'Checks' });
    await expect(checks.getByRole('listitem').filter({ hasText: 'Not passed' })).toHaveCount(4);
    await expect(checks).toContainText('You decided that OBS is never touched, and it could treat OBS.');
    await expect(checks.getByRole('row', { name: /OBS/ })).toContainText('leave it alone');
    await expect(page.getByRole('img', { name: 'Stage 1 of 5: Draft' })).toBeVisible();
  });

  test('one that ships is retired and brought back', async ({ page, engine }) => {
    await open(page, engine, '/policy/miner');
    await page.getByRole('button', { name: 'Retire' }).click();
    await expect(page.getByRole('img', { name: 'Retired' })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'Retired' })).toBeFocused();
    await expect(page.getByRole('button', { name: 'Retire' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Back to “In force”' }).click();
    await expect(page.getByRole('img', { name: 'Stage 5 of 5: In force' })).toBeVisible();
    await expect(page.getByText('It was called back from retirement.')).toBeVisible();
  });

  test.describe('that are refused', () => {
    // the browser notes a refusal on its console
    test.use({ mayComplain: /Failed to load resource/ });

    test('one that protects is not retired, and says why', async ({ page, engine }) => {
      await open(page, engine, '/policy/foreground');
      await page.getByRole('button', { name: 'Retire' }).click();
      await expect(page.getByRole('region', { name: 'Notices' })).toContainText('it stays');
      await expect(page.getByRole('img', { name: 'Stage 5 of 5: In force' })).toBeVisible();
    });

    test('an address that leads to none says so, and can be tried again', async ({ page, engine }) => {
      await open(page, engine, '/policy/nobody');
      await expect(page.getByRole('alert')).toContainText('There is no such policy (any more).');
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByRole('alert')).toContainText('There is no such policy (any more).');
      await page.getByRole('link', { name: 'All policies' }).click();
      await expect(page.getByRole('heading', { name: 'In force' })).toBeVisible();
    });
  });

  test('two versions are compared word by word, and an earlier one takes its place with a click', async ({
    page,
    engine,
  }) => {
    await open(page, engine, '/policy/person-1');
    const versions = page.getByRole('region', { name: 'Versions' });
    await expect(versions.getByRole('insertion')).toHaveText(['!foreground && ', 'limit.cpu']);
    await expect(versions.getByRole('deletion')).toHaveText(['0.5']);
    await versions.getByRole('combobox', { name: 'Compare version' }).selectOption('1');
    await expect(versions.getByRole('deletion')).toHaveText(['0.5', 'Throttle']);
    await versions.getByRole('combobox', { name: 'with version' }).selectOption('1');
    await expect(versions).toContainText('These two say the same.');

    await versions.getByRole('button', { name: 'Go back to version 2' }).click();
    await expect(versions).toContainText('Version 2 is the one that counts.');
    await expect(versions.getByRole('status')).toBeFocused();
    await expect(page.getByText('Written by you · version 2')).toBeVisible();
    await versions.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Written by you · version 3')).toBeVisible();
    await expect(page.getByText('Version 2 is back where it had been.')).toBeVisible();
  });

  test('one is written with the keyboard, refused with a reason, mended and passed', async ({ page, engine }) => {
    await open(page, engine, '/policies');
    await tabTo(page, page.getByRole('link', { name: 'Write a policy' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('textbox', { name: 'In one sentence, for people' }));
    await page.keyboard.type('Backups give way.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('app.nonsense == "backup"');
    await tabTo(page, page.getByRole('button', { name: 'Save and check' }));
    await page.keyboard.press('Enter');
    const answer = page.getByRole('region', { name: 'Checks' });
    await expect(answer).toContainText('Saved as a draft. It did not pass');
    await expect(answer.getByRole('listitem').filter({ hasText: 'Not passed' })).toContainText('nonsense');

    await page.getByText('What a condition can speak of').click();
    await expect(page.getByText('what it is for, as in "backup"')).toBeVisible();
    const condition = page.getByRole('textbox', { name: 'When' });
    await condition.fill('app.category == "backup" && someoneWaits');
    await page.getByRole('combobox', { name: 'What it does' }).selectOption('Gently');
    await page.getByRole('button', { name: 'Save and check' }).click();
    await expect(answer).toContainText('Saved and checked.');
    await page.getByRole('link', { name: 'Open the policy' }).click();
    await expect(page.getByText('Written by you · version 2')).toBeVisible();
    await expect(page.getByRole('img', { name: 'Stage 2 of 5: Checked' })).toBeVisible();
    await expect(page.getByText('Hold back, gently')).toBeVisible();
  });

  test('an unfinished one is not sent', async ({ page, engine }) => {
    await open(page, engine, '/write');
    await page.getByRole('button', { name: 'Save and check' }).click();
    await expect(page.getByRole('alert')).toHaveText('It needs a description and a condition.');
  });

  test('policies are proposed, and lead to their drafts', async ({ page, engine }) => {
    await open(page, engine, '/policies');
    await page.getByRole('button', { name: 'Propose policies' }).click();
    await expect(page.getByText('Asking the model and looking at your thumbs.')).toBeVisible();
    const answer = page.getByRole('status').filter({ hasText: 'proposed' });
    await expect(answer).toContainText('1 proposed. They run in shadow and decide nothing until you let them.');
    await expect(page.getByRole('list').getByText('Game launchers that run behind')).toHaveCount(2);
    await answer.getByRole('link').click();
    await expect(page.getByText('Proposed by a model · version 1')).toBeVisible();
  });

  test.describe('without a model', () => {
    test.use({ machine: { processes: 60, olderDecisions: 0, settings: { 'llm.provider': 'none' } } });

    test('nobody is asked, and that is said', async ({ page, engine }) => {
      await open(page, engine, '/policies');
      await page.getByRole('button', { name: 'Propose policies' }).click();
      await expect(page.getByText('Nothing was proposed. No model is asked: it is switched off')).toBeVisible();
    });
  });
});

test.describe('an import', () => {
  const types = rules('00-types.types', '{ "type": "BG_CPUIO", "nice": 19, "ioclass": "idle" }\n');

  test('says what it would mean before it is taken as a draft', async ({ page, engine }) => {
    await open(page, engine, '/import');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([
        types,
        rules('a.rules', '# made up\n{ "name": "tracker-miner-fs-3", "type": "BG_CPUIO" }\nnice = -20\n'),
        rules('notes.txt', 'nothing'),
      ]);
    await expect(page.getByRole('status').first()).toContainText('2 files');
    await expect(page.getByRole('status').first()).toContainText('1 file of another kind was left out.');
    const preview = page.getByRole('region', { name: 'What it would mean' });
    await expect(preview).toContainText('1 rules in 2 files: 1 hold something back, 0 leave something alone.');
    await expect(preview.getByRole('row', { name: /Tracker/ })).toContainText('Hold back');
    await preview.getByText('1 line was not understood').click();
    await expect(preview).toContainText('a.rules, line 3: It is not a JSON object on one line.');
    expect(await accessibilityFindings(page)).toEqual([]);
    await preview.getByRole('button', { name: 'Take it as a draft' }).click();
    await preview.getByRole('link', { name: 'Open it' }).click();
    await expect(page.getByText('Imported · version 1')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Change it' })).toHaveCount(0);
  });

  test('of files that hold no rules, or too much, is refused with a reason', async ({ page, engine }) => {
    await open(page, engine, '/import');
    const input = page.locator('input[type=file]').first();
    await input.setInputFiles([rules('notes.txt', 'nothing')]);
    await expect(page.getByRole('alert')).toHaveText('None of these files is read here: .rules, .types, .cgroups are.');
    await input.setInputFiles([rules('big.rules', 'x'.repeat(4_000_001))]);
    await expect(page.getByRole('alert')).toHaveText('More than 4 MB of text. Choose fewer files.');
    await page.getByRole('radio', { name: /system76/ }).check();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await input.setInputFiles([rules('a.rules', '{}')]);
    await expect(page.getByRole('alert')).toHaveText('None of these files is read here: .kdl are.');
    await input.setInputFiles([rules('config.kdl', 'nonsense {')]);
    await expect(page.getByText('There is no rule in these files that means anything here.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Take it as a draft' })).toHaveCount(0);
  });

  test('is chosen with the keyboard, as files or as a folder', async ({ page, engine }) => {
    await open(page, engine, '/import');
    const asked: FileChooser[] = [];
    page.on('filechooser', (chooser) => asked.push(chooser));
    for (const [index, name] of ['Choose files…', 'Choose a folder…'].entries()) {
      await tabTo(page, page.getByRole('button', { name }));
      await page.keyboard.press('Enter');
      await expect.poll(() => asked.length).toBe(index + 1);
    }
    expect(asked.map((chooser) => chooser.isMultiple())).toEqual([true, true]);
    const folders = await page.evaluate<boolean[]>(
      `[...document.querySelectorAll('input[type=file]')].map((one) => one.webkitdirectory)`,
    );
    expect(folders).toEqual([false, true]);
  });
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`axe in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('finds nothing in any part, with everything opened, in both languages', async ({ page, engine }) => {
      const parts = ['', '/policies', '/policy/person-1', '/policy/model-2', '/write', '/import'];
      for (const part of parts) {
        await open(page, engine, part);
        await expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible();
        for (const summary of await page.locator('main summary').all()) await summary.click();
        expect(await accessibilityFindings(page)).toEqual([]);
      }
      await page.getByRole('button', { name: 'Language and theme' }).click();
      await page.getByRole('menuitemradio', { name: '简体中文' }).click();
      await expect(page.getByRole('heading', { name: '学习' })).toBeVisible();
      for (const part of parts) {
        await page.goto(`${engine.url}#/learning${part}`);
        await expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible();
        expect(await accessibilityFindings(page)).toEqual([]);
      }
    });
  });

test('nothing on it is in English when the page speaks Chinese', async ({ page, engine }) => {
  await open(page, engine);
  await page.getByRole('button', { name: 'Language and theme' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  const lessons = page.getByRole('region', { name: '你的评价改变了什么' });
  await expect(lessons).toContainText('OBS');
  await page.goto(`${engine.url}#/learning/policy/model-2`);
  const checks = page.getByRole('region', { name: '检验' });
  await expect(checks.getByRole('listitem')).toHaveCount(8);
  // names of programs stay as they are
  const latin = ((await checks.innerText()).match(/[A-Za-z-]+/g) ?? []).filter(
    (word) => !/^(PipeWire|OBS|rust-analyzer|Tracker|Firefox)$/.test(word),
  );
  expect(latin).toEqual([]);
});

test('it fits into a small window', async ({ page, engine }) => {
  await page.setViewportSize({ width: 900, height: 600 });
  for (const part of ['', '/policies', '/policy/person-1', '/write/model-2', '/import']) {
    await open(page, engine, part);
    await expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible();
    const wide = await page.evaluate<boolean>(
      `[...document.querySelectorAll('main, main *, header, nav')].some((one) => getComputedStyle(one).overflowX !== 'hidden' && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && !one.classList.contains('sr-only') && getComputedStyle(one).display !== 'inline')`,
    );
    expect(wide).toBe(false);
    await page.keyboard.press('End');
    await page.locator('main section').last().scrollIntoViewIfNeeded();
    expect(await page.evaluate('document.scrollingElement.scrollTop')).toBe(0);
  }
});
