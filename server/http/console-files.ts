/** The built console: its page for every address that is not the API's, the citizen's page, and its hashed assets for ever. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type Express, type RequestHandler, type Response } from 'express';

/** Addresses of the product that are never the console's page. */
const NOT_THE_CONSOLE = /^\/(api|hls|flv|whep|whip|realtime|metrics|assets)(\/|$)/;

const NOT_BUILT = `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>联勤</title>
<body style="font-family: sans-serif; margin: 3rem">
<h1>控制台尚未构建</h1><p>请运行 <code>npm start</code>，或先运行 <code>npx vite build client</code>。</p>
<p lang="en">The console is not built yet. Run <code>npm start</code>, which builds it first.</p>
</body></html>`;

/** `scripts`: what stands in the page itself, as the content policy names it. */
export type ConsoleFiles = { isBuilt(): boolean; build: string; scripts: readonly string[]; mount(app: Express): void };

export function openConsoleFiles(folder: string): ConsoleFiles {
  const page = join(folder, 'index.html');
  const report = join(folder, 'report.html');
  const assets = join(folder, 'assets');
  return {
    isBuilt: () => existsSync(page),
    build: existsSync(page) ? createHash('sha256').update(readFileSync(page)).digest('hex').slice(0, 12) : 'dev',
    scripts: existsSync(page) ? scriptsIn(readFileSync(page, 'utf8')) : [],
    mount: (app) => {
      app.use('/assets', packedFrom(assets));
      app.use('/assets', express.static(assets, { immutable: true, maxAge: '1y', fallthrough: true }));
      app.use(express.static(folder, { index: false, cacheControl: false, setHeaders: alwaysAsk }));
      app.get('/report/:code', (_request, response) => send(response, report));
      app.get(/.*/, (request, response, next) => {
        if (NOT_THE_CONSOLE.test(request.path)) return next();
        send(response, page);
      });
    },
  };
}

/** CSP Level 3, section 2.3.1: `'sha256-…'` of each script that has no address. */
function scriptsIn(html: string): string[] {
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
}

/** Those that lie there packed go out packed, each read once: a page asks for thirty at the same moment. */
function packedFrom(assets: string): RequestHandler {
  const names = new Set(existsSync(assets) ? readdirSync(assets) : []);
  const read = new Map<string, Buffer>();
  return (request, response, next) => {
    const name = request.path.slice(1);
    if (!names.has(`${name}.gz`)) return next();
    response.vary('Accept-Encoding');
    if (!request.acceptsEncodings('gzip') || !['GET', 'HEAD'].includes(request.method)) return next();
    const bytes = read.get(name) ?? readFileSync(join(assets, `${name}.gz`));
    read.set(name, bytes);
    response.type(extname(name)).set({
      'Content-Encoding': 'gzip',
      'Content-Length': `${bytes.length}`,
      'Cache-Control': 'public, max-age=31536000, immutable',
      ETag: `"${name}"`,
    });
    if (request.fresh) response.status(304).end();
    else response.end(request.method === 'HEAD' ? undefined : bytes);
  };
}

function send(response: Response, page: string): void {
  alwaysAsk(response);
  if (existsSync(page)) response.sendFile(page, { cacheControl: false });
  else response.status(503).type('html').send(NOT_BUILT);
}

function alwaysAsk(response: { setHeader(name: string, value: string): unknown }): void {
  response.setHeader('cache-control', 'no-cache');
}
