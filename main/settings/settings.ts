/** The settings in force: defaults, under what the file says, under what the command line says for this run. */
import type { Notice, SettingKey, Settings, SettingsChange } from '../../contract/engine.ts';
import { settings as shape } from '../../contract/engine.ts';
import type { Clock, Dispose } from '../clock.ts';
import { openSettingsFile } from './settings-file.ts';
import type { SettingsWriter } from './settings-file.ts';

export interface SettingsStore {
  readonly get: () => Settings;
  /**
   * In force at once; resolves when it is on disk or a notice has said why it is not. A key set here wins over the
   * command line's value of it. The caller has parsed it against the contract.
   */
  readonly set: (changed: SettingsChange) => Promise<Settings>;
  /** Called with the new settings and the keys whose value is another one now. */
  readonly onChange: (listener: (settings: Settings, changed: readonly SettingKey[]) => void) => Dispose;
  /** A change that could not be written, said once until one can. */
  readonly onNotice: (listener: (notice: Notice) => void) => Dispose;
}

export interface OpenedSettings {
  readonly settings: SettingsStore;
  readonly notices: readonly Notice[];
}

/** Never rejects for the disk's sake: where the file cannot be used, settings last as long as the process. */
export async function openSettings(options: {
  readonly dataDirectory: string;
  readonly defaults: Settings;
  /** For this run only, never written. */
  readonly overrides: SettingsChange;
  readonly clock: Clock;
  /** What writes the file; `conf` when left out. */
  readonly writer?: SettingsWriter | undefined;
}): Promise<OpenedSettings> {
  const { clock, defaults, dataDirectory } = options;
  const file = await openSettingsFile(dataDirectory, clock, options.writer);
  let current = changedBy(changedBy(defaults, file.found), options.overrides);

  const changeListeners = new Set<(settings: Settings, changed: readonly SettingKey[]) => void>();
  const noticeListeners = new Set<(notice: Notice) => void>();
  const subscribe = <T>(listeners: Set<T>, listener: T): Dispose => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  let writing: Promise<unknown> = Promise.resolve();
  let unsaved = false;
  const save = async (changed: SettingsChange): Promise<void> => {
    const why = await file.save(changed);
    if (why !== null && !unsaved)
      noticeListeners.forEach((listener) =>
        listener({
          at: clock.now(),
          severity: 'warning',
          code: 'settings-not-saved',
          text: `The settings could not be written to ${dataDirectory} (${why}). They are in force until BrainKernel stops.`,
        }),
      );
    unsaved = why !== null;
  };

  return {
    notices: file.notices,
    settings: {
      get: () => current,
      set: async (changed) => {
        const before = current;
        current = changedBy(before, changed);
        const keys = shape
          .keyof()
          .options.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(current[key]));
        const after = current;
        // one after the other: a later value must not be overtaken by an earlier one on its way to the disk
        const saved = writing.then(() => save(defined(changed)));
        writing = saved;
        if (keys.length > 0) changeListeners.forEach((listener) => listener(after, keys));
        await saved;
        return current;
      },
      onChange: (listener) => subscribe(changeListeners, listener),
      onNotice: (listener) => subscribe(noticeListeners, listener),
    },
  };
}

/** IPC, unlike JSON, can carry a key without a value: it changes nothing. */
const defined = (changed: SettingsChange): SettingsChange =>
  Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));

const changedBy = (settings: Settings, changed: SettingsChange): Settings =>
  Object.freeze(shape.parse({ ...settings, ...defined(changed) }));
