/** What the tray says and offers, from what the engine last said. Pure: state in, items out. */
import type { MenuItemConstructorOptions } from 'electron';
import type { Approval, Decision } from '../../contract/decision.ts';
import type { EngineStatus, Notice, Settings } from '../../contract/engine.ts';
import { sayIn } from '../../contract/say-in.ts';
import { mode, strategy } from '../../contract/words.ts';
import type { Mode, Strategy } from '../../contract/words.ts';
import { printable } from '../printable.ts';
import { todayOf } from '../watch/calendar.ts';
import type { TrayState } from './icon-files.ts';
import type { Say } from './words.ts';
import { clockTime, wordsIn } from './words.ts';

export interface TrayFacts {
  readonly status: EngineStatus;
  readonly settings: Settings;
  /** The newest decision that changed something, or would have. */
  readonly lastDecision: Decision | null;
  /** Oldest first. */
  readonly approvals: readonly Approval[];
  readonly safeMode: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** What a click asks for. Carried out in tray.ts. */
export type TrayAct =
  | { readonly kind: 'open'; readonly route: string | null }
  | { readonly kind: 'quit' }
  | { readonly kind: 'mode'; readonly mode: Mode }
  | { readonly kind: 'strategy'; readonly strategy: Strategy | 'adapt' }
  | { readonly kind: 'pause'; readonly for: '15 minutes' | 'an hour' | 'until tomorrow' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'undo'; readonly id: string }
  | { readonly kind: 'thumb'; readonly id: string; readonly verdict: 'up' | 'down' | null }
  | { readonly kind: 'answer'; readonly id: string; readonly answer: 'approve' | 'reject'; readonly always: boolean };

export interface TrayItem extends Pick<MenuItemConstructorOptions, 'label' | 'type' | 'checked' | 'enabled'> {
  readonly act?: TrayAct;
  readonly submenu?: readonly TrayItem[];
}

/** Characters that fit into a menu on a small screen. */
const widest = 90;
/** Questions with a line of their own; the rest is a number. */
const mostQuestions = 3;
const problemForMs = 60 * 60_000;

/** The states of the icon: what needs a person comes before what is going well. */
export function trayState({ status, approvals, safeMode, now }: TrayFacts): TrayState {
  if (safeMode || problemOf(status, now)) return 'problem';
  if (approvals.length > 0) return 'needs';
  if (status.pausedUntil !== null) return 'paused';
  return status.counts.treated > 0 ? 'acting' : 'calm';
}

/** The newest error, for as long as it is news. */
const problemOf = ({ notices }: EngineStatus, now: number): Notice | undefined =>
  notices.find(({ severity, at }) => severity === 'error' && now - at < problemForMs);

export function trayMenu(facts: TrayFacts): readonly TrayItem[] {
  const { language } = facts.settings;
  const say = wordsIn(language);
  return [
    { label: label(statusLine(facts)), act: { kind: 'open', route: null } },
    ...problems(facts, say),
    separator,
    ...questions(facts, say),
    ...lastDecision(facts, say),
    choice(say('mode.label'), mode.options, facts.settings.mode, (one) => ({
      label: say(`mode.${one}`),
      act: { kind: 'mode', mode: one },
    })),
    choice(say('strategy.label'), ['adapt', ...strategy.options], chosenStrategy(facts.settings), (one) => ({
      label: say(`strategy.${one}`),
      act: { kind: 'strategy', strategy: one },
    })),
    ...pause(facts, say),
    separator,
    { label: say('tray.open'), act: { kind: 'open', route: null } },
    { label: say('tray.settings'), act: { kind: 'open', route: '#/settings' } },
    { label: say('tray.quit'), act: { kind: 'quit' } },
  ];
}

const chosenStrategy = (settings: Settings): Strategy | 'adapt' =>
  settings['strategy.pinned'] ? settings.strategy : 'adapt';

/** The engine's headline in the person's language, also the icon's tooltip. */
export const statusLine = ({ status, settings }: TrayFacts): string =>
  sayIn(settings.language, status.headline, wordsIn(settings.language)('tray.starting'));

/** Whole minutes from `now` (epoch ms). */
export function minutesOf(act: Extract<TrayAct, { kind: 'pause' }>, now: number): number {
  switch (act.for) {
    case '15 minutes':
      return 15;
    case 'an hour':
      return 60;
    case 'until tomorrow':
      return Math.max(1, Math.ceil((todayOf(now)[1] - now) / 60_000));
  }
}

const separator: TrayItem = { type: 'separator' };

function problems({ status, safeMode, now }: TrayFacts, say: Say): readonly TrayItem[] {
  const problem = problemOf(status, now);
  return [
    ...(safeMode ? [{ label: say('tray.safeMode'), enabled: false }] : []),
    ...(problem
      ? [{ label: label(say('tray.problem', { text: problem.text })), act: { kind: 'open', route: null } } as const]
      : []),
  ];
}

function questions({ approvals, settings }: TrayFacts, say: Say): readonly TrayItem[] {
  if (approvals.length === 0) return [];
  const shown = approvals.slice(0, mostQuestions).map((one): TrayItem => {
    const answer = (word: string, yes: boolean, always: boolean): TrayItem => ({
      label: word,
      act: { kind: 'answer', id: one.id, answer: yes ? 'approve' : 'reject', always },
    });
    return {
      label: label(say('act.ask', { action: say(`action.${one.action}`), app: one.app.name })),
      submenu: [
        {
          label: label(sayIn(settings.language, one.sentence, one.explanation)),
          act: { kind: 'open', route: routeTo(one.decisionId) },
        },
        separator,
        answer(say('act.yes'), true, false),
        answer(say('act.no'), false, false),
        answer(say('act.always'), true, true),
      ],
    };
  });
  const more = approvals.length - shown.length;
  const rest: readonly TrayItem[] =
    more > 0
      ? [{ label: say('tray.moreApprovals', { count: more }), act: { kind: 'open', route: '#/decisions' } }]
      : [];
  return [...shown, ...rest, separator];
}

function lastDecision({ lastDecision: decision, settings }: TrayFacts, say: Say): readonly TrayItem[] {
  if (decision === null) return [];
  const { id, feedback } = decision;
  const thumb = (word: string, verdict: 'up' | 'down'): TrayItem => {
    const given = feedback?.verdict === verdict;
    return {
      label: word,
      type: 'checkbox',
      checked: given,
      act: { kind: 'thumb', id, verdict: given ? null : verdict },
    };
  };
  return [
    {
      label: label(sayIn(settings.language, decision.sentence, decision.explanation)),
      act: { kind: 'open', route: routeTo(id) },
    },
    thumb(say('tray.thumbsUp'), 'up'),
    thumb(say('tray.thumbsDown'), 'down'),
    { label: say('act.undo'), enabled: decision.status === 'applied', act: { kind: 'undo', id } },
    separator,
  ];
}

function choice<T extends string>(
  name: string,
  options: readonly T[],
  chosen: T,
  item: (option: T) => TrayItem,
): TrayItem {
  return {
    label: name,
    submenu: options.map((option) => ({ ...item(option), type: 'radio', checked: option === chosen })),
  };
}

function pause({ status: { pausedUntil }, settings }: TrayFacts, say: Say): readonly TrayItem[] {
  if (pausedUntil !== null) {
    const until = say('pause.until', { time: clockTime(settings.language, pausedUntil) });
    return [
      { label: until, enabled: false },
      { label: say('pause.resume'), act: { kind: 'resume' } },
    ];
  }
  return [
    {
      label: say('pause.label'),
      submenu: [
        { label: say('pause.minutes15'), act: { kind: 'pause', for: '15 minutes' } },
        { label: say('pause.hour'), act: { kind: 'pause', for: 'an hour' } },
        { label: say('pause.tomorrow'), act: { kind: 'pause', for: 'until tomorrow' } },
      ],
    },
  ];
}

/** As `hrefOf` of the screens writes it. */
export const routeTo = (decisionId: string): string => `#/decisions/${encodeURIComponent(decisionId)}`;

/** Names of programs are anybody's text: no control characters, and an ampersand is no keyboard mnemonic. */
const label = (text: string): string => printable(text, widest).replaceAll('&', '&&');
