/** What a person chooses, in a real browser over the real web server, the real key stores and a real model server. */
import type { Page } from '@playwright/test';
import { accessibilityFindings, expect, tabTo, test, webOnly } from './support/dashboard.ts';
import { startModelServer } from './support/model-server.ts';
import type { ModelServer } from './support/model-server.ts';
import { testKey } from './support/model-side.ts';

const open = async (page: Page, engine: { readonly url: string }, section: string): Promise<void> => {
  await page.goto(`${engine.url}#/settings/${section}`);
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
};

test.use({ machine: { processes: 60, olderDecisions: 4 } });

test('a change is in force at once, says so, and outlasts a reload', async ({ page, engine }) => {
  await open(page, engine, 'models');
  await page.getByRole('radio', { name: /^Ollama only/ }).check();
  await expect(page.getByText('Saved')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Groq' })).toHaveCount(0);
  const host = page.getByRole('textbox', { name: 'Address' });
  await host.fill('https://models.example.org');
  await host.press('Enter');
  const budget = page.getByRole('textbox', { name: 'Money a month' });
  await budget.fill('2,5');
  await budget.blur();
  await expect(budget).toHaveValue('2.5');
  await page.getByRole('textbox', { name: 'Tokens a day' }).fill('50,000');
  await page.getByRole('textbox', { name: 'Longest wait for an answer' }).fill('30');
  await page.getByRole('link', { name: 'Privacy' }).click();
  await page.getByRole('switch', { name: 'Hide who you are' }).click();
  await expect(page.getByText('are sent as they are')).toBeVisible();

  await page.reload();
  await expect(page.getByRole('switch', { name: 'Hide who you are' })).not.toBeChecked();
  await page.getByRole('link', { name: 'Models' }).click();
  await expect(page.getByRole('radio', { name: /^Ollama only/ })).toBeChecked();
  await expect(host).toHaveValue('https://models.example.org');
  await expect(page.getByRole('textbox', { name: 'Tokens a day' })).toHaveValue('50000');
  await expect(page.getByRole('textbox', { name: 'Longest wait for an answer' })).toHaveValue('30');
});

test('a wrong value is told beside its field, and the old one stays in force', async ({ page, engine }) => {
  await open(page, engine, 'models');
  const budget = page.getByRole('textbox', { name: 'Money a month' });
  await budget.fill('a lot');
  await budget.press('Enter');
  await expect(budget).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('A number from 0 to 10,000 is needed here. Still in force: 1')).toBeVisible();
  await expect(budget).toHaveAccessibleDescription(/Still in force: 1/);
  const host = page.getByRole('textbox', { name: 'Address' }).last();
  await host.fill('http://192.168.1.9:11434');
  await host.blur();
  await expect(page.getByText('would go over the network unencrypted')).toBeVisible();
  await host.press('Escape');
  await expect(host).toHaveValue('http://127.0.0.1:11434');
  await expect(page.getByText('would go over the network unencrypted')).toHaveCount(0);
  await page.reload();
  await expect(budget).toHaveValue('1');
});

test('two pages on one engine show the same settings at once', webOnly, async ({ page, engine, context }) => {
  await open(page, engine, 'behaviour');
  const other = await context.newPage();
  await other.goto(`${engine.url}#/settings/behaviour`);
  await expect(other.getByRole('radio', { name: /^Assist/ })).toBeChecked();

  await page.getByRole('radio', { name: /^Autopilot/ }).check();
  await page.getByRole('radio', { name: /^Conservative/ }).check();
  for (const one of [page, other]) {
    await one.bringToFront();
    await expect(one.getByRole('button', { name: 'Mode: Autopilot' })).toBeVisible();
    await expect(one.getByRole('button', { name: 'Strategy: Conservative' })).toBeVisible();
    await expect(one.getByRole('radio', { name: /^Autopilot/ })).toBeChecked();
  }

  await page.bringToFront();
  await page.getByRole('link', { name: 'Language and theme' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.getByRole('radio', { name: '简体中文' }).check();
  for (const one of [page, other]) {
    await one.bringToFront();
    await expect(one.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(one.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(one.getByRole('link', { name: '设置' })).toBeVisible();
    await one.reload();
    await expect(one.getByRole('button', { name: '模式: 自动' })).toBeVisible();
    await expect(one.locator('html')).toHaveAttribute('data-theme', 'dark');
  }
  await other.close();
});

test('programs are protected by path or picked from those that run, and a removal is undone', async ({
  page,
  engine,
}) => {
  await open(page, engine, 'immunity');
  const path = page.getByRole('textbox', { name: 'Protect a program' });
  await path.fill('obs');
  await path.press('Enter');
  await expect(page.getByText('A path starts with /')).toBeVisible();
  await path.fill('/usr/bin/obs');
  await path.press('Enter');
  await expect(path).toHaveValue('');
  await path.fill('/usr/bin/obs');
  await path.press('Enter');
  await expect(page.getByText('This program is on the list already.')).toBeVisible();

  await page.getByRole('button', { name: 'Pick from running…' }).click();
  await page.keyboard.type('firefox');
  const choice = page.getByRole('option').first();
  await expect(choice).toContainText('firefox');
  await page.keyboard.press('Enter');
  const list = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Remove / }) });
  await expect(list).toHaveCount(2);

  await page.getByRole('button', { name: 'Remove /usr/bin/obs' }).click();
  await expect(page.getByText('/usr/bin/obs is not protected any more.')).toBeVisible();
  await expect(list).toHaveCount(1);
  await expect(list).toBeFocused();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(list.first()).toContainText('/usr/bin/obs');
  await page.reload();
  await expect(list).toHaveCount(2);
});

