import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { engineEntry, engineEnvironment, engineFlags } from '../../scripts/engine-command.ts';
import { printTable } from '../report.ts';
import { cpuSeconds, startPopulation } from './population.ts';

/** Start-up (compiling, first identities, package look-ups) is not what running it all day costs. */
const SETTLE_MS = 10_000;

interface EngineFigures {
  readonly engineMsPerSecond: number;
  readonly topMsPerSecond: number;
  readonly residentPeakMiB: number;
  readonly proportionalPeakMiB: number;
}

/** The built headless engine, observing, beside `top -b -d 1` over the same seconds; null when it is not built. */
export async function engineAgainstTop(size: number, seconds: number): Promise<EngineFigures | null> {
  if (!existsSync(engineEntry)) {
    console.log(`\nThe whole engine: ${engineEntry} is not built, not measured`);
    return null;
  }
  const population = await startPopulation(size);
  const folder = mkdtempSync(join(tmpdir(), 'bench-engine-'));
  const engine = spawn(
    process.execPath,
    [...engineFlags, engineEntry, '--mode', 'observe', '--port', '0', '--data-dir', folder],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...engineEnvironment },
    },
  );
  const top = spawn('top', ['-b', '-d', '1'], { stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    const [enginePid, topPid] = [engine.pid, top.pid];
    if (enginePid === undefined || topPid === undefined) throw new Error('the engine or top could not be started');
    await setTimeout(SETTLE_MS);
    const [engineBefore, topBefore] = [cpuSeconds(enginePid), cpuSeconds(topPid)];
    let proportional = 0;
    for (let second = 0; second < seconds; second++) {
      await setTimeout(1000);
      proportional = Math.max(proportional, kib(`/proc/${enginePid}/smaps_rollup`, 'Pss'));
    }
    const perSecond = (pid: number, before: number): number => ((cpuSeconds(pid) - before) * 1000) / seconds;
    const figures = {
      engineMsPerSecond: perSecond(enginePid, engineBefore),
      topMsPerSecond: perSecond(topPid, topBefore),
      residentPeakMiB: kib(`/proc/${enginePid}/status`, 'VmHWM') / 1024,
      proportionalPeakMiB: proportional / 1024,
    };
    printTable(
      `The whole engine, observing, ${size} sleepers, ${seconds} s`,
      ['', 'CPU ms a second', 'x top', 'RSS peak MiB', 'PSS peak MiB'],
      [
        [
          'headless',
          figures.engineMsPerSecond,
          figures.engineMsPerSecond / figures.topMsPerSecond,
          figures.residentPeakMiB,
          figures.proportionalPeakMiB,
        ],
        ['top -b -d 1', figures.topMsPerSecond, 1, null, null],
      ],
    );
    return figures;
  } finally {
    top.kill('SIGKILL');
    population.end();
    if (engine.exitCode === null && engine.kill('SIGTERM')) await once(engine, 'exit');
    rmSync(folder, { recursive: true });
  }
}

function kib(path: string, key: string): number {
  return Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(readFileSync(path, 'utf8'))?.[1] ?? 0);
}
