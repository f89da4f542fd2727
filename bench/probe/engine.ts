/** The BrainKernel arm: the built headless engine, told to look after the children of one launcher alone. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { calls, envelope } from '../../contract/calls.ts';
import type { Decision } from '../../contract/decision.ts';
import type { Strategy } from '../../contract/words.ts';
import type { InForce } from './measure.ts';
import { threadValues } from './thread-values.ts';

const TOKEN = 'bench-responsiveness';
/** Three check intervals of the slowest strategy. */
const PATIENCE_MS = 90_000;

/**
 * Starts the engine and waits until its decisions are applied to every thread of the burners. Its end is SIGTERM, and
 * throws unless every thread then has the values that it had before.
 */
export async function engineAtWork(
  file: string,
  strategy: Strategy,
  launcher: number,
  burners: readonly number[],
): Promise<InForce> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-engine-'));
  const before = threadValues(burners);
  const startedAt = performance.now();
  const flags = ['--mode', 'autopilot', '--strategy', strategy, '--port', '0', '--token', TOKEN, '--data-dir', folder];
  const limits = ['--set', `scope.roots=[${launcher}]`, '--set', 'llm.provider="none"'];
  // its own session, as a real one has; setpriv becomes the engine, which stops when the bench is gone however it went
  const command = ['--pdeathsig', 'TERM', process.execPath, file, ...flags, ...limits];
  const engine = spawn('setpriv', command, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let log = '';
  engine.stderr.on('data', (text: Buffer) => (log += text.toString()));
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeFolder);
  const exited = once(engine, 'exit');
  const end = async (): Promise<void> => {
    engine.kill('SIGTERM');
    await exited;
    process.off('exit', removeFolder);
    removeFolder();
    const kept = [...threadValues(burners)].filter(([thread, values]) => before.get(thread) !== values);
    if (kept.length > 0) throw new Error(`not given back: ${kept.map((pair) => pair.join(': ')).join('; ')}`);
  };
  try {
    const line = await Promise.race([
      firstLine(engine.stdout),
      exited.then(() => Promise.reject(new Error(`the engine ended before it was ready: ${log}`))),
    ]);
    const { origin } = new URL(line.slice(line.indexOf('http')));
    await allTreated(origin, burners, before);
    const { pid } = engine;
    if (pid === undefined) throw new Error('the engine has no pid');
    return { pid, treatedAfter: (performance.now() - startedAt) / 1000, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function firstLine(stream: Readable): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error('the engine said nothing');
}

/** The engine says so, and the threads show it. */
async function allTreated(
  origin: string,
  burners: readonly number[],
  before: ReadonlyMap<string, string>,
): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  let decisions: readonly Decision[] = [];
  while (performance.now() < deadline) {
    decisions = await listDecisions(origin);
    const applied = decisions.filter(({ status }) => status === 'applied').flatMap(({ processes }) => processes);
    const said = burners.every((burner) => applied.some(({ pid }) => pid === burner));
    if (said && [...threadValues(burners)].every(([thread, values]) => before.get(thread) !== values)) return;
    await setTimeout(200);
  }
  const said = decisions.map((one) => `${one.app.name}: ${one.action} ${one.status} ${one.refusal?.reason ?? ''}`);
  throw new Error(
    `the burners were not treated within ${PATIENCE_MS / 1000} s; decisions: ${said.join('; ') || 'none'}`,
  );
}

async function listDecisions(origin: string): Promise<readonly Decision[]> {
  const reply = await fetch(`${origin}/api/decisions.list`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const answer = envelope.parse(await reply.json());
  if (!answer.ok) throw new Error(`decisions.list: ${answer.error.message}`);
  return calls['decisions.list'].output.parse(answer.value).decisions;
}
