/**
 * The loop: every second sample; at the strategy's interval, or at once when something changed, understand, decide,
 * guard, act and look back. Deciding never waits for a model; the model is asked off the loop and answers next time.
 */
import { CallError } from '../contract/calls.ts';
import type { Mode } from '../contract/words.ts';
import type { Dispose } from './clock.ts';
import type { Case } from './decide/case.ts';
import { decide } from './decide/decide.ts';
import { questionsFrom } from './decide/questions.ts';
import { triage } from './decide/triage.ts';
import type { EffectHistory } from './engine/effect-history.ts';
import { createEffectHistory } from './engine/effect-history.ts';
import { createExclusive } from './engine/exclusive.ts';
import { giveBack } from './engine/give-back.ts';
import type { EngineParts } from './engine/parts.ts';
import type { PersonActs } from './engine/person.ts';
import { createPersonActs } from './engine/person.ts';
import { metricsOf } from './engine/metrics.ts';
import { closeEarlierRun } from './engine/recovery.ts';
import { review } from './engine/review.ts';
import type { Settler } from './engine/settle.ts';
import { createSettler } from './engine/settle.ts';
import { createTrigger } from './engine/trigger.ts';
import { inScope } from './guard/scope.ts';
import type { Snapshot } from './sampler/snapshot.ts';
import type { OwnCost } from './watch/own-cost.ts';
import type { App, Context, ObservedApp } from './workload/app.ts';

/** What the engine sees at this moment; screens are made from it. */
export interface View {
  readonly snapshot: Snapshot;
  readonly observed: readonly ObservedApp[];
  readonly context: Context;
  readonly own: OwnCost;
}

const secondMs = 1_000;

export class Engine {
  readonly startedAt: number;
  readonly acts: PersonActs;
  private readonly parts: EngineParts;
  private readonly history: EffectHistory;
  private readonly settler: Settler;
  private readonly trigger = createTrigger();
  /** Checks and a person's acts never interleave: each sees the machine as the other left it. */
  private readonly exclusive = createExclusive();
  private readonly listeners = new Set<(view: View) => void>();
  private readonly disposers: Dispose[] = [];
  private view: View | null = null;
  private timer: NodeJS.Timeout | null = null;
  private second: Promise<void> = Promise.resolve();
  private stopped = false;
  private asleep = false;

  constructor(parts: EngineParts) {
    this.parts = parts;
    this.startedAt = parts.clock.now();
    this.history = createEffectHistory(parts.inForce);
    this.settler = createSettler(parts, this.history);
    const acts = createPersonActs(parts, this.settler, this.history, () => ({
      ...this.now(),
      caseOf: (appId) => this.cases().find(({ app }) => app.id === appId) ?? null,
    }));
    this.acts = {
      ...acts,
      undo: (id) => this.act(() => acts.undo(id)),
      feedback: (id, thumb) => this.act(() => acts.feedback(id, thumb)),
      answer: (id, answer, always) => this.act(() => acts.answer(id, answer, always)),
      treat: (process, action, confirmed) => this.act(() => acts.treat(process, action, confirmed)),
      set: (process, setting) => this.act(() => acts.set(process, setting)),
      restore: (process) => this.act(() => acts.restore(process)),
    };
  }

  /** Closes what an earlier run left open, takes the first sample and begins. */
  async start(): Promise<void> {
    const begun = this.begin();
    this.second = begun.catch(() => undefined);
    await begun;
    this.schedule();
  }

  private async begin(): Promise<void> {
    await closeEarlierRun(this.parts);
    if (this.stopped) return;
    this.disposers.push(
      this.parts.senses.onChange(() => this.trigger.pull()),
      this.parts.actor.onHelperLost((decisionIds) => void this.exclusive(() => this.goOnWithoutHelper(decisionIds))),
      this.parts.advisor.onVerdicts((verdicts) => {
        for (const { programKey, category } of verdicts) this.parts.workload.learnVerdict(programKey, category);
        this.trigger.pull();
      }),
    );
    await this.sample();
    if (this.view) this.forgetLocksOfTheEnded();
  }

