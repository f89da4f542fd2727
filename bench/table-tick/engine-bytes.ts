/** What the real engine moves a second on this machine, while somebody looks at the table. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { startEngine } from '../../e2e/support/running-engine.ts';
import { startPopulation } from '../sampler/population.ts';

export interface EngineBytes {
  readonly processes: number;
  /** Bytes of the first, whole list. */
  readonly first: number;
  /** Bytes of each tick after it. */
  readonly ticks: readonly number[];
}

/** Observing, beside so many sleepers; the ticks of the first seconds are left out, when identities are still read. */
export async function engineBytes(sleepers: number, ticks: number): Promise<EngineBytes> {
  const population = await startPopulation(sleepers);
  const dataDirectory = mkdtempSync(join(tmpdir(), 'bench-table-'));
  try {
    const engine = await startEngine({ dataDirectory, args: ['--mode', 'observe', '--set', 'llm.provider="none"'] });
    try {
      const url = `${engine.origin.replace('http', 'ws')}/api/streams`;
      const socket = new WebSocket(url, ['brainkernel', engine.token], { origin: engine.origin });
      const lengths = await new Promise<readonly number[]>((resolve, reject) => {
        const seen: number[] = [];
        socket.on('error', reject);
        socket.on('open', () => socket.send(JSON.stringify({ listen: ['processes'] })));
        socket.on('message', (data: Buffer) => {
          seen.push(data.length);
          if (seen.length === 1 + settling + ticks) resolve(seen);
        });
      });
      socket.close();
      const { processes } = (await engine.call('engine.status', {})).counts;
      return { processes, first: lengths[0] ?? NaN, ticks: lengths.slice(1 + settling) };
    } finally {
      await engine.stop();
    }
  } finally {
    population.end();
    rmSync(dataDirectory, { recursive: true });
  }
}

const settling = 5;
