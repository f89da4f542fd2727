/** A page of the screens whose console is watched, in a browser or in Electron, over an engine that the test names. */
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { startContractServer } from './contract-server.ts';
import type { ContractServer } from './contract-server.ts';
import { openElectron } from './electron-app.ts';
import type { ElectronApp } from './electron-app.ts';
import type { SyntheticOptions } from './synthetic-engine.ts';

/** Said by the project that a test runs in. */
export interface ShellOption {
  /** Electron's program; null in a browser. */
  readonly electron: string | null;
}

interface Options {
  readonly machine: SyntheticOptions;
  /** Lines that may stand on the console: the browser itself reports a refused connection there. */
  readonly mayComplain: RegExp | null;
}

interface Fixtures {
  readonly app: ElectronApp | null;
  readonly engine: ContractServer;
  readonly complaints: readonly string[];
}

/** `engine` is running; whatever the page says on the console fails the test that did not expect it. */
export const test = base.extend<ShellOption & Options & Fixtures>({
  electron: [null, { option: true }],
  machine: [{ processes: 120, olderDecisions: 150 }, { option: true }],
  mayComplain: [null, { option: true }],
  app: async ({ electron, machine, colorScheme, viewport }, use) => {
    const app = electron === null ? null : await openElectron(electron, machine, { colorScheme, viewport });
    await use(app);
    await app?.close();
  },
  engine: async ({ app, machine, page }, use) => {
    const engine = app === null ? await startContractServer(machine) : app.engine;
    await use(engine);
    if (app !== null) return;
    // a page that outlives its engine rightly complains about it
    await page.goto('about:blank');
    await engine.close();
  },
  // a fixture asks for what it may need before it knows: in Electron a browser stands by unused
  page: async ({ app, page }, use) => {
    await use(app?.page ?? page);
  },
  complaints: [
    async ({ page, mayComplain }, use) => {
      const complaints: string[] = [];
      const hear = (text: string) => {
        if (mayComplain?.test(text) !== true) complaints.push(text);
      };
      page.on('console', (message) => hear(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => hear(error.message));
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** For specs about HTTP, sockets and tokens, which the window of the app does not have: `test('…', webOnly, …)`. */
export const webOnly = { tag: '@web' } as const;

/** Presses Tab until the element has the focus; fails when it cannot be reached. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await target.and(page.locator(':focus')).count()) === 1) return;
  }
  await expect(target).toBeFocused({ timeout: 1 });
}

/** Lets a test hide the page as a person does by changing the tab, which a headless browser has no way to do. */
export async function canBeHidden(page: Page): Promise<{ readonly hide: (hidden: boolean) => Promise<void> }> {
  await page.addInitScript(`
    let hidden = false;
    Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
    Object.defineProperty(document, 'hidden', { get: () => hidden });
    addEventListener('test:hide', (event) => {
      hidden = event.detail;
      document.dispatchEvent(new Event('visibilitychange'));
    });
  `);
  return {
    hide: async (hidden) => {
      await page.evaluate(`dispatchEvent(new CustomEvent('test:hide', { detail: ${hidden} }))`);
    },
  };
}

/** Everything that goes over the wire from now on; `silenced` resolves when the page has told the engine to send nothing more. */
export function trafficOf(page: Page): { readonly lines: string[]; readonly silenced: Promise<undefined> } {
  const lines: string[] = [];
  const { promise: silenced, resolve } = Promise.withResolvers<undefined>();
  page.on('request', (request) => lines.push(`request ${request.url()}`));
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      lines.push(`sent ${String(payload)}`);
      if (String(payload).includes('unlisten')) resolve(undefined);
    });
    socket.on('framereceived', ({ payload }) => lines.push(`received ${String(payload).slice(0, 60)}`));
  });
  return { lines, silenced };
}

/** Landmarks are asked of the page; a menu, a tooltip or a modal dialog stands above it and hides or leaves them. */
const ofThePageAlone: ReadonlySet<string> = new Set(['region', 'landmark-one-main']);
const overlay = '[data-radix-popper-content-wrapper], [role="dialog"], [role="alertdialog"]';

/** What axe finds on the page as it stands, whatever its weight. */
export async function accessibilityFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const covered = (await page.locator(overlay).count()) > 0;
  return violations
    .filter(({ id }) => !(covered && ofThePageAlone.has(id)))
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`));
}

export { expect };
