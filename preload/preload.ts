/** Runs sandboxed, before the page and apart from it: hands it the contract's two ways and keeps Electron to itself. */
import { contextBridge, ipcRenderer } from 'electron';
import { bridgeName, channels } from '../contract/bridge.ts';
import type { Bridge } from '../contract/bridge.ts';

const page = crypto.randomUUID();
const tell = (request: string): void => ipcRenderer.send(channels.streams, page, request);
let listener: ((frame: string) => void) | null = null;

ipcRenderer.on(channels.frames, (_event, to: unknown, stream: unknown, frame: unknown) => {
  if (to !== page || typeof frame !== 'string') return;
  try {
    listener?.(frame);
  } finally {
    tell(JSON.stringify({ ack: stream }));
  }
});
tell('"opened"');

contextBridge.exposeInMainWorld(bridgeName, {
  call: async (name, input) => String(await ipcRenderer.invoke(channels.call, name, input)),
  tell,
  hear: (heard) => {
    listener = heard;
  },
} satisfies Bridge);
