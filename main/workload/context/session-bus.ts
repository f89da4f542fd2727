/** The session and system buses as senses use them: connected when first asked, left alone for a while when missing. */
import { connectBus } from '../../bus/session.ts';
import type { Bus } from '../../bus/session.ts';

export interface LazyBus {
  /** Null when no daemon answers. */
  readonly get: () => Promise<Bus | null>;
  readonly dispose: () => void;
}

const retryMs = 30_000;

/** @param address null where the session has no bus. */
export function lazyBus(address: string | null): LazyBus {
  let bus: Promise<Bus | null> | null = null;
  let failedAt = -Infinity;
  let disposed = false;
  const connect = async (to: string): Promise<Bus | null> => {
    try {
      const opened = await connectBus(to);
      if (disposed) opened.dispose();
      opened.onClose(() => {
        bus = null;
        failedAt = performance.now();
      });
      return opened;
    } catch {
      bus = null;
      failedAt = performance.now();
      return null;
    }
  };
  return {
    get: async () => {
      if (address === null || disposed) return null;
      if (bus === null && performance.now() - failedAt < retryMs) return null;
      bus ??= connect(address);
      return bus;
    },
    dispose: () => {
      disposed = true;
      void bus?.then((opened) => opened?.dispose());
    },
  };
}
