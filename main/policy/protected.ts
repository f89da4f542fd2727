/** What no policy but those that ship may ever treat, whatever its condition says and whoever let it decide. */
import type { Action } from '../../contract/words.ts';
import { latencyCritical } from './built-in.ts';
import type { Facts } from './facts.ts';

/** Those that must answer at once, and those that the guard leaves alone. */
const protectedCategories: ReadonlySet<string> = new Set([...latencyCritical, 'package-manager']);

export const isProtected = (category: string): boolean => protectedCategories.has(category);

/** Leaving alone is always allowed. */
export const mayTreat = (action: Action, { app, foreground }: Facts): boolean =>
  action === 'none' || (!foreground && !protectedCategories.has(app.category));
