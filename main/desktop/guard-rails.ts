/** What no page of this app can do, whatever runs in it: leave the screens, open windows, reach the network, ask for devices. */
import type * as Electron from 'electron';
import { links } from '../../contract/links.ts';
import { isScreensUrl } from './screens-protocol.ts';

/** What a link in the screens may open in the person's browser: these addresses, to the letter. */
export const openable: ReadonlySet<string> = new Set(Object.values(links));

/** Copying as text or JSON for a bug report. */
const granted = 'clipboard-sanitized-write';

/** Before `ready`; https://www.electronjs.org/docs/latest/tutorial/security names each of these. */
export function applyGuardRails({ app, session, shell }: Pick<typeof Electron, 'app' | 'session' | 'shell'>): void {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => keepInside(contents, shell));
  void app.whenReady().then(() => closeOff(session.defaultSession));
}

function keepInside(contents: Electron.WebContents, shell: Pick<typeof Electron.shell, 'openExternal'>): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (openable.has(url)) void shell.openExternal(url).catch(() => undefined);
    return { action: 'deny' };
  });
  // a page may load itself again, and no frame inside of it may load anything
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isScreensUrl(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** The session of our pages. The updater has one of its own, which no page uses. */
function closeOff(session: Electron.Session): void {
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isScreensUrl(details.url) }));
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(permission === granted && details.isMainFrame && isScreensUrl(details.requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) => permission === granted && details.isMainFrame && isScreensUrl(origin),
  );
  session.setDevicePermissionHandler(() => false);
  // dictionaries would be loaded from the network
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
}
