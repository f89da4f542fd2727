/**
 * Installs and removes the privileged helper, after a click and with at most one password. What is shown before is what
 * is done: the same bytes are hashed, staged and, by root, compared (root-side.ts).
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { HelperPlan } from '../../contract/helper.ts';
import { chooseLayout, refuseRemoval } from './choose-layout.ts';
import type { LayoutName } from './layout.ts';
import { layouts } from './layout.ts';
import type { InstallerOutcome } from './outcome.ts';
import { outcome, outcomeOf } from './outcome.ts';
import { rootCommand } from './root-side.ts';
import { asRoot, runAsRoot } from './run-as-root.ts';
import type { Said } from './said.ts';
import { said } from './said.ts';
import { shellQuoted } from './shell-quoted.ts';
import type { HelperSources, SourceFile } from './sources.ts';
import { readSources } from './sources.ts';
import { stage } from './staging.ts';
import type { Surroundings } from './surroundings.ts';
import { lookAround, ownerOfHelper } from './surroundings.ts';

export interface HelperInstaller {
  /** Changes nothing and asks nobody. */
  readonly plan: (what: 'install' | 'uninstall') => Promise<HelperPlan>;
  /**
   * Also puts a newer one in the place of an older. Refused when the files are others than the last plan showed. With
   * `signal` a dialog that waits is closed.
   */
  readonly install: (signal?: AbortSignal) => Promise<InstallerOutcome>;
  readonly uninstall: (signal?: AbortSignal) => Promise<InstallerOutcome>;
  /** Who looks after a helper that a package brought, as `apt (brainkernel-desktop)`; else null. Asked once. */
  readonly packagedBy: () => Promise<string | null>;
  /** Closes a dialog that waits. */
  readonly dispose: () => void;
}

interface InstallerParts {
  readonly sources: HelperSources;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What does the same in a terminal, said when there is nobody to ask for a password. */
  readonly terminalCommand: { readonly install: string; readonly uninstall: string } | null;
  /** A person is at the terminal of this process, and may be asked for a password there. */
  readonly inTerminal?: boolean;
  readonly surroundings?: () => Promise<Surroundings>;
}

export function createHelperInstaller(parts: InstallerParts): HelperInstaller {
  const { sources, environment, inTerminal = false, surroundings = lookAround } = parts;
  // a packed app comes without npm
  const terminalCommand = sources.kind === 'checkout' ? parts.terminalCommand : null;
  const ended = new AbortController();
  let busy = false;
  let packagedBy: Promise<string | null> | null = null;
  /** The checksums that a person last saw, by name. */
  let shown: ReadonlyMap<string, string> | null = null;

  /** The one thing that runs at a time. */
  const alone = async (
    signal: AbortSignal | undefined,
    act: (signal: AbortSignal) => Promise<InstallerOutcome>,
  ): Promise<InstallerOutcome> => {
    if (busy) return outcome('refused', said('helper-done.busy'));
    busy = true;
    try {
      return await act(AbortSignal.any(signal === undefined ? [ended.signal] : [ended.signal, signal]));
    } finally {
      busy = false;
      packagedBy = null;
    }
  };

  const install = async (signal: AbortSignal): Promise<InstallerOutcome> => {
    const layout = chooseLayout(await surroundings());
    if (!layout.ok) return outcome('refused', layout.error);
    const files = await readSources(sources);
    if (!files.ok) return outcome('failed', files.error);
    const other = files.value.find(({ name, sha256 }) => (shown?.get(name) ?? sha256) !== sha256);
    if (other !== undefined) return outcome('refused', said('helper-done.mismatch', { file: other.name }));
    const staged = await stage(files.value, environment);
    if (!staged.ok) return outcome('failed', said('helper-done.not-staged', { why: staged.error }));
    await using staging = staged.value;
    const command = installCommand(staging.folder, layout.value, files.value);
    const run = await runAsRoot(asRoot(command, inTerminal), environment, signal);
    return outcomeOf(run, { done: 'helper-done.installed', terminalCommand: terminalCommand?.install ?? null });
  };

  const uninstall = async (signal: AbortSignal): Promise<InstallerOutcome> => {
    const refusal = refuseRemoval(await surroundings());
    if (refusal !== null) return outcome('refused', refusal);
    const run = await runAsRoot(asRoot(rootCommand(['uninstall']), inTerminal), environment, signal);
    return outcomeOf(run, { done: 'helper-done.removed', terminalCommand: terminalCommand?.uninstall ?? null });
  };

  return {
    plan: async (what) => {
      const here = await surroundings();
      if (what === 'uninstall') return await planUninstall(here, inTerminal);
      const plan = await planInstall(sources, here, inTerminal);
      shown = new Map(plan.files.map(({ path, sha256 }) => [basename(path), sha256]));
      return plan;
    },
    install: (signal) => alone(signal, install),
    uninstall: (signal) => alone(signal, uninstall),
    packagedBy: () => (packagedBy ??= ownerOfHelper().then((owner) => owner && `${owner.manager} (${owner.package})`)),
    dispose: () => ended.abort(),
  };
}

const installCommand = (staging: string, layout: LayoutName, files: readonly SourceFile[]): readonly string[] =>
  rootCommand([
    'install',
    staging,
    ...layouts[layout].map(({ path }, index) => `${files[index]?.sha256 ?? ''}:${path}`),
  ]);

async function planInstall(sources: HelperSources, here: Surroundings, inTerminal: boolean): Promise<HelperPlan> {
  const layout = chooseLayout(here);
  if (!layout.ok) return impossible(layout.error);
  const files = await readSources(sources);
  if (!files.ok) return impossible(files.error);
  const targets = layouts[layout.value].map(({ path }, index) => ({ path, source: files.value[index] }));
  const there = await filesInPlace();
  const words = there.length > 0 ? 'replace' : layout.value === 'local' ? 'install-local' : 'install';
  return {
    possible: true,
    ...said(`helper-plan.${words}`),
    files: targets.flatMap(({ path, source }) =>
      source === undefined ? [] : [{ path, bytes: source.bytes.length, sha256: source.sha256, what: source.what }],
    ),
    command: shellQuoted(asRoot(installCommand('STAGING', layout.value, files.value), inTerminal)),
  };
}

async function planUninstall(here: Surroundings, inTerminal: boolean): Promise<HelperPlan> {
  const files = await filesInPlace();
  const refusal = refuseRemoval(here) ?? (files.length === 0 ? said('helper-plan.nothing') : null);
  if (refusal !== null) return impossible(refusal, files);
  return {
    possible: true,
    ...said('helper-plan.uninstall'),
    files,
    command: shellQuoted(asRoot(rootCommand(['uninstall']), inTerminal)),
  };
}

const impossible = (why: Said, files: HelperPlan['files'] = []): HelperPlan => ({
  possible: false,
  ...why,
  files,
  command: '',
});

/** What lies in either layout's places. */
async function filesInPlace(): Promise<HelperPlan['files']> {
  const found = await Promise.all(
    [...layouts.usr, ...layouts.local].map(async ({ path, what }) => {
      const bytes = await readFile(path).catch(() => null);
      if (bytes === null) return [];
      return [{ path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), what }];
    }),
  );
  return found.flat();
}
