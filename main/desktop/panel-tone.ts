/** Which tray icon can be seen: light on a dark panel, or dark on a light one. No protocol tells the panel's colour. */
import type { Dispose } from '../clock.ts';
import type { TraySize, TrayTone } from './icon-files.ts';
import type { Environment } from './tool-environment.ts';

/** Desktops whose panel is dark in both colour schemes, by their name in XDG_CURRENT_DESKTOP. */
const darkPanels = new Set(['gnome', 'gnome-classic', 'unity', 'pantheon', 'budgie', 'x-cinnamon', 'cosmic']);

export interface DesktopTheme {
  themeSource: 'system' | 'light' | 'dark';
  readonly shouldUseDarkColors: boolean;
  on(event: 'updated', listener: () => void): unknown;
  off(event: 'updated', listener: () => void): unknown;
}

/**
 * Whether the desktop's colour scheme is a dark one, which Electron tells only while the app itself has no theme of its
 * own: else the last that was seen. To be called before such a theme is set.
 */
export function followDesktopTheme(theme: DesktopTheme): { readonly isDark: () => boolean; readonly dispose: Dispose } {
  theme.themeSource = 'system';
  let dark = theme.shouldUseDarkColors;
  const look = (): void => {
    if (theme.themeSource === 'system') dark = theme.shouldUseDarkColors;
  };
  theme.on('updated', look);
  return {
    isDark: () => {
      look();
      return dark;
    },
    dispose: () => theme.off('updated', look),
  };
}

/** @param dark whether the desktop's colour scheme is a dark one */
export const panelTone = (environment: Environment, dark: boolean): TrayTone =>
  dark || desktopsOf(environment).some((one) => darkPanels.has(one)) ? 'dark' : 'light';

/** @param scale of the display, 2 for one of double density */
export const panelIconSize = (environment: Environment, scale: number): TraySize =>
  scale > 1 ? 44 : desktopsOf(environment).includes('kde') ? 24 : 22;

const desktopsOf = (environment: Environment): readonly string[] =>
  (environment['XDG_CURRENT_DESKTOP'] ?? '').toLowerCase().split(':');
