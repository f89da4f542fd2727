import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../contract/calls.ts';
import { mode, strategy } from '../../contract/words.ts';
import { useClient } from '../client/client-context.ts';
import { useSentence } from '../decisions/use-sentence.ts';
import { minutesUntilTomorrow } from '../format/time.ts';
import { hrefOf, hrefOfView, views } from '../frame/route.ts';
import { isHeld } from '../now/held.ts';
import { propose } from '../learning/policies/proposing.ts';
import { languages, themes } from '../parts/looks.ts';
import { useCall } from '../parts/use-call.ts';
import { bugReport, bugReportAsText } from '../settings/bug-report.ts';
import { hrefOfSection, sections } from '../settings/sections.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { receiveDecisions } from '../stores/decisions.ts';
import { receiveStatus, useEngineStatus } from '../stores/engine-status.ts';
import { reportFailure } from '../stores/failures.ts';
import { usePreferences } from '../stores/preferences.ts';
import { receiveSettings } from '../stores/settings.ts';
import { openShortcuts } from './palette-state.ts';

/** The groups of the commands, in their order. */
export const groups = ['decisions', 'go', 'mode', 'strategy', 'pause', 'looks', 'more'] as const;

export interface PaletteCommand {
  readonly id: string;
  /** Parts of views are many: they are found by typing alone. */
  readonly group: (typeof groups)[number] | 'parts';
  readonly text: string;
  /** Said at its end, and searched as well. */
  readonly hint?: string;
  readonly act: () => void;
}

