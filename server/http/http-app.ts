/** The HTTP side of the server: what every request passes before and after its route. */
import express, { type Express, type RequestHandler } from 'express';
import { AppError } from '../../config/contract/errors.ts';
import type { ConsoleFiles } from './console-files.ts';
import { answerFailure } from './failure.ts';
import { openToPages } from './open-to-pages.ts';
import { isForeign } from './origin.ts';
import type { Mount } from './route.ts';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** `mountRoutes` runs between the two halves, so that nothing is reachable around them. */
export function newHttpApp(
  headers: RequestHandler,
  consoleFiles: ConsoleFiles,
  mountRoutes: (app: Express) => Mount,
): { app: Express; mount: Mount } {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(headers);
  app.use(['/whep', '/whip', '/hls', '/flv'], openToPages);
  app.use(refuseForeignPages);
  app.use('/api', (_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  const mount = mountRoutes(app);
  app.use('/api', () => {
    throw new AppError('NOT_FOUND');
  });
  consoleFiles.mount(app);
  app.use(() => {
    throw new AppError('NOT_FOUND');
  });
  app.use(answerFailure);
  return { app, mount };
}

/** WHEP with a media token, and WHIP with a stream key, are made for the pages of others; there the cookie counts for nothing. */
const refuseForeignPages: RequestHandler = (request, _response, next) => {
  const bringsToken = /^\/wh[ei]p\//.test(request.path) && request.headers.authorization !== undefined;
  if (!SAFE_METHODS.includes(request.method) && isForeign(request) && !bringsToken)
    throw new AppError('FOREIGN_ORIGIN');
  next();
};