  /** What a person does, unless everything was given back for good meanwhile. */
  private act<T>(work: () => Promise<T>): Promise<T> {
    // who clicks elsewhere answers no password dialog
    this.parts.actor.abandonDialog();
    return this.exclusive(() =>
      this.stopped
        ? Promise.reject(new CallError('unavailable', 'BrainKernel is stopping; nothing was changed.'))
        : work(),
    );
  }

  /** Stops the loop and gives everything back. */
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    for (const dispose of this.disposers) dispose();
    this.parts.actor.abandonDialog();
    await this.second;
    await this.exclusive(() => this.giveEverythingBack('BrainKernel stopped', true));
    await this.parts.advisor.dispose();
    await this.parts.actor.dispose();
    this.parts.senses.dispose();
    this.parts.sampler.dispose();
  }

  now(): View {
    if (!this.view) throw new Error('the engine has not started');
    return this.view;
  }

  /** The apps of this moment as cases. */
  cases(): readonly Case[] {
    const { observed, snapshot, context } = this.now();
    const { strategy } = this.parts.strategy.current(context);
    return triage(observed, { at: snapshot.at, context, system: snapshot.system, strategy });
  }

  /** Called after each sample. */
  onSample(listener: (view: View) => void): Dispose {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What is known of programs took a turn: the next answers count as new. */
  readonly forgetStances = (): void => {
    this.settler.forgetAll();
    this.trigger.pull();
  };

  pausedUntil(): number | null {
    return this.parts.pause.until();
  }

  async pauseFor(minutes: number): Promise<void> {
    this.parts.pause.set(this.parts.clock.now() + minutes * 60_000);
    this.parts.actor.abandonDialog();
    await this.exclusive(() => this.giveEverythingBack('you paused BrainKernel', false));
  }

  resume(): void {
    this.parts.pause.set(null);
    this.settler.forgetAll();
    this.trigger.pull();
  }

  /** Observing changes nothing, so what was done is given back. */
  async setMode(mode: Mode): Promise<void> {
    await this.parts.settings.set({ mode });
    this.settler.forgetAll();
    this.parts.actor.abandonDialog();
    if (mode === 'observe') await this.exclusive(() => this.giveEverythingBack('you switched to observing', false));
    this.trigger.pull();
  }

  /** The machine goes to sleep: no further sample, since rates over a suspend mean nothing. */
  sleep(): void {
    this.asleep = true;
    if (this.timer) clearTimeout(this.timer);
  }

  /** Goes on after `sleep`, and checks at once. The sampler itself notices that time passed, and begins its rates anew. */
  wake(): void {
    if (!this.asleep) return;
    this.asleep = false;
    this.trigger.pull();
    void this.second.then(() => this.schedule());
  }

  private schedule(): void {
    if (this.stopped || this.asleep) return;
    if (this.timer) clearTimeout(this.timer);
    const interval = this.view?.own.overBudget ? 2 * secondMs : secondMs;
    this.timer = setTimeout(() => {
      this.second = this.sample()
        .catch((error: unknown) => {
          this.parts.notices.add(
            'error',
            'loop',
            `A second was missed: ${error instanceof Error ? error.message : String(error)}`,
          );
        })
        .finally(() => this.schedule());
    }, interval);
  }

  private async sample(): Promise<void> {
    const { sampler, workload, senses, inForce, locks, clock } = this.parts;
    const snapshot = await sampler.sample();
    const begun = clock.monotonic();
    const foreground = this.view?.context.foreground;
    const observed = workload.observe(snapshot, foreground?.kind === 'known' ? foreground.pid : null);
    const byPid = (pid: number) => {
      const process = snapshot.processes.get(pid);
      return process ? workload.appOf(process) : null;
    };
    const context = await senses.read(byPid, snapshot);
    if (this.stopped) return;
    const contextMs = clock.monotonic() - begun;
    this.view = { snapshot, observed, context, own: this.parts.ownCost.read(snapshot.at) };
    inForce.forget(snapshot.ended);
    sampler.watch(workload.worthWatching(inForce.pids()));
    this.noticeManualChanges(snapshot);
    locks.forget(snapshot.ended);
    this.history.second(snapshot, observed, context);
    this.parts.metrics.record(snapshot.wallTime, metricsOf(this.view, inForce.all().length));
    // a check waits for whoever acts, and who is asked for a password may take minutes
    if (
      !this.parts.actor.isDialogOpen() &&
      this.trigger.isDue(snapshot, this.parts.strategy.current(context).strategy)
    ) {
      await this.exclusive(() => this.check(this.now(), contextMs));
    }
    for (const listener of this.listeners) listener(this.view);
  }

  private async check({ snapshot, observed }: View, contextMs: number): Promise<void> {
    const { clock, tiers, advisor, recorder, inForce } = this.parts;
    if (this.stopped || this.pausedUntil() !== null) return;
    this.recallVerdicts(observed);
    const cases = this.cases();
    const begun = clock.monotonic();
    const answers = decide(cases, tiers);
    const latency = { context: contextMs, decide: clock.monotonic() - begun };
    for (const answer of answers) await this.settler.settle(answer, snapshot, latency);
    await review(this.parts, cases, snapshot);
    recorder.check(cases, inForce.all());
    advisor.ask(questionsFrom(cases.filter(({ app }) => this.mayBeAskedAbout(app, snapshot))));
  }

  /** What earlier runs learnt of programs that run again. */
  private recallVerdicts(observed: readonly ObservedApp[]): void {
    const { verdicts, workload, clock } = this.parts;
    for (const { app } of observed) {
      const verdict = app.known === 'unknown' ? verdicts.get(app.program.key, clock.now()) : null;
      if (verdict) workload.learnVerdict(verdict.programKey, verdict.category);
    }
  }

  /** Nothing is asked about what may not be acted on anyway, nor about ourselves. */
  private mayBeAskedAbout({ processes: [first] }: App, snapshot: Snapshot): boolean {
    if (!first || first.pid === process.pid) return false;
    return inScope(first.pid, snapshot.processes, this.parts.settings.get()['scope.roots']);
  }

  private forgetLocksOfTheEnded(): void {
    const { processes } = this.now().snapshot;
    this.parts.locks.keepOnly(({ pid, startTime }) => processes.get(pid)?.startTime === startTime);
  }

  private noticeManualChanges(snapshot: Snapshot): void {
    const { manualChanges, inForce, workload, locks, clock } = this.parts;
    for (const { process, what } of manualChanges.since(snapshot, inForce.pids())) {
      const appId = workload.appOf(process)?.id ?? '';
      locks.add({ process, appId, reason: `its values were set by hand (${what})`, at: clock.now() });
    }
  }

  /** The helper went and gave back what it had changed. What is still needed is done again, with what is there now. */
  private async goOnWithoutHelper(decisionIds: readonly string[]): Promise<void> {
    const text = 'The helper stopped and gave back what it had changed; BrainKernel goes on without it.';
    this.parts.notices.add('warning', 'helper-lost', text);
    for (const id of decisionIds) await giveBack(this.parts, id, 'expired', 'the helper stopped and gave it back');
    this.trigger.pull();
  }

  /** @param byPerson also what a person asked for with a click */
  private async giveEverythingBack(why: string, byPerson: boolean): Promise<void> {
    for (const one of this.parts.inForce.all()) {
      if (byPerson || !one.byPerson) await giveBack(this.parts, one.decisionId, 'undone', why);
    }
    this.settler.forgetAll();
  }
}
