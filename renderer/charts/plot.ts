/** Where a chart's plot lies inside of its box, in px: what lies over it (marks) is placed by the same numbers. */
export const plot = { left: 44, right: 16, lane: 28, axis: 24 } as const;
