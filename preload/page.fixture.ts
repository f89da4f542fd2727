/** A document with the real preload script in it, over one end of a wire. */
import type * as Electron from 'electron';
import { vi } from 'vitest';
import { z } from 'zod';
import { bridgeName } from '../contract/bridge.ts';
import type { Bridge } from '../contract/bridge.ts';

const bridge = z.strictObject({
  call: z.function({ input: [z.string(), z.string()], output: z.promise(z.string()) }),
  tell: z.function({ input: [z.string()], output: z.void() }),
  hear: z.function({ input: [z.custom<(frame: string) => void>()], output: z.void() }),
});

/** Loads the script as a new document does. What it hands to the page is exactly a bridge. */
export async function openPage(ipcRenderer: Electron.IpcRenderer): Promise<Bridge> {
  const exposed = new Map<string, unknown>();
  vi.resetModules();
  vi.doMock('electron', () => ({
    ipcRenderer,
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
  }));
  await import('./preload.ts');
  if (exposed.size !== 1) throw new Error(`the page got ${[...exposed.keys()].join(', ')}`);
  return bridge.parse(exposed.get(bridgeName));
}
