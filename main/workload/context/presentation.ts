/** Whether something keeps the screen awake, as logind knows it: a presentation, a film, a call. org.freedesktop.login1(5). */
import type { Context, Presentation } from '../app.ts';
import type { LazyBus } from './session-bus.ts';

const login = 'org.freedesktop.login1';

/**
 * Presenting while a program of this person inhibits `idle` in mode `block`: a delay or a lock against suspend says
 * nothing of the screen. A service of the system that stays awake for itself is not the person's.
 *
 * @param uid whose inhibitors count
 */
export async function readPresentation(system: LazyBus, uid: number): Promise<Presentation> {
  const bus = await system.get();
  if (bus === null) return { kind: 'unknown', why: 'there is no system bus' };
  try {
    if (!(await bus.nameHasOwner(login))) return { kind: 'unknown', why: 'logind does not run' };
    const [inhibitors] = await bus.call(login, '/org/freedesktop/login1', `${login}.Manager`, 'ListInhibitors');
    if (!Array.isArray(inhibitors)) return { kind: 'unknown', why: 'logind listed no inhibitors' };
    const by = inhibitors.map((each: unknown) => whoKeepsAwake(each, uid)).find((who) => who !== null) ?? null;
    return { kind: 'known', presenting: by !== null, by };
  } catch {
    return { kind: 'unknown', why: 'logind did not answer' };
  }
}

/** One entry of a(ssssuu): what, who, why, mode, uid, pid. `what` is a list with colons. */
function whoKeepsAwake(entry: unknown, uid: number): string | null {
  if (!Array.isArray(entry)) return null;
  const [what, who, , mode, owner] = entry as readonly unknown[];
  if (typeof what !== 'string' || typeof who !== 'string' || mode !== 'block' || owner !== uid) return null;
  return what.split(':').includes('idle') ? who : null;
}

/** A context of before there was this sense says nothing, which counts as not presenting. */
export function isPresenting({ presentation }: Pick<Context, 'presentation'>): boolean {
  return presentation?.kind === 'known' && presentation.presenting;
}
