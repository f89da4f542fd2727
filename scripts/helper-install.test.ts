import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { HelperPlan } from '../contract/helper.ts';
import { binaryOf, layouts } from '../main/helper/layout.ts';
import type { InstallerOutcome } from '../main/helper/outcome.ts';
import { outcome } from '../main/helper/outcome.ts';
import { said } from '../main/helper/said.ts';
import { helperInstall } from './helper-install.ts';
import { systemFiles } from './package-config.ts';

test('the app installs each file where deb and rpm put it', () => {
  const packaged = systemFiles().filter(({ from }) => from.startsWith('helper/') || from.startsWith('assets/helper/'));
  const byPlace = (one: { readonly to: string }, other: { readonly to: string }): number =>
    one.to < other.to ? -1 : 1;
  const ours = layouts.usr.map(({ name, path, what }) => ({
    from: what === 'binary' ? 'helper/brainkernel-helper' : `assets/helper/${name}`,
    to: path,
    inPackage: `resources/helper/${name}`,
  }));
  expect(ours.toSorted(byPlace)).toEqual(packaged.toSorted(byPlace));
});

test('both layouts have the same files under the same names', () => {
  const named = layouts.usr.map(({ what, name }) => [what, name]);
  expect(layouts.local.map(({ what, name }) => [what, name])).toEqual(named);
});

const plan: HelperPlan = {
  possible: true,
  ...said('helper-plan.install'),
  files: [{ path: binaryOf('usr'), bytes: 80_000, sha256: 'ab'.repeat(32), what: 'binary' }],
  command: "pkexec /bin/sh -c '…' brainkernel-helper install",
};

/** What was said, what was done, and how it ended. */
async function run(
  options: {
    readonly plan?: HelperPlan;
    readonly outcome?: InstallerOutcome;
    readonly answer?: string | null;
    readonly yes?: boolean;
  } = {},
) {
  const { answer = 'y', yes = false, outcome: end = outcome('done', said('helper-done.installed')) } = options;
  const words: string[] = [];
  let installed = 0;
  const code = await helperInstall(
    'install',
    yes,
    {
      plan: () => Promise.resolve(options.plan ?? plan),
      install: () => {
        installed++;
        return Promise.resolve(end);
      },
      uninstall: () => Promise.reject(new Error('that was not asked')),
    },
    {
      say: (text) => words.push(text),
      ask:
        answer === null
          ? null
          : (question) => {
              words.push(question);
              return Promise.resolve(answer);
            },
    },
    new AbortController().signal,
  );
  return { code, installed, words };
}

test('it shows each file with size and checksum and the whole command before it asks', async () => {
  const { words, code, installed } = await run();
  expect(words[0]).toContain(binaryOf('usr'));
  expect(words[0]).toContain('80,000 bytes');
  expect(words[0]).toContain('ab'.repeat(32));
  expect(words[0]).toContain(plan.command);
  expect(words.slice(1)).toEqual(['Go ahead? [y/N] ', 'The helper is installed. It starts when it is first needed.']);
  expect([code, installed]).toEqual([0, 1]);
});

test('anything but a yes is a no, and without a terminal nobody said yes', async () => {
  for (const answer of ['', 'n', 'no', 'yup', 'ja']) {
    expect(await run({ answer })).toMatchObject({ code: 4, installed: 0 });
  }
  expect(await run({ answer: null })).toMatchObject({ code: 2, installed: 0 });
  expect(await run({ answer: null, yes: true })).toMatchObject({ code: 0, installed: 1 });
});

test('each end has an exit code of its own', async () => {
  const ends = ['done', 'failed', 'refused', 'dismissed', 'no-agent'] as const;
  const codes = await Promise.all(
    ends.map(async (kind) => (await run({ outcome: outcome(kind, said('helper-done.dismissed')) })).code),
  );
  expect(codes).toEqual([0, 1, 3, 4, 5]);
  const impossible = { ...plan, possible: false, ...said('helper-plan.nixos'), command: '' };
  expect(await run({ plan: impossible, yes: true })).toMatchObject({ code: 3, installed: 0 });
});

test('words that it does not know: one line, exit 2', () => {
  const script = join(import.meta.dirname, 'helper-install.ts');
  const { status, stderr } = spawnSync(process.execPath, [script, '--force'], { encoding: 'utf8' });
  expect([status, stderr.trim().split('\n').length]).toEqual([2, 1]);
});
