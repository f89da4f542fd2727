/** The desktop app in one command: main process, preload script, and the screens as `vite.config.ts` builds them. */
import { join } from 'node:path';
import { defineConfig } from 'electron-vite';
import screens from './vite.config.ts';

const at = (path: string): string => join(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      target: 'node24',
      // as in vite.engine.config.ts: V8 keeps the source text in memory; stack traces go through the source map
      minify: true,
      sourcemap: true,
      // electron comes with the app and koffi finds its binary beside itself; everything else is bundled
      externalizeDeps: { include: ['koffi'] },
      rolldownOptions: {
        input: at('main/main.ts'),
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      target: 'node24',
      minify: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: at('preload/preload.ts'),
        // a sandboxed preload script is one CommonJS file: https://www.electronjs.org/docs/latest/tutorial/esm
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: screens,
});
