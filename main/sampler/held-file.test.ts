import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DescriptorBudget, GONE, HeldFile, readOnce } from './held-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'held-file-'));
const buffer = Buffer.alloc(64);
afterAll(() => rmSync(folder, { recursive: true }));

describe('a held file', () => {
  it('is read anew from its start each time', () => {
    const path = join(folder, 'counter');
    writeFileSync(path, 'one');
    const file = new HeldFile(path, new DescriptorBudget(1));
    expect(buffer.toString('latin1', 0, file.read(buffer))).toBe('one');
    writeFileSync(path, 'seventeen');
    expect(buffer.toString('latin1', 0, file.read(buffer))).toBe('seventeen');
    file.close();
  });

  it('of a process that has ended is gone, and stays so', async () => {
    const child = spawn('sleep', ['1000']);
    const file = new HeldFile(`/proc/${child.pid ?? 0}/stat`, new DescriptorBudget(1));
    expect(file.read(buffer)).toBeGreaterThan(0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(file.read(buffer)).toBe(GONE);
    expect(file.read(buffer)).toBe(GONE);
    file.close();
  });

  it('takes from the budget while it is open, and is read without when nothing is left', () => {
    const path = join(folder, 'text');
    writeFileSync(path, 'text');
    const budget = new DescriptorBudget(1);
    const [first, second] = [new HeldFile(path, budget), new HeldFile(path, budget)];
    expect(first.read(buffer)).toBe(4);
    expect(second.read(buffer)).toBe(4);
    expect(budget.take()).toBe(false);
    first.close();
    expect(second.read(buffer)).toBe(4);
    expect(budget.take()).toBe(false);
    second.close();
    second.close();
    expect(budget.take()).toBe(true);
    expect(budget.take()).toBe(false);
  });

  it('that does not exist or is a folder is gone', () => {
    expect(readOnce(join(folder, 'nothing'), buffer)).toBe(GONE);
    expect(new HeldFile(folder, new DescriptorBudget(1)).read(buffer)).toBe(GONE);
  });
});
