/**
 * Diplomatic immunity: programs that may never be frozen or ended, and those that are not treated at all without a
 * person. A program that is not what its name says has none of its category; not knowing is no reason to withhold it.
 * The helper keeps a list of its own; this one never relies on it.
 */
import type { Action, Category } from '../../contract/words.ts';
import type { App } from '../workload/app.ts';

/** Never frozen or ended, not even on a person's click: the session or its data would be lost. */
const neverStopped: ReadonlySet<Category> = new Set([
  'system-core',
  'display',
  'audio',
  'input',
  'security',
  'package-manager',
]);

/** Never held back by the machine's own judgement either. */
const neverTreated: ReadonlySet<Category> = new Set([...neverStopped, 'network', 'shell', 'terminal']);

/** Frozen or ended only by a person, never by a decision of the engine. */
const personOnly: ReadonlySet<Category> = new Set([
  'browser',
  'communication',
  'office',
  'media-player',
  'media-creation',
  'game',
  'ide',
  'language-server',
  'database',
  'server',
  'virtual-machine',
  'container',
  'file-manager',
  'unknown',
]);

const stops = (action: Action): boolean => action === 'freeze' || action === 'end';

/**
 * Why this action may not be taken on this app, or null when it may.
 * @param byPerson a person asked for it with a click
 * @param protectedPrograms exact executable paths that the person protects
 */
export function immunityAgainst(
  action: Action,
  app: App,
  byPerson: boolean,
  protectedPrograms: readonly string[],
): string | null {
  if (action === 'none') return null;
  if (app.kind === 'kernel') return 'kernel threads are never touched';
  if (app.processes.some(({ pid }) => pid === 1)) return 'process 1 is never touched';
  const { exe } = app.program;
  if (exe !== null && protectedPrograms.includes(exe) && (stops(action) || !byPerson)) {
    return 'you protected this program in the settings';
  }
  const category = app.trust?.level === 'suspect' ? 'unknown' : app.category;
  if (stops(action) && (neverStopped.has(category) || app.immune))
    return `${app.category} programs are never frozen or ended`;
  if (byPerson) return null;
  if (neverTreated.has(category)) return `${category} programs are always left alone`;
  if (stops(action) && personOnly.has(category)) return `${category} programs are frozen or ended only by a person`;
  return null;
}
