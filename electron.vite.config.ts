import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import { fileURLToPath } from 'node:url';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/**
 * Three builds. The oldest runtime that must run them is Electron 33 (Chromium 130, Node 20.18).
 *
 * - main: ES modules. The trainer is an entry of its own (`out/main/trainer.js`), for the utility process,
 *   and so are the thread that reads data sets and the one that shares a step's batch.
 *   What package.json lists under `dependencies` stays outside the bundle: the native modules must.
 * - preload: one CommonJS file with everything in it, because a sandboxed preload can require nothing else.
 * - renderer: Vue and its libraries are `devDependencies`, bundled here.
 */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node20',
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: path('src/main/index.ts'),
          trainer: path('src/trainer/index.ts'),
          importThread: path('src/importer/importThread.ts'),
          shardThread: path('src/trainer/engine/parallel/shardThread.ts'),
          statisticsThread: path('src/main/statistics/statisticsThread.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: path('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path('src/renderer'),
    plugins: [vue()],
    build: {
      outDir: path('out/renderer'),
      target: 'chrome130',
      // A page served from files pays nothing for size; inlined assets would only widen the content policy.
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: path('src/renderer/index.html') } },
    },
  },
});
