/** What a person does on the dashboard, in a real browser over the real engine: its word is checked against the kernel's. */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Decision } from '../contract/decision.ts';
import type { Mode } from '../contract/words.ts';
import { accessibilityFindings, canBeHidden, expect as soon, test as base, trafficOf } from './support/dashboard.ts';
import type { Program, Programs } from './support/programs.ts';
import { createPrograms, schedulingOf } from './support/programs.ts';
import type { RunningEngine } from './support/running-engine.ts';
import { startEngine } from './support/running-engine.ts';

interface Machine {
  readonly programs: Programs;
  /** An engine that acts only on what this test started. */
  readonly start: (mode: Mode) => Promise<RunningEngine>;
}

const test = base.extend<{ readonly real: Machine }>({
  real: async ({ page }, use) => {
    const programs = createPrograms();
    const engines: RunningEngine[] = [];
    const start: Machine['start'] = async (mode) => {
      const settings = ['--set', 'llm.provider="none"', '--set', 'firstRun.done=true'];
      const args = ['--mode', mode, '--strategy', 'aggressive', ...settings];
      const engine = await startEngine({
        dataDirectory: join(programs.folder, 'data'),
        args: [...args, '--set', `scope.roots=[${process.pid}]`],
      });
      engines.push(engine);
      return engine;
    };
    await use({ programs, start });
    // a page that outlives its engine rightly complains about it
    await page.goto('about:blank');
    for (const engine of engines) await engine.stop();
    await programs.endAll();
  },
});

/** A check interval, the readings before it and a busy machine of two cores lie between a program and its decision. */
const expect = soon.configure({ timeout: 60_000 });
test.describe.configure({ timeout: 180_000 });

/** Two threads for each CPU, so that whoever else wants one has to wait. */
const startIndexer = ({ programs }: Machine): Program =>
  programs.start('usr/libexec/tracker-miner-fs-3', 2 * availableParallelism());
const startUnknown = ({ programs }: Machine): Program => programs.start('opt/frobnicator/frobnicator', 2);

const isHeld = ({ nice, policy, io }: ReturnType<typeof schedulingOf>[number]): boolean =>
  nice > 0 && policy === 5 && io.startsWith('idle');
const isHeldBack = ({ pid }: Program): boolean => schedulingOf(pid).every(isHeld);

/** The row of this very process: a machine may run other programs of that name. */
const rowOf = (page: Page, name: string, { pid }: Program): Locator =>
  page.getByRole('row', { name: new RegExp(`^${name} ${pid}\\b`) });

/** The decision about this very process, once it has come to that. */
async function decisionAbout(
  page: Page,
  engine: RunningEngine,
  { pid }: Program,
  status: Decision['status'],
): Promise<Locator> {
  const { id } = await engine.decision((one) => one.target.pid === pid && one.status === status);
  return page.locator(`[id="decision-${id}"]`);
}

