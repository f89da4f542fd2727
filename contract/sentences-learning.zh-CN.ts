import type { LearningSentenceKey } from './sentences-learning.ts';

/** What the engine says about what it learned, in simplified Chinese. The English is in sentences-learning.ts. */
export const learningSentencesZhCN: Readonly<Record<LearningSentenceKey, string>> = {
  'person.not-then': '你说过那时不该让 {{app}} 让位。现在的情形相似，所以不去动它。',
  'person.milder': '你说过对 {{app}} 处理得太重，所以现在只让它轻微让位。',
  'learned.leave-app': '{{app}} 用了 CPU 的 {{cpu}}，但 {{all}} 次中有 {{against}} 次你不希望它让位，所以不去动它。',
  'learned.leave-category':
    '{{app}} 用了 CPU 的 {{cpu}}，但 {{all}} 次中有 {{against}} 次你不希望这类程序（{{category}}）让位，所以不去动它。',
  'learned.milder':
    '{{app}} 用了 CPU 的 {{cpu}}，而 {{other}} 在等待。从你的 {{all}} 次回答看，不应处理得更重，所以只让它轻微让位。',
  'learned.hold-app':
    '{{app}} 用了 CPU 的 {{cpu}}，而 {{other}} 在等待。{{all}} 次中有 {{for}} 次你希望它让位，所以让它轻微让位。',
  'learned.hold-category':
    '{{app}} 用了 CPU 的 {{cpu}}，而 {{other}} 在等待。{{all}} 次中有 {{for}} 次你希望这类程序（{{category}}）让位，所以让它轻微让位。',
  'lesson.never-touch': '不去动 {{app}}，因为处理它时你点过“不当”。',
  'lesson.always': '你说过 {{app}} 总可以这样处理。',
  'lesson.milder': '只让 {{app}} 轻微让位，因为你说过对它处理得太重。',
  'lesson.not-presenting': '{{hour}}:00 前后屏幕保持常亮时不去动 {{app}}，因为你说过时机不对。',
  'lesson.not-in-game': '{{hour}}:00 前后运行游戏时不去动 {{app}}，因为你说过时机不对。',
  'lesson.not-on-battery': '{{hour}}:00 前后使用电池时不去动 {{app}}，因为你说过时机不对。',
  'lesson.not-at-hour': '{{hour}}:00 前后不去动 {{app}}，因为你说过时机不对。',
  'lesson.app-leave': '{{all}} 次中有 {{against}} 次你不希望 {{app}} 让位，所以不去动它。',
  'lesson.app-milder': '从你的 {{all}} 次回答看，不应对 {{app}} 处理得太重，所以只让它轻微让位。',
  'lesson.app-hold': '{{all}} 次中有 {{for}} 次你希望 {{app}} 让位，所以让它让位。',
  'lesson.category-leave': '{{all}} 次中有 {{against}} 次你不希望这类程序（{{category}}）让位，所以不去动它们。',
  'lesson.category-milder': '从你的 {{all}} 次回答看，不应对这类程序（{{category}}）处理得太重，所以只让它们轻微让位。',
  'lesson.category-hold': '{{all}} 次中有 {{for}} 次你希望这类程序（{{category}}）让位，所以让它们让位。',
  'strategy.slow': '一次决定平均用了 {{seconds}} 秒，超过 {{limit}} 秒，所以 BrainKernel 减少查看次数，更晚介入。',
  'strategy.wrongly-hit':
    '处理过的 {{all}} 个程序中有 {{hits}} 个本不该动，超过 {{limit}}，所以 BrainKernel 更晚介入。',
  'strategy.unstable': '所做的改动只有 {{percent}} 保持下来，低于 {{limit}}，所以 BrainKernel 更晚介入。',
  'strategy.well': '{{minutes}} 分钟以来决定迅速、正确而稳定，所以 BrainKernel 恢复一档。',
  'strategy.chosen': '这是你选择的策略。',
};
