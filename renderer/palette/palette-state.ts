import { create } from 'zustand';

interface PaletteState {
  /** What stands over the screens on request: the commands, the list of shortcuts, or nothing. */
  readonly open: 'commands' | 'shortcuts' | null;
  /** Where the focus was before. */
  readonly from: Element | null;
}

export const usePalette = create<PaletteState>(() => ({ open: null, from: null }));

const open = (what: 'commands' | 'shortcuts'): void =>
  usePalette.setState(({ open: before, from }) => ({
    open: what,
    // the shortcuts may be opened from the commands, and give the focus back to where those were opened from
    from: before === null ? document.activeElement : from,
  }));

export const openCommands = (): void => open('commands');
export const openShortcuts = (): void => open('shortcuts');
export const closePalette = (): void => usePalette.setState({ open: null });

/** For a dialog that nothing on the page opened: the focus goes back to where it was, or to the view. */
export function giveFocusBack(event: Event): void {
  event.preventDefault();
  const { open: next, from } = usePalette.getState();
  // the shortcuts opened from the commands have the focus now
  if (next !== null) return;
  const target = from instanceof HTMLElement && from.isConnected ? from : document.getElementById('content');
  target?.focus();
}
