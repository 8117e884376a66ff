/**
 * Fetches one picture that a camera makes by itself, by HTTP: signed the way the camera asks for (Digest or Basic),
 * within a time and a size, over a connection of its own. Nowhere else than asked for: a redirection is a refusal.
 */
import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { AppError } from '../../config/contract/errors.ts';
import { type Credentials, signerFor } from '../rtsp/digest.ts';

/** A large camera's best picture. */
const MAX_BYTES = 8 * 1_024 * 1_024;
const WITHIN_MS = 4_000;
const JPEG_BEGINS = Buffer.from([0xff, 0xd8, 0xff]);

type Limits = { maxBytes?: number; withinMs?: number };

/** A JPEG. Errors: `CAMERA_UNREACHABLE`, `CAMERA_TIMEOUT`, `CAMERA_WRONG_PASSWORD`, `CAMERA_REFUSED`. */
export async function fetchStill(
  address: string,
  credentials: Credentials,
  { maxBytes = MAX_BYTES, withinMs = WITHIN_MS }: Limits = {},
): Promise<Buffer> {
  const url = new URL(address);
  const signal = AbortSignal.timeout(withinMs);
  try {
    const first = await ask(url, signal, null);
    const challenges = first.headersDistinct['www-authenticate'] ?? [];
    const signer = first.statusCode === 401 ? signerFor(challenges, credentials) : undefined;
    if (!signer) return await jpegIn(first, maxBytes);
    first.destroy();
    const second = await ask(url, signal, signer('GET', `${url.pathname}${url.search}`));
    return await jpegIn(second, maxBytes);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    if (signal.aborted) throw new AppError('CAMERA_TIMEOUT', { method: 'GET' }, thrown);
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const reason = thrown instanceof Error ? thrown.message : '';
    throw new AppError('CAMERA_UNREACHABLE', { host: url.hostname, port, reason }, thrown);
  }
}

function ask(url: URL, signal: AbortSignal, authorization: string | null): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const get = url.protocol === 'https:' ? getHttps : getHttp;
  const headers = { accept: 'image/jpeg', ...(authorization !== null && { authorization }) };
  get(url, { agent: false, signal, headers }, resolve).once('error', reject);
  return promise;
}

async function jpegIn(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const { statusCode: status = 0, statusMessage: reason = '' } = answer;
  try {
    if (status === 401) throw new AppError('CAMERA_WRONG_PASSWORD');
    if (status !== 200) throw new AppError('CAMERA_REFUSED', { status, reason });
    const parts: Buffer[] = [];
    let byteCount = 0;
    for await (const part of answer) {
      byteCount += part.length;
      if (byteCount > maxBytes) throw new AppError('CAMERA_REFUSED', { status, reason: `more than ${maxBytes} bytes` });
      parts.push(part);
    }
    const jpeg = Buffer.concat(parts);
    if (!jpeg.subarray(0, 3).equals(JPEG_BEGINS)) throw new AppError('CAMERA_REFUSED', { status, reason: 'no JPEG' });
    return jpeg;
  } finally {
    answer.destroy();
  }
}
