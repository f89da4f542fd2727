/** The names of the pictures in `assets/icons`, for those who load them and for those who draw, pack and check them. */

/** What the tray shows, calmest first; each has a shape of its own, so that no colour has to be told apart. */
export const trayStates = ['calm', 'acting', 'needs', 'paused', 'problem'] as const;
export type TrayState = (typeof trayStates)[number];

/** The panel that a tray icon is drawn for: `light` is dark on a light panel, `dark` is light on a dark one. */
export const trayTones = ['light', 'dark'] as const;
export type TrayTone = (typeof trayTones)[number];

/** px: GNOME and most panels, KDE, and twice 22 for panels of double density. */
export const traySizes = [22, 24, 44] as const;
export type TraySize = (typeof traySizes)[number];

/** px: the sizes that desktops look for below `hicolor`, and 1024 for software centres. */
export const appIconSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;

/** Below `assets/icons`. */
export const trayIconFile = (state: TrayState, tone: TrayTone, size: TraySize): string =>
  `tray/${state}-${tone}@${size}.png`;

/** Below `assets/icons`; electron-builder reads the size from the name. */
export const appIconFile = (size: (typeof appIconSizes)[number]): string => `app/${size}x${size}.png`;

/** The window and the notifications show this one; the larger and smaller ones are for the desktop. */
export const windowIconFile = appIconFile(256);