test('privacy shows what would be sent, and leads to the exact bytes', async ({ page, engine }) => {
  await open(page, engine, 'privacy');
  const sent = page.getByRole('figure', { name: 'Sent' });
  await expect(sent).toContainText('photo-index@<user>.service');
  await expect(sent).not.toContainText('sk-2f9c81d0a7');
  await page.getByRole('switch', { name: 'Hide who you are' }).click();
  await expect(sent).toContainText('/home/alice/bin/photo-index');
  await expect(sent).not.toContainText('sk-2f9c81d0a7');
  await page.getByRole('link', { name: /exact bytes/ }).click();
  await expect(page.getByRole('button', { name: 'Show the exact bytes sent' })).toBeVisible();
});

test('what the machine is can be copied, and names nobody', webOnly, async ({ page, engine, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, engine, 'about');
  await expect(page.getByText('Debian GNU/Linux 13 (trixie)')).toBeVisible();
  const copied = () => page.evaluate<string>('navigator.clipboard.readText()');
  await page.getByRole('button', { name: 'Copy for a bug report' }).click();
  await expect(page.getByText('Copied', { exact: true })).toBeVisible();
  expect(await copied()).toMatch(/^brainkernel: 0\.1\.0\n[^]*kernel: 6\.12\.48/);
  await page.getByRole('button', { name: 'Copy as JSON' }).click();
  await expect.poll(copied).toContain('"scheduler": "eevdf"');
  expect(await copied()).not.toMatch(/Firefox|\/home\/|Groq asked/);
});

test('a dashboard in a browser says that there is no desktop app around it', async ({ page, engine }) => {
  await open(page, engine, 'desktop');
  await expect(page.getByText('runs without a desktop app here')).toBeVisible();
  await expect(page.getByRole('switch')).toHaveCount(0);
  await page.getByRole('link', { name: 'Updates' }).click();
  await expect(page.getByText('does not update itself')).toBeVisible();
  await page.getByRole('link', { name: 'Helper' }).click();
  await expect(page.getByText('The helper is not installed.')).toBeVisible();
});

test('who chooses the strategy, and for battery, games and presentations another one', async ({ page, engine }) => {
  await open(page, engine, 'behaviour');
  await expect(page.getByRole('radio', { name: /^Let BrainKernel choose/ })).toBeChecked();
  await page.getByRole('radio', { name: /^Conservative/ }).check();
  await page.getByRole('combobox', { name: 'On battery' }).selectOption('Conservative');
  await expect(page.getByText('Saved').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'While a game runs' }).selectOption('No other');
  await page.reload();
  await expect(page.getByRole('radio', { name: /^Conservative/ })).toBeChecked();
  await expect(page.getByRole('combobox', { name: 'On battery' })).toHaveValue('conservative');
  await expect(page.getByRole('combobox', { name: 'While a game runs' })).toHaveValue('');
  await expect(page.getByRole('combobox', { name: 'While a presentation is on' })).toHaveValue('conservative');
  await page.getByRole('radio', { name: /^Let BrainKernel choose/ }).check();
  await expect(page.getByRole('button', { name: 'Strategy: Conservative, adaptive' })).toBeVisible();
});

