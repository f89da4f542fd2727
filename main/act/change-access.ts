/** Reads and writes the value that a Change is about, whatever kind of target it has. Every write is read back. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Lever } from '../../contract/words.ts';
import { assertNever, fail, ok } from '../result.ts';
import { readControlFile } from './control-group.ts';
import { Holds } from './held-process.ts';
import type { Change, ChangeTarget } from './intervention.ts';
import { affinity } from './levers/affinity.ts';
import { autogroupNice } from './levers/autogroup-nice.ts';
import { cpuMax } from './levers/cpu-max.ts';
import { cpuWeight } from './levers/cpu-weight.ts';
import { ioPriority } from './levers/io-priority.ts';
import { ioWeight } from './levers/io-weight.ts';
import { denied } from './levers/failure.ts';
import type { Pulled } from './levers/failure.ts';
import type { ProcessLever, ThreadLever, UnitLever } from './levers/lever.ts';
import { memoryHigh } from './levers/memory-high.ts';
import { nice } from './levers/nice.ts';
import { oomScore } from './levers/oom-score.ts';
import { placement } from './levers/placement.ts';
import { schedPolicy } from './levers/sched-policy.ts';
import { signal } from './levers/signal.ts';
import { stop } from './levers/stop.ts';
import { unset } from './levers/unset.ts';
import type { ServiceManager } from './service-manager.ts';
import type { ServiceManagers } from './service-managers.ts';
import type { SystemCalls } from './system-calls.ts';
import type { ThreadStat } from './thread-stat.ts';

const find = <T extends { readonly lever: Lever }>(levers: readonly T[], lever: Lever): T | null =>
  levers.find((one) => one.lever === lever) ?? null;

export const threadLever = (lever: Lever): ThreadLever | null => find([nice, schedPolicy, ioPriority, affinity], lever);
export const processLever = (lever: Lever): ProcessLever | null => find([oomScore, stop, signal], lever);
export const unitLever = (lever: Lever): UnitLever | null => find([cpuWeight, ioWeight, cpuMax, memoryHigh], lever);

/** systemd changes the cgroup a moment after it has answered, and the kernel tells nobody that a file changed. */
const REALIZE_PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 10;

type On<K extends ChangeTarget['kind']> = Extract<ChangeTarget, { readonly kind: K }>;

export class ChangeAccess implements Disposable {
  readonly holds: Holds;
  readonly #managers: ServiceManagers;

  constructor(calls: SystemCalls, managers: ServiceManagers) {
    this.holds = new Holds(calls);
    this.#managers = managers;
  }

  /** The value there now. */
  async read({ lever, target }: Pick<Change, 'lever' | 'target'>): Promise<Pulled<string>> {
    switch (target.kind) {
      case 'thread':
        return this.#onThread(lever, target, (one, thread) => one.read(thread, this.holds.calls));
      case 'process': {
        const held = this.holds.hold(target);
        return held.ok ? leverOfProcess(lever).read(held.value) : held;
      }
      case 'autogroup': {
        const held = this.holds.hold(target);
        return held.ok ? autogroupNice.read(held.value, target.group) : held;
      }
      case 'unit':
        return this.#onUnit(target, (manager) => readUnit(manager, target.unit, lever));
      default:
        return assertNever(target);
    }
  }

  /** Gives it another value. */
  async write({ lever, target }: Pick<Change, 'lever' | 'target'>, value: string): Promise<Pulled<null>> {
    switch (target.kind) {
      case 'thread':
        return this.#writeThread(lever, target, value);
      case 'process': {
        const held = this.holds.hold(target);
        return held.ok ? leverOfProcess(lever).write(held.value, value) : held;
      }
      case 'autogroup': {
        const held = this.holds.hold(target);
        return held.ok ? autogroupNice.write(held.value, target.group, value) : held;
      }
      case 'unit':
        return this.#onUnit(target, (manager) => writeUnit(manager, target.unit, lever, value));
      default:
        return assertNever(target);
    }
  }

  /** Lays a scope of the user's manager around running processes. */
  async startScope(scope: string, description: string, pids: readonly number[]): Promise<Pulled<null>> {
    return this.#onUnit({ userUnit: true }, (manager) => manager.startScope(scope, description, pids));
  }

  [Symbol.dispose](): void {
    this.holds[Symbol.dispose]();
  }

  #writeThread(lever: Lever, target: On<'thread'>, value: string): Pulled<null> {
    const { calls } = this.holds;
    const written = this.#onThread(lever, target, (one) => one.write(target.tid, value, calls));
    if (!written.ok) return written;
    const found = this.#onThread(lever, target, (one, thread) => one.read(thread, calls));
    if (!found.ok) return found;
    return found.value === value ? ok(null) : fail(denied(`${lever}: the kernel made it ${found.value}, not ${value}`));
  }

  /** The identity is checked anew for each call: a tid lives shorter than its process. */
  #onThread<T>(
    lever: Lever,
    { pid, startTime, tid, threadStart }: On<'thread'>,
    body: (one: ThreadLever, thread: ThreadStat) => Pulled<T>,
  ): Pulled<T> {
    const one = threadLever(lever);
    if (one === null) throw new Error(`${lever} is no lever of a thread`);
    const held = this.holds.hold({ pid, startTime });
    if (!held.ok) return held;
    const thread = held.value.thread(tid, threadStart);
    return thread === null ? fail({ kind: 'gone' }) : body(one, thread);
  }

  async #onUnit<T>(
    { userUnit }: Pick<On<'unit'>, 'userUnit'>,
    body: (manager: ServiceManager) => Promise<Pulled<T>>,
  ): Promise<Pulled<T>> {
    const manager = await (userUnit ? this.#managers.user() : this.#managers.system());
    return manager.ok ? body(manager.value) : fail(denied(manager.error));
  }
}

/** A lever of units on a process is its place among the cgroups. */
function leverOfProcess(lever: Lever): Pick<ProcessLever, 'read' | 'write'> {
  const one = unitLever(lever) === null ? processLever(lever) : placement;
  if (one === null) throw new Error(`${lever} is no lever of a process`);
  return one;
}

async function readUnit(manager: ServiceManager, unit: string, lever: Lever): Promise<Pulled<string>> {
  const one = unitLever(lever);
  if (one === null) return manager.freezerState(unit);
  const found = await manager.number(unit, one.property);
  return found.ok ? ok(one.format(found.value)) : found;
}

async function writeUnit(manager: ServiceManager, unit: string, lever: Lever, value: string): Promise<Pulled<null>> {
  const one = unitLever(lever);
  if (one === null) return manager.setFreezer(unit, value === 'frozen' ? 'frozen' : 'running');
  const written = await manager.setNumber(unit, one.property, one.parse(value));
  if (!written.ok || value === unset) return written;
  const group = await manager.unitControlGroup(unit);
  return group.ok ? tookEffect(one, group.value, value) : group;
}

/** systemd accepts properties of controllers it was not given, and then nothing happens. */
async function tookEffect({ property, controller, file, shows }: UnitLever, group: string, value: string) {
  const patience = AbortSignal.timeout(REALIZE_PATIENCE_MS);
  let content: string | null = null;
  while (!patience.aborted) {
    content = readControlFile(group, file);
    if (content !== null && shows(content, value)) return ok(null);
    await delay(LOOK_EVERY_MS);
  }
  const found =
    content === null ? `there is no ${file}: the ${controller} controller is not delegated` : content.trim();
  return fail(denied(`${property} was accepted but had no effect (${found})`));
}
