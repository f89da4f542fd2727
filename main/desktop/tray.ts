/**
 * The icon in the panel. A StatusNotifierItem has no events for its menu's items and shows changes only when the whole
 * menu is set again, so that is done when, and only when, the menu says something new.
 */
import type { MenuItemConstructorOptions } from 'electron';
import type { Decision } from '../../contract/decision.ts';
import type { Api } from '../api.ts';
import type { Dispose } from '../clock.ts';
import type { Log } from '../log.ts';
import type { TrayState } from './icon-files.ts';
import type { TrayAct, TrayFacts, TrayItem } from './tray-menu.ts';
import { minutesOf, statusLine, trayMenu, trayState } from './tray-menu.ts';

/** What of Electron's Tray is used; `M` is its Menu. */
export interface TrayIcon<M> {
  setImage(file: string): void;
  setToolTip(text: string): void;
  setContextMenu(menu: M | null): void;
  on(event: 'click', listener: () => void): unknown;
  destroy(): void;
}

export interface TrayElectron<M> {
  readonly Tray: new (image: string) => TrayIcon<M>;
  readonly Menu: { buildFromTemplate(template: MenuItemConstructorOptions[]): M };
}

export interface TrayOptions<M> {
  readonly electron: TrayElectron<M>;
  readonly api: Api;
  /** Absolute path of the picture for a state, for the panel as it is now. */
  readonly icon: (state: TrayState) => string;
  readonly safeMode: () => boolean;
  /** Shows the window, at a route of the screens when one is given. */
  readonly open: (route: string | null) => void;
  readonly quit: () => void;
  /** A click that could not be carried out, in a sentence. */
  readonly failed: (why: string) => void;
  readonly now: () => number;
  readonly log: Log;
}

export interface TrayHandle {
  /** Looks again at what no stream tells: the panel's tone, safe mode. */
  readonly refresh: () => void;
  readonly dispose: Dispose;
}

/** ms between two pictures: panels drop or queue what comes faster. */
const iconRestMs = 200;
/** ms for which the status line keeps its words when only a number in it changed: an open menu must not jump. */
const lineRestMs = 10_000;

/** Shows the icon. Only where a host shows it: the first Tray of a process is its only StatusNotifierItem. */
export function createTray<M>(options: TrayOptions<M>): TrayHandle {
  const { electron, api, now } = options;
  let facts: Partial<Pick<TrayFacts, 'status' | 'settings' | 'approvals'>> = {};
  let lastDecision: Decision | null = null;
  let shown = { menu: '', tip: '', image: options.icon('calm') };
  let headlineSince = -Infinity;
  let restingUntil = -Infinity;
  let resting: NodeJS.Timeout | null = null;

  const tray = new electron.Tray(shown.image);
  tray.on('click', () => options.open(null));

  const perform = (act: TrayAct): void => {
    void performed(options, act)
      .then((status) => {
        if (status) take({ status });
      })
      .catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        options.log.warn(`the tray could not do ${act.kind}: ${why}`);
        options.failed(why);
        // the desktop ticks a box by itself; the engine's word stands
        shown = { ...shown, menu: '' };
        draw();
      });
  };

  const draw = (): void => {
    const { status, settings, approvals } = facts;
    if (!status || !settings) return;
    const whole: TrayFacts = {
      status,
      settings,
      approvals: approvals ?? [],
      lastDecision,
      safeMode: options.safeMode(),
      now: now(),
    };
    const items = trayMenu(whole);
    const menu = JSON.stringify(items);
    if (menu !== shown.menu) tray.setContextMenu(electron.Menu.buildFromTemplate(template(items, perform)));
    const tip = `BrainKernel - ${statusLine(whole)}`;
    if (tip !== shown.tip) tray.setToolTip(tip);
    shown = { ...shown, menu, tip };
    drawIcon(options.icon(trayState(whole)));
  };

  const drawIcon = (image: string): void => {
    if (resting) clearTimeout(resting);
    resting = null;
    if (image === shown.image) return;
    const wait = restingUntil - now();
    if (wait > 0) {
      resting = setTimeout(() => drawIcon(image), wait);
      return;
    }
    tray.setImage(image);
    shown = { ...shown, image };
    restingUntil = now() + iconRestMs;
  };

  const take = (change: typeof facts): void => {
    facts = { ...facts, ...change };
    draw();
  };

  const disposers: readonly Dispose[] = [
    api.subscribe('settings', (settings) => take({ settings })),
    api.subscribe('approvals', ({ approvals }) => take({ approvals })),
    api.subscribe('decisions', ({ changed }) => {
      lastDecision = newest(lastDecision, changed);
      draw();
    }),
    api.subscribe('engine.status', (status) => {
      const before = facts.status?.headline;
      const sameSentence =
        before?.key === status.headline.key && before.values['held'] === status.headline.values['held'];
      const keeps = sameSentence && now() - headlineSince < lineRestMs;
      if (!keeps) headlineSince = now();
      take({ status: keeps ? { ...status, headline: before } : status });
    }),
  ];

  return {
    refresh: draw,
    dispose: () => {
      for (const dispose of disposers) dispose();
      if (resting) clearTimeout(resting);
      tray.destroy();
    },
  };
}

/** The status afterwards where a call answers with one. */
async function performed<M>(
  { api: { handlers }, open, quit, now }: TrayOptions<M>,
  act: TrayAct,
): Promise<TrayFacts['status'] | null> {
  switch (act.kind) {
    case 'open':
      open(act.route);
      return null;
    case 'quit':
      quit();
      return null;
    case 'mode':
      return await handlers['engine.setMode']({ mode: act.mode });
    case 'strategy':
      return await handlers['engine.setStrategy']({ strategy: act.strategy });
    case 'pause':
      return await handlers['engine.pause']({ minutes: minutesOf(act, now()) });
    case 'resume':
      return await handlers['engine.resume']({});
    case 'undo':
      await handlers['decisions.undo']({ id: act.id });
      return null;
    case 'thumb':
      await handlers['decisions.feedback']({ id: act.id, verdict: act.verdict });
      return null;
    case 'answer':
      await handlers['approvals.answer']({ id: act.id, answer: act.answer, always: act.always });
      return null;
  }
}

/** The newest decision that changed something or would have; what became of the one shown replaces it. */
function newest(shown: Decision | null, changed: readonly Decision[]): Decision | null {
  return changed
    .filter(({ action }) => action !== 'none')
    .reduce((best, one) => (best === null || one.id === best.id || one.at > best.at ? one : best), shown);
}

const template = (items: readonly TrayItem[], perform: (act: TrayAct) => void): MenuItemConstructorOptions[] =>
  items.map(({ act, submenu, ...rest }) => ({
    ...rest,
    ...(act && { click: () => perform(act) }),
    ...(submenu && { submenu: template(submenu, perform) }),
  }));
