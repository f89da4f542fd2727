/** Says at the end on what the specs ran, and why they did not run on Electron where they did not. */
import type { FullProject, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

export interface CountOptions {
  /** Null where the specs run on Electron as well. */
  readonly noElectron: string | null;
}

export default class CountReporter implements Reporter {
  readonly #noElectron: string | null;
  readonly #ran = new Map<string | undefined, Set<string>>();

  constructor({ noElectron }: CountOptions) {
    this.#noElectron = noElectron;
  }

  onTestEnd(test: TestCase, { status }: TestResult): void {
    if (status === 'skipped') return;
    const project: FullProject | undefined = test.parent.project();
    const ran = this.#ran.get(project?.name) ?? new Set();
    // a retry is the same spec
    this.#ran.set(project?.name, ran.add(test.id));
  }

  onEnd(): void {
    if (this.#ran.size === 0) return;
    const count = (project: string): number => this.#ran.get(project)?.size ?? 0;
    const why = this.#noElectron === null ? '' : ` (${this.#noElectron})`;
    console.log(`Specs: ${count('chromium')} ran on Chromium, ${count('electron')} on Electron${why}`);
  }

  printsToStdio(): boolean {
    return true;
  }
}
