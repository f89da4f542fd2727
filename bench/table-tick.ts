/**
 * One tick of the process table at 5,000 rows, from the contract to the paint: real web server, real Chromium, every app
 * unfolded, ordered by CPU. Goals: under 8 ms of scripting a tick, under 30 kB moved a tick, nothing for a hidden
 * window. Compared with the same page told whole rows, and told the whole list, as a naive table would be.
 *
 *   node bench/table-tick.ts [--processes 5000] [--ticks 20] [--sleepers 2000]
 */
import { parseArgs } from 'node:util';
import { chromium, expect } from '@playwright/test';
import type { Browser } from '@playwright/test';
import config from '../playwright.config.ts';
import { canBeHidden } from '../e2e/support/dashboard.ts';
import { machineLine, median, printTable, writeResults } from './report.ts';
import { endOnSignals } from './sampler/population.ts';
import { engineBytes } from './table-tick/engine-bytes.ts';
import { costOfTicks, frameCounter } from './table-tick/page-cost.ts';
import type { TickCost } from './table-tick/page-cost.ts';
import { serveTable } from './table-tick/served-table.ts';
import type { Telling } from './table-tick/served-table.ts';

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '5000' },
    ticks: { type: 'string', default: '20' },
    sleepers: { type: 'string', default: '2000' },
  },
});
const [processes, ticks, sleepers] = [values.processes, values.ticks, values.sleepers].map(Number);

const named: Readonly<Record<Telling, string>> = {
  figures: 'BrainKernel: figures that moved',
  rows: 'each changed row whole',
  list: 'the whole list each time',
};

/** The table with every app unfolded, in a window of 1280x800. */
async function openTable(browser: Browser, telling: Telling) {
  const server = await serveTable(Number(processes), telling);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const frames = frameCounter(page);
  const { hide } = await canBeHidden(page);
  await page.goto(`${server.url}#/processes`);
  const grid = page.getByRole('treegrid');
  await grid.focus();
  await page.keyboard.press('*');
  await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(Number(processes));
  const close = async () => {
    await page.close();
    await server.close();
  };
  return { page, frames, hide, close };
}

async function measure(browser: Browser, telling: Telling): Promise<readonly TickCost[]> {
  const { page, frames, close } = await openTable(browser, telling);
  // what compiles and warms up in the first ticks is not the steady state
  await page.waitForTimeout(5_000);
  const costs = await costOfTicks(page, frames, Number(ticks));
  await close();
  return costs;
}

/** Bytes and messages in five seconds of a page that nobody sees. */
async function hiddenTraffic(browser: Browser): Promise<{ readonly bytes: number; readonly frames: number }> {
  const { page, frames, hide, close } = await openTable(browser, 'figures');
  await hide(true);
  await page.waitForTimeout(1_500);
  const before = frames.now();
  await page.waitForTimeout(5_000);
  const after = frames.now();
  await close();
  return { bytes: after.bytes - before.bytes, frames: after.frames - before.frames };
}

endOnSignals();
console.log(machineLine());
const browser = await chromium.launch(config.use?.launchOptions);
const costs = {
  figures: await measure(browser, 'figures'),
  rows: await measure(browser, 'rows'),
  list: await measure(browser, 'list'),
};
const of = (telling: Telling, figure: keyof TickCost) => costs[telling].map((cost) => cost[figure]);
printTable(
  `One tick of the table, ${processes} processes unfolded, median (most) of ${ticks} ticks`,
  ['', 'script ms', 'most', 'style', 'layout', 'main thread ms', 'most', 'kB a tick', 'most'],
  (Object.keys(costs) as Telling[]).map((telling) => [
    named[telling],
    median(of(telling, 'script')),
    Math.max(...of(telling, 'script')),
    median(of(telling, 'style')),
    median(of(telling, 'layout')),
    median(of(telling, 'task')),
    Math.max(...of(telling, 'task')),
    median(of(telling, 'bytes')) / 1000,
    Math.max(...of(telling, 'bytes')) / 1000,
  ]),
);
const hidden = await hiddenTraffic(browser);
await browser.close();
console.log(`\n  hidden for 5 s: ${hidden.frames} messages, ${hidden.bytes} bytes`);

const engine = await engineBytes(Number(sleepers), Number(ticks));
printTable(
  `The real engine here, observing, ${engine.processes} processes`,
  ['', 'kB'],
  [
    ['the whole list that comes first', engine.first / 1000],
    ['a tick, median', median(engine.ticks) / 1000],
    ['a tick, most', Math.max(...engine.ticks) / 1000],
  ],
);
const goals = {
  'scripting under 8 ms': median(of('figures', 'script')) < 8,
  'under 30 kB a tick': median(of('figures', 'bytes')) < 30_000,
  'nothing while hidden': hidden.frames === 0,
};
printTable(
  'Goals',
  ['', 'met'],
  Object.entries(goals).map(([goal, met]) => [goal, met ? 'yes' : 'no']),
);
console.log(`\n${writeResults('table-tick', { processes, ticks, costs, hidden, engine, goals })}`);
