/** How often BrainKernel may speak without being asked: three times in any hour. Pure but for what it remembers. */

const mostAnHour = 3;
const hourMs = 60 * 60_000;

export interface NotificationBudget {
  /** True, and counted, when one more may be shown now. @param now ms of a clock that does not jump */
  readonly take: (now: number) => boolean;
}

export function createNotificationBudget(): NotificationBudget {
  let spent: readonly number[] = [];
  return {
    take: (now) => {
      spent = spent.filter((at) => now - at < hourMs);
      if (spent.length >= mostAnHour) return false;
      spent = [...spent, now];
      return true;
    },
  };
}
