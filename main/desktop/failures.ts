/** What is said when there is no window to say it in: why BrainKernel does not run, what was kept and what to do. */
import { logFileIn } from './log.ts';
import type { Say } from './words.ts';

export interface Failures {
  readonly alreadyRunning: (why: string) => void;
  readonly cannotStart: (error: unknown) => void;
  /** @param properly whether everything was given back */
  readonly crashed: (error: unknown, properly: boolean) => void;
  /** After the end: the new version did not take over. */
  readonly updateFailed: () => void;
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
    crashed: (error, properly) =>
      dialog.showErrorBox(
        say()('dialog.crashed'),
        say()(properly ? 'dialog.crashedBody' : 'dialog.crashedBodyCut', { why: why(error), ...places }),
      ),
    updateFailed: () => dialog.showErrorBox(say()('dialog.updateFailed'), say()('dialog.updateFailedBody', places)),
  };
}
