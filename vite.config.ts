import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: { outDir: '../../dist/web', emptyOutDir: true, manifest: true, chunkSizeWarningLimit: 1500, target: 'es2022' },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8080' } },
});
