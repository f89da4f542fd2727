import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { build } from './stage.fixture.ts';

const helper = join(import.meta.dirname, '..');
/** A taste on a developer's machine. */
const seconds = process.env['CI'] === undefined ? 5 : 60;

test('whatever is parsed, the fuzzer finds nothing that breaks it or leaves its bounds', async () => {
  build('fuzz');
  // finds go into the first folder
  const finds = mkdtempSync(join(tmpdir(), 'fuzz-'));
  try {
    const { stderr } = await promisify(execFile)(
      join(helper, 'build', 'fuzz', 'parsers'),
      [`-max_total_time=${seconds}`, `-artifact_prefix=${finds}/`, finds, join(helper, 'fuzz', 'seeds')],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    const runs = Number(/^Done (\d+) runs/m.exec(stderr)?.[1]);
    expect(runs).toBeGreaterThan(1_000);
    console.log(`${runs} inputs in ${seconds} s without a finding`);
  } finally {
    rmSync(finds, { recursive: true, force: true });
  }
});
