/** Which tray icon can be seen: light on a dark panel, or dark on a light one. No protocol tells the panel's colour. */
import type { TraySize, TrayTone } from './icon-files.ts';
import type { Environment } from './tool-environment.ts';

/** Desktops whose panel is dark in both colour schemes, by their name in XDG_CURRENT_DESKTOP. */
const darkPanels = new Set(['gnome', 'gnome-classic', 'unity', 'pantheon', 'budgie', 'x-cinnamon', 'cosmic']);

/** @param dark whether the desktop's colour scheme is a dark one */
export const panelTone = (environment: Environment, dark: boolean): TrayTone =>
  dark || desktopsOf(environment).some((one) => darkPanels.has(one)) ? 'dark' : 'light';

/** @param scale of the display, 2 for one of double density */
export const panelIconSize = (environment: Environment, scale: number): TraySize =>
  scale > 1 ? 44 : desktopsOf(environment).includes('kde') ? 24 : 22;

const desktopsOf = (environment: Environment): readonly string[] =>
  (environment['XDG_CURRENT_DESKTOP'] ?? '').toLowerCase().split(':');
