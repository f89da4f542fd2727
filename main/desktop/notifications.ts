/**
 * What BrainKernel says without being asked: the sentence of what it just did with Undo, and the questions it has with
 * Yes and No. Three in any hour at most, questions and deeds together: the limit protects the person's attention, which
 * does not care which of both took it. What is not said is not lost: the tray shows it, and a question stays open there.
 * A burst is one notification. Nothing is said to somebody who is looking at the window, nor in safe mode.
 *
 * A notification is withdrawn as soon as what it offers is no longer possible.
 */
import type { NotificationConstructorOptions } from 'electron';
import type { Approval, Decision } from '../../contract/decision.ts';
import type { Settings } from '../../contract/engine.ts';
import { sayIn } from '../../contract/say-in.ts';
import type { Api } from '../api.ts';
import type { Dispose } from '../clock.ts';
import type { Log } from '../log.ts';
import { printable } from '../printable.ts';
import { createNotificationBudget } from './notification-budget.ts';
import { routeTo } from './tray-menu.ts';
import { wordsIn } from './words.ts';

/** What of Electron's Notification is used. */
export interface ShownNotification {
  on(event: 'click' | 'close', listener: () => void): unknown;
  on(event: 'action', listener: (details: { readonly actionIndex: number }) => void): unknown;
  show(): void;
  close(): void;
}

export interface NotificationElectron {
  readonly Notification: (new (options: NotificationConstructorOptions) => ShownNotification) & {
    isSupported(): boolean;
  };
}

export interface NotificationsOptions {
  readonly electron: NotificationElectron;
  readonly api: Api;
  readonly icon: string;
  readonly safeMode: () => boolean;
  /** The person has the window in front of them. */
  readonly isWatching: () => boolean;
  readonly open: (route: string | null) => void;
  /** Monotonic ms. */
  readonly now: () => number;
  readonly log: Log;
}

export interface Notifications {
  /** Says something a person must know now, whatever the limit: safe mode, a window that stopped, a click that failed. */
  readonly tell: (what: 'safeMode' | 'windowGone' | 'failed', why?: string) => void;
  readonly dispose: Dispose;
}

interface Content {
  readonly title: string;
  readonly body: string;
  readonly route: string | null;
  readonly actions: readonly { readonly text: string; readonly run: () => unknown }[];
}

/** What is on show: it goes when nothing of what it is about stands any more. */
interface About {
  readonly kind: 'deeds' | 'questions' | 'word';
  readonly ids: Set<string>;
}

/** ms in which what happens together is said together; a check carries out its decisions one after the other. */
const burstMs = 2_000;
/** Decisions remembered as said or asked about; older ones do not come again. */
const mostRemembered = 1_000;
const longestBody = 300;