test.describe('in the desktop app', () => {
  test.use({ machine: { processes: 60, olderDecisions: 4, desktop: true } });

  test('autostart, notifications, tray and sandbox are told and set', async ({ page, engine }) => {
    await open(page, engine, 'desktop');
    await page.getByRole('switch', { name: 'Start with the session' }).click();
    await expect(page.getByRole('switch', { name: 'Start with the session' })).toBeChecked();
    await page.getByRole('switch', { name: 'Notifications' }).click();
    await expect(page.getByText('This desktop shows no tray icon')).toBeVisible();
    await expect(page.getByText('inside Chromium’s sandbox')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('switch', { name: 'Start with the session' })).toBeChecked();
    await expect(page.getByRole('switch', { name: 'Notifications' })).not.toBeChecked();
  });

  test('an update is looked for, fetched and put in place on a word each, and one that fails says why', async ({
    page,
    engine,
  }) => {
    await open(page, engine, 'updates');
    await page.getByRole('button', { name: 'Look for an update' }).click();
    await expect(page.getByText('Version 0.2.0 is there.')).toBeVisible();
    await page.getByRole('button', { name: 'Fetch it' }).click();
    await expect(page.getByText('Version 0.2.0 is being fetched')).toBeVisible();
    await expect(page.getByText('Version 0.2.0 is ready.')).toBeVisible();
    await page.getByRole('button', { name: 'Restart into it' }).click();
    await expect(page.getByText('The file could not be replaced.')).toBeVisible();
  });
});

