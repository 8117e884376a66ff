/** How the console is built and, while it is developed, served: the product's addresses go to a server that runs beside it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { pageCode } from './page-code.ts';

const SERVER = 'http://127.0.0.1:8080';

/** What every map is drawn with. */
const MAP_LIBRARIES = [
  '@deck.gl',
  '@luma.gl',
  '@math.gl',
  '@loaders.gl',
  '@probe.gl',
  'mjolnir.js',
  'maplibre-gl',
  '@maplibre',
];
const HEAVY = [...MAP_LIBRARIES, 'hls.js', 'echarts', 'zrender'];
const isOneOf = (names: readonly string[]) => (moduleId: string) =>
  names.some((name) => moduleId.includes(`/node_modules/${name}/`));
const isHeavy = isOneOf(HEAVY);
const isLight = (moduleId: string) => !isHeavy(moduleId) && !moduleId.includes('/client/src/map/');

/** Pages with much code of their own. */
const PAGES = {
  '/map': '/src/map/MapPage.tsx',
  '/grids': '/src/grids/GridsPage.tsx',
  '/playback': '/src/playback/PlaybackPage.tsx',
  '/evaluation': '/src/evaluation/EvaluationPage.tsx',
  '/field': '/src/field/FieldPage.tsx',
};

/** Beside each file of text lies the same packed, so that no server packs it again for every browser. */
const packed: Plugin = {
  name: 'packed',
  writeBundle({ dir = '' }) {
    const assets = join(dir, 'assets');
    for (const name of readdirSync(assets).filter((each) => /\.(js|css)$/.test(each))) {
      writeFileSync(join(assets, `${name}.gz`), gzipSync(readFileSync(join(assets, name)), { level: 9 }));
    }
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), packed, pageCode(PAGES)],
  build: {
    target: 'chrome120',
    manifest: 'build.json',
    chunkSizeWarningLimit: 1_200,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: `${import.meta.dirname}/index.html`, report: `${import.meta.dirname}/report.html` },
      // What many pages use is one file instead of fifty; what draws maps, charts and pictures comes with the page that does.
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            // The citizen's page needs no more than this.
            { name: 'react', test: /\/node_modules\/(react|react-dom|scheduler)\//, priority: 1 },
            { name: 'map', test: isOneOf(MAP_LIBRARIES) },
            { name: 'shared', test: isLight, minShareCount: 3 },
          ],
        },
      },
    },
  },
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
