import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { helperSentences } from '../../contract/sentences-helper.ts';
import { helperSentencesZhCN } from '../../contract/sentences-helper.zh-CN.ts';
import { helperPlan } from '../../contract/helper.ts';
import { createHelperInstaller } from './installer.ts';
import { layouts } from './layout.ts';
import { sampleContent } from './private-system.fixture.ts';
import type { HelperSources } from './sources.ts';
import type { Surroundings } from './surroundings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'installer-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const usual: Surroundings = {
  nixos: false,
  systemd: true,
  systemBus: true,
  canAsk: true,
  readOnly: { usr: null, local: null },
  polkitReadsEtc: true,
  owner: null,
};

const installerOn = (here: Surroundings, sources: HelperSources) =>
  createHelperInstaller({
    sources,
    environment: {},
    terminalCommand: null,
    surroundings: () => Promise.resolve(here),
  });

function packed(): HelperSources {
  const at = join(folder, 'helper');
  mkdirSync(at);
  for (const { name } of layouts.usr) writeFileSync(join(at, name), sampleContent(name));
  return { kind: 'packaged', pathOf: (_, name) => join(at, name) };
}

test('the plan says every file with its place, size and checksum, and a command that names them all', async () => {
  const sources = packed();
  for (const [here, layout] of [
    [usual, 'usr'],
    [{ ...usual, readOnly: { usr: '/usr', local: null } }, 'local'],
  ] as const) {
    const plan = helperPlan.parse(await installerOn(here, sources).plan('install'));
    expect(plan.possible).toBe(true);
    expect(plan.files.map(({ path }) => path)).toEqual(layouts[layout].map(({ path }) => path));
    for (const { path, sha256, bytes } of plan.files) {
      expect(bytes).toBeGreaterThan(0);
      expect(plan.command).toContain(`${sha256}:${path}`);
    }
  }
});

test('where it is not possible the plan says why, names no command, and nothing is run', async () => {
  const installer = installerOn({ ...usual, nixos: true }, packed());
  expect(await installer.plan('install')).toMatchObject({ possible: false, files: [], command: '' });
  expect(await installer.install()).toMatchObject({ kind: 'refused', sentence: { key: 'helper-plan.nixos' } });
});

test('files that were changed after they were shown are not installed until they are shown again', async () => {
  const sources = packed();
  const installer = installerOn(usual, sources);
  await installer.plan('install');
  writeFileSync(sources.pathOf('binary', 'brainkernel-helper'), 'built anew meanwhile');
  for (let times = 0; times < 2; times++) {
    expect(await installer.install()).toMatchObject({
      kind: 'refused',
      sentence: { key: 'helper-done.mismatch', values: { file: 'brainkernel-helper' } },
    });
  }
});

test('two clicks are one installation: the second is told that the first is under way', async () => {
  const { promise, resolve } = Promise.withResolvers<Surroundings>();
  const installer = createHelperInstaller({
    sources: packed(),
    environment: {},
    terminalCommand: null,
    surroundings: () => promise,
  });
  const first = installer.install();
  expect(await installer.uninstall()).toMatchObject({ kind: 'refused', sentence: { key: 'helper-done.busy' } });
  resolve({ ...usual, nixos: true });
  expect(await first).toMatchObject({ sentence: { key: 'helper-plan.nixos' } });
  expect(await installer.install()).toMatchObject({ sentence: { key: 'helper-plan.nixos' } });
});

test('every sentence has the same places in both languages', () => {
  const places = (text: string): readonly string[] =>
    [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted();
  for (const key of Object.keys(helperSentences) as (keyof typeof helperSentences)[]) {
    expect(places(helperSentencesZhCN[key]), key).toEqual(places(helperSentences[key]));
  }
});
