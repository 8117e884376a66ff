/** Whatever goes wrong in a route leaves as `{ code, detail }`; what nobody foresaw is logged whole and says nothing. */
import type { ErrorRequestHandler } from 'express';
import { AppError } from '../../config/contract/errors.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { asAppError } from '../storage/away.ts';

const log = newLogger('http');

export const answerFailure: ErrorRequestHandler = (thrown: unknown, request, response, _next) => {
  const error = ofRequest(thrown) ?? asAppError(thrown);
  if (error.code === 'INTERNAL')
    log.error({ err: thrown, method: request.method, path: request.path }, 'request failed');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.status(error.status).json(error.toFailure());
};

/** What express itself cannot read, such as a path that is not well escaped. */
function ofRequest(thrown: unknown): AppError | undefined {
  if (!(thrown instanceof Error) || thrown instanceof AppError) return undefined;
  const status: unknown = Reflect.get(thrown, 'status');
  if (typeof status !== 'number' || status < 400 || status >= 500) return undefined;
  return new AppError('INVALID_REQUEST', { field: '', problem: thrown.message });
}
