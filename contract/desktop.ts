/** What the shell around the engine can do on this desktop; a dashboard in a browser has no shell. */
import { z } from 'zod';

export const desktopStatus = z.object({
  kind: z.enum(['desktop', 'headless']),
  /** Whether a tray host shows our icon (org.kde.StatusNotifierWatcher). */
  tray: z.object({ shown: z.boolean(), reason: z.string() }),
  /** False where the renderer runs without Chromium's sandbox; null in a browser of the person's own. */
  sandboxed: z.boolean().nullable(),
  autostart: z.object({ supported: z.boolean(), on: z.boolean(), reason: z.string() }),
  /** Three crashes in a row, or within a quarter of an hour: this run only observes, whatever the settings say. */
  safeMode: z.boolean(),
  updates: z.object({ supported: z.boolean(), reason: z.string() }),
});
export type DesktopStatus = Readonly<z.infer<typeof desktopStatus>>;

export const updateState = z.object({
  kind: z.enum(['unsupported', 'none', 'available', 'downloading', 'ready', 'failed']),
  version: z.string().nullable(),
  /** Ratio 0-1 while downloading, else null. */
  progress: z.number().nullable(),
  text: z.string(),
});
export type UpdateState = Readonly<z.infer<typeof updateState>>;

/** The machine in words, for a bug report. Null where it cannot be told. */
export const machineDescription = z.object({
  distribution: z.string().nullable(),
  kernel: z.string().nullable(),
  desktop: z.string().nullable(),
  session: z.string().nullable().describe('wayland, x11 or tty'),
  cpu: z.string().nullable(),
  cpus: z.number().int(),
  memoryTotal: z.number(),
  gpu: z.string().nullable(),
  electron: z.string().nullable(),
  node: z.string(),
  sqlite: z.string(),
});
export type MachineDescription = Readonly<z.infer<typeof machineDescription>>;