test.describe('the key', () => {
  const keyOf = (page: Page) => page.getByRole('textbox', { name: 'Key' }).or(page.getByLabel('Key', { exact: true }));

  test('without a keyring is kept for this run', async ({ page, engine }) => {
    await open(page, engine, 'models');
    await expect(page.getByText('No key is set.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
    await keyOf(page).fill('too short');
    await page.getByRole('button', { name: 'Use for this run' }).click();
    await expect(page.getByText('This is not a key')).toBeVisible();
    await keyOf(page).fill(testKey);
    await page.keyboard.press('Enter');
    await expect(page.getByText('The key is kept in memory for this run.')).toBeVisible();
    await expect(keyOf(page)).toHaveValue('');
    expect(await page.content()).not.toContain(testKey);
    await page.getByRole('button', { name: 'Forget…' }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await expect(page.getByText('The key is kept in memory for this run.')).toBeVisible();
    await page.getByRole('button', { name: 'Forget…' }).click();
    await page.getByRole('button', { name: 'Forget it' }).click();
    await expect(page.getByText('No key is set.')).toBeVisible();
  });

  test.describe('with a keyring', () => {
    test.use({ machine: { processes: 60, olderDecisions: 4, keyring: 'keyring' } });

    test('is saved there by name, and never comes back', webOnly, async ({ page, engine }) => {
      const answers: string[] = [];
      page.on(
        'response',
        (response) =>
          void response.text().then(
            (text) => answers.push(text),
            () => undefined,
          ),
      );
      await open(page, engine, 'models');
      await expect(page.getByText('it would be encrypted with gnome-libsecret')).toBeVisible();
      await keyOf(page).fill(testKey);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByText('The key is saved, encrypted with gnome-libsecret.')).toBeVisible();
      await page.reload();
      await expect(page.getByText('The key is saved, encrypted with gnome-libsecret.')).toBeVisible();
      expect(answers.join('\n')).toContain('gnome-libsecret');
      expect(answers.join('\n')).not.toContain(testKey);
    });
  });

  test.describe('on a desktop without one', () => {
    test.use({ machine: { processes: 60, olderDecisions: 4, keyring: 'unprotected' } });

    test('is saved with a warning before and after', async ({ page, engine }) => {
      await open(page, engine, 'models');
      await expect(page.getByText('Saving would put the key on disk without protection')).toBeVisible();
      await keyOf(page).fill(testKey);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByText('The key is on disk without protection')).toBeVisible();
      expect(await accessibilityFindings(page)).toEqual([]);
    });
  });

  test.describe('of the environment', () => {
    test.use({
      machine: { processes: 60, olderDecisions: 4, keyring: 'keyring', environment: { GROQ_API_KEY: testKey } },
    });

    test('wins over a saved one, and that is said', async ({ page, engine }) => {
      await open(page, engine, 'models');
      await expect(page.getByText('the one of the environment variable GROQ_API_KEY')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Forget…' })).toHaveCount(0);
      await keyOf(page).fill(`${testKey}0`);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByText('GROQ_API_KEY is set, so the saved key is not used.')).toBeVisible();
    });
  });
});

test.describe('the test of a model', () => {
  const withServer = test.extend<{ readonly models: ModelServer }>({
    models: async ({ page }, use) => {
      const server = await startModelServer();
      server.usually({ kind: 'says', text: '{"ok":true}' });
      await use(server);
      // a question that still hangs ends with its server, and nobody is left to be told
      await page.goto('about:blank');
      await server.close();
    },
  });
  const groqAt = async (page: Page, url: string) => {
    const address = page.getByRole('textbox', { name: 'Address' }).first();
    await address.fill(url);
    await address.press('Enter');
    await expect(page.getByText('Saved').first()).toBeVisible();
  };

  withServer('says how it went, and offers the models', async ({ page, engine, models }) => {
    await open(page, engine, 'models');
    await groqAt(page, models.url);
    const button = page.getByRole('button', { name: 'Test' }).first();
    await button.click();
    await expect(page.getByText('There is no Groq key, so nothing was asked.')).toBeVisible();
    await page.getByLabel('Key', { exact: true }).fill(testKey);
    await page.getByRole('button', { name: 'Use for this run' }).click();
    await expect(page.getByText('kept in memory')).toBeVisible();
    await button.click();
    await expect(page.getByText('Groq does not offer llama-3.3-70b-versatile to this key.')).toBeVisible();

    const model = page.getByRole('combobox', { name: 'Model' });
    await expect(page.getByText('2 models are offered')).toBeVisible();
    await model.fill('llama-3.1-8b-instant');
    await model.press('Enter');
    await expect(page.getByText('Saved').first()).toBeVisible();
    await button.click();
    await expect(page.getByText(/llama-3\.1-8b-instant answered in [\d.]+ s\./)).toBeVisible();

    models.script({ kind: 'status', status: 401 });
    await button.click();
    await expect(page.getByText('Groq does not accept the key (401).')).toBeVisible();
    models.usually({ kind: 'hang' });
    await button.click();
    await expect(page.getByText('Asking; this may take up to 10 seconds.')).toBeVisible();
    await expect(page.getByText('Groq did not answer within 2 s.')).toBeVisible();
  });

  withServer('says how to get a model that Ollama does not have', async ({ page, engine, models }) => {
    await open(page, engine, 'models');
    await page.getByRole('radio', { name: /^Ollama only/ }).check();
    await expect(page.getByRole('heading', { name: 'Groq' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Test' }).click();
    await expect(page.getByText('Ollama does not answer at http://127.0.0.1:11434.')).toBeVisible();
    await groqAt(page, models.url);
    await page.getByRole('button', { name: 'Test' }).click();
    await expect(page.getByText('ollama pull qwen3:4b')).toBeVisible();
  });
});

test('everything in the settings is within reach of the keyboard', async ({ page, engine }) => {
  await open(page, engine, 'models');
  await tabTo(page, page.getByRole('link', { name: 'Behaviour' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('radio', { name: /^Assist/ }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Mode: Autopilot' })).toBeVisible();
  await tabTo(page, page.getByRole('radio', { name: /^Let BrainKernel choose/ }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Strategy: Aggressive' })).toBeVisible();
  await tabTo(page, page.getByRole('combobox', { name: 'On battery' }));
  await page.keyboard.press('End');
  await expect(page.getByRole('combobox', { name: 'On battery' })).toHaveValue('conservative');
  await tabTo(page, page.getByRole('link', { name: 'Privacy' }));
  await page.keyboard.press('Enter');
  for (const name of ['Hide who you are', 'Record what was decided']) {
    await tabTo(page, page.getByRole('switch', { name }));
    await page.keyboard.press('Space');
    await expect(page.getByRole('switch', { name })).not.toBeChecked();
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, machine: { processes: 60, olderDecisions: 4, desktop: true, keyring: 'unprotected' } });

    test('finds nothing in any part of the settings', async ({ page, engine }) => {
      for (const section of 'models behaviour immunity privacy helper desktop appearance updates about'.split(' ')) {
        await open(page, engine, section);
        await expect(page.locator('main h3').first()).toBeVisible();
        expect(await accessibilityFindings(page)).toEqual([]);
      }
    });
  });
}
