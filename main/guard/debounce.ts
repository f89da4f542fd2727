/** Not the same app again and again: after an undo, a revert or a failure it rests. */

export interface Debounce {
  /** @param until monotonic ms */
  readonly rest: (appId: string, until: number) => void;
  /** Seconds the app still rests, 0 when it may be treated. */
  readonly remaining: (appId: string, now: number) => number;
}

export function createDebounce(): Debounce {
  const until = new Map<string, number>();
  return {
    rest: (appId, time) => {
      until.set(appId, Math.max(time, until.get(appId) ?? 0));
    },
    remaining: (appId, now) => {
      const end = until.get(appId);
      if (end === undefined) return 0;
      if (end > now) return Math.ceil((end - now) / 1000);
      until.delete(appId);
      return 0;
    },
  };
}
