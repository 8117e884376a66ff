/** How the console is built and, while it is developed, served: the product's addresses go to a server that runs beside it. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const SERVER = 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { target: 'chrome120', manifest: 'build.json', chunkSizeWarningLimit: 1_200, reportCompressedSize: false },
  server: {
    host: '127.0.0.1',
    fs: { allow: ['..'] },
    proxy: {
      '/api': SERVER,
      '/whep': SERVER,
      '/hls': SERVER,
      '/flv': SERVER,
      '/trust': SERVER,
      '/realtime': { target: SERVER, ws: true },
    },
  },
});
