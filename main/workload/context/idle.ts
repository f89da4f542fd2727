/** How long the person has been away, as logind knows it: org.freedesktop.login1(5). */
import type { LazyBus } from './session-bus.ts';

const login = 'org.freedesktop.login1';

/**
 * Seconds since the person's session became idle; 0 while it is not, null where no logind or no session of theirs
 * answers.
 *
 * @param uid whose display session is meant
 * @param now epoch ms
 */
export async function idleSeconds(system: LazyBus, uid: number, now: number): Promise<number | null> {
  const bus = await system.get();
  if (bus === null) return null;
  const property = async (path: string, interfaceName: string, name: string): Promise<unknown> => {
    const properties = 'org.freedesktop.DBus.Properties';
    const [value] = await bus.call(login, path, properties, 'Get', 'ss', [interfaceName, name]);
    return value;
  };
  try {
    if (!(await bus.nameHasOwner(login))) return null;
    const display = await property(`/org/freedesktop/login1/user/_${uid}`, `${login}.User`, 'Display');
    const path: unknown = Array.isArray(display) ? display[1] : null;
    if (typeof path !== 'string' || path === '/') return null;
    if ((await property(path, `${login}.Session`, 'IdleHint')) !== true) return 0;
    const since = await property(path, `${login}.Session`, 'IdleSinceHint');
    return typeof since === 'bigint' && since > 0n ? Math.max(0, (now - Number(since / 1000n)) / 1000) : 0;
  } catch {
    return null;
  }
}
