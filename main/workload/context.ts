/** The situation apps run in: foreground, power, person, games, regime, other tuners. Each sense says what it cannot know. */
import type { Snapshot } from '../sampler/snapshot.ts';
import type { App, ContextSource, Foreground } from './app.ts';
import { createForeground } from './context/foreground.ts';
import type { ActiveWindow } from './context/x-display.ts';
import { registeredGames } from './context/games.ts';
import { idleSeconds } from './context/idle.ts';
import { readPower } from './context/power.ts';
import type { Power } from './context/power.ts';
import { readPresentation } from './context/presentation.ts';
import { readRegime, systemRoots } from './context/regime.ts';
import type { Roots } from './context/regime.ts';
import { lazyBus } from './context/session-bus.ts';
import { createTunerWatch } from './context/tuners.ts';

export interface ContextParts {
  /** DISPLAY, WAYLAND_DISPLAY, XDG_SESSION_TYPE, XDG_RUNTIME_DIR and the two DBUS_…_BUS_ADDRESS are read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly roots?: Roots;
  readonly uid?: number;
}

/** How often the power supply is looked at for a change. */
const powerMs = 2_000;
/** What changes only when somebody administers the machine, or begins to present, is read this seldom. */
const seldomMs = 10_000;

export function createContextSource({
  environment,
  roots = systemRoots,
  uid = process.getuid?.() ?? 0,
}: ContextParts): ContextSource {
  const foreground = createForeground(environment);
  const session = lazyBus(sessionAddress(environment, roots, uid));
  const system = lazyBus(environment['DBUS_SYSTEM_BUS_ADDRESS'] ?? `unix:path=${roots.run}/dbus/system_bus_socket`);
  const tunersIn = createTunerWatch();
  const listeners = new Set<(what: 'focus' | 'power') => void>();
  const tell = (what: 'focus' | 'power'): void => {
    for (const listener of [...listeners]) listener(what);
  };
  const stopFollowing = foreground.onChange(() => tell('focus'));
  const regime = seldom(() => readRegime(roots, uid));
  const presentation = seldom(() => readPresentation(system, uid));
  let power: Power | null = null;

  const lookAtPower = async (): Promise<Power> => {
    const before = power;
    power = await readPower(roots.sys);
    if (before !== null && before.power !== power.power) tell('power');
    return power;
  };
  const timer = setInterval(() => void lookAtPower(), powerMs);
  timer.unref();

  return {
    read: async (appOf, snapshot) => {
      const [supply, games, idle, rules, showing] = await Promise.all([
        lookAtPower(),
        registeredGames(session),
        idleSeconds(system, uid, snapshot.wallTime),
        regime(snapshot.at),
        presentation(snapshot.at),
      ]);
      return {
        foreground: appInFront(foreground.read(), appOf, snapshot),
        ...supply,
        idleSeconds: idle,
        games: games.filter((pid) => snapshot.processes.has(pid)),
        presentation: showing,
        otherTuners: tunersIn(snapshot),
        regime: rules,
      };
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose: () => {
      clearInterval(timer);
      listeners.clear();
      stopFollowing();
      foreground.dispose();
      session.dispose();
      system.dispose();
    },
  };
}

/** Reads at most once in so many ms. */
function seldom<T>(read: () => Promise<T>): (now: number) => Promise<T> {
  let last: { readonly at: number; readonly value: Promise<T> } | null = null;
  return (now) => {
    if (last === null || now - last.at > seldomMs) last = { at: now, value: read() };
    return last.value;
  };
}

function sessionAddress(environment: ContextParts['environment'], roots: Roots, uid: number): string {
  const runtime = environment['XDG_RUNTIME_DIR'] ?? `${roots.run}/user/${uid}`;
  return environment['DBUS_SESSION_BUS_ADDRESS'] ?? `unix:path=${runtime}/bus`;
}

/**
 * A window's own word comes first, but a sandboxed program knows only the pid of its sandbox: one that names no
 * process here, or a kernel thread, gives way to what the X server knows.
 */
function appInFront(window: ActiveWindow, appOf: (pid: number) => App | null, snapshot: Snapshot): Foreground {
  if (window.kind === 'none') return { kind: 'unknown', why: window.why };
  for (const pid of window.pids) {
    const app = snapshot.processes.has(pid) ? appOf(pid) : null;
    if (app !== null && app.kind !== 'kernel') return { kind: 'known', pid, appId: app.id };
  }
  return { kind: 'unknown', why: 'the active window belongs to no process that can be seen here' };
}
