/**
 * The way of the model: versions, the samples each came from, and those that wait. A version is made of every whole
 * mini-batch, and anew whenever a sample is taken out. In memory, written through.
 */
import type { LearningChange, LearningStore } from './learning-store.ts';
import type { Model } from './model.ts';
import { meanLoss } from './predictions.ts';
import type { Prior } from './prior.ts';
import type { Sample } from './sample.ts';
import { batchSize, learnBatch, train } from './train.ts';
import type { Standing, Version } from './version.ts';
import { firstVersion, isWithin, mostVersions, toRanges } from './version.ts';

/** Samples that a version is learned from at most; beyond it the oldest go, many at once. */
const mostSamples = 2_048;
const goAtOnce = 512;

export interface Track {
  readonly active: () => Version;
  /** What decides: the active version with the samples that wait. */
  readonly model: () => Model;
  /** Learned and waiting, in their order. */
  readonly samples: () => readonly Sample[];
  readonly pending: () => readonly Sample[];
  /** Also those that were set aside when an older version was made to decide. */
  readonly all: () => readonly Sample[];
  readonly add: (sample: Omit<Sample, 'sequence'>) => void;
  /** Takes samples out by their sequence: no version that has learned from them is left. */
  readonly remove: (sequences: readonly number[]) => void;
  /** False when there is no such version. */
  readonly rollBack: (version: number) => boolean;
  /** Newest first, without the one of before anything was learned. */
  readonly versions: () => readonly Version[];
}

export function openTrack(store: LearningStore, prior: Prior, now: () => number): Track {
  let kept: readonly Sample[] = store.samples();
  let versions: readonly Version[] = store.versions();
  let standing = standingOf(store.standing(), versions);
  let samples: readonly Sample[] = [];
  let waiting: readonly Sample[] = [];
  let model: Model = firstVersion.model;

  const active = (): Version => versions.find(({ version }) => version === standing.active) ?? firstVersion;
  const learnedBy = ({ learned }: Version): readonly Sample[] =>
    kept.filter(({ sequence }) => isWithin(learned, sequence));

  const recompute = (): void => {
    const { model: learned } = active();
    waiting = kept.filter(({ sequence }) => sequence >= standing.from);
    samples = [...learnedBy(active()), ...waiting];
    model = learnBatch(learned, prior, waiting);
  };

  const nextSequence = (): number => {
    const used = [...kept.map(({ sequence }) => sequence), ...versions.flatMap(({ learned }) => learned.flat())];
    return used.reduce((most, one) => Math.max(most, one + 1), standing.from);
  };

  /** A new version of these samples, which is active; older ones beyond the number kept go, with the samples of theirs. */
  const become = (of: readonly Sample[], learned: Model, from: number, change: LearningChange = {}): void => {
    const version: Version = {
      version: standing.made + 1,
      at: now(),
      model: learned,
      learned: toRanges(of.map(({ sequence }) => sequence)),
      samples: of.length,
      loss: meanLoss(of),
    };
    const all = [...versions, version];
    versions = all.slice(-mostVersions);
    const drop = [...(change.drop ?? []), ...all.slice(0, -mostVersions).map((one) => one.version)];
    standing = { active: version.version, made: version.version, from };
    const isNeeded = ({ sequence }: Sample): boolean =>
      sequence >= from || versions.some((one) => isWithin(one.learned, sequence));
    const remove = [...(change.remove ?? []), ...kept.filter((one) => !isNeeded(one)).map(({ sequence }) => sequence)];
    kept = kept.filter(isNeeded);
    store.keep({ ...change, version, drop, remove, standing });
    recompute();
  };

  /** A whole batch waits: it becomes part of the next version. */
  const learnWaiting = (): void => {
    const from = nextSequence();
    if (samples.length <= mostSamples) {
      become(samples, model, from);
      return;
    }
    const newest = samples.slice(goAtOnce);
    become(newest, train(prior, newest), from);
  };

  /** Learns these from nothing, as if no other had ever come: whole batches at once, and what is left waits again. */
  const learnAnew = (of: readonly Sample[], change: LearningChange): void => {
    const whole = of.slice(0, of.length - (of.length % batchSize));
    const from = nextSequence();
    const add = of.slice(whole.length).map((one, index) => ({ ...one, sequence: from + index }));
    const remove = [...(change.remove ?? []), ...of.slice(whole.length).map(({ sequence }) => sequence)];
    kept = [...kept.filter(({ sequence }) => !remove.includes(sequence)), ...add];
    if (whole.length > 0) {
      become(whole, train(prior, whole), from, { ...change, add, remove });
      return;
    }
    standing = { ...standing, active: 0, from };
    store.keep({ ...change, add, remove, standing });
    recompute();
  };

  recompute();
  // samples outlive a file that was damaged, versions may not
  if (versions.length === 0 && samples.length >= batchSize) learnAnew(samples, {});

  return {
    active,
    model: () => model,
    samples: () => samples,
    pending: () => waiting,
    all: () => kept,
    versions: () => versions.toReversed(),

    add: (sample) => {
      const added = { sequence: nextSequence(), ...sample };
      kept = [...kept, added];
      store.keep({ add: [added] });
      recompute();
      if (waiting.length >= batchSize) learnWaiting();
    },

    remove: (sequences) => {
      const gone = new Set(sequences);
      if (gone.size === 0) return;
      const isLearned = learnedBy(active()).some(({ sequence }) => gone.has(sequence));
      const rest = samples.filter(({ sequence }) => !gone.has(sequence));
      const stale = versions.filter((one) => sequences.some((sequence) => isWithin(one.learned, sequence)));
      kept = kept.filter(({ sequence }) => !gone.has(sequence));
      versions = versions.filter((one) => !stale.includes(one));
      const change = { remove: sequences, drop: stale.map(({ version }) => version) };
      if (isLearned) {
        learnAnew(rest, change);
        return;
      }
      store.keep(change);
      recompute();
    },

    rollBack: (number) => {
      if (number !== 0 && !versions.some(({ version }) => version === number)) return false;
      const from = nextSequence();
      standing = { ...standing, active: number, from };
      store.keep({ standing });
      recompute();
      return true;
    },
  };
}

/** The newest version, where it was not kept which one is active, or that one is gone; all samples wait where there is none. */
function standingOf(found: Standing | null, versions: readonly Version[]): Standing {
  const newest = versions.at(-1);
  const made = Math.max(found?.made ?? 0, newest?.version ?? 0);
  if (found && (found.active === 0 || versions.some(({ version }) => version === found.active))) {
    return { ...found, made };
  }
  const last = newest?.learned.at(-1)?.[1];
  return { active: newest?.version ?? 0, made, from: last === undefined ? 0 : last + 1 };
}
