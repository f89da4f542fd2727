/** How this app is started again: by the session at login, and by itself after a crash. */
import type { Environment } from './tool-environment.ts';

export interface LaunchCommand {
  /** Absolute path of the file that is run. */
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * The AppImage file where the app runs from one: what is below its mount point is gone after each run. In development
 * Electron itself, with the folder of the app.
 */
export function launchCommand(options: {
  readonly environment: Environment;
  readonly execPath: string;
  readonly isPackaged: boolean;
  readonly appPath: string;
}): LaunchCommand {
  const { environment, execPath, isPackaged, appPath } = options;
  const appImage = environment['APPIMAGE'];
  if (isPackaged && appImage !== undefined && appImage.startsWith('/')) return { program: appImage, args: [] };
  return { program: execPath, args: isPackaged ? [] : [appPath] };
}
