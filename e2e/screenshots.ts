/**
 * Pictures of every view, language and theme at both sizes, to look at: screenshots/VIEW-LANGUAGE-THEME-SIZE.png
 * Usage: node e2e/screenshots.ts [VIEW...]. `readme` is the picture of the README: docs/images/now.png
 */
import { mkdir } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import config from '../playwright.config.ts';
import { startContractServer } from './support/contract-server.ts';
import type { SyntheticOptions } from './support/synthetic-engine.ts';

const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
] as const;
const languages = ['en', 'zh-CN'] as const;
const themes = ['light', 'dark'] as const;

const modeButton = { en: /^Mode/, 'zh-CN': /^模式/ } as const;

/** What is pressed on the way to a picture. */
const words = {
  en: {
    up: /^Good decision/,
    down: /^Bad decision/,
    wrongTime: 'Wrong time',
    propose: 'Propose policies',
    check: 'Save and check',
    install: 'Install…',
    installIt: 'Install it',
    close: 'Close',
  },
  'zh-CN': {
    up: /决策正确$/,
    down: /决策不当$/,
    wrongTime: '时机不对',
    propose: '请求建议',
    check: '保存并检验',
    install: '安装…',
    installIt: '确认安装',
    close: '关闭',
  },
} as const;

/** Rules as a person might have them, with one line that is none. */
const rules = Object.entries({
  '00-types.types': '{ "type": "BG_CPUIO", "nice": 19, "ioclass": "idle" }\n{ "type": "Game", "nice": -5 }\n',
  'made-up.rules':
    '{ "name": "tracker-miner-fs-3", "type": "BG_CPUIO" }\n{ "name": "steam", "type": "Game" }\nnice = -20 for everything\n',
}).map(([name, text]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) }));

interface Scene {
  readonly name: string;
  readonly hash: string;
  readonly firstDay?: boolean;
  readonly wrongToken?: boolean;
  /** What differs of the made-up engine. */
  readonly machine?: Partial<SyntheticOptions>;
  /** Taken once, in English, light and the larger size, and kept there. */
  readonly keptAs?: string;
  /** Brings the page to what is to be seen, and waits until it is. */
  readonly play?: (page: Page, language: (typeof languages)[number]) => Promise<void>;
}

