/** Reads and writes the value that a Change is about, whatever kind of target it has. Every write is read back. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Lever } from '../../contract/words.ts';
import { assertNever, fail, ok } from '../result.ts';
import { readControlFile } from './control-group.ts';
import { Holds } from './held-process.ts';
import type { HelperHand } from './helper/hand.ts';
import type { Change, ChangeTarget } from './intervention.ts';
import { processLever, threadLever, unitLever } from './levers-by-target.ts';
import { autogroupNice } from './levers/autogroup-nice.ts';
import { denied, gone } from './levers/failure.ts';
import type { Pulled } from './levers/failure.ts';
import type { ProcessLever, ThreadLever, UnitLever } from './levers/lever.ts';
import { placement } from './levers/placement.ts';
import { unset } from './levers/unset.ts';
import type { ServiceManager } from './service-manager.ts';
import type { ServiceManagers } from './service-managers.ts';
import type { SystemCalls } from './system-calls.ts';
import type { ThreadStat } from './thread-stat.ts';

/** systemd changes the cgroup a moment after it has answered, and the kernel tells nobody that a file changed. */
const REALIZE_PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 10;

type On<K extends ChangeTarget['kind']> = Extract<ChangeTarget, { readonly kind: K }>;

export class ChangeAccess implements Disposable {
  readonly holds: Holds;
  readonly #managers: ServiceManagers;
  readonly #helper: HelperHand;

  constructor(calls: SystemCalls, managers: ServiceManagers, helper: HelperHand) {
    this.holds = new Holds(calls);
    this.#managers = managers;
    this.#helper = helper;
  }

  /** Makes a change, by ourselves or through the helper. */
  async make(change: Change): Promise<Pulled<null>> {
    return change.by === 'helper' ? this.#makeThroughHelper(change) : this.#write(change, change.after);
  }

  /** Gives the value before a change back. The caller has compared: ours was still there. */
  async takeBack(change: Change): Promise<Pulled<null>> {
    return change.by === 'helper' ? this.#takeBackThroughHelper(change) : this.#write(change, change.before);
  }

  /** Threads may have started since the helper was last asked: it is asked anew. */
  nextPass(): void {
    this.#helper.forget();
  }

  /** The helper has given it back by itself, and so nobody else has changed it. */
  async gaveBackByHelper(change: Change, found: string): Promise<boolean> {
    return change.by === 'helper' && found === change.before && !(await this.#helper.keeps(change));
  }

  /** The helper compares for itself: what drifted is left there too, and kept by it no longer. */
  async releaseFromHelper(changes: readonly Change[]): Promise<void> {
    for (const change of changes) if (change.by === 'helper') await this.#helper.giveBack(change);
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

  async #write({ lever, target }: Pick<Change, 'lever' | 'target'>, value: string): Promise<Pulled<null>> {
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

  async #makeThroughHelper(change: Change): Promise<Pulled<null>> {
    const pulled = await this.#helper.pull(change);
    // a signal is gone when it was sent, and a stop takes effect when the threads come round to it
    if (!pulled.ok || change.lever === 'signal' || change.lever === 'freeze') return pulled;
    if (change.target.kind === 'unit') {
      const { unit } = change.target;
      const one = unitLever(change.lever);
      return one === null
        ? pulled
        : this.#onUnit(change.target, (manager) => shownInGroup(manager, unit, one, change.after));
    }
    const found = await this.read(change);
    if (!found.ok) return found;
    // a thread that somebody gave a value of its own is left by the helper as it is by us
    return found.value === change.after ? ok(null) : fail(gone);
  }

  async #takeBackThroughHelper(change: Change): Promise<Pulled<null>> {
    const given = await this.#helper.giveBack(change);
    if (!given.ok) return given;
    const found = await this.read(change);
    if (!found.ok) return found;
    return found.value === change.after ? fail(denied('the helper does not keep this change any more')) : ok(null);
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
  return !written.ok || value === unset ? written : shownInGroup(manager, unit, one, value);
}

async function shownInGroup(manager: ServiceManager, unit: string, one: UnitLever, value: string) {
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
