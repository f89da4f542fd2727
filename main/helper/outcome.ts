/** What became of it: exit codes of pkexec(1) and of root-side.ts, in sentences. */
import type { HelperOutcome } from '../../contract/helper.ts';
import { printable } from '../printable.ts';
import { layouts } from './layout.ts';
import { rootCode } from './root-side.ts';
import type { RootRun } from './run-as-root.ts';
import type { Said } from './said.ts';
import { said } from './said.ts';

export type InstallerOutcome = Omit<HelperOutcome, 'status'>;

export const outcome = (kind: HelperOutcome['kind'], words: Said): InstallerOutcome => ({ kind, ...words });

interface Circumstances {
  readonly done: 'helper-done.installed' | 'helper-done.removed';
  /** What does the same in a terminal, where pkexec can ask by itself. */
  readonly terminalCommand: string | null;
}

/** Ends as pkexec ends them: 126 is a dialog that was closed, 127 all else that kept it from running the command. */
const DISMISSED = 126;
const NOT_RUN = 127;
const noAgent = /textual authentication agent|local authentication agent|No authentication agent/;

export function outcomeOf(run: RootRun, { done, terminalCommand }: Circumstances): InstallerOutcome {
  const { code, stderr, cancelled } = run;
  if (cancelled) return outcome('dismissed', said('helper-done.cancelled'));
  if (code === 0) return outcome('done', said(done));
  if (code === DISMISSED) return outcome('dismissed', said('helper-done.dismissed'));
  if (code === NOT_RUN && noAgent.test(stderr)) {
    return outcome(
      'no-agent',
      terminalCommand === null
        ? said('helper-done.no-agent')
        : said('helper-done.no-agent-terminal', { command: terminalCommand }),
    );
  }
  if (code === NOT_RUN && stderr.includes('Not authorized')) return outcome('refused', said('helper-done.not-allowed'));
  return ofRootSide(code, stderr);
}

function ofRootSide(code: number | null, stderr: string): InstallerOutcome {
  const why = printable(stderr.trim().split('\n').at(-1) ?? '', 300) || '-';
  const fileAfter = (first: number): string | undefined => layouts.usr[(code ?? 0) - first]?.name;
  const changed = fileAfter(rootCode.mismatch);
  if (changed !== undefined) return outcome('refused', said('helper-done.mismatch', { file: changed }));
  const lost = fileAfter(rootCode.unreadable);
  if (lost !== undefined) return outcome('refused', said('helper-done.unreadable', { file: lost }));
  switch (code) {
    case rootCode.noRoom:
      return outcome('failed', said('helper-done.no-room', { why }));
    case rootCode.readOnly:
      return outcome('failed', said('helper-done.read-only', { why }));
    case rootCode.unsafeFolder:
      return outcome('refused', said('helper-done.unsafe-folder', { why }));
    case rootCode.packaged:
      return outcome('refused', said('helper-done.packaged'));
    case rootCode.strangeUnit:
      return outcome('refused', said('helper-done.strange-unit'));
    case rootCode.polkitBlind:
      return outcome('failed', said('helper-done.polkit-blind'));
    case rootCode.notReloaded:
      return outcome('failed', said('helper-done.not-reloaded'));
    case rootCode.busy:
      return outcome('refused', said('helper-done.busy'));
    case rootCode.leftOver:
      return outcome('failed', said('helper-done.left-over', { why }));
    case rootCode.interrupted:
      return outcome('failed', said('helper-done.interrupted'));
    default:
      return outcome('failed', said('helper-done.failed', { code: code ?? '-', why }));
  }
}
