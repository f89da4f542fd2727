import { expect, test } from 'vitest';
import { keeps } from './strategy-limits.ts';

test.each([
  ['decisionMs', 3_000, true],
  ['decisionMs', 3_001, false],
  ['wronglyHit', 0.05, true],
  ['wronglyHit', 0.06, false],
  ['stability', 0.8, true],
  ['stability', 0.79, false],
] as const)('%s of %d keeps its limit: %s', (name, value, kept) => {
  expect(keeps(name, value)).toBe(kept);
});
