import type { DescriptorBudget } from './held-file.ts';
import type { ProcessTable, Round } from './process-table.ts';
import type { TrackedProcess } from './tracked-process.ts';
import { WatchedFiles } from './watched-files.ts';

interface Watched {
  readonly process: TrackedProcess;
  readonly files: WatchedFiles;
}

/** The processes whose expensive files are read, and those files. */
export class WatchList {
  readonly #procRoot: string;
  readonly #budget: DescriptorBudget;
  readonly #buffer = Buffer.allocUnsafe(8192);
  readonly #watched = new Map<number, Watched>();
  #wanted: ReadonlySet<number> = new Set();

  constructor(procRoot: string, budget: DescriptorBudget) {
    this.#procRoot = procRoot;
    this.#budget = budget;
  }

  /** Copied: what the caller does with its set later changes nothing. */
  want(pids: ReadonlySet<number>): void {
    this.#wanted = new Set(pids);
  }

  /** Gives every wanted process of the table its expensive reading, and takes it from all others. */
  async refresh(table: ProcessTable, round: Round): Promise<void> {
    const wanted = this.#wanted;
    for (const [pid, watched] of this.#watched) {
      if (wanted.has(pid) && table.get(pid) === watched.process) continue;
      watched.files.close();
      watched.process.reading.expensive = null;
      this.#watched.delete(pid);
    }
    for (const pid of wanted) {
      const process = table.get(pid);
      if (process === null) continue;
      const files = this.#filesOf(pid, process);
      if (round.afresh) files.startAfresh();
      process.reading.expensive = await files.read(process.reading.threads, round.now(), round.slices);
      if (round.slices.due) await round.slices.turn();
    }
  }

  close(): void {
    for (const { files } of this.#watched.values()) files.close();
    this.#watched.clear();
  }

  #filesOf(pid: number, process: TrackedProcess): WatchedFiles {
    const watched = this.#watched.get(pid);
    if (watched !== undefined) return watched.files;
    const files = new WatchedFiles(`${this.#procRoot}/${pid}`, this.#budget, this.#buffer);
    this.#watched.set(pid, { process, files });
    return files;
  }
}
