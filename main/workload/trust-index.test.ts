import { createHash } from 'node:crypto';
import { appendFile, chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createChecksums } from './packages/checksum.ts';
import type { Checksums } from './packages/checksum.ts';
import { createTrustIndex } from './trust-index.ts';
import type { FileQuestion, TrustIndex } from './trust-index.ts';
import type { FileFacts } from './trust-file.ts';

let directory = '';
let file = '';
let index: TrustIndex | null = null;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'trust-index-'));
  file = join(directory, 'program');
  await mkdir(join(directory, 'info'));
  await writeFile(file, 'content', { mode: 0o755 });
  const digest = createHash('md5').update('content').digest('hex');
  await writeFile(join(directory, 'info/x.md5sums'), `${digest}  ${file.slice(1)}\n`);
});
afterEach(async () => {
  index?.dispose();
  await rm(directory, { recursive: true });
});

const quick = { gather: 1, again: 1, confirm: 30 };
const open = (timing = quick, checksums: Checksums = createChecksums(directory)): TrustIndex =>
  (index = createTrustIndex(checksums, timing));
const ask = (change: Partial<FileQuestion> = {}): FileQuestion => ({
  path: file,
  otherName: null,
  startTime: 1,
  contentOf: null,
  ...change,
});

/** Asks until the answer is as wanted. */
async function answer(
  of: TrustIndex,
  question: FileQuestion,
  wanted: (facts: FileFacts) => boolean,
): Promise<FileFacts> {
  return vi.waitFor(
    () => {
      const facts = of.facts(question);
      if (facts === undefined || !wanted(facts)) throw new Error(`not yet: ${JSON.stringify(facts)}`);
      return facts;
    },
    { timeout: 20_000, interval: 5 },
  );
}

test('a file that was not looked at yet is not known, and the generation grows when it is', async () => {
  const of = open();
  const before = of.generation();
  expect(of.known(ask())).toBeUndefined();
  expect(of.facts(ask())).toBeUndefined();
  const facts = await answer(of, ask(), () => true);
  expect(facts).toMatchObject({ missing: false, checksum: null });
  expect(of.generation()).toBeGreaterThan(before);
  expect(of.known(ask())).toBe(facts);
});

test('it is looked at again for a process that was started later, and only then', async () => {
  const of = open();
  const facts = await answer(of, ask(), () => true);
  await chmod(file, 0o777);
  expect(await answer(of, ask(), () => true)).toBe(facts);
  await answer(of, ask({ startTime: 2 }), ({ owner }) => owner === 'anybody');
});

test('looking again and finding the same is no news', async () => {
  const of = open();
  const facts = await answer(of, ask(), () => true);
  const { generation } = of;
  const now = generation();
  of.facts(ask({ startTime: 9 }));
  // another file, asked for afterwards, is answered afterwards
  await answer(of, ask({ path: join(directory, 'other') }), ({ missing }) => missing);
  expect(of.known(ask())).toBe(facts);
  expect(generation()).toBe(now + 1);
});

test('content is compared only when it is asked for', async () => {
  const compared: string[] = [];
  const real = createChecksums(directory);
  const counting: Checksums = {
    compare: (path, name) => {
      compared.push(name);
      return real.compare(path, name);
    },
  };
  const of = open(quick, counting);
  await answer(of, ask(), () => true);
  expect(compared).toEqual([]);
  await answer(of, ask({ contentOf: 'x' }), ({ checksum }) => checksum === 'matches');
  await answer(of, ask({ contentOf: 'x' }), () => true);
  expect(compared).toEqual(['x']);
});

test('a difference is believed when it is still there after a while', async () => {
  await appendFile(file, ' and more');
  const of = open();
  const seen = new Set<FileFacts['checksum']>();
  await answer(of, ask({ contentOf: 'x' }), ({ checksum }) => {
    seen.add(checksum);
    return checksum === 'differs';
  });
  expect([...seen]).toEqual([null, 'differs']);
});

test('a difference that an update made, and mended, is never told', async () => {
  const answers: ('differs' | 'matches')[] = ['differs', 'matches'];
  const of = open(quick, { compare: () => Promise.resolve(answers.shift() ?? 'matches') });
  const seen = new Set<FileFacts['checksum']>();
  await answer(of, ask({ contentOf: 'x' }), ({ checksum }) => {
    seen.add(checksum);
    return checksum === 'matches';
  });
  expect([...seen]).toEqual([null, 'matches']);
});

test('nobody’s place waits for a content that takes long to read', async () => {
  let finish: () => void = () => undefined;
  const long = new Promise<'matches'>((resolve) => (finish = () => resolve('matches')));
  const of = open(quick, { compare: () => long });
  await answer(of, ask({ contentOf: 'x' }), () => true);
  await answer(of, ask({ path: '/usr/bin/sleep' }), ({ owner }) => owner === 'root');
  expect(of.known(ask())?.checksum).toBeNull();
  finish();
  await answer(of, ask(), ({ checksum }) => checksum === 'matches');
});

test('another name is a question of its own', async () => {
  const of = open();
  await answer(of, ask(), ({ aliased }) => aliased === null);
  await answer(of, ask({ otherName: 'pipewire' }), ({ aliased }) => aliased === false);
});

test('ten thousand files are not all remembered, and nothing is looked at after the end', () => {
  const of = open({ ...quick, gather: 600_000 });
  for (let number = 0; number < 10_000; number += 1) of.facts(ask({ path: `/nowhere/${number}` }));
  of.dispose();
  expect(of.generation()).toBe(0);
  expect(of.facts(ask({ path: '/nowhere/9999' }))).toBeUndefined();
});
