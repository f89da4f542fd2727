/** The whole engine inside the test machine, as the user who runs the scenario, with a limit to every wait. */
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Decision } from '../../contract/decision.ts';
import type { ProcessKey } from '../../main/sampler/snapshot.ts';
import type { RunningEngine } from '../support/running-engine.ts';
import { startEngine } from '../support/running-engine.ts';

/** The longest wait usually takes half a minute; a busy host has tripled a run. */
const LIMIT_MS = 300_000;

/** Rejects with `what` when it does not come. */
async function awaited<T>(what: string, promise: Promise<T>): Promise<T> {
  const limit = new AbortController();
  const late = delay(LIMIT_MS, undefined, { signal: limit.signal }).then(() => {
    throw new Error(`waited in vain for ${what}`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    limit.abort();
  }
}

/** Runs `body` beside an engine that acts by itself, quickly, and on nothing but what these started: this process, if none is named. */
export async function withAutopilot(
  body: (engine: RunningEngine) => Promise<void>,
  roots: readonly number[] = [process.pid],
): Promise<void> {
  const engine = await startAutopilot(roots);
  try {
    await body(engine);
  } finally {
    await stopped(engine, 'SIGKILL');
  }
}

/** The exit code; at once that of an engine that has ended before. */
export const stopped = (engine: RunningEngine, signal: NodeJS.Signals): Promise<number | null> =>
  awaited('the engine to stop', engine.stop(signal));

function startAutopilot(roots: readonly number[]): Promise<RunningEngine> {
  const setting = (text: string): readonly string[] => ['--set', text];
  const buses = ['XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return awaited(
    'the engine to start',
    startEngine({
      dataDirectory: resolve('data'),
      args: [
        ...['--mode', 'autopilot', '--strategy', 'aggressive'],
        ...setting('llm.provider="none"'),
        ...setting(`scope.roots=${JSON.stringify(roots)}`),
      ],
      env: Object.fromEntries(buses),
    }),
  );
}

/** The decision in force that holds this process back. */
export const holdingBack = (engine: RunningEngine, held: ProcessKey): Promise<Decision> =>
  awaited(
    'the decision to hold it back',
    engine.decision(
      ({ status, action, processes }) =>
        status === 'applied' &&
        action === 'hold-back' &&
        processes.some(({ pid, startTime }) => pid === held.pid && startTime === held.startTime),
    ),
  );

/** Resolves when the engine has seen the process. */
export async function seen(engine: RunningEngine, { pid, startTime }: ProcessKey): Promise<void> {
  await awaited(
    `process ${pid} to be seen`,
    engine.until('processes', ({ rows }) => rows.some((row) => row.pid === pid && row.startTime === startTime)),
  );
}
