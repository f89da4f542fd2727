import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useKeys } from '../processes/use-keys.ts';
import { useSettings } from '../stores/settings.ts';
import { CommandDialog } from './command-dialog.tsx';
import { closePalette, openCommands, openShortcuts, usePalette } from './palette-state.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

const help = { '?': openShortcuts };
const none = {};

/** Everything the app can do, found by typing (Ctrl+K), and the keys that do it (?). */
export function Palette(): ReactNode {
  const open = usePalette((store) => store.open);
  // nothing stands over the first run: it is not finished by looking something up
  const ready = useSettings(({ settings }) => settings?.['firstRun.done'] ?? false);

  useKeys(ready ? help : none);
  useEffect(() => {
    if (!ready) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'k' || event.altKey || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (usePalette.getState().open === 'commands') closePalette();
      else openCommands();
    };
    // before a widget takes the key for itself: Ctrl+K leads here from anywhere
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, [ready]);

  return (
    <>
      <CommandDialog open={open === 'commands'} />
      <ShortcutsDialog open={open === 'shortcuts'} />
    </>
  );
}
