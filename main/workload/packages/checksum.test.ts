import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChecksums, digestIn } from './checksum.ts';

let directory = '';
let file = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'checksum-'));
  file = join(directory, 'program');
  await mkdir(join(directory, 'info'));
  await writeFile(file, 'what the package brought');
});
afterEach(() => rm(directory, { recursive: true }));

const digest = (text: string): string => createHash('md5').update(text).digest('hex');
const list = (name: string, ...lines: readonly string[]): Promise<void> =>
  writeFile(join(directory, 'info', `${name}.md5sums`), lines.map((line) => `${line}\n`).join(''));
const relative = (): string => file.slice(1);

test('a program of this machine is as its package installed it', async () => {
  const { stdout } = await promisify(execFile)('dpkg-query', ['-W', '-f', '${Package}', 'coreutils']);
  expect(await createChecksums().compare('/usr/bin/sleep', stdout)).toBe('matches');
  expect(await createChecksums().compare('/bin/sleep', stdout)).toBe('matches');
});

test('a file that was changed in place differs, and matches again when it is as it was', async () => {
  await list('x', `${digest('what the package brought')}  ${relative()}`);
  const checksums = createChecksums(directory);
  expect(await checksums.compare(file, 'x')).toBe('matches');
  await appendFile(file, ', and something else');
  expect(await checksums.compare(file, 'x')).toBe('differs');
  await writeFile(file, 'what the package brought');
  expect(await checksums.compare(file, 'x')).toBe('matches');
});

test('a package of several architectures keeps its list under its architecture', async () => {
  await list('x:riscv64', `${digest('another')}  usr/bin/other`);
  await list('x:amd64', `${digest('what the package brought')}  ${relative()}`);
  await list('xy:amd64', `${digest('no')}  ${relative()}`);
  expect(await createChecksums(directory).compare(file, 'x')).toBe('matches');
});

test('what cannot be compared is not known', async () => {
  const checksums = createChecksums(directory);
  expect(await checksums.compare(file, 'no-list')).toBeNull();
  expect(await checksums.compare(file, '../info/x')).toBeNull();
  await list('x', `${digest('a')}  usr/bin/other`, 'no digest at all', `zzzz  ${relative()}`);
  expect(await checksums.compare(file, 'x')).toBeNull();
  await list('y', `${digest('a')}  ${relative()}`);
  expect(await checksums.compare(join(directory, 'gone'), 'y')).toBeNull();
  await rm(file);
  await mkdir(file);
  expect(await checksums.compare(file, 'y')).toBeNull();
  expect(await createChecksums(join(directory, 'nowhere')).compare(file, 'x')).toBeNull();
});

test('neither a huge program nor a pipe in its place is read', async () => {
  await list('x', `${digest('a')}  ${relative()}`);
  await truncate(file, 65 * 1024 * 1024);
  expect(await createChecksums(directory).compare(file, 'x')).toBeNull();
  await rm(file);
  await promisify(execFile)('mkfifo', [file]);
  expect(await createChecksums(directory).compare(file, 'x')).toBeNull();
  await rm(file);
  await symlink('/dev/zero', file);
  expect(await createChecksums(directory).compare(file, 'x')).toBeNull();
});

test('only a whole line with the whole path counts', () => {
  const lines = [
    `${digest('1')}  usr/bin/sleep-more`,
    `${digest('2')}  opt/usr/bin/sleep`,
    `${digest('3')}  bin/sleep`,
    `x${digest('4')}  bin/nap`,
    `${digest('5')}  usr/bin/last`,
  ].join('\n');
  expect(digestIn(Buffer.from(lines), '/usr/bin/sleep')).toBe(digest('3'));
  expect(digestIn(Buffer.from(lines), '/bin/sleep')).toBe(digest('3'));
  expect(digestIn(Buffer.from(lines), '/bin/nap')).toBeNull();
  expect(digestIn(Buffer.from(lines), '/bin/last')).toBe(digest('5'));
});

test('a list of any bytes yields a digest or nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (bytes, path) => {
      expect(digestIn(Buffer.from(bytes), `/${path}`)).toSatisfy(
        (found: string | null) => found === null || /^[0-9a-f]{32}$/.test(found),
      );
    }),
  );
});
