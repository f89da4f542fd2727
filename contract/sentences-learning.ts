/** What the engine says about what it learned. The English form; the Chinese is in sentences-learning.zh-CN.ts. */
export const learningSentences = {
  'person.not-then':
    'You said that this was the wrong time to hold {{app}} back. Things are alike now, so it is left alone.',
  'person.milder': 'You said that {{app}} was held back too hard, so it is only held back gently now.',
  'learned.leave-app':
    '{{app}} used {{cpu}} of a CPU, but {{against}} of {{all}} times you did not want it held back, so it is left alone.',
  'learned.leave-category':
    '{{app}} used {{cpu}} of a CPU, but {{against}} of {{all}} times you did not want programs of its kind ({{category}}) held back, so it is left alone.',
  'learned.milder':
    '{{app}} used {{cpu}} of a CPU while {{other}} waits. Going by {{all}} of your answers a harder treatment is not wanted, so it is held back gently.',
  'learned.hold-app':
    '{{app}} used {{cpu}} of a CPU while {{other}} waits. {{for}} of {{all}} times you wanted it held back, so it gives way gently.',
  'learned.hold-category':
    '{{app}} used {{cpu}} of a CPU while {{other}} waits. {{for}} of {{all}} times you wanted programs of its kind ({{category}}) held back, so it gives way gently.',
  'lesson.never-touch': '{{app}} is left alone, because you gave a thumbs-down when it was treated.',
  'lesson.always': 'You said that {{app}} may always be treated like this.',
  'lesson.milder': '{{app}} is only held back gently, because you said that it was held back too hard.',
  'lesson.not-presenting':
    '{{app}} is left alone while the screen is kept awake around {{hour}}:00, because you said it was the wrong time.',
  'lesson.not-in-game':
    '{{app}} is left alone while a game runs around {{hour}}:00, because you said it was the wrong time.',
  'lesson.not-on-battery':
    '{{app}} is left alone on battery around {{hour}}:00, because you said it was the wrong time.',
  'lesson.not-at-hour': '{{app}} is left alone around {{hour}}:00, because you said it was the wrong time.',
  'lesson.app-leave': '{{against}} of {{all}} times you did not want {{app}} held back, so it is left alone.',
  'lesson.app-milder':
    'Going by {{all}} of your answers {{app}} should not be held back hard, so it is only held back gently.',
  'lesson.app-hold': '{{for}} of {{all}} times you wanted {{app}} held back, so it gives way.',
  'lesson.category-leave':
    '{{against}} of {{all}} times you did not want programs of this kind ({{category}}) held back, so they are left alone.',
  'lesson.category-milder':
    'Going by {{all}} of your answers programs of this kind ({{category}}) should not be held back hard, so they are only held back gently.',
  'lesson.category-hold':
    '{{for}} of {{all}} times you wanted programs of this kind ({{category}}) held back, so they give way.',
  'strategy.slow':
    'A decision took {{seconds}} s on average, more than {{limit}} s, so BrainKernel looks less often and steps in later.',
  'strategy.wrongly-hit':
    '{{hits}} of {{all}} treated programs should have been left alone, more than {{limit}}, so BrainKernel steps in later.',
  'strategy.unstable':
    'Only {{percent}} of what was done stayed as it was, less than {{limit}}, so BrainKernel steps in later.',
  'strategy.well':
    'Decisions have been quick, right and steady for {{minutes}} minutes, so BrainKernel goes back one step.',
  'strategy.chosen': 'You chose this strategy.',
} as const;

export type LearningSentenceKey = keyof typeof learningSentences;

/** Fills the `{{name}}` places of a sentence; a missing value leaves a dash. Values are plain text and stay so. */
export function sayLearning(key: LearningSentenceKey, values: Readonly<Record<string, string | number>>): string {
  return learningSentences[key].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? '-'));
}
