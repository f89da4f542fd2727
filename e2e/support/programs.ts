/** Real programs under well-known names: one small burner, compiled once, placed where the pretended program would lie. */
import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const source = join(import.meta.dirname, '../../bench/probe/burner.c');
const built = join(import.meta.dirname, '../../out/test/burner');

/** Compiles the burner when its source is newer; safe when several test files do it at once. */
export function burner(): string {
  if (existsSync(built) && statSync(built).mtimeMs >= statSync(source).mtimeMs) return built;
  mkdirSync(dirname(built), { recursive: true });
  const fresh = `${built}.${process.pid}`;
  execFileSync('gcc', ['-O1', '-pthread', '-o', fresh, source]);
  renameSync(fresh, built);
  return built;
}

export interface Program {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly startTime: number;
  /** Ends it, by the handle that started it. */
  readonly end: () => Promise<void>;
}

export interface Programs {
  /** A folder that goes with the test. */
  readonly folder: string;
  /** Starts the burner as `path` (below the folder) on so many threads, with extra arguments that it ignores. */
  readonly start: (path: string, threads?: number, more?: readonly string[]) => Program;
  readonly endAll: () => Promise<void>;
}

export function createPrograms(): Programs {
  const folder = mkdtempSync(join(tmpdir(), 'brainkernel-test-'));
  const running: Program[] = [];
  return {
    folder,
    start: (path, threads = 1, more = []) => {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      if (!existsSync(file)) copyFileSync(burner(), file);
      const child = spawn(file, [String(threads), ...more], { stdio: 'ignore', cwd: folder });
      const { pid } = child;
      if (pid === undefined) throw new Error(`${file} did not start`);
      // a few ms: what the test reads next is the whole program, not its beginning
      while (readdirSync(`/proc/${pid}/task`).length < threads) continue;
      const end = async (): Promise<void> => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      };
      const program = { child, pid, startTime: startTimeOf(pid), end };
      running.push(program);
      return program;
    },
    endAll: async () => {
      for (const program of running) await program.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Field 22 of proc(5) stat. */
function startTimeOf(pid: number): number {
  return Number(fieldsOf(readFileSync(`/proc/${pid}/stat`, 'latin1'))[19]);
}

/** From field 3 on; the name in parentheses may hold anything. */
const fieldsOf = (stat: string): readonly string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');

export interface ThreadScheduling {
  readonly nice: number;
  /** 0 other, 3 batch, 5 idle. */
  readonly policy: number;
  /** As ionice(1) prints it. */
  readonly io: string;
}

/** How the kernel treats each thread, read with other tools than the engine's: proc(5) and ionice(1). */
export function schedulingOf(pid: number): readonly ThreadScheduling[] {
  return readdirSync(`/proc/${pid}/task`).map((tid) => {
    const fields = fieldsOf(readFileSync(`/proc/${pid}/task/${tid}/stat`, 'latin1'));
    return {
      nice: Number(fields[16]),
      policy: Number(fields[38]),
      io: execFileSync('ionice', ['-p', tid], { encoding: 'utf8' }).trim(),
    };
  });
}
