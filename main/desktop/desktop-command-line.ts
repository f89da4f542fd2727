/**
 * The flags of the desktop app: those of the headless engine that make sense here, and two of its own. Chromium and the
 * AppImage have flags too, and a desktop may add addresses of files, so whatever is not ours is left alone.
 */
import { z } from 'zod';
import type { SettingsChange } from '../../contract/engine.ts';
import { parseCommandLine } from '../command-line.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Environment } from './tool-environment.ts';

export interface DesktopRun {
  readonly kind: 'run';
  /** Absolute. */
  readonly dataDirectory: string;
  /** In force for this run only. */
  readonly overrides: SettingsChange;
  /** Start in the tray, without the window. */
  readonly hidden: boolean;
  /** Where in the screens to go, as `#/settings`. */
  readonly route: string | null;
}

export type DesktopCommand = DesktopRun | { readonly kind: 'help' } | { readonly kind: 'version' };

export const desktopUsage = `Usage: brainkernel [flags]

  --hidden          start without the window
  --route ROUTE     open the window there: '#/settings'
  --data-dir DIR, --mode M, --strategy S, --set KEY=JSON
                    as for the headless engine: npm run headless -- --help
  --help, --version

Flags of Chromium, as --ozone-platform=x11, are handed on to it.
`;

const withValue = new Set(['--data-dir', '--mode', '--strategy', '--set']);
const withoutValue = new Set(['--help', '--version']);
const routeShape = /^#\/[\w%./~-]{0,300}$/;

/** @param args without the program, and in development without the folder of the app */
export function parseDesktopCommand(args: readonly string[], environment: Environment): Result<DesktopCommand> {
  const { shared, hidden, route } = pick(args);
  const parsed = parseCommandLine(shared, environment);
  if (!parsed.ok) return parsed;
  if (parsed.value.kind !== 'run') return ok({ kind: parsed.value.kind });
  const { dataDirectory, overrides } = parsed.value;
  return ok({ kind: 'run', dataDirectory, overrides, hidden, route });
}

/** Whether these are the data of a start without `--data-dir`. */
export function isUsualData(dataDirectory: string, environment: Environment): boolean {
  const usual = parseDesktopCommand([], environment);
  return usual.ok && usual.value.kind === 'run' && usual.value.dataDirectory === dataDirectory;
}

/** What a second start sends to the running app, beside its flags, whose order Chromium may change: where to go. */
export const secondStart = z.object({ route: z.string().regex(routeShape).nullable() }).catch({ route: null });

/** Flags that a start after a crash gets again: all but those about the window. */
export const argsForRestart = (args: readonly string[], visible: boolean): readonly string[] => [
  ...args.filter((one, at) => !/^--(hidden|route)(=|$)/.test(one) && args[at - 1] !== '--route'),
  ...(visible ? [] : ['--hidden']),
];

function pick(args: readonly string[]): {
  readonly shared: readonly string[];
  readonly hidden: boolean;
  readonly route: string | null;
} {
  const shared: string[] = [];
  let route: string | null = null;
  for (const [at, one] of args.entries()) {
    const [name = '', ...rest] = one.split('=');
    const value = one.includes('=') ? rest.join('=') : args[at + 1];
    if (withoutValue.has(one)) shared.push(one);
    // a flag without its value goes on alone, for the parser to complain about
    else if (withValue.has(name)) shared.push(value?.startsWith('--') !== false ? name : `${name}=${value}`);
    else if (name === '--route' && value !== undefined && routeShape.test(value)) route = value;
  }
  return { shared, hidden: args.includes('--hidden'), route };
}
