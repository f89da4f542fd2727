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
import { autostartFile, createAutostart, desktopId, noAutostart } from './autostart.ts';
import { openCrashGuard } from './crash-guard.ts';
import type { DesktopRun } from './desktop-command-line.ts';
import { argsForRestart, desktopUsage, isUsualData, parseDesktopCommand, secondStart } from './desktop-command-line.ts';
import { createDesktopShell } from './desktop-shell.ts';
import { createFailures } from './failures.ts';
import { applyGuardRails } from './guard-rails.ts';
import { launchCommand } from './launch-command.ts';
import { createFileLog } from './log.ts';
import { followPower } from './power.ts';
import { createSafeMode } from './safe-mode.ts';
import type { HelperSources } from '../helper/sources.ts';
import { createSafeStorageKeys } from './safe-storage-keys.ts';
import { declareScheme } from './screens-protocol.ts';
import { startAgain } from './start-again.ts';
import type { Places, Surroundings } from './surroundings.ts';
import { createSurroundings } from './surroundings.ts';
import type { Environment } from './tool-environment.ts';
import { ownEnvironment, replaceEnvironment, toolEnvironment } from './tool-environment.ts';
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
    /** Changed in place at the start: child processes get the environment of the session. */
    readonly env: Record<string, string | undefined>;
    readonly execPath: string;
  };
  readonly console: Pick<Console, 'log' | 'error'>;
  readonly settingsWriter: SettingsWriter;
  /** The files of the privileged helper, which Settings offer to install. */
  readonly helperSources: HelperSources;
  /**
   * @param environment as it was at the start, with `APPIMAGE` where that is this app
   * @param beforeRestart gives everything back and lets another start in; after it this one can only leave
   */
  readonly updates: (environment: Environment, log: Log, beforeRestart: () => Promise<void>) => Updates;
}

/** Where the latest start wants to go; null when none of them wants a window. */
type Wish = { readonly route: string | null } | null;

interface Wishes {
  /** Called at once with what was wished before, and with each later wish. */
  readonly follow: (show: (route: string | null) => void) => void;
}

/** Resolves when the app is up, or when it is clear why it will not be. */
export async function startDesktop(options: DesktopOptions): Promise<void> {
  const { electron, process, console } = options;
  const { app } = electron;
  const environment = ownEnvironment(process.env, process.execPath);
  replaceEnvironment(process.env, toolEnvironment(environment));
  const command = parseDesktopCommand(process.argv.slice(1), environment);
  if (!command.ok) {
    console.error(command.error);
    app.exit(2);
  } else if (command.value.kind !== 'run') {
    console.log(command.value.kind === 'help' ? desktopUsage : version);
    app.exit(0);
  } else {
    try {
      await startAlone(options, environment, command.value);
    } catch (error) {
      // a box needs an app that is ready
      await app.whenReady();
      const say = wordsIn(languageOf(environment));
      createFailures(electron.dialog, () => say, command.value.dataDirectory).cannotStart(error);
      app.exit(1);
    }
  }
}

async function startAlone(options: DesktopOptions, environment: Environment, command: DesktopRun): Promise<void> {
  const { electron } = options;
  const { app } = electron;
  if (!becomeTheOnlyOne(app, command)) {
    // the one that runs has been told, and shows its window
    app.exit(0);
    return;
  }
  const wishes = followStarts(app, command.hidden ? null : { route: command.route });
  declareScheme(electron);
  applyGuardRails(electron);
  await app.whenReady();
  await run(options, environment, command, wishes);
}

/** Chromium keeps its own files beside ours, and that makes the single instance one for each data directory. */
function becomeTheOnlyOne(app: Electron.App, { dataDirectory, route }: DesktopRun): boolean {
  app.setDesktopName(`${desktopId}.desktop`);
  const chromiumFiles = join(dataDirectory, 'chromium');
  mkdirSync(chromiumFiles, { recursive: true, mode: 0o700 });
  app.setPath('userData', chromiumFiles);
  return app.requestSingleInstanceLock({ route });
}

/** Another start may come before there is a window. */
function followStarts(app: Electron.App, first: Wish): Wishes {
  let wish = first;
  let show: ((route: string | null) => void) | null = null;
  app.on('second-instance', (_event, _argv, _directory, sent) => {
    wish = secondStart.parse(sent);
    show?.(wish.route);
  });
  return {
    follow: (given) => {
      show = given;
      if (wish !== null) show(wish.route);
    },
  };
}

async function run(
  options: DesktopOptions,
  environment: Environment,
  command: DesktopRun,
  wishes: Wishes,
): Promise<void> {
  const { electron, process } = options;
  const { app } = electron;
  const { dataDirectory } = command;
  let language = languageOf(environment);
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
    environment,
    execPath: process.execPath,
    isPackaged: app.isPackaged,
    appPath: app.getAppPath(),
  });
  let surroundings: Surroundings | null = null;

  const opened = new AsyncDisposableStack();
  opened.defer(lock.value.release);
  opened.defer(guard.dispose);
  const { end, fail, makeWay } = createWayOut({
    app,
    process,
    giveBack: () => opened.disposeAsync(),
    onProperEnd: guard.endedProperly,
    onCrash: (error) => {
      if (!guard.crashed()) return (properly) => failures.crashed(error, properly);
      const args = argsForRestart(process.argv.slice(1), surroundings?.isVisible() ?? !command.hidden);
      return () => startAgain(app, { ...launch, args: [...launch.args, ...args] }, environment);
    },
    log,
  });

  try {
    const session = toolEnvironment(environment);
    const trayHost = await watchTrayHost(sessionBusOf(session));
    opened.defer(trayHost.dispose);
    const autostart = isUsualData(dataDirectory, session)
      ? createAutostart(autostartFile(session), launch)
      : noAutostart;
    const { engine, api, stop } = await assemble({
      dataDirectory,
      overrides: { ...command.overrides, ...safeMode.overrides },
      environment: session,
      log,
      notices: safeMode.notices,
      settingsWriter: options.settingsWriter,
      helperSources: options.helperSources,
      keys: await createSafeStorageKeys({
        safeStorage: electron.safeStorage,
        file: join(dataDirectory, 'keys.json'),
        environment: session,
        log,
      }),
      shell: createDesktopShell({
        trayHost: trayHost.state,
        autostart,
        sandboxed: !app.commandLine.hasSwitch('no-sandbox'),
        safeMode: safeMode.isOn,
        updates: options.updates(environment, log, () =>
          makeWay(() => app.releaseSingleInstanceLock(), failures.updateFailed),
        ),
        language: () => language,
      }),
    });
    // below the engine on the stack: Electron lets the machine go when the last one stops to listen for its shutdown
    const power = opened.use(new DisposableStack());
    opened.defer(stop);
    await engine.start();
    power.defer(followPower({ powerMonitor: electron.powerMonitor, engine, end, log }));
    opened.defer(
      api.subscribe('settings', (settings) => {
        language = settings.language;
      }),
    );

    surroundings = createSurroundings({
      electron,
      places: options.places,
      dataDirectory,
      environment: session,
      api,
      trayHost,
      autostart,
      safeMode,
      say,
      end,
      log,
    });
    opened.defer(surroundings.dispose);
    wishes.follow(surroundings.show);
  } catch (error) {
    log.warn(`the start failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    await fail(() => failures.cannotStart(error));
  }
}
