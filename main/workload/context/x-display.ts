/** One connection to an X server that follows its active window. EWMH: https://specifications.freedesktop.org/wm-spec/ */
import type * as X11 from 'x11';
import type { Reply, ResourceExtension, XClient } from 'x11';
import type { Dispose } from '../../clock.ts';

/** Whose window is in front. Several candidates, best first: what the window says, then what the server knows. */
export type ActiveWindow =
  { readonly kind: 'window'; readonly pids: readonly number[] } | { readonly kind: 'none'; readonly why: string };

export interface DisplayWatcher {
  /** Called with each change, and once after connecting. */
  readonly active: (window: ActiveWindow) => void;
  /** Called once, when the connection could not be made or has ended. */
  readonly ended: (why: string) => void;
}

/** AnyPropertyType: whoever sets these properties, a window manager or a tool, only the 32-bit value matters. */
const anyType = 0;
const connectTimeoutMs = 5_000;

/** @param display as in DISPLAY. Never throws: what fails ends the watching. */
export function watchDisplay(display: string, watcher: DisplayWatcher): Dispose {
  let over = false;
  let client: XClient | null = null;
  const end = (why: string): void => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    client?.stream?.destroy();
    watcher.ended(why);
  };
  const timer = setTimeout(() => end(`the X server ${display} does not answer`), connectTimeoutMs);
  timer.unref();
  if (!isDisplay(display)) {
    // told in a later turn, like every other end
    queueMicrotask(() => end(`DISPLAY is ${JSON.stringify(display)}, which names no X server`));
    return () => {
      over = true;
    };
  }
  const open = ({ createClient, eventMask }: typeof X11): void => {
    if (over) return;
    client = createClient({ display, shm: false, disableBigRequests: true }, (error, opened) => {
      clearTimeout(timer);
      const root = opened?.screen[0]?.root;
      if (over) return;
      if (opened === undefined || root === undefined)
        end(`no X server at ${display}: ${error?.message ?? 'no screen'}`);
      else
        follow(opened.client, root, eventMask.PropertyChange, watcher.active).catch((reason: unknown) =>
          end(`the X server ${display} cannot be asked: ${String(reason)}`),
        );
    });
    // a failed request about a window that has just closed arrives here too: only the end of the stream is the end
    client.on('error', (error) => {
      if (client?.stream === undefined || client.stream.destroyed) end(`no X server at ${display}: ${error.message}`);
    });
    client.on('end', () => end(`the X server ${display} has ended`));
  };
  // loaded only where there is a display: the library costs 6 MB
  import('x11').then(open).catch((error: unknown) => end(error instanceof Error ? error.message : String(error)));
  return () => {
    over = true;
    clearTimeout(timer);
    client?.stream?.destroy();
  };
}

/** `[host]:display[.screen]`, X(7), with a number whose TCP port exists: the client would throw in the event loop else. */
function isDisplay(display: string): boolean {
  const number = /^[^:]*:(\d+)(?:\.\d+)?$/.exec(display)?.[1];
  return number !== undefined && Number(number) <= 65_535 - 6_000;
}

async function follow(
  client: XClient,
  root: number,
  propertyChange: number,
  active: DisplayWatcher['active'],
): Promise<void> {
  // the package keeps one cache of atoms for all connections, but atoms are each server's own
  client.atoms = {};
  const activeWindow = await ask<number>((reply) => client.InternAtom(false, '_NET_ACTIVE_WINDOW', reply));
  const windowPid = await ask<number>((reply) => client.InternAtom(false, '_NET_WM_PID', reply));
  // a server without the extension still tells what windows say of themselves
  const clients = await ask<ResourceExtension>((reply) => client.require('res', reply)).catch(() => null);
  let asked = 0;

  const read = async (): Promise<ActiveWindow> => {
    const window = await firstCard(client, root, activeWindow);
    if (window === null || window === 0) return { kind: 'none', why: 'no window is active' };
    const said = await firstCard(client, window, windowPid).catch(() => null);
    const known = clients === null ? null : await clientPid(clients, window).catch(() => null);
    const pids = [said, known].flatMap((pid) => (pid === null || pid === 0 ? [] : [pid]));
    if (pids.length === 0) return { kind: 'none', why: 'the active window does not say which process it belongs to' };
    return { kind: 'window', pids: [...new Set(pids)] };
  };
  const refresh = async (): Promise<void> => {
    asked += 1;
    const mine = asked;
    const window = await read().catch((): ActiveWindow => ({
      kind: 'none',
      why: 'the X server did not say which window is active',
    }));
    // a later change overtook this answer
    if (mine === asked) active(window);
  };

  client.on('event', (event) => {
    if (event.name === 'PropertyNotify' && event.wid === root && event.atom === activeWindow) void refresh();
  });
  client.ChangeWindowAttributes(root, { eventMask: propertyChange });
  await refresh();
}

function ask<T>(request: (reply: Reply<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    request((error, value) => {
      if (error) reject(error);
      else resolve(value);
    });
  });
}

/** First 32-bit element of a property; null when the window has no such property. */
async function firstCard(client: XClient, window: number, name: number): Promise<number | null> {
  const property = await ask((reply: Reply<{ readonly format: number; readonly data: Buffer }>) =>
    client.GetProperty(0, window, name, anyType, 0, 1, reply),
  );
  return property.format === 32 && property.data.length >= 4 ? property.data.readUInt32LE(0) : null;
}

/** Pid of the client that made a window, from the credentials of its socket; null for clients of other machines. */
async function clientPid(clients: ResourceExtension, window: number): Promise<number | null> {
  const mask = clients.ClientIdMask.LocalClientPID;
  const ids = await ask((reply: Reply<readonly { mask: number; value: readonly number[] }[]>) =>
    clients.QueryClientIds([{ client: window, mask }], reply),
  );
  return ids.find((id) => id.mask === mask)?.value[0] ?? null;
}