const scenes: readonly Scene[] = [
  {
    name: 'now',
    hash: '#/now',
    play: async (page) => {
      await page.locator('.recharts-line').first().waitFor();
    },
  },
  {
    name: 'now-first-day',
    hash: '#/now',
    firstDay: true,
    play: async (page) => {
      await page.locator('.recharts-wrapper').waitFor();
    },
  },
  {
    name: 'cost',
    hash: '#/cost',
    play: async (page) => {
      await page.locator('.recharts-bar').first().waitFor();
    },
  },
  {
    name: 'processes',
    hash: '#/processes',
    play: async (page) => {
      await page.getByRole('treegrid').focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    },
  },
  {
    name: 'search',
    hash: '#/processes',
    play: async (page) => {
      await page.getByRole('searchbox').fill('tracker');
    },
  },
  {
    name: 'drawer',
    hash: '#/processes',
    play: async (page) => {
      await page.getByRole('row', { name: /rust-analyzer/ }).click();
      await page.getByRole('dialog').getByRole('table').waitFor();
      await page.getByRole('dialog').locator('figure svg').first().waitFor();
    },
  },
  {
    name: 'decisions',
    hash: '#/decisions',
    play: async (page) => {
      await page.getByRole('article').first().waitFor();
    },
  },
  {
    name: 'decision',
    hash: '#/decisions/d-002',
    play: async (page) => {
      await page.getByRole('table').first().waitFor();
    },
  },
  {
    name: 'thumb',
    hash: '#/decisions',
    play: async (page, language) => {
      // the engine remembers the thumb of the picture before
      await page.getByRole('button', { name: words[language].up }).first().click();
      await page.getByRole('button', { name: words[language].down }).first().click();
      await page.getByRole('button', { name: words[language].wrongTime }).click();
      await page.getByRole('button', { name: words[language].wrongTime, pressed: true }).waitFor();
    },
  },
  {
    name: 'learning',
    hash: '#/learning',
    play: async (page) => {
      await page.getByRole('table').first().waitFor();
    },
  },
  {
    name: 'learning-below',
    hash: '#/learning',
    play: async (page) => {
      await page.getByRole('table').first().waitFor();
      for (const summary of await page.locator('main summary').all()) await summary.click();
      await page.getByRole('table').last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'learning-first-day',
    hash: '#/learning',
    firstDay: true,
    play: async (page) => {
      await page.getByRole('table').first().waitFor();
    },
  },
  {
    name: 'learning-policies',
    hash: '#/learning/policies',
    play: async (page, language) => {
      await page.getByRole('button', { name: words[language].propose }).click();
      await page.getByRole('status').getByRole('link').waitFor();
    },
  },
  {
    name: 'learning-policy',
    hash: '#/learning/policy/person-1',
    play: async (page) => {
      await page.locator('ins').first().waitFor();
    },
  },
  {
    name: 'learning-policy-versions',
    hash: '#/learning/policy/person-1',
    play: async (page) => {
      await page.locator('main section').last().scrollIntoViewIfNeeded();
      await page.locator('ins').first().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'learning-policy-failed',
    hash: '#/learning/policy/model-2',
    play: async (page) => {
      await page.getByRole('table').first().waitFor();
    },
  },
  {
    name: 'learning-write',
    hash: '#/learning/write/model-2',
    play: async (page, language) => {
      await page.getByRole('button', { name: words[language].check }).click();
      await page.getByRole('table').first().waitFor();
    },
  },
  {
    name: 'learning-import',
    hash: '#/learning/import',
    play: async (page) => {
      await page.locator('main input[type=file]').first().setInputFiles(rules);
      await page.getByRole('table').first().waitFor();
      await page.locator('main summary').click();
    },
  },
  {
    name: 'helper-plan',
    hash: '#/settings/helper',
    play: async (page, language) => {
      await page.getByRole('button', { name: words[language].install }).click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'helper-refused',
    hash: '#/settings/helper',
    machine: { helper: { outcome: 'no-agent' } },
    play: async (page, language) => {
      await page.getByRole('button', { name: words[language].install }).click();
      await page.getByRole('button', { name: words[language].installIt }).click();
      await page.getByRole('button', { name: words[language].close }).waitFor();
    },
  },
  {
    name: 'helper-ready',
    hash: '#/settings/helper',
    machine: { helper: { state: 'ready' } },
    play: async (page) => {
      await page.locator('main dl').waitFor();
    },
  },
  {
    name: 'mode',
    hash: '#/processes',
    play: async (page, language) => {
      await page.getByRole('button', { name: modeButton[language] }).click();
    },
  },
  {
    name: 'first-day',
    hash: '#/decisions',
    firstDay: true,
    play: async (page) => {
      await page.locator('main p').first().waitFor();
    },
  },
  { name: 'wrong-token', hash: '', wrongToken: true },
  ...(['models', 'behaviour', 'immunity', 'privacy', 'helper', 'desktop', 'about'] as const).map((section): Scene => ({
    name: `settings-${section}`,
    hash: `#/settings/${section}`,
    machine: {
      keyring: 'unprotected',
      desktop: true,
      settings: { 'immunity.programs': ['/usr/bin/obs', '/opt/resolve/bin/resolve'] },
    },
    play: async (page) => {
      await page.locator('main h3').waitFor();
    },
  })),
  ...[0, 1, 2].map((steps): Scene => ({
    name: `first-run-${steps + 1}`,
    hash: '#/now',
    firstDay: true,
    machine: { settings: { 'firstRun.done': false, mode: 'observe' } },
    play: async (page, language) => {
      for (let step = 0; step < steps; step += 1)
        await page.getByRole('button', { name: language === 'en' ? 'Next' : '下一步' }).click();
      await page.getByRole('dialog').waitFor();
    },
  })),
  {
    name: 'palette',
    hash: '#/decisions',
    play: async (page) => {
      await page.getByRole('article').first().waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'shortcuts',
    hash: '#/decisions',
    play: async (page) => {
      await page.getByRole('article').first().waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'readme',
    hash: '#/now',
    keptAs: 'docs/images/now.png',
    play: async (page) => {
      await page.locator('.recharts-line').first().waitFor();
      await page.getByRole('button', { name: 'Dismiss' }).click();
    },
  },
];

const wanted = process.argv.slice(2);
const chosen = scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

await mkdir('screenshots', { recursive: true });
const browser = await chromium.launch(config.use?.launchOptions);
for (const scene of chosen) {
  const server = await startContractServer({
    processes: 600,
    olderDecisions: 12,
    firstDay: scene.firstDay ?? false,
    ...scene.machine,
  });
  const once = scene.keptAs !== undefined;
  for (const language of once ? (['en'] as const) : languages)
    for (const theme of once ? (['light'] as const) : themes)
      for (const viewport of once ? sizes.slice(0, 1) : sizes) {
        const token = new URL(server.url).searchParams.get('token') ?? '';
        const set = await fetch(`${server.address}api/settings.set`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ language, theme }),
        });
        if (!set.ok) throw new Error(await set.text());
        const page = await browser.newPage({ viewport });
        const url = new URL(scene.wrongToken === true ? `${server.address}?token=wrong` : server.url);
        url.hash = scene.hash;
        await page.addInitScript(`localStorage.setItem('brainkernel.language', '${language}');
          localStorage.setItem('brainkernel.theme', '${theme}')`);
        await page.goto(url.href);
        await page.getByRole(scene.wrongToken === true ? 'alert' : 'contentinfo').waitFor();
        await scene.play?.(page, language);
        await page.evaluate('document.fonts.ready');
        await page.screenshot({
          path:
            scene.keptAs ?? `screenshots/${scene.name}-${language}-${theme}-${viewport.width}x${viewport.height}.png`,
        });
        await page.close();
      }
  await server.close();
}
await browser.close();
