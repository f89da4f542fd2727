/** One run of electron-builder over the tree as it is built, and what it says it did. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AfterPackContext, Configuration } from 'electron-builder';
import { Platform, build } from 'electron-builder';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');

export interface PackOptions {
  readonly config: Configuration;
  readonly targets: readonly ('dir' | 'AppImage' | 'deb' | 'rpm')[];
  /** Where artefacts and the unpacked app go. */
  readonly output: string;
  /** A folder with an unpacked Electron; downloaded when left out. */
  readonly electronDist?: string;
  /** Computes everything about each target, and makes none of the files that need tools from the network. */
  readonly dry?: boolean;
}

export interface Packed {
  /** The app as it will be installed. */
  readonly folder: string;
  readonly executable: string;
  /** As configured, by electron-builder's names. */
  readonly fuses: Readonly<Record<string, boolean>>;
  /** AppImage's .desktop file; null when none was asked for. */
  readonly appImageEntry: { readonly name: string; readonly text: string } | null;
  /** What fpm(1) is called with for each of deb and rpm. */
  readonly fpmCalls: readonly (readonly string[])[];
  /** Paths of the finished packages. */
  readonly artefacts: readonly string[];
}

/** Electron's welcome page and a note for its installer; electron-builder drops them only from an Electron it fetched itself. */
export const notShipped: ReadonlySet<string> = new Set(['resources/default_app.asar', 'version']);

/** app-builder-lib hands these to whoever wants to see them: AppImageTarget.js, FpmTarget.js. */
const seen = z.union([
  z.object({ desktop: z.string(), desktopFileName: z.string() }),
  z.tuple([z.array(z.string()), z.string()]),
]);

export async function pack({ config, targets, output, electronDist, dry }: PackOptions): Promise<Packed> {
  let context: AfterPackContext | undefined;
  let appImageEntry: Packed['appImageEntry'] = null;
  const fpmCalls: (readonly string[])[] = [];
  const artefacts = await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget([...targets]),
    publish: 'never',
    config: {
      ...config,
      directories: { output },
      ...(electronDist === undefined ? {} : { electronDist }),
      afterPack: (packed) => {
        for (const file of notShipped) rmSync(join(packed.appOutDir, file), { force: true });
        context = packed;
      },
    },
    effectiveOptionComputed: (options: unknown) => {
      const parsed = seen.parse(options);
      if (Array.isArray(parsed)) fpmCalls.push(parsed[0]);
      else appImageEntry = { name: parsed.desktopFileName, text: parsed.desktop };
      return Promise.resolve(dry === true);
    },
  });
  if (context === undefined) throw new Error('electron-builder packed nothing');
  const { appOutDir, packager } = context;
  return {
    folder: appOutDir,
    executable: join(appOutDir, z.object({ executableName: z.string() }).parse(packager).executableName),
    fuses: z.record(z.string(), z.boolean()).parse(packager.config.electronFuses),
    appImageEntry,
    fpmCalls,
    artefacts,
  };
}
