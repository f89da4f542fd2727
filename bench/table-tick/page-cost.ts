/** What one second costs a page, from Chromium's own counters: CPU seconds of its main thread (Performance.getMetrics). */
import type { CDPSession, Page } from '@playwright/test';

/** ms of the main thread in one tick; `task` is all of it: script, style, layout, paint and everything else. */
export interface TickCost {
  readonly script: number;
  readonly style: number;
  readonly layout: number;
  readonly task: number;
  readonly bytes: number;
  readonly streamBytes: number;
}

interface Counters {
  readonly script: number;
  readonly style: number;
  readonly layout: number;
  readonly task: number;
}

async function counters(session: CDPSession): Promise<Counters> {
  const { metrics } = await session.send('Performance.getMetrics');
  const ms = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? NaN) * 1000;
  return {
    script: ms('ScriptDuration'),
    style: ms('RecalcStyleDuration'),
    layout: ms('LayoutDuration'),
    task: ms('TaskDuration'),
  };
}

/** Counts what a page is sent, from its opening on. */
export function frameCounter(page: Page) {
  const seen = { bytes: 0, ofTable: 0, frames: 0, tables: 0 };
  const waiting: (() => void)[] = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      const length = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length;
      seen.bytes += length;
      seen.frames += 1;
      if (!String(payload).startsWith('{"stream":"processes"')) return;
      seen.ofTable += length;
      seen.tables += 1;
      for (const resolve of waiting.splice(0)) resolve();
    });
  });
  return {
    now: () => ({ ...seen }),
    /** Resolves with the next message of the table. */
    next: () => new Promise<void>((resolve) => waiting.push(resolve)),
  };
}

/** Samples between one tick and the next, `ticks` times. */
export async function costOfTicks(
  page: Page,
  frames: ReturnType<typeof frameCounter>,
  ticks: number,
): Promise<readonly TickCost[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const between = async () => {
    await frames.next();
    // half a second behind a tick it has been drawn, and the next one has not come
    await page.waitForTimeout(500);
    return { ...(await counters(session)), ...frames.now() };
  };
  const costs: TickCost[] = [];
  let before = await between();
  for (let tick = 0; tick < ticks; tick += 1) {
    const after = await between();
    costs.push({
      script: after.script - before.script,
      style: after.style - before.style,
      layout: after.layout - before.layout,
      task: after.task - before.task,
      bytes: after.bytes - before.bytes,
      streamBytes: after.ofTable - before.ofTable,
    });
    before = after;
  }
  await session.detach();
  return costs;
}
