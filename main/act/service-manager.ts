/** The part of org.freedesktop.systemd1(5) that levers need, of the user's manager or the system's. */
import type { Bus } from '../bus/session.ts';
import { BusError } from '../bus/session.ts';
import { fail, ok } from '../result.ts';
import { denied, gone } from './levers/failure.ts';
import type { Pulled } from './levers/failure.ts';

const NAME = 'org.freedesktop.systemd1';
const PATH = '/org/freedesktop/systemd1';
const MANAGER = `${NAME}.Manager`;
const JOB_PATIENCE_MS = 30_000;

type FreezerState = 'running' | 'frozen';

export interface ServiceManager {
  /** The cgroup below which its units live; its controllers are those that were delegated to it. */
  readonly controlGroup: () => Promise<Pulled<string>>;
  readonly unitControlGroup: (unit: string) => Promise<Pulled<string>>;
  /** A property of type t; 2^64-1 where nobody set it. */
  readonly number: (unit: string, property: string) => Promise<Pulled<bigint>>;
  /** Until the next boot at most: nothing is written to the disk of the machine. */
  readonly setNumber: (unit: string, property: string, value: bigint) => Promise<Pulled<null>>;
  readonly freezerState: (unit: string) => Promise<Pulled<string>>;
  readonly setFreezer: (unit: string, state: FreezerState) => Promise<Pulled<null>>;
  /** A scope around running processes; resolves when they are in it. */
  readonly startScope: (unit: string, description: string, pids: readonly number[]) => Promise<Pulled<null>>;
}

/** The manager that answers on this bus. Nothing is asked before the first call. */
export function serviceManagerOn(bus: Bus): ServiceManager {
  const manager = (member: string, signature: string, args: readonly unknown[]): Promise<Pulled<readonly unknown[]>> =>
    attempt(() => bus.call(NAME, PATH, MANAGER, member, signature, args));
  const get = (path: string, interfaceName: string, property: string): Promise<Pulled<unknown>> =>
    attempt(async () => {
      const [value] = await bus.call(NAME, path, 'org.freedesktop.DBus.Properties', 'Get', 'ss', [
        interfaceName,
        property,
      ]);
      return value;
    });
  const pathOf = async (unit: string): Promise<Pulled<string>> => {
    const found = await manager('GetUnit', 's', [unit]);
    return found.ok ? expectText(found.value[0]) : found;
  };
  const unitProperty = async (unit: string, interfaceName: string, property: string): Promise<Pulled<unknown>> => {
    const path = await pathOf(unit);
    return path.ok ? get(path.value, interfaceName, property) : path;
  };

  return {
    controlGroup: async () => {
      const found = await get(PATH, MANAGER, 'ControlGroup');
      return found.ok ? expectText(found.value) : found;
    },
    unitControlGroup: async (unit) => {
      const found = await unitProperty(unit, interfaceOf(unit), 'ControlGroup');
      return found.ok ? expectText(found.value) : found;
    },
    number: async (unit, property) => {
      const found = await unitProperty(unit, interfaceOf(unit), property);
      if (!found.ok) return found;
      return typeof found.value === 'bigint' ? ok(found.value) : fail(denied(`${unit} has no number ${property}`));
    },
    setNumber: async (unit, property, value) =>
      nothing(await manager('SetUnitProperties', 'sba(sv)', [unit, true, [[property, ['t', value]]]])),
    freezerState: async (unit) => {
      const found = await unitProperty(unit, `${NAME}.Unit`, 'FreezerState');
      return found.ok ? expectText(found.value) : found;
    },
    setFreezer: async (unit, state) =>
      nothing(await manager(state === 'frozen' ? 'FreezeUnit' : 'ThawUnit', 's', [unit])),
    startScope: async (unit, description, pids) => {
      const properties = [
        ['Description', ['s', description]],
        ['PIDs', ['au', pids]],
      ];
      using jobs = await listenForJobs(bus);
      const started = await manager('StartTransientUnit', 'ssa(sv)a(sa(sv))', [unit, 'fail', properties, []]);
      if (!started.ok) return started;
      const outcome = await jobs.result(String(started.value[0]));
      return outcome === 'done' ? ok(null) : fail(denied(`systemd could not start ${unit}: ${outcome}`));
    },
  };
}

/** Hears how jobs end: from before they are started, so that none is missed. */
async function listenForJobs(bus: Bus): Promise<Disposable & { result: (job: string) => Promise<string> }> {
  const ended = new Map<string, string>();
  const waiting = new Map<string, (result: string) => void>();
  const stop = bus.onSignal({ interface: MANAGER, member: 'JobRemoved', path: PATH }, ([, job, , result]) => {
    ended.set(String(job), String(result));
    waiting.get(String(job))?.(String(result));
  });
  await attempt(() => bus.call(NAME, PATH, MANAGER, 'Subscribe'));
  return {
    result: (job) =>
      new Promise((resolve) => {
        const known = ended.get(job);
        if (known !== undefined) {
          resolve(known);
          return;
        }
        const patience = setTimeout(() => resolve('no answer in time'), JOB_PATIENCE_MS);
        waiting.set(job, (result) => {
          clearTimeout(patience);
          resolve(result);
        });
      }),
    [Symbol.dispose]: () => {
      stop();
      void attempt(() => bus.call(NAME, PATH, MANAGER, 'Unsubscribe'));
    },
  };
}

/** Properties of resource control are on the interface of the unit's type. */
function interfaceOf(unit: string): string {
  const type = unit.slice(unit.lastIndexOf('.') + 1);
  return `${NAME}.${type === 'scope' ? 'Scope' : type === 'slice' ? 'Slice' : 'Service'}`;
}

async function attempt<T>(call: () => Promise<T>): Promise<Pulled<T>> {
  try {
    return ok(await call());
  } catch (error) {
    if (!(error instanceof BusError)) throw error;
    if (error.errorName === `${NAME}.NoSuchUnit`) return fail(gone);
    return fail(denied(`systemd: ${error.message}`));
  }
}

const nothing = (outcome: Pulled<unknown>): Pulled<null> => (outcome.ok ? ok(null) : outcome);

const expectText = (value: unknown): Pulled<string> =>
  typeof value === 'string' ? ok(value) : fail(denied('systemd answered with something else than a text'));
