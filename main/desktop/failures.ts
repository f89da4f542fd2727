/** What is said when there is no window to say it in: why BrainKernel does not run, what was kept and what to do. */
import { logFileIn } from './log.ts';
import type { Say } from './words.ts';

export interface Failures {
  readonly alreadyRunning: (why: string) => void;
  readonly cannotStart: (error: unknown) => void;
  readonly crashed: (error: unknown) => void;
}

export function createFailures(
  dialog: { showErrorBox(title: string, content: string): void },
  say: () => Say,
  dataDirectory: string,
): Failures {
  const places = { folder: dataDirectory, log: logFileIn(dataDirectory) };
  const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));
  return {
    alreadyRunning: (reason) => dialog.showErrorBox(say()('dialog.alreadyRunning'), reason),
    cannotStart: (error) =>
      dialog.showErrorBox(say()('dialog.cannotStart'), say()('dialog.cannotStartBody', { why: why(error), ...places })),
    crashed: (error) =>
      dialog.showErrorBox(say()('dialog.crashed'), say()('dialog.crashedBody', { why: why(error), ...places })),
  };
}
