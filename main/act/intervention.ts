/** Plans, what was changed, and the ports that guard and engine use to act. */
import type { LeverChange } from '../../contract/decision.ts';
import type { HelperStatus } from '../../contract/helper.ts';
import type { Lever } from '../../contract/words.ts';
import type { Dispose } from '../clock.ts';
import type { Treatment } from '../decide/case.ts';
import type { ProcessKey } from '../sampler/snapshot.ts';
import type { App } from '../workload/app.ts';

/** What the guard lets through: which processes, which levers, to which values. */
export interface Plan {
  readonly decisionId: string;
  readonly app: Pick<App, 'id' | 'name' | 'category' | 'unit' | 'userUnit' | 'kind' | 'cgroup' | 'uid'>;
  readonly processes: readonly ProcessKey[];
  /** Already reduced to levers that work here and can be undone. */
  readonly treatment: Treatment;
  /** A person set these very values: they replace what anybody chose before, wherever that can be given back. */
  readonly exact?: boolean;
  /** The one of them that is asked for now: without a change of it nothing is done. */
  readonly asked?: Lever;
  /** A person has just clicked: a password may be asked for, once. */
  readonly interactive?: boolean;
}

/** Whose value it was, in full, so that it can be compared and given back. JSON in the journal. */
export type ChangeTarget =
  | {
      readonly kind: 'thread';
      readonly pid: number;
      readonly startTime: number;
      readonly tid: number;
      readonly threadStart: number;
    }
  | { readonly kind: 'process'; readonly pid: number; readonly startTime: number }
  | { readonly kind: 'autogroup'; readonly pid: number; readonly startTime: number; readonly group: string }
  | { readonly kind: 'unit'; readonly unit: string; readonly userUnit: boolean; readonly transient: boolean };

/**
 * One value of one lever on one target. Values are the lever's canonical text (`10`, `idle`, `best-effort/4`, `100`);
 * a lever of units on a process is the cgroup that carries it: its own before, a scope of ours after.
 * `before` equal to `after` is a value that was like ours already: recorded, so that giving back leaves it alone.
 */
export interface Change {
  readonly lever: Lever;
  readonly target: ChangeTarget;
  readonly before: string;
  readonly after: string;
  /** Made, kept and given back by the privileged helper; by ourselves when left out. */
  readonly by?: 'helper' | undefined;
}

/** The journal's row: written and synced before the first lever is pulled. */
export interface JournalEntry {
  readonly decisionId: string;
  readonly bootId: string;
  readonly at: number;
  readonly appId: string;
  readonly appName: string;
  readonly processes: readonly ProcessKey[];
  readonly changes: readonly Change[];
  readonly state: 'intended' | 'applied' | 'closed';
}

/** Port of the durable store behind the journal. `write` returns only when the row is on disk. */
export interface JournalStore {
  readonly write: (entry: JournalEntry) => void;
  readonly setState: (decisionId: string, state: JournalEntry['state']) => void;
  /** Every entry that is not closed, oldest first. */
  readonly open: () => readonly JournalEntry[];
}

export type ApplyOutcome =
  | { readonly kind: 'applied'; readonly levers: readonly LeverChange[]; readonly processes: readonly ProcessKey[] }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** One thing that was not given back, and why that is right: it ended, or somebody changed it meanwhile. */
export interface RestoreFinding {
  readonly kind: 'restored' | 'gone' | 'drifted' | 'failed';
  readonly change: Change;
  /** The value found instead of ours, for `drifted`. */
  readonly found: string | null;
  readonly reason: string | null;
}

export interface RestoreReport {
  readonly decisionId: string;
  readonly findings: readonly RestoreFinding[];
}

/** What a person changed by hand on something we treat: from now on a lock. */
export interface Drift {
  readonly decisionId: string;
  readonly change: Change;
  readonly found: string;
}

/** Which levers work here, and why others do not. */
export interface LeverSupport {
  readonly lever: Lever;
  readonly usable: boolean;
  readonly undoable: boolean;
  readonly why: string | null;
}

/** The levers of a thread as canonical text, see {@link Change}. */
export type ThreadValues = Readonly<Record<'nice' | 'schedPolicy' | 'ioPriority' | 'affinity', string>>;

/** Port of act/: the only part that changes a process. */
export interface Actor {
  /** What the main thread of a process has now; null once it has ended or where it may not be read. */
  readonly values: (process: ProcessKey) => Promise<ThreadValues | null>;
  /** Which levers can be pulled on this app here and now, undo included. */
  readonly support: (app: App, interactive: boolean) => Promise<readonly LeverSupport[]>;
  /** Journals, then pulls the levers on every thread, identity checked through pidfd and start time. */
  readonly apply: (plan: Plan) => Promise<ApplyOutcome>;
  /** Gives back what still has our value. */
  readonly restore: (decisionId: string) => Promise<RestoreReport>;
  readonly restoreAll: () => Promise<readonly RestoreReport[]>;
  /** Values under treatment that are no longer ours. Cheap; called every check. New threads and children join the treatment here. */
  readonly reconcile: (decisionId: string, processes: readonly ProcessKey[]) => Promise<readonly Drift[]>;
  /** At start: closes what an earlier run left open. */
  readonly recover: () => Promise<readonly RestoreReport[]>;
  /** The helper has gone and with it what it had changed: the decisions that this ends. */
  readonly onHelperLost: (listener: (decisionIds: readonly string[]) => void) => Dispose;
  /** A password dialog is open, and whoever waits for it waits for a person. */
  readonly isDialogOpen: () => boolean;
  /** Stops waiting for the dialog: what is still allowed there is given back at once. */
  readonly abandonDialog: () => void;
  /** What a person may know of the helper, its permissions asked of polkit now. */
  readonly helperStatus: () => Promise<Omit<HelperStatus, 'packagedBy'>>;
  /** The helper was installed or removed just now. */
  readonly lookForHelper: () => void;
  readonly dispose: () => Promise<void>;
}
