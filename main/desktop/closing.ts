/**
 * What closing the window means. With a tray icon the app goes on behind it. Without one nothing on the screen would show
 * that it still works, nor offer a way to end it, so the person is asked each time: this question is the one place where
 * such a desktop offers both. Until it is answered the app goes on; starting it again shows the window.
 */
import type { MessageBoxOptions } from 'electron';
import type { Say } from './words.ts';

export interface ClosingOptions {
  readonly dialog: { showMessageBox(options: MessageBoxOptions): Promise<{ readonly response: number }> };
  readonly hasTray: () => boolean;
  readonly say: () => Say;
  readonly quit: () => void;
}

/** For the window: it is hidden either way, and quitting follows an answer. */
export function createClosing({ dialog, hasTray, say, quit }: ClosingOptions): () => 'hide' {
  let asking = false;
  const ask = async (): Promise<void> => {
    asking = true;
    const words = say();
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title: 'BrainKernel',
      message: words('dialog.close'),
      detail: words('dialog.closeBody'),
      buttons: [words('dialog.keepRunning'), words('dialog.quit')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    asking = false;
    if (response === 1) quit();
  };
  return () => {
    if (!hasTray() && !asking) void ask().catch(() => (asking = false));
    return 'hide';
  };
}
