/**
 * `npm run helper:install` and `npm run helper:uninstall`: puts the privileged helper of this checkout in its place, or
 * takes it away, as Settings does. Shows the files and the command, asks, and runs it: by pkexec, which asks for a
 * password here in the terminal when no desktop does, or at once as root.
 *
 * `--uninstall` takes it away; `--yes` asks nobody but polkit.
 * Exit codes: 0 done · 1 failed · 2 wrong words, or nobody to ask · 3 refused or not possible · 4 said no, or the password
 * dialog was closed · 5 nobody could ask for a password.
 */
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import type { HelperOutcome, HelperPlan } from '../contract/helper.ts';
import type { HelperInstaller } from '../main/helper/installer.ts';
import { createHelperInstaller } from '../main/helper/installer.ts';
import { checkoutSources } from '../main/helper/sources.ts';

const exitCodes: Readonly<Record<HelperOutcome['kind'], number>> = {
  done: 0,
  failed: 1,
  refused: 3,
  dismissed: 4,
  'no-agent': 5,
};
const WRONG_WORDS = 2;
const NOT_POSSIBLE = 3;
const SAID_NO = 4;

interface Terminal {
  readonly say: (text: string) => void;
  /** Null when nobody is there to be asked. */
  readonly ask: ((question: string) => Promise<string>) | null;
}

export async function helperInstall(
  what: 'install' | 'uninstall',
  yes: boolean,
  installer: Pick<HelperInstaller, 'plan' | 'install' | 'uninstall'>,
  { say, ask }: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const plan = await installer.plan(what);
  say(describe(plan));
  if (!plan.possible) return NOT_POSSIBLE;
  if (!yes) {
    if (ask === null) {
      say('Nothing was done: nobody is here to agree. Add --yes to go ahead.');
      return WRONG_WORDS;
    }
    const answer = await ask('Go ahead? [y/N] ');
    if (!/^y(es)?$/i.test(answer.trim())) {
      say('Nothing was done.');
      return SAID_NO;
    }
  }
  const { kind, text } = await (what === 'install' ? installer.install(signal) : installer.uninstall(signal));
  say(text);
  return exitCodes[kind];
}

const number = new Intl.NumberFormat('en');

function describe({ files, command, text }: HelperPlan): string {
  const rows = files.map(({ path, bytes, sha256 }) => `  ${path}\n    ${number.format(bytes)} bytes, sha256 ${sha256}`);
  return [...rows, ...(command === '' ? [] : ['', 'What root runs:', '', command, '']), text].join('\n');
}

async function main(): Promise<number> {
  const options = { uninstall: { type: 'boolean', default: false }, yes: { type: 'boolean', default: false } } as const;
  let values: { readonly uninstall: boolean; readonly yes: boolean };
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return WRONG_WORDS;
  }
  const installer = createHelperInstaller({
    sources: checkoutSources(join(import.meta.dirname, '..')),
    environment: process.env,
    terminalCommand: { install: 'npm run helper:install', uninstall: 'npm run helper:uninstall' },
    inTerminal: true,
  });
  // the copies are removed before this ends
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  const ask = async (question: string): Promise<string> => {
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return await lines.question(question, { signal: stop.signal });
    } catch {
      return '';
    } finally {
      lines.close();
    }
  };
  const terminal = { say: console.log, ask: process.stdin.isTTY ? ask : null };
  return await helperInstall(values.uninstall ? 'uninstall' : 'install', values.yes, installer, terminal, stop.signal);
}

if (import.meta.main) process.exitCode = await main();
