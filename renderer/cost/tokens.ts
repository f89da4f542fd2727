import type { CostsSummary } from '../../contract/engine.ts';

/** Tokens sent and received. */
export const tokensOf = ({ inputTokens, outputTokens }: CostsSummary['today']): number => inputTokens + outputTokens;
