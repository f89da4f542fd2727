/** The first run, in English. */
export const firstRunEn = {
  firstRun: {
    step: 'Step {{step}} of {{steps}}',
    skip: 'Skip',
    back: 'Back',
    next: 'Next',
    done: 'Start',
    never: {
      title: 'What BrainKernel will never do',
      text: 'BrainKernel keeps the program you are using fast, by letting others wait their turn. There are things it never does:',
      ends: 'It never ends a program without your yes.',
      protected:
        'It never freezes or ends what holds your session together: display, sound, input, security, package managers.',
      keeps:
        'It never leaves the machine changed: whatever it did to a program that runs can be undone, and all of it is given back when BrainKernel stops, or after a crash when it starts again.',
      byHand: 'It never overrides what you set by hand.',
      sends:
        'It never sends your files anywhere. If you connect a model, it is told about programs nobody knows, with what looks like a secret masked, and you can read every byte.',
      rights: 'It never needs root to run.',
    },
    observe: {
      title: 'For now it only watches',
      text: 'The mode is Observe: BrainKernel says what it would do, with its reasons, and changes nothing. Look at its decisions for a day, and give them a thumb up or down.',
      later: 'When you trust it, choose another mode at the top of the window or in Settings, Behaviour.',
    },
    connect: {
      title: 'Connect a model, if you like',
      text: 'It works without any. A model helps with programs that nobody knows yet; you can connect one later in Settings, Models.',
      ollama: 'A model on this machine: free, and nothing leaves it.',
      groq: 'A model in the cloud: fast, costs a little, and needs a key of your own.',
      helper: 'The helper is installed.',
      noHelper:
        'The helper is not installed. Without it BrainKernel treats your own programs only, and leaves out what it could not undo. You can install it later in Settings, Helper.',
    },
  },
} as const;
