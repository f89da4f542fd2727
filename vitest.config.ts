import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{contract,main,preload,bench,renderer,helper,scripts}/**/*.test.ts', 'e2e/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // these machines have two cores, and tests spawn real processes
    maxWorkers: 2,
    reporters: ['default'],
  },
});