export function createNotifications(options: NotificationsOptions): Notifications {
  const { electron, api, now } = options;
  const budget = createNotificationBudget();
  /** Also keeps the objects alive: one that was collected hears no clicks. */
  const shown = new Map<ShownNotification, About>();
  const known = new Set<string>();
  const deeds = new Map<string, Decision>();
  const questions = new Map<string, Approval>();
  let settings: Settings | null = null;
  let burst: NodeJS.Timeout | null = null;
  let begun = false;

  const show = (content: Content, kind: About['kind'], ids: readonly string[] = []): void => {
    if (!electron.Notification.isSupported()) return;
    const notification = new electron.Notification({
      title: printable(content.title),
      body: printable(content.body, longestBody),
      icon: options.icon,
      // not `critical`, which goes through a person's "do not disturb"
      urgency: 'normal',
      timeoutType: kind === 'questions' ? 'never' : 'default',
      silent: kind === 'deeds',
      actions: content.actions.map(({ text }) => ({ type: 'button', text })),
    });
    shown.set(notification, { kind, ids: new Set(ids) });
    notification.on('close', () => shown.delete(notification));
    notification.on('click', () => {
      shown.delete(notification);
      options.open(content.route);
    });
    notification.on('action', ({ actionIndex }) => {
      shown.delete(notification);
      void carryOut(content.actions[actionIndex]?.run);
    });
    notification.show();
  };

  const carryOut = async (run: (() => unknown) | undefined): Promise<void> => {
    try {
      await run?.();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      options.log.warn(`a notification's button failed: ${why}`);
      tell('failed', why);
    }
  };

  const withdraw = (kind: About['kind'], stands: (id: string) => boolean): void => {
    for (const [notification, about] of shown) {
      if (about.kind !== kind) continue;
      for (const id of about.ids) if (!stands(id)) about.ids.delete(id);
      if (about.ids.size > 0) continue;
      shown.delete(notification);
      notification.close();
    }
  };

  const speak = (): void => {
    burst = null;
    const [done, asked] = [[...deeds.values()], [...questions.values()]];
    deeds.clear();
    questions.clear();
    if (settings?.['desktop.notifications'] !== true || options.safeMode() || options.isWatching()) return;
    // a question needs the person, a deed only informs: when one place is left, the question takes it
    if (asked.length > 0 && budget.take(now())) show(aboutQuestions(asked, settings, api), 'questions', idsOf(asked));
    if (done.length > 0 && budget.take(now())) show(aboutDeeds(done, settings, api), 'deeds', idsOf(done));
  };

  const soon = (): void => {
    burst ??= setTimeout(speak, burstMs);
  };

  const tell: Notifications['tell'] = (what, why = '') => {
    const say = wordsIn(settings?.language ?? 'en');
    const body = { safeMode: say('notice.safeModeBody'), windowGone: say('notice.windowGoneBody'), failed: why }[what];
    show({ title: say(`notice.${what}`), body, route: null, actions: [] }, 'word');
  };

  const hear = (decision: Decision): void => {
    const { id, status } = decision;
    if (status !== 'applied') deeds.delete(id);
    // what a person asked for or said yes to is no news to them
    const isNews = status === 'applied' && decision.tier !== 'user' && !known.has(id);
    if (status === 'applied' || status === 'awaiting-approval') remember(known, id);
    if (!isNews || !begun) return;
    deeds.set(id, decision);
    soon();
  };

  const disposers: readonly Dispose[] = [
    api.subscribe('settings', (current) => {
      settings = current;
    }),
    api.subscribe('decisions', ({ changed }) => {
      for (const decision of changed) hear(decision);
      const over = new Set(changed.filter(({ status }) => status !== 'applied').map(({ id }) => id));
      withdraw('deeds', (id) => !over.has(id));
    }),
    followApprovals(api, (fresh, open) => {
      withdraw('questions', (id) => open.has(id));
      for (const id of questions.keys()) if (!open.has(id)) questions.delete(id);
      if (!begun) return;
      for (const one of fresh) questions.set(one.id, one);
      if (questions.size > 0) soon();
    }),
  ];
  // the streams have told what was there already; from here on it is news
  begun = true;

  return {
    tell,
    dispose: () => {
      for (const dispose of disposers) dispose();
      if (burst) clearTimeout(burst);
      for (const notification of shown.keys()) notification.close();
      shown.clear();
    },
  };
}

/** The open questions whenever they change, with those that were not there before. */
function followApprovals(api: Api, listener: (fresh: readonly Approval[], open: ReadonlySet<string>) => void): Dispose {
  let before: ReadonlySet<string> = new Set();
  return api.subscribe('approvals', ({ approvals }) => {
    const fresh = approvals.filter(({ id }) => !before.has(id));
    before = new Set(idsOf(approvals));
    listener(fresh, before);
  });
}

function aboutDeeds(deeds: readonly Decision[], { language }: Settings, { handlers }: Api): Content {
  const say = wordsIn(language);
  const treated = ({ action }: Decision): string => say(`treated.${action}`);
  const undo = async (): Promise<void> => {
    for (const { id } of deeds) await handlers['decisions.undo']({ id });
  };
  const [only] = deeds;
  if (only && deeds.length === 1) {
    return {
      title: say('notice.treated', { app: only.app.name, treated: treated(only) }),
      body: sayIn(language, only.sentence, only.explanation),
      route: routeTo(only.id),
      actions: [{ text: say('act.undo'), run: undo }],
    };
  }
  return {
    title: say('notice.treatedMany', { count: deeds.length }),
    body: deeds.map((one) => say('notice.treated', { app: one.app.name, treated: treated(one) })).join(' · '),
    route: '#/decisions',
    actions: [{ text: say('act.undoAll'), run: undo }],
  };
}

function aboutQuestions(questions: readonly Approval[], { language }: Settings, { handlers }: Api): Content {
  const say = wordsIn(language);
  const titleOf = ({ action, app }: Approval): string =>
    say('act.ask', { action: say(`action.${action}`), app: app.name });
  const [only] = questions;
  if (only && questions.length === 1) {
    const { id } = only;
    return {
      title: titleOf(only),
      body: sayIn(language, only.sentence, only.explanation),
      route: routeTo(only.decisionId),
      actions: [
        { text: say('act.yes'), run: () => handlers['approvals.answer']({ id, answer: 'approve' }) },
        { text: say('act.no'), run: () => handlers['approvals.answer']({ id, answer: 'reject' }) },
      ],
    };
  }
  // one yes for several plans would be a yes to something nobody has read
  return {
    title: say('notice.approvalMany', { count: questions.length }),
    body: questions.map(titleOf).join(' · '),
    route: '#/now',
    actions: [],
  };
}

const idsOf = (all: readonly { readonly id: string }[]): readonly string[] => all.map(({ id }) => id);

function remember(known: Set<string>, id: string): void {
  known.add(id);
  const [oldest] = known;
  if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
}
