/** Bundles the engine for Node: one file to start from, model SDKs as chunks that load when they are first needed. */
import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    ssr: 'main/headless.ts',
    outDir: 'out/engine',
    emptyOutDir: true,
    target: 'node24',
    // V8 keeps the source text in memory: a small one is a small engine; stack traces go through the source map
    minify: true,
    sourcemap: true,
    copyPublicDir: false,
    rolldownOptions: {
      // koffi is a native module and finds its binary beside itself
      external: ['koffi', ...builtinModules, /^node:/],
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['koffi'] },
});
