/** Fetches Electron's program once, showing how far it is; a machine without a way to it is told so within seconds. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { downloadArtifact } from '@electron/get';
import type { FetchDownloaderOptions } from '@electron/get';
import checksums from 'electron/checksums.json' with { type: 'json' };
import type { Result } from '../main/result.ts';
import { fail, ok } from '../main/result.ts';
import { electronVersion } from './electron-binary.ts';

const packageFolder = join(import.meta.dirname, '../node_modules/electron');

export interface FetchOptions {
  /** ms without an answer, or without a byte of it, after which nothing more is expected. */
  readonly patience: number;
  /** How much is here, each time that is a percent more. */
  readonly onProgress: (percent: number) => void;
  /** Where downloads are kept; the user's cache folder when left out. */
  readonly cacheRoot?: string;
  /** As ELECTRON_MIRROR. */
  readonly mirror?: string;
}

/** Downloads the archive into the cache, where Electron's own installer and electron-builder find it. */
export async function downloadElectron({
  patience,
  onProgress,
  cacheRoot,
  mirror,
}: FetchOptions): Promise<Result<string>> {
  const silence = new AbortController();
  let shown = -1;
  const waiting = setTimeout(() => silence.abort(new Error(`nothing was heard for ${patience / 1000} s`)), patience);
  const downloadOptions: FetchDownloaderOptions = {
    signal: silence.signal,
    quiet: true,
    getProgressCallback: ({ percent }) => {
      waiting.refresh();
      const whole = Math.floor(percent * 100);
      if (whole > shown) onProgress((shown = whole));
      return Promise.resolve();
    },
  };
  try {
    return ok(
      await downloadArtifact({
        version: electronVersion,
        artifactName: 'electron',
        platform: 'linux',
        arch: process.arch,
        checksums,
        downloadOptions,
        ...(cacheRoot === undefined ? {} : { cacheRoot }),
        ...(mirror === undefined ? {} : { mirrorOptions: { mirror } }),
      }),
    );
  } catch (error) {
    return fail(reasonOf(error));
  } finally {
    clearTimeout(waiting);
  }
}

/** Downloads and unpacks it to where `findElectron` looks. The error is a sentence. */
export async function fetchElectron(options: FetchOptions): Promise<Result<null>> {
  const downloaded = await downloadElectron(options);
  if (!downloaded.ok) return fail(`Electron ${electronVersion} could not be fetched: ${downloaded.error}.`);
  // finds the archive in the cache, checks it again and unpacks it
  const { status } = spawnSync(process.execPath, [join(packageFolder, 'install.js')], { stdio: ['ignore', 2, 2] });
  return status === 0 ? ok(null) : fail(`Electron ${electronVersion} was fetched, but could not be unpacked.`);
}

/** fetch() says only "fetch failed"; why is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : error.message;
}
