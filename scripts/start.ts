/** `npm start`: the tray app where it can be, else the same engine with its dashboard in a browser, and why. */
import { join } from 'node:path';
import { buildIfStale } from './build-if-stale.ts';
import type { ElectronBinary } from './electron-binary.ts';
import { electronVersion, findElectron } from './electron-binary.ts';
import { fetchElectron } from './fetch-electron.ts';
import { becomeEngine } from './headless.ts';
import type { SandboxState } from './sandbox.ts';
import { sandboxState } from './sandbox.ts';

export type Shell =
  | { readonly kind: 'electron'; readonly path: string; readonly flags: readonly string[] }
  /** `why` ends a sentence that begins with "because"; `advice` is one of its own. */
  | { readonly kind: 'headless'; readonly why: string; readonly advice?: string };

export interface ShellSources {
  readonly environment: NodeJS.ProcessEnv;
  /** Chromium refuses to run as root with its sandbox. */
  readonly isRoot: boolean;
  readonly find: () => ElectronBinary;
  /** Null when it is here now, else a sentence that says why not. */
  readonly fetch: () => Promise<string | null>;
  readonly sandbox: (electron: string) => SandboxState;
}

/** Electron where there are a screen, its program (fetched once) and its sandbox, or the person's word to go without. */
export async function chooseShell({ environment, isRoot, find, fetch, sandbox }: ShellSources): Promise<Shell> {
  if (!environment['WAYLAND_DISPLAY'] && !environment['DISPLAY'])
    return { kind: 'headless', why: 'there is no screen (neither WAYLAND_DISPLAY nor DISPLAY is set)' };
  const bare = environment['BRAINKERNEL_NO_SANDBOX'] === '1';
  if (isRoot && !bare) return { kind: 'headless', why: 'Electron is not to be run as root: start it as yourself' };
  let electron = find();
  if (electron.kind === 'missing' && environment['ELECTRON_OVERRIDE_DIST_PATH'] === undefined && !environment['CI']) {
    const failure = await fetch();
    electron = failure === null ? find() : { kind: 'missing', why: failure };
  }
  if (electron.kind === 'missing') return { kind: 'headless', why: electron.why };
  const { path } = electron;
  if (bare) return { kind: 'electron', path, flags: ['--no-sandbox'] };
  const state = sandbox(path);
  if (state.kind === 'works') return { kind: 'electron', path, flags: [] };
  return { kind: 'headless', why: state.why, advice: state.advice };
}

const say = (text: string): void => void process.stderr.write(text);

/** A percent at a time on one line of a terminal, at the quarters in a log. */
async function fetchShowing(): Promise<string | null> {
  say(`BrainKernel: fetching Electron ${electronVersion} (once, about 110 MB)\n`);
  const live = process.stderr.isTTY;
  const fetched = await fetchElectron({
    patience: 10_000,
    onProgress: (percent) => {
      if (live) say(`\r  ${percent} %${percent === 100 ? '\n' : ''}`);
      else if (percent % 25 === 0) say(`  ${percent} %\n`);
    },
  });
  return fetched.ok ? null : fetched.error;
}

async function start(args: readonly string[]): Promise<never> {
  const shell = await chooseShell({
    environment: process.env,
    isRoot: process.getuid?.() === 0,
    find: findElectron,
    fetch: fetchShowing,
    sandbox: sandboxState,
  });
  if (shell.kind === 'headless') {
    const why = shell.why.replace(/\.$/, '');
    say(`BrainKernel: running headless, because ${why}. Open the address below in a browser.\n`);
    if (shell.advice !== undefined) say(`  ${shell.advice}\n`);
    return becomeEngine(args);
  }
  buildIfStale(['desktop', 'screens']);
  if (process.execve === undefined) throw new Error('Node 24 or newer is needed; run this through npm');
  // the process becomes Electron: Ctrl+C reaches it, and its exit code is ours
  const root = join(import.meta.dirname, '..');
  return process.execve(shell.path, [shell.path, ...shell.flags, root, ...args], process.env);
}

if (import.meta.main) await start(process.argv.slice(2));
