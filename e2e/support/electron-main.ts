/** The window of the app over the made-up engine: what Electron runs for the specs of the screens. */
import { join } from 'node:path';
import { BrowserWindow, app, ipcMain, nativeTheme, protocol, screen, session, shell } from 'electron';
import { applyGuardRails } from '../../main/desktop/guard-rails.ts';
import { windowIconFile } from '../../main/desktop/icon-files.ts';
import { serveIpc } from '../../main/desktop/ipc-transport.ts';
import { createMainWindow } from '../../main/desktop/main-window.ts';
import { declareScheme, serveScreens } from '../../main/desktop/screens-protocol.ts';
import { createWindowStateStore } from '../../main/desktop/window-state.ts';
import { stderrLog } from '../../main/log.ts';
import type { ElectronRun } from './electron-run.ts';
import { createSyntheticEngine } from './synthetic-engine.ts';

/** Written by electron-app.ts, which started this. */
const { folder, machine, root, screens } = JSON.parse(process.env['BRAINKERNEL_E2E'] ?? '{}') as ElectronRun;

app.setPath('userData', folder);
declareScheme({ protocol });
applyGuardRails({ app, session, shell });
await app.whenReady();
serveScreens({ protocol }, screens);
const window = createMainWindow({
  electron: { BrowserWindow, screen, nativeTheme },
  preload: join(root, 'out/preload/preload.cjs'),
  state: createWindowStateStore(folder, stderrLog),
  icon: join(root, 'assets/icons', windowIconFile),
  onClose: () => 'quit',
  onGone: (reason) => stderrLog.warn(`the page went: ${reason}`),
  theme: 'system',
});
serveIpc({ ipcMain, api: createSyntheticEngine(machine), window, log: stderrLog, checkOutput: true });
app.on('window-all-closed', () => app.quit());
window.show();
