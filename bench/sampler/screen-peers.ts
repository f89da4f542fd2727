import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { cpuSeconds } from './population.ts';

/** How a peer is measured: long enough an interval that it is idle between two refreshes, whatever the population. */
interface Pace {
  /** Seconds between two refreshes. */
  readonly interval: number;
  readonly warmUpMs: number;
  readonly measuredMs: number;
}

function paceFor(size: number): Pace {
  const interval = Math.max(0.5, size / 2000);
  return { interval, warmUpMs: interval * 3000, measuredMs: Math.max(5000, interval * 6000) };
}

export function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** CPU ms a refresh of `top -b`: its CPU time between two frames that it printed, divided by the frames. */
export async function topRefresh(size: number): Promise<number> {
  const { interval, warmUpMs, measuredMs } = paceFor(size);
  const top = spawn('top', ['-b', '-d', String(interval)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { pid } = top;
  if (pid === undefined) throw new Error('top could not be started');
  let frames = 0;
  top.stdout.setEncoding('latin1').on('data', (text: string) => (frames += text.split('top - ').length - 1));
  try {
    await setTimeout(warmUpMs);
    const [framesBefore, before] = [frames, cpuSeconds(pid)];
    await setTimeout(measuredMs);
    return ((cpuSeconds(pid) - before) * 1000) / (frames - framesBefore);
  } finally {
    top.kill('SIGKILL');
  }
}

/**
 * CPU ms a refresh of a program that needs a terminal, which `script` (util-linux) gives it. Its refreshes cannot be
 * seen, so it is taken to be on time: one that comes late looks cheaper than it is.
 */
export async function screenRefresh(program: 'htop' | 'btop', size: number): Promise<number> {
  const { interval, warmUpMs, measuredMs } = paceFor(size);
  const home = mkdtempSync(join(tmpdir(), 'bench-screen-'));
  mkdirSync(join(home, 'btop'));
  writeFileSync(join(home, 'btop', 'btop.conf'), `update_ms = ${interval * 1000}\nshown_boxes = "cpu mem net proc"\n`);
  const command = program === 'htop' ? `exec htop -d ${interval * 10}` : 'exec btop --utf-force';
  const script = spawn('script', ['-qfc', `stty rows 50 cols 160; ${command}`, '/dev/null'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, TERM: 'xterm-256color', XDG_CONFIG_HOME: home },
  });
  try {
    await setTimeout(warmUpMs);
    const pid = childOf(script.pid ?? 0, program);
    const [started, before] = [performance.now(), cpuSeconds(pid)];
    await setTimeout(measuredMs);
    const refreshes = (performance.now() - started) / 1000 / interval;
    return ((cpuSeconds(pid) - before) * 1000) / refreshes;
  } finally {
    // the terminal goes with `script`, and its program with the terminal
    script.kill('SIGTERM');
    rmSync(home, { recursive: true });
  }
}

/** The program that `script` runs in its terminal: its only child. */
function childOf(pid: number, program: string): number {
  const child = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim().split(' ')[0]);
  const name = readFileSync(`/proc/${child}/comm`, 'latin1').trim();
  if (name !== program) throw new Error(`${program} did not start; ${name} runs in its terminal`);
  return child;
}
