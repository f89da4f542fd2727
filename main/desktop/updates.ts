/**
 * New versions of the AppImage, looked for and installed on a person's click and at no other time. A package of the
 * system is updated by the system.
 */
import { accessSync, constants, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { AppUpdater } from 'electron-updater';
import type { UpdateState } from '../../contract/desktop.ts';
import type { Log } from '../log.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';

/** The part of electron-updater that is used here. */
export type Updater = Pick<
  AppUpdater,
  'autoDownload' | 'autoInstallOnAppQuit' | 'logger' | 'on' | 'checkForUpdates' | 'downloadUpdate' | 'quitAndInstall'
>;

export interface Updates {
  readonly supported: { readonly supported: boolean; readonly reason: string };
  /** Asks the server; says instead how a download goes, or went, while there is one to tell of. */
  readonly check: () => Promise<UpdateState>;
  /** Begins to download the version that was found; once it is here, restarts into it. */
  readonly install: () => Promise<UpdateState>;
}

export interface UpdateOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** process.resourcesPath */
  readonly resources: string;
  /** The version that runs. */
  readonly version: string;
  readonly log: Log;
  /** Loads electron-updater's AppImageUpdater at the first click: it costs memory, and most days nobody asks. */
  readonly createUpdater: () => Promise<Updater>;
  /** Gives everything back and makes room: the new version is started before this one has left. */
  readonly beforeRestart: () => Promise<void>;
}

export function createUpdates(options: UpdateOptions): Updates {
  const { environment, resources, version, log, createUpdater, beforeRestart } = options;
  const source = updateSource(environment, resources);
  let state = stateOf('none', 'Nobody has looked for a new version yet.');
  let untold: UpdateState | null = null;
  let updater: Promise<Updater> | undefined;

  const prepared = (): Promise<Updater> =>
    (updater ??= createUpdater().then((made) => {
      made.autoDownload = false;
      made.autoInstallOnAppQuit = false;
      made.logger = quietly(log);
      made.on('download-progress', ({ percent }) => {
        if (state.kind === 'downloading') state = { ...state, progress: Math.min(1, percent / 100) };
      });
      return made;
    }));

  const failed = (error: unknown): UpdateState => {
    log.warn(`update: ${error instanceof Error ? error.message : String(error)}`);
    return (state = stateOf('failed', `${reasonOf(error)} Nothing was changed.`));
  };

  const check = async (): Promise<UpdateState> => {
    if (state.kind === 'downloading' || state.kind === 'ready') return state;
    if (untold !== null) {
      const told = untold;
      untold = null;
      return told;
    }
    try {
      const found = await (await prepared()).checkForUpdates();
      return (state =
        found?.isUpdateAvailable === true
          ? stateOf('available', `Version ${found.updateInfo.version} is there.`, found.updateInfo.version)
          : stateOf('none', `Version ${version} is the newest.`));
    } catch (error) {
      return failed(error);
    }
  };

  const download = async (found: string): Promise<void> => {
    try {
      await (await prepared()).downloadUpdate();
      state = stateOf('ready', `Version ${found} is here and starts when you say so.`, found);
    } catch (error) {
      untold = failed(error);
    }
  };

  const install = async (): Promise<UpdateState> => {
    if (state.kind === 'ready') {
      const ready = await prepared();
      await beforeRestart();
      ready.quitAndInstall(false, true);
      return state;
    }
    const { kind, version: found } = state;
    if (kind !== 'available' || found === null) return state;
    state = { ...stateOf('downloading', `Version ${found} is being downloaded.`, found), progress: 0 };
    // answers at once; `check` tells how far it is
    void download(found);
    return state;
  };

  if (!source.ok) {
    const unsupported = stateOf('unsupported', source.error);
    const refuse = (): Promise<UpdateState> => Promise.resolve(unsupported);
    return { supported: { supported: false, reason: source.error }, check: refuse, install: refuse };
  }
  return { supported: { supported: true, reason: `Updates come from ${source.value}.` }, check, install };
}

const stateOf = (kind: UpdateState['kind'], text: string, version: string | null = null): UpdateState => ({
  kind,
  version,
  progress: null,
  text,
});

/** The host that updates come from, else why there are none. electron-builder writes app-update.yml when it was given a URL. */
function updateSource(environment: NodeJS.ProcessEnv, resources: string): Result<string> {
  const appImage = environment['APPIMAGE'];
  if (appImage === undefined || !isAbsolute(appImage))
    return fail('Only the AppImage updates itself; a package is updated by your system.');
  const url = sourceUrl(join(resources, 'app-update.yml'));
  if (url === null) return fail('This AppImage was made without an update source.');
  // what comes over https is as trustworthy as its server: Linux has no signature of its own to check
  if (url.protocol !== 'https:' && url.hostname !== '127.0.0.1')
    return fail(`The update source ${url.host} is not https.`);
  try {
    accessSync(dirname(appImage), constants.W_OK);
  } catch {
    return fail(`You may not write to ${dirname(appImage)}, where the AppImage lies.`);
  }
  return ok(url.host);
}

function sourceUrl(file: string): URL | null {
  try {
    return URL.parse(/^url:\s*['"]?([^'"\s]+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '');
  } catch {
    return null;
  }
}

/** electron-updater reports every step; only what went wrong is worth keeping. */
const quietly = ({ info, warn }: Log): NonNullable<Updater['logger']> => ({
  info: () => undefined,
  warn: (message) => info(`update: ${String(message)}`),
  error: (message) => warn(`update: ${String(message)}`),
});

/** By the codes of electron-updater, Node and Chromium's network; the first line of anything else. */
function reasonOf(error: unknown): string {
  const { code, message } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { code: '', message: String(error) };
  switch (code) {
    case 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND':
      return 'The update server has no list of versions.';
    case 'ERR_UPDATER_INVALID_UPDATE_INFO':
    case 'ERR_UPDATER_INVALID_VERSION':
    case 'ERR_UPDATER_NO_FILES_PROVIDED':
      return 'What the update server says is not to be understood.';
    case 'ERR_CHECKSUM_MISMATCH':
      return 'What was downloaded does not have the checksum it should have, and was thrown away.';
    default:
      if (/ENOTFOUND|ECONN|ETIMEDOUT|EAI_AGAIN|net::ERR_/.test(`${code ?? ''} ${message}`))
        return 'The update server cannot be reached.';
      return `The update failed: ${message.split('\n', 1).join('')}.`;
  }
}
