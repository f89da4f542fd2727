/** The contract over Electron's IPC. Every message of every page comes through here: who sent it, what it says, one answer. */
import type * as Electron from 'electron';
import { z } from 'zod';
import { channels } from '../../contract/bridge.ts';
import type { Envelope } from '../../contract/calls.ts';
import type { Api } from '../api.ts';
import type { Dispose } from '../clock.ts';
import type { Log } from '../log.ts';
import { dispatch, isCallName, refusal } from '../transport/dispatch.ts';
import { fromJson, streamName, streamRequest } from '../transport/stream-session.ts';
import type { MainWindow } from './main-window.ts';
import { streamsTo } from './page-streams.ts';
import type { PageStreams } from './page-streams.ts';

export interface IpcOptions {
  readonly ipcMain: Pick<Electron.IpcMain, 'handle' | 'on' | 'removeHandler' | 'off'>;
  readonly api: Api;
  /** Whose page may talk. While it is hidden no stream moves. */
  readonly window: Pick<MainWindow, 'trusts' | 'isVisible' | 'onVisibility'>;
  /** Hears of what a page is not told. Never of what a message held. */
  readonly log: Pick<Log, 'warn'>;
  /** Hold answers against the contract: for development and tests. */
  readonly checkOutput?: boolean;
}

/** As over HTTP: rules of another tool are the largest input there is. */
const callText = z.string().max(8 * 1024 * 1024);
const text = z.string().max(1024 * 1024);
const callMessage = z.tuple([z.string().max(100), callText]);
const streamsMessage = z.tuple([
  z.uuid(),
  text.transform(fromJson).pipe(z.union([z.literal('opened'), z.strictObject({ ack: streamName }), streamRequest])),
]);

/** Serves until disposed; then Electron itself refuses calls. */
export function serveIpc({ ipcMain, api, window, log, checkOutput = false }: IpcOptions): Dispose {
  const { handlers, subscribe } = api;
  const pages = new Map<Electron.WebContents, PageStreams>();

  const answer = async (message: unknown): Promise<Envelope> => {
    const parsed = callMessage.safeParse(message);
    if (!parsed.success) return refusal('bad-input', 'a call is its name and the JSON of its input');
    const [name, json] = parsed.data;
    if (!isCallName(name)) return refusal('not-found', 'there is no such call');
    const input = fromJson(json);
    if (input === undefined) return refusal('bad-input', 'the input is not JSON');
    return dispatch({ handlers, checkOutput, log }, name, input);
  };
  const onCall = async (event: Electron.IpcMainInvokeEvent, ...message: readonly unknown[]): Promise<string> =>
    JSON.stringify(
      window.trusts(event) ? await answer(message) : refusal('forbidden', 'only the window of BrainKernel may call it'),
    );

  /** A document's first word: whatever the one before it listened to ends. */
  const begin = (contents: Electron.WebContents, id: string): void => {
    pages.get(contents)?.dispose();
    const page = streamsTo(contents, id, window, subscribe);
    const end = () => {
      page.dispose();
      pages.delete(contents);
      contents.off('destroyed', end);
      contents.off('render-process-gone', end);
    };
    contents.on('destroyed', end);
    contents.on('render-process-gone', end);
    pages.set(contents, { ...page, dispose: end });
  };
  const hear = (contents: Electron.WebContents, message: unknown): void => {
    const parsed = streamsMessage.safeParse(message);
    if (!parsed.success) {
      log.warn('a malformed request for streams was not heard');
      return;
    }
    const [id, said] = parsed.data;
    if (said === 'opened') {
      begin(contents, id);
      return;
    }
    const page = pages.get(contents);
    // the last words of a document that has been replaced are nobody's
    if (page?.id !== id) return;
    if ('ack' in said) page.heard(said.ack);
    else page.receive(said);
  };
  const onStreams = (event: Electron.IpcMainEvent, ...message: readonly unknown[]): void => {
    try {
      if (window.trusts(event)) hear(event.sender, message);
      else log.warn('a stranger asked for streams over IPC and was not heard');
    } catch (error) {
      log.warn(`a stream failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  };

  ipcMain.handle(channels.call, onCall);
  ipcMain.on(channels.streams, onStreams);
  return () => {
    ipcMain.removeHandler(channels.call);
    ipcMain.off(channels.streams, onStreams);
    for (const page of [...pages.values()]) page.dispose();
  };
}
