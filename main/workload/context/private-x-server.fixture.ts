/** An X server of a test's own, and windows on it: real Xvfb, xterm and xprop. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface PrivateXServer {
  /** As in DISPLAY. */
  readonly display: string;
  /** A real xterm; resolves when its window exists. Its `WINDOWID` is the id. */
  readonly openWindow: () => Promise<{ readonly pid: number; readonly window: string }>;
  /** What a window manager does when a window comes to the front. */
  readonly activate: (window: string) => Promise<void>;
  /** Sets a 32-bit property of a window. */
  readonly setNumber: (window: string, property: string, value: number) => Promise<void>;
  readonly removeProperty: (window: string, property: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** @param number a display to come back to; a free one is chosen without. */
export async function startXServer(number?: string): Promise<PrivateXServer> {
  const children: ChildProcess[] = [];
  // Xvfb finds a free display itself and writes its number
  const wanted = number === undefined ? [] : [`:${number}`];
  const server = spawn(
    'Xvfb',
    [...wanted, '-displayfd', '1', '-nolisten', 'tcp', '-noreset', '-screen', '0', '320x240x8'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  const display = `:${line.trim()}`;
  const env = { ...process.env, DISPLAY: display };

  const xprop = async (...args: string[]): Promise<void> => {
    const child = spawn('xprop', args, { env, stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number];
    if (code !== 0) throw new Error(`xprop ${args.join(' ')} ended with ${String(code)}`);
  };

  return {
    display,
    openWindow: async () => {
      const child = spawn('xterm', ['-e', 'sh', '-c', 'echo "$WINDOWID" >&3; exec cat'], {
        env,
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      });
      children.push(child);
      const output = child.stdio[3];
      if (output === null || output === undefined || !('read' in output) || child.pid === undefined) {
        throw new Error('xterm did not start');
      }
      const [window] = (await once(createInterface({ input: output }), 'line')) as [string];
      return { pid: child.pid, window };
    },
    activate: (window) => xprop('-root', '-format', '_NET_ACTIVE_WINDOW', '32x', '-set', '_NET_ACTIVE_WINDOW', window),
    setNumber: (window, property, value) =>
      xprop('-id', window, '-format', property, '32c', '-set', property, String(value)),
    removeProperty: (window, property) => xprop('-id', window, '-remove', property),
    stop: async () => {
      for (const child of [...children, server]) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      }
    },
  };
}
