/** Opens the store whatever the disk is like: the engine goes on observing without one, and is told so. */
import type { Notice } from '../../contract/engine.ts';
import type { Clock } from '../clock.ts';
import { openFile, openMemory } from './open-file.ts';
import type { OpenFailure } from './open-file.ts';
import { salvage } from './salvage.ts';
import type { Salvage } from './salvage.ts';
import { setAside } from './set-aside.ts';
import { buildStore } from './store.ts';
import type { Store } from './store.ts';

export interface OpenedStore {
  readonly store: Store;
  /** What a person should know of the opening, oldest first. */
  readonly notices: readonly Notice[];
  /** False: records vanish with the process, so nothing may be acted on. */
  readonly durable: boolean;
}

/** `path` is that of the database file, or `:memory:` for one that is never durable. Never throws for the disk's sake. */
export function openStore(path: string, clock: Clock): OpenedStore {
  const notices: Notice[] = [];
  const say = (severity: Notice['severity'], code: string, text: string) => {
    notices.push({ at: clock.now(), severity, code, text });
  };
  const inMemory = (saved: Salvage = []): OpenedStore => ({
    store: buildStore(openMemory(), clock, saved),
    notices,
    durable: false,
  });
  const inFile = (saved: Salvage = []): OpenedStore => {
    const opened = openFile(path);
    if (opened.ok) return { store: buildStore(opened.value, clock, saved), notices, durable: true };
    if (opened.error.kind === 'damaged') return replaceDamaged(opened.error.reason, saved);
    say('error', ...whyNotKept(opened.error, path));
    // a file that another engine holds is that engine's to recover from, a newer one is not ours to understand
    const ours = opened.error.kind === 'unusable' && opened.error.trouble !== 'locked';
    return inMemory(saved.length === 0 && ours ? salvage(path) : saved);
  };
  const replaceDamaged = (reason: string, saved: Salvage): OpenedStore => {
    const aside = setAside(path, clock.now());
    if (!aside.ok) {
      say(
        'error',
        'database-damaged',
        `The database ${path} is damaged: ${reason}. It could not be set aside (${aside.error}) and was left as it is. ${onlyObserving}`,
      );
      return inMemory(saved.length === 0 ? salvage(path) : saved);
    }
    const found = salvage(aside.value);
    say(
      'warning',
      'database-set-aside',
      `The database was damaged: ${reason}. It was kept as ${aside.value} and a new one was started. ${whatWasSaved(found)}`,
    );
    return inFile(found);
  };

  return path === ':memory:' ? inMemory() : inFile();
}

const onlyObserving = 'BrainKernel observes and changes nothing until records can be kept.';

function whatWasSaved(saved: Salvage): string {
  const rows = saved.reduce((sum, { rows }) => sum + rows.length, 0);
  return rows === 0
    ? 'Nothing could be taken over from it.'
    : `${rows} records were taken over from it: what is to be given back, and what you decided.`;
}

/** Code and text of a notice. */
function whyNotKept(failure: Exclude<OpenFailure, { kind: 'damaged' }>, path: string): [code: string, text: string] {
  if (failure.kind === 'newer')
    return [
      'database-newer',
      `The database ${path} was written by a newer BrainKernel (schema ${failure.version}). It was left untouched. ` +
        `Start that version, or choose another folder with --data-dir. ${onlyObserving}`,
    ];
  const advice = {
    full: 'Free some space and start again.',
    'read-only': 'Make the folder writable or choose another one with --data-dir, and start again.',
    locked: 'Stop the other program and start again.',
    damaged: 'Look for a copy.',
    device: 'Check the disk.',
  }[failure.trouble];
  return [
    `database-${failure.trouble}`,
    `The database ${path} cannot be used: ${failure.reason}. ${advice} ${onlyObserving}`,
  ];
}
