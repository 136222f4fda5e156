import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Main and preload are CommonJS: a sandboxed preload cannot be an ES module, and better-sqlite3 stays a plain `require`
// (its native addon is found beside its own package, never inside a bundle).
const nodeSide = (entries: readonly string[], outDir: string) => ({
  build: {
    outDir,
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    externalizeDeps: false,
    rollupOptions: {
      input: [...entries],
      external: ['electron', 'better-sqlite3'],
      output: { format: 'cjs' as const, entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
    },
  },
});

export default defineConfig({
  // The app's other threads are files of their own: a thread starts from a file.
  main: nodeSide(['main/index.ts', 'main/gate/gate-worker.ts', 'main/yt-dlp/document/document-worker.ts'], 'out/main'),
  preload: nodeSide(['preload/index.ts'], 'out/preload'),
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      minify: true,
      chunkSizeWarningLimit: 800,
      rollupOptions: { input: 'renderer/index.html' },
    },
  },
});
