/** Ctrl with +, - and 0, which a window without a menu would not have: a person can make the text larger on any display. */
import type * as Electron from 'electron';

/** Chromium's levels: each is 1.2 times the one below, 0 is the size the page was made for. */
const smallestLevel = -3;
const largestLevel = 6;

export function zoomByKeys(contents: Electron.WebContents): void {
  contents.on('before-input-event', (event, input) => {
    const level = levelAfter(contents.getZoomLevel(), input);
    if (level === null) return;
    event.preventDefault();
    contents.setZoomLevel(Math.max(smallestLevel, Math.min(level, largestLevel)));
  });
}

/** Null for keys that are the page's. */
function levelAfter(level: number, { type, control, alt, meta, key }: Electron.Input): number | null {
  if (type !== 'keyDown' || !control || alt || meta) return null;
  switch (key) {
    case '+':
    case '=':
      return level + 1;
    case '-':
      return level - 1;
    case '0':
      return 0;
    default:
      return null;
  }
}
