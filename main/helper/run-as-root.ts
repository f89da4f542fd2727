/** One command as root: by pkexec, which asks a person, or at once when this is root. */
import { spawn } from 'node:child_process';
import { isRoot, pkexec } from './surroundings.ts';

export interface RootRun {
  /** Null when it ended by a signal, or did not start. */
  readonly code: number | null;
  readonly stderr: string;
  /** By `signal`, and in time. */
  readonly cancelled: boolean;
}

/** What pkexec keeps for a dialog in the person's language; it refuses to run with a value that looks like a path. */
const kept = ['LANG', 'LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'TERM'];
const harmless = /^[\w.@:,-]+$/;
const mostErrorText = 64_000;

/**
 * What is run, as `ps` shows it. In a terminal pkexec asks by itself when no agent does; a program of the desktop may have
 * been started in one long ago, where nobody looks any more.
 */
export function asRoot(command: readonly string[], inTerminal: boolean): readonly string[] {
  if (isRoot()) return command;
  return inTerminal ? [pkexec, ...command] : [pkexec, '--disable-internal-agent', ...command];
}

/** @param command from `asRoot` */
export function runAsRoot(
  [program = '', ...args]: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<RootRun> {
  const env: Record<string, string> = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
  for (const name of kept) {
    const value = environment[name];
    if (value !== undefined && harmless.test(value)) env[name] = value;
  }
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env, cwd: '/' });
    let stderr = '';
    let cancelled = false;
    // refused (EPERM) once pkexec has become root: then it is too late, and the end is waited for
    const cancel = (): void => void (cancelled = child.kill('SIGTERM'));
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-mostErrorText);
    });
    child.on('error', (error) => {
      stderr += error.message;
      if (child.pid === undefined) end(null);
    });
    child.on('close', (code) => end(code));
    const end = (code: number | null): void => {
      signal.removeEventListener('abort', cancel);
      resolve({ code, stderr, cancelled: cancelled && code === null });
    };
  });
}