test('a person finds an indexer, reads why it is held back, disagrees, and has it given back', async ({
  page,
  real,
}) => {
  const indexer = startIndexer(real);
  const before = schedulingOf(indexer.pid);
  const engine = await real.start('autopilot');
  await page.goto(`${engine.url}#/processes`);
  await page.getByRole('searchbox').fill('tracker-miner');
  const row = rowOf(page, 'File indexer', indexer);
  await row.click();
  const drawer = page.getByRole('dialog', { name: 'File indexer' });
  await expect(drawer).toContainText(/File indexer indexes files and used [\d.]+% of a CPU while .+ waits\./);
  await expect(drawer.getByRole('row', { name: /^CPU over 5 s [\d.]+% 5% [\d.]+ times that$/ })).toBeVisible();
  await expect(drawer.getByRole('row', { name: /^CPU pressure [\d.]+% [\d.]+% [\d.]+ times that$/ })).toBeVisible();
  await expect(row.getByText('Held back')).toBeVisible();
  expect(isHeldBack(indexer)).toBe(true);
  expect(await accessibilityFindings(page)).toEqual([]);

  await drawer.getByRole('link', { name: 'Open in Decisions' }).click();
  const decision = await decisionAbout(page, engine, indexer, 'applied');
  await expect(decision.getByRole('row', { name: /^Scheduling class normal idle$/ })).toBeVisible();
  const down = decision.getByRole('button', { name: 'Bad decision about File indexer' });
  await down.click();
  await expect(down).toHaveAttribute('aria-pressed', 'true');
  await decision.getByRole('textbox', { name: /What was wrong/ }).fill('I am waiting for its results');
  await decision.getByRole('button', { name: 'Save note' }).click();
  await expect(decision).toContainText('Your note: I am waiting for its results');
  await expect(decision).toContainText('undone');
  await expect(decision).toContainText('you gave it a thumbs-down');
  expect(schedulingOf(indexer.pid)).toEqual(before);

  await expect(page.getByRole('article', { name: /thumbs-down when File indexer was/ })).toBeVisible();
  expect(schedulingOf(indexer.pid)).toEqual(before);
  await page.reload();
  await expect(decision).toContainText('Your note: I am waiting for its results');
  await expect(decision).toContainText('undone');
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('a no changes nothing', async ({ page, real }) => {
  const indexer = startIndexer(real);
  const before = schedulingOf(indexer.pid);
  const engine = await real.start('assist');
  await page.goto(`${engine.url}#/processes`);
  await page.getByRole('link', { name: /Decisions.*1 plan needs your word/ }).click();
  await expect(page.getByRole('region', { name: 'Needs your word' })).toContainText('File indexer: Hold back?');
  expect(await accessibilityFindings(page)).toEqual([]);
  const decision = await decisionAbout(page, engine, indexer, 'awaiting-approval');
  await page.getByRole('button', { name: 'No: leave File indexer alone' }).click();
  await expect(decision).toContainText('You said no.');
  await expect(page.getByRole('region', { name: 'Needs your word' })).toHaveCount(0);
  expect(schedulingOf(indexer.pid)).toEqual(before);
});

test('a yes is carried out, and can be taken back', async ({ page, real }) => {
  const indexer = startIndexer(real);
  const before = schedulingOf(indexer.pid);
  const engine = await real.start('assist');
  await page.goto(`${engine.url}#/decisions`);
  const decision = await decisionAbout(page, engine, indexer, 'awaiting-approval');
  await expect(decision).toContainText('needs your word');
  expect(schedulingOf(indexer.pid)).toEqual(before);
  await page.getByRole('button', { name: 'Yes: Hold back, File indexer' }).click();
  await expect(decision).toContainText('in effect');
  expect(isHeldBack(indexer)).toBe(true);
  await decision.getByRole('button', { name: 'Undo what was done to File indexer' }).click();
  await expect(decision).toContainText('undone');
  expect(schedulingOf(indexer.pid)).toEqual(before);
});

test('a process is held back and given back by hand, and ended only after a question', async ({ page, real }) => {
  const unknown = startUnknown(real);
  const before = schedulingOf(unknown.pid);
  const engine = await real.start('observe');
  await page.goto(`${engine.url}#/processes`);
  await page.getByRole('searchbox').fill('frobnicator');
  await rowOf(page, 'frobnicator', unknown).click();
  const drawer = page.getByRole('dialog', { name: 'frobnicator' });
  await drawer.getByRole('button', { name: 'Hold back' }).click();
  await expect(drawer).toContainText('Scheduling class normal → idle');
  expect(isHeldBack(unknown)).toBe(true);
  await drawer.getByRole('button', { name: 'Give back' }).click();
  await expect(drawer).toContainText('Given back.');
  expect(schedulingOf(unknown.pid)).toEqual(before);

  const exited = once(unknown.child, 'exit');
  await drawer.getByRole('button', { name: 'End…' }).click();
  const question = page.getByRole('alertdialog', { name: 'End frobnicator?' });
  await expect(question).toBeVisible();
  expect(await accessibilityFindings(page)).toEqual([]);
  await question.getByRole('button', { name: 'Keep it running' }).click();
  await expect(question).toHaveCount(0);
  expect(schedulingOf(unknown.pid)).toEqual(before);
  await drawer.getByRole('button', { name: 'End…' }).click();
  await question.getByRole('button', { name: 'End it' }).click();
  expect(await exited).toEqual([null, 'SIGTERM']);
  await expect(drawer).toContainText('This process has ended.');
});

test('language and mode change at once and outlast a reload', async ({ page, real }) => {
  const engine = await real.start('observe');
  await page.goto(`${engine.url}#/processes`);
  await page.getByRole('button', { name: 'Mode: Observe' }).click();
  await page.getByRole('menuitemradio', { name: /Assist/ }).click();
  await expect(page.getByRole('button', { name: 'Mode: Assist' })).toBeVisible();
  expect((await engine.call('engine.status', {})).mode).toBe('assist');

  await page.getByRole('button', { name: 'Language and theme' }).click();
  await page.getByRole('menuitemradio', { name: '简体中文' }).click();
  const inChinese = async () => {
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(page.getByRole('link', { name: '进程' })).toBeVisible();
    await expect(page.getByRole('button', { name: /^模式.*协助$/ })).toBeVisible();
  };
  await inChinese();
  await page.reload();
  await inChinese();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('a hidden page sends nothing and is sent nothing, while the engine goes on', async ({ page, real }) => {
  const engine = await real.start('observe');
  const readings = (count: number) => {
    let seen = 0;
    return engine.until('processes', () => ++seen > count);
  };
  const { hide } = await canBeHidden(page);
  const { lines, silenced } = trafficOf(page);
  await page.goto(`${engine.url}#/processes`);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await hide(true);
  await silenced;
  // what was on its way when the page was hidden may still arrive
  await readings(1);
  lines.length = 0;
  await readings(3);
  expect(lines).toEqual([]);

  await hide(false);
  await expect.poll(() => lines.filter((line) => line.startsWith('sent {"listen"'))).toHaveLength(1);
  await expect.poll(() => lines.some((line) => line.startsWith('received {"stream":"processes"'))).toBe(true);
});
