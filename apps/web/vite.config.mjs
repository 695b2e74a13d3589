import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Relative addresses, so that the page can be put under any path of any static host.
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  resolve: { conditions: ['@serverless-ws/source', 'module', 'browser', 'production'] },
  build: {
    outDir: 'dist',
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
