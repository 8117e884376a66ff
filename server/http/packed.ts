/** JSON of megabytes, gzipped for whoever takes it so: it is mostly the same words again and again. */
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

const packed = promisify(gzip);
/** Less than this is one packet more or less. */
const WORTH_IT = 16_384;

export async function sendPacked(request: Request, response: Response, json: string): Promise<void> {
  response.type('json').vary('Accept-Encoding');
  if (json.length < WORTH_IT || !request.acceptsEncodings('gzip')) return void response.send(json);
  response.set('Content-Encoding', 'gzip');
  response.send(await packed(json, { level: constants.Z_BEST_SPEED }));
}
