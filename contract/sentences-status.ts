/** What the engine says about how the helper is. The English form; the Chinese is in sentences-status.zh-CN.ts. */
export const statusSentences = {
  'helper.ready': 'The helper {{version}} answers.',
  'helper.absent': 'The helper is not installed.',
  'helper.no-bus': 'There is no system bus here, so there can be no helper ({{why}}).',
  'helper.wrong-version':
    'The helper that is installed and this BrainKernel do not fit together. Install the one that came with this BrainKernel.',
  'helper.stopped': 'The helper is installed but does not start: {{why}}',
} as const;

export type StatusSentenceKey = keyof typeof statusSentences;
