import type { Decision } from '../../contract/decision.ts';

/** Decisions so close together that a chart marks them once. */
export interface Mark {
  /** Epoch ms of the first of them. */
  readonly at: number;
  /** Oldest first; at least one. */
  readonly decisions: readonly [Decision, ...Decision[]];
}

/** The marks of the decisions in [from, to], oldest first, at least `gap` ms apart. */
export function marksOf(decisions: Iterable<Decision>, from: number, to: number, gap: number): readonly Mark[] {
  const marks: Mark[] = [];
  const inTime = [...decisions].filter(({ at }) => at >= from && at <= to).sort((a, b) => a.at - b.at);
  for (const decision of inTime) {
    const last = marks.at(-1);
    if (last === undefined || decision.at - last.at >= gap) marks.push({ at: decision.at, decisions: [decision] });
    else marks[marks.length - 1] = { at: last.at, decisions: [...last.decisions, decision] };
  }
  return marks;
}

/** How a mark looks: what needs a person first, then what was done, what would have been, and what came to nothing. */
export function lookOf({ decisions }: Mark): 'asks' | 'done' | 'would' | 'plain' {
  const looks = new Set(decisions.map(lookOfOne));
  return (['asks', 'done', 'would'] as const).find((look) => looks.has(look)) ?? 'plain';
}

function lookOfOne({ action, status }: Decision): ReturnType<typeof lookOf> {
  if (action === 'none') return 'plain';
  switch (status) {
    case 'awaiting-approval':
      return 'asks';
    case 'applied':
    case 'undone':
    case 'reverted':
      return 'done';
    case 'observed':
      return 'would';
    case 'refused':
    case 'expired':
    case 'failed':
      return 'plain';
  }
}
