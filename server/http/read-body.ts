/**
 * Reads a request's body up to the limit, and refuses what is larger at once: what
 * still arrives after the refusal is thrown away as it comes.
 */
import type { Request, RequestHandler } from 'express';
import { AppError } from '../../config/contract/errors.ts';

const LIMIT_BYTES = 1_000_000;

export const readJson: RequestHandler = async (request, _response, next) => {
  const text = await read(request);
  try {
    request.body = text === '' ? undefined : JSON.parse(text);
  } catch (thrown) {
    throw new AppError('INVALID_JSON', {}, thrown);
  }
  next();
};

/** For what is no text, with a limit of its own. */
export function readBytes(request: Request, limitBytes: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new AppError('INVALID_REQUEST', { field: 'content-encoding', problem: encoding });
  const tooLarge = () => new AppError('BODY_TOO_LARGE', { limitBytes });
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge();
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on('data', (part: Buffer) => {
      length += part.length;
      if (length > limitBytes) {
        parts.length = 0;
        reject(tooLarge());
      } else {
        parts.push(part);
      }
    });
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('aborted', () => reject(new AppError('INVALID_REQUEST', { field: '', problem: 'request aborted' })));
    request.on('error', reject);
  });
}

export const readText: RequestHandler = async (request, _response, next) => {
  request.body = await read(request);
  next();
};

async function read(request: Request): Promise<string> {
  return (await readBytes(request, LIMIT_BYTES)).toString('utf8');
}
