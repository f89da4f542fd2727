/** Lines that are told apart by their dashes, not by their colour. */
export const lineLooks = {
  solid: { stroke: 'var(--ink)', strokeDasharray: '0' },
  dashed: { stroke: 'var(--muted)', strokeDasharray: '7 4' },
  dotted: { stroke: 'var(--muted)', strokeDasharray: '1.5 3.5' },
} as const;

export type LineLook = keyof typeof lineLooks;
