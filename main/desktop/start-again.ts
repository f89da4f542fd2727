/** A new run of this app in place of this one, which is about to leave and has given everything back. */
import { spawn } from 'node:child_process';
import type { LaunchCommand } from './launch-command.ts';
import { toolEnvironment } from './tool-environment.ts';
import type { Environment } from './tool-environment.ts';

export interface Restartable {
  relaunch(options: { execPath: string; args: string[] }): void;
  releaseSingleInstanceLock(): void;
}

/**
 * Electron's own relaunch leaves a process of this run behind to wait for its end. Inside an AppImage that process lives
 * below the mount point, which goes with this run, so there the file is started directly.
 */
export function startAgain(app: Restartable, command: LaunchCommand, environment: Environment): void {
  if (environment['APPIMAGE'] !== command.program) {
    app.relaunch({ execPath: command.program, args: [...command.args] });
    return;
  }
  app.releaseSingleInstanceLock();
  const child = spawn(command.program, command.args, {
    detached: true,
    stdio: 'ignore',
    env: { ...toolEnvironment(environment) },
  });
  // what could not be started again cannot be told to anybody either: this run is leaving
  child.on('error', () => undefined);
  child.unref();
}
