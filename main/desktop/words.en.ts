import { termsEn } from '../../contract/terms.en.ts';

/** What tray, notifications and dialogs say in English, on top of the product's words. */
export const desktopEn = {
  ...termsEn,
  act: {
    ask: '{{action}} {{app}}?',
    yes: 'Yes',
    no: 'No',
    always: 'Always',
    undo: 'Undo',
    undoAll: 'Undo all',
  },
  tray: {
    starting: 'BrainKernel is looking at your programs',
    problem: 'Something needs a look: {{text}}',
    safeMode: 'Safe mode: only observing. Choose another mode to leave it.',
    moreApprovals_one: '{{count}} more plan needs your word',
    moreApprovals_other: '{{count}} more plans need your word',
    thumbsUp: 'That was right',
    thumbsDown: 'That was wrong',
    open: 'Open BrainKernel',
    settings: 'Settings',
    quit: 'Quit and give everything back',
  },
  notice: {
    treated: '{{app}}: {{treated}}',
    treatedMany_one: '{{count}} app is held back',
    treatedMany_other: '{{count}} apps are held back',
    approvalMany_one: '{{count}} plan needs your word',
    approvalMany_other: '{{count}} plans need your word',
    safeMode: 'BrainKernel runs in safe mode',
    safeModeBody:
      'It stopped unexpectedly three times in a row, so this run only observes and changes nothing. Choose another mode in the tray or in the window to leave safe mode.',
    failed: 'That did not work',
    windowGone: 'The BrainKernel window stopped',
    windowGoneBody: 'The engine goes on as before. Click to open the window again.',
  },
  dialog: {
    alreadyRunning: 'BrainKernel is running already',
    cannotStart: 'BrainKernel could not start',
    cannotStartBody:
      '{{why}}\n\nNothing on this machine was changed, and your data was kept in {{folder}}. Start BrainKernel again; if that does not help, the log in {{log}} says more.',
    crashed: 'BrainKernel stopped because of an error',
    crashedBody:
      '{{why}}\n\nWhat it had changed was given back. It has stopped several times, so it is not started again by itself. The log in {{log}} says more.',
    crashedBodyCut:
      '{{why}}\n\nNot everything it had changed could be given back in time; the next start does the rest. It has stopped several times, so it is not started again by itself. The log in {{log}} says more.',
    updateFailed: 'The new version could not be started',
    updateFailedBody: 'Start BrainKernel again yourself. The log in {{log}} says more.',
    close: 'Keep BrainKernel working in the background?',
    closeBody:
      'This desktop shows no tray icon. BrainKernel can go on without its window; start it again to see the window. Quitting gives back everything it changed.',
    keepRunning: 'Keep working',
    quit: 'Quit',
  },
  autostart: {
    name: 'BrainKernel',
    comment: 'Keeps what you are doing fast',
  },
  reason: {
    trayShown: 'A panel of this desktop shows tray icons.',
    noBus: 'There is no session bus to ask for a panel that shows tray icons.',
    noWatcher: 'No panel of this desktop shows tray icons; on GNOME the extension AppIndicator does.',
    noHost: 'The panel that shows tray icons is not there at the moment.',
    autostartOn: 'BrainKernel starts with your session, without its window.',
    autostartOff: 'BrainKernel does not start with your session.',
    autostartElsewhere: 'Only the BrainKernel with its data in the usual folder starts with your session.',
    autostartFailed: 'The file in the autostart folder could not be written: {{why}}',
  },
} as const;
