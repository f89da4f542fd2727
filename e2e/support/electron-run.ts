import type { SyntheticOptions } from './synthetic-engine.ts';

/** What a spec tells the Electron that it starts. Paths are absolute. */
export interface ElectronRun {
  /** Chromium's own files; goes with the spec. */
  readonly folder: string;
  readonly machine: SyntheticOptions;
  readonly root: string;
  /** The built screens. */
  readonly screens: string;
}