/** Everything a person can do from anywhere, as it stands now; null until that is known. `say` tells of what is not seen anywhere else. */
export function useCommands(say: (text: string) => void): readonly PaletteCommand[] | null {
  const { t } = useTranslation();
  const client = useClient();
  const { call } = useCall();
  const { sentenceOf } = useSentence();
  const status = useEngineStatus((store) => store.status);
  const { language, theme } = usePreferences();
  const applied = useAnswer('decisions.list', { limit: 50, status: 'applied' });
  const latest = useAnswer('decisions.list', { limit: 1 });
  const inForce = applied.value?.decisions.find(isHeld);
  const last = latest.value?.decisions[0];

  const chosenStrategy = status?.strategyPinned === false ? 'adapt' : status?.strategy;

  const set = (change: CallInput<'settings.set'>) =>
    void call('settings.set', change).then((saved) => saved && receiveSettings(saved));
  const pause = (minutes: number) => void call('engine.pause', { minutes }).then((next) => next && receiveStatus(next));
  const copyStatus = async () => {
    if (status === null) return;
    try {
      const report = bugReport(status, await client.call('machine.describe', {}));
      await navigator.clipboard.writeText(bugReportAsText(report));
      say(t('palette.copied'));
    } catch (error) {
      reportFailure(error);
    }
  };

  /** What comes of it stands where the policies are. */
  const proposePolicies = () => {
    location.hash = hrefOf({ view: 'learning', place: { part: 'policies' } });
    void propose(client);
  };

  const go: readonly PaletteCommand[] = [
    ...views.map((view): PaletteCommand => ({
      id: `go ${view}`,
      group: 'go',
      text: t(`nav.${view}`),
      act: () => (location.hash = hrefOfView(view)),
    })),
    ...(['policies', 'import'] as const).map((part): PaletteCommand => ({
      id: `go learning ${part}`,
      group: 'parts',
      text: t(`learning.parts.${part}`),
      hint: t('nav.learning'),
      act: () => (location.hash = hrefOf({ view: 'learning', place: { part } })),
    })),
    {
      id: 'go learning write',
      group: 'parts',
      text: t('learning.policies.write'),
      hint: t('nav.learning'),
      act: () => (location.hash = hrefOf({ view: 'learning', place: { part: 'write', id: null } })),
    },
    ...sections.map((section): PaletteCommand => ({
      id: `go settings ${section}`,
      group: 'parts',
      text: t(`settings.${section}`),
      hint: t('nav.settings'),
      act: () => (location.hash = hrefOfSection(section)),
    })),
  ];
  const steer: readonly PaletteCommand[] = [
    ...mode.options
      .filter((value) => value !== status?.mode)
      .map((value): PaletteCommand => ({
        id: `mode ${value}`,
        group: 'mode',
        text: t('palette.setMode', { mode: t(`mode.${value}`) }),
        hint: t(`mode.${value}Hint`),
        act: () => void call('engine.setMode', { mode: value }).then((next) => next && receiveStatus(next)),
      })),
    ...(['adapt', ...strategy.options] as const)
      .filter((value) => value !== chosenStrategy)
      .map((value): PaletteCommand => ({
        id: `strategy ${value}`,
        group: 'strategy',
        text: value === 'adapt' ? t('palette.adapt') : t('palette.setStrategy', { strategy: t(`strategy.${value}`) }),
        hint: t(`strategy.${value}Hint`),
        act: () => void call('engine.setStrategy', { strategy: value }).then((next) => next && receiveStatus(next)),
      })),
  ];
  const pauses: readonly PaletteCommand[] =
    status === null || status.pausedUntil === null
      ? [
          {
            id: 'pause 15',
            group: 'pause',
            text: t('palette.pause', { time: t('pause.minutes15') }),
            act: () => pause(15),
          },
          { id: 'pause 60', group: 'pause', text: t('palette.pause', { time: t('pause.hour') }), act: () => pause(60) },
          {
            id: 'pause tomorrow',
            group: 'pause',
            text: t('palette.pause', { time: t('pause.tomorrow') }),
            act: () => pause(minutesUntilTomorrow(Date.now())),
          },
        ]
      : [
          {
            id: 'resume',
            group: 'pause',
            text: t('pause.resume'),
            act: () => void call('engine.resume', {}).then((next) => next && receiveStatus(next)),
          },
        ];
  const looks: readonly PaletteCommand[] = [
    ...languages
      .filter(({ value }) => value !== language)
      .map(({ value, text }): PaletteCommand => ({
        id: `language ${value}`,
        group: 'looks',
        text,
        hint: t('preferences.language'),
        act: () => set({ language: value }),
      })),
    ...themes
      .filter((value) => value !== theme)
      .map((value): PaletteCommand => ({
        id: `theme ${value}`,
        group: 'looks',
        text: t(`preferences.${value}`),
        hint: t('preferences.theme'),
        act: () => set({ theme: value }),
      })),
  ];
  const decisions: readonly PaletteCommand[] = [
    ...(inForce === undefined
      ? []
      : [
          {
            id: 'undo',
            group: 'decisions',
            text: t('palette.undo', { action: t(`action.${inForce.action}`), app: inForce.app.name }),
            act: () =>
              void call('decisions.undo', { id: inForce.id }).then((undone) => {
                if (undone === null) return;
                receiveDecisions({ changed: [undone] });
                say(t('palette.undone', { app: undone.app.name }));
              }),
          } as const,
        ]),
    ...(last === undefined
      ? []
      : [
          {
            id: 'last decision',
            group: 'decisions',
            text: t('palette.lastDecision'),
            hint: sentenceOf(last),
            act: () => (location.hash = hrefOf({ view: 'decisions', id: last.id })),
          } as const,
        ]),
  ];
  // a list that grows at its head would move what somebody is about to choose
  const settled = [applied, latest].every(({ value, failure }) => value !== null || failure !== null);
  if (!settled) return null;
  return [
    ...decisions,
    ...go,
    ...steer,
    ...pauses,
    ...looks,
    {
      id: 'propose',
      group: 'more',
      text: t('learning.policies.propose'),
      hint: t('nav.learning'),
      act: proposePolicies,
    },
    { id: 'copy', group: 'more', text: t('palette.copy'), act: () => void copyStatus() },
    { id: 'shortcuts', group: 'more', text: t('palette.shortcuts'), hint: '?', act: openShortcuts },
  ];
}
