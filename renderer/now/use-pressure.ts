import { useCallback, useEffect, useState } from 'react';
import type { EngineStatus } from '../../contract/engine.ts';
import { ranges } from '../charts/ranges.ts';
import type { RangeName } from '../charts/ranges.ts';
import { rowsOf, since, stepsOf, withReading } from '../charts/series.ts';
import type { Reading, Row, Steps } from '../charts/series.ts';
import { useClient, useConnection } from '../client/client-context.ts';
import { useEngineStatus } from '../stores/engine-status.ts';
import { reportFailure } from '../stores/failures.ts';

export const pressures = ['cpu', 'memory', 'io'] as const;
export type Pressure = (typeof pressures)[number];

export interface PressureCurve {
  readonly range: RangeName;
  /** Epoch ms; `to` is the end of the last whole step. */
  readonly from: number;
  readonly to: number;
  readonly rows: readonly Row<Pressure>[];
}

export interface Pressures {
  /** Null while it is read, and when that failed. */
  readonly curve: PressureCurve | null;
  readonly failed: boolean;
  readonly again: () => void;
}

/** Per cent of time, as the metrics of the same name are kept. */
const readingOf = ({ pressure }: EngineStatus): Reading<Pressure> => ({
  cpu: pressure.cpuSome.avg10,
  memory: pressure.memorySome.avg10,
  io: pressure.ioSome.avg10,
});

/**
 * Pressure over a range: what the engine kept, then what its status says. The curve moves when a step is over and not
 * before. A hidden page hears no status, so nothing moves; it is read anew when it is seen again.
 */
export function usePressure(name: RangeName): Pressures {
  const client = useClient();
  const epoch = useConnection((connection) => connection.epoch);
  const [curve, setCurve] = useState<PressureCurve | null>(null);
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (epoch === 0) return undefined;
    const { length, step } = ranges[name];
    const stepEnd = (now: number) => Math.floor(now / step) * step;
    let steps: Steps<Pressure> | null = null;
    let drawnTo = 0;

    const draw = (gathered: Steps<Pressure>, to: number) => {
      drawnTo = to;
      const from = to - length;
      setCurve({ range: name, from, to, rows: rowsOf(gathered, pressures, step, from, to) });
    };

    const asked = Date.now();
    const query = { from: stepEnd(asked) - length, to: asked, step: step / 1000 };
    const means = (metric: string) =>
      client.call('metrics.query', { name: metric, ...query }).then(({ points }) => points);
    let current = true;
    const fail = (error: unknown) => {
      reportFailure(error);
      if (current) setFailed(true);
    };
    Promise.all([means('cpu.pressure'), means('memory.pressure'), means('io.pressure')]).then(([cpu, memory, io]) => {
      if (!current) return;
      steps = stepsOf({ cpu, memory, io }, pressures, step, asked);
      draw(steps, stepEnd(asked));
    }, fail);

    const unsubscribe = useEngineStatus.subscribe(({ status }) => {
      if (steps === null || status === null) return;
      const now = Date.now();
      steps = withReading(steps, pressures, step, now, readingOf(status));
      if (stepEnd(now) <= drawnTo) return;
      steps = since(steps, stepEnd(now) - length);
      draw(steps, stepEnd(now));
    });
    return () => {
      current = false;
      unsubscribe();
    };
  }, [client, epoch, name, tries]);

  const again = useCallback(() => {
    setFailed(false);
    setTries((count) => count + 1);
  }, []);
  return { curve: curve?.range === name ? curve : null, failed, again };
}
