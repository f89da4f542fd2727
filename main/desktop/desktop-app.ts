/**
 * The desktop app: the engine of `assemble`, with a window, an icon in the panel and notifications around it. What is
 * opened goes on one stack, and every way out gives the whole stack back, last things first.
 */
import type * as Electron from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from '../assemble.ts';
import type { Log } from '../log.ts';
import { languageOf } from '../settings/defaults.ts';
import type { SettingsWriter } from '../settings/settings-file.ts';
import { acquireInstanceLock } from '../store/instance-lock.ts';
import { version } from '../version.ts';
import { autostartFile, createAutostart, desktopId } from './autostart.ts';
import { openCrashGuard } from './crash-guard.ts';
import type { DesktopRun } from './desktop-command-line.ts';
import { argsForRestart, desktopUsage, parseDesktopCommand, routeOf } from './desktop-command-line.ts';
import { createDesktopShell } from './desktop-shell.ts';
import { createFailures } from './failures.ts';
import { applyGuardRails } from './guard-rails.ts';
import { launchCommand } from './launch-command.ts';
import { createFileLog } from './log.ts';
import { followPower } from './power.ts';
import { createSafeMode } from './safe-mode.ts';
import { createSafeStorageKeys } from './safe-storage-keys.ts';
import { declareScheme } from './screens-protocol.ts';
import { startAgain } from './start-again.ts';
import type { Places, Surroundings } from './surroundings.ts';
import { createSurroundings } from './surroundings.ts';
import type { Environment } from './tool-environment.ts';
import { toolEnvironment } from './tool-environment.ts';
import { sessionBusOf, watchTrayHost } from './tray-host.ts';
import type { Updates } from './updates.ts';
import type { ProcessEvents } from './way-out.ts';
import { createWayOut } from './way-out.ts';
import { wordsIn } from './words.ts';

type ElectronParts =
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'nativeTheme'
  | 'Notification'
  | 'powerMonitor'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'shell'
  | 'Tray';

export interface DesktopOptions {
  readonly electron: Pick<typeof Electron, ElectronParts>;
  readonly places: Places;
  readonly process: ProcessEvents & {
    readonly argv: readonly string[];
    readonly env: Environment;
    readonly execPath: string;
  };
  readonly console: Pick<Console, 'log' | 'error'>;
  readonly settingsWriter: SettingsWriter;
  /** @param beforeRestart gives everything back and lets another start in; after it this one can only leave */
  readonly updates: (log: Log, beforeRestart: () => Promise<void>) => Updates;
}

/** ms after which the app leaves even if the new version could not be started: it has nothing left to work with. */
const updateLeavesWithinMs = 5_000;

/** Resolves when the app is up, or when it is clear why it will not be. */
export async function startDesktop(options: DesktopOptions): Promise<void> {
  const { electron, process, console } = options;
  const { app } = electron;
  const command = parseDesktopCommand(process.argv.slice(1), process.env);
  if (!command.ok) {
    console.error(command.error);
    app.exit(2);
  } else if (command.value.kind !== 'run') {
    console.log(command.value.kind === 'help' ? desktopUsage : version);
    app.exit(0);
  } else if (!becomeTheOnlyOne(app, command.value.dataDirectory)) {
    // the one that runs has been told, and shows its window
    app.exit(0);
  } else {
    declareScheme(electron);
    applyGuardRails(electron);
    await app.whenReady();
    await run(options, command.value);
  }
}

/** Chromium keeps its own files beside ours, and that makes the single instance one for each data directory. */
function becomeTheOnlyOne(app: Electron.App, dataDirectory: string): boolean {
  app.setDesktopName(`${desktopId}.desktop`);
  const chromiumFiles = join(dataDirectory, 'chromium');
  mkdirSync(chromiumFiles, { recursive: true, mode: 0o700 });
  app.setPath('userData', chromiumFiles);
  return app.requestSingleInstanceLock();
}

async function run(options: DesktopOptions, command: DesktopRun): Promise<void> {
  const { electron, process } = options;
  const { app } = electron;
  const { dataDirectory } = command;
  let language = languageOf(process.env);
  const say = () => wordsIn(language);
  const failures = createFailures(electron.dialog, say, dataDirectory);

  const lock = acquireInstanceLock(dataDirectory);
  if (!lock.ok) {
    failures.alreadyRunning(lock.error);
    app.exit(1);
    return;
  }
  const log = createFileLog(dataDirectory);
  const guard = openCrashGuard(join(dataDirectory, 'starts.json'));
  const safeMode = createSafeMode(guard.safeMode);
  const launch = launchCommand({
    environment: process.env,
    execPath: process.execPath,
    isPackaged: app.isPackaged,
    appPath: app.getAppPath(),
  });
  let surroundings: Surroundings | null = null;

  const opened = new AsyncDisposableStack();
  opened.defer(lock.value.release);
  opened.defer(guard.dispose);
  const { end, fail } = createWayOut({
    app,
    process,
    giveBack: () => opened.disposeAsync(),
    onProperEnd: guard.endedProperly,
    onCrash: (error) => {
      if (!guard.mayStartAgain()) return () => failures.crashed(error);
      const args = argsForRestart(process.argv.slice(1), surroundings?.isVisible() ?? !command.hidden);
      return () => startAgain(app, { ...launch, args: [...launch.args, ...args] }, process.env);
    },
    log,
  });
  let wanted = command.hidden ? null : { route: command.route };
  app.on('second-instance', (_event, argv) => {
    wanted = { route: routeOf(argv) };
    surroundings?.show(wanted.route);
  });

  try {
    const environment = toolEnvironment(process.env);
    const trayHost = await watchTrayHost(sessionBusOf(environment));
    opened.defer(trayHost.dispose);
    const autostart = createAutostart(autostartFile(environment), launch);
    const { engine, api, stop } = await assemble({
      dataDirectory,
      overrides: { ...command.overrides, ...safeMode.overrides },
      environment,
      log,
      notices: safeMode.notices,
      settingsWriter: options.settingsWriter,
      keys: await createSafeStorageKeys({
        safeStorage: electron.safeStorage,
        file: join(dataDirectory, 'keys.json'),
        environment,
        log,
      }),
      shell: createDesktopShell({
        trayHost: trayHost.state,
        autostart,
        sandboxed: !app.commandLine.hasSwitch('no-sandbox'),
        safeMode: safeMode.isOn,
        updates: options.updates(log, async () => {
          await opened.disposeAsync();
          app.releaseSingleInstanceLock();
          setTimeout(() => end('an update'), updateLeavesWithinMs);
        }),
        language: () => language,
      }),
    });
    opened.defer(stop);
    await engine.start();
    opened.defer(followPower({ powerMonitor: electron.powerMonitor, engine, end, log }));
    opened.defer(
      api.subscribe('settings', (settings) => {
        language = settings.language;
      }),
    );

    surroundings = createSurroundings({
      electron,
      places: options.places,
      dataDirectory,
      environment,
      api,
      trayHost,
      autostart,
      safeMode,
      say,
      end,
      log,
    });
    opened.defer(surroundings.dispose);
    // a second start may have come before there was a window
    if (wanted !== null) surroundings.show(wanted.route);
  } catch (error) {
    log.warn(`the start failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    await fail(() => failures.cannotStart(error));
  }
}
