import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string): string => join(import.meta.dirname, path);

/** The screens: `renderer/` built into `out/renderer`, which the headless server and the desktop window both serve. */
export default defineConfig({
  root: at('renderer'),
  plugins: [react(), tailwindcss()],
  build: {
    outDir: at('out/renderer'),
    emptyOutDir: true,
    minify: true,
    target: 'es2024',
    // light-dark() and color-mix() stay as written; Electron and current browsers know them
    cssTarget: ['chrome130', 'firefox130', 'safari18'],
    // the content policy allows no inlined font or frame
    assetsInlineLimit: 0,
    // one file, read from this machine: React, zod and the menus make up most of it
    chunkSizeWarningLimit: 900,
    rolldownOptions: { input: at('renderer/index.html') },
  },
});
