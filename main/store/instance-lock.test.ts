import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { acquireInstanceLock } from './instance-lock.ts';
import { scratchFolder } from './records.fixture.ts';

/** A process that takes the lock, says what came of it, and holds it until it is killed. */
async function rival(folder: string) {
  const script = `
    import { acquireInstanceLock } from ${JSON.stringify(new URL('instance-lock.ts', import.meta.url).href)};
    const lock = acquireInstanceLock(${JSON.stringify(folder)});
    if (lock.ok) lock.value.announce('http://127.0.0.1:4711/');
    process.stdout.write(lock.ok ? 'held\\n' : lock.error + '\\n');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = z.tuple([z.string()]).parse(await once(child.stdout.setEncoding('utf8'), 'data'));
  return {
    said: said.trim(),
    pid: child.pid,
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}

test('the second instance hears who was first and where, and gets its turn after kill -9', async () => {
  const folder = join(scratchFolder(), 'data');
  const first = await rival(folder);
  expect(first.said).toBe('held');
  const second = acquireInstanceLock(folder);
  expect(second).toEqual({
    ok: false,
    error: `BrainKernel is already running as process ${first.pid} at http://127.0.0.1:4711/ with the data in ${folder}. Use that one, or choose another folder with --data-dir.`,
  });
  await first.kill();
  const third = acquireInstanceLock(folder);
  expect(third.ok).toBe(true);
  if (third.ok) third.value.release();
});

test('of many that start at once, one runs', async () => {
  const folder = scratchFolder();
  const rivals = await Promise.all([rival(folder), rival(folder), rival(folder)]);
  expect(rivals.filter(({ said }) => said === 'held')).toHaveLength(1);
});

test('what an earlier holder left behind neither locks nor is believed', async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'instance.json'), '{"pid":1,"url":"http://evil.example/"}');
  const lock = acquireInstanceLock(folder);
  expect(lock.ok).toBe(true);
  expect(JSON.parse(readFileSync(join(folder, 'instance.json'), 'utf8'))).toEqual({ pid: process.pid, url: null });
  expect(statSync(join(folder, 'instance.lock')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).sort()).toEqual(['instance.json', 'instance.lock']);
  expect((await rival(folder)).said).toContain(`already running as process ${process.pid} with the data in`);
  if (lock.ok) {
    lock.value.release();
    lock.value.release();
  }
  expect(readdirSync(folder)).toEqual(['instance.lock']);
  expect((await rival(folder)).said).toBe('held');
});

test('a note that makes no sense is left out of the message', async () => {
  const folder = scratchFolder();
  const lock = acquireInstanceLock(folder);
  writeFileSync(join(folder, 'instance.json'), '{"pid":"rm -rf"}');
  expect((await rival(folder)).said).toMatch(/^BrainKernel is already running with the data in /);
  if (lock.ok) lock.value.release();
});
