/** Fetches a range as one MP4 from the media node, as somebody with a right to it would. */
import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import type { Readable } from 'node:stream';
import { AppError, ERROR_STATUS, type ErrorCode } from '../../config/contract/errors.ts';
import type { Person } from '../../config/contract/person.ts';
import type { RecordedSpan } from '../../config/contract/recording.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { signMediaToken } from '../../config/kernel/media-token.ts';
import type { MediaNode } from '../nodes/media-node.ts';

const VALID_MS = 60_000;

type Needs = { node: MediaNode; clock: Clock; key: string; secure: boolean };
type Asker = { person: Person; sessionId: string };

/** What it really holds, and its bytes. */
export type FetchedClip = RecordedSpan & { byteCount: number; body: Readable };

export class ClipFetcher {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Errors: MEDIA_NODE_AWAY, and what the node answers. */
  async fetch(what: RecordedSpan & { cameraId: string }, { person, sessionId }: Asker): Promise<FetchedClip> {
    const { node, clock, key, secure } = this.#needs;
    if (!node.ports) throw new AppError('MEDIA_NODE_AWAY');
    const expiresAtMs = clock() + VALID_MS;
    const grant = { action: 'download' as const, ...what, personId: person.id, sessionId, expiresAtMs };
    const path = `/recordings/${what.cameraId}/clip.mp4?token=${signMediaToken(grant, key)}`;
    const body = await this.#get(secure, node.ports.mediaPort, path);
    if (body.statusCode !== 200) throw await failureOf(body);
    return {
      byteCount: Number(body.headers['content-length']),
      fromMs: Number(body.headers['recording-from-ms']),
      toMs: Number(body.headers['recording-to-ms']),
      body,
    };
  }

  #get(secure: boolean, port: number, path: string): Promise<IncomingMessage> {
    const at = { host: '127.0.0.1', port, path };
    return new Promise((resolve, reject) => {
      const away = (thrown: Error) => reject(new AppError('MEDIA_NODE_AWAY', {}, thrown));
      // The node is on this machine, and its certificate names the site, not the loopback address.
      const request = secure ? getSecure({ ...at, rejectUnauthorized: false }, resolve) : getPlain(at, resolve);
      request.on('error', away);
    });
  }
}

async function failureOf(answer: IncomingMessage): Promise<AppError> {
  let text = '';
  for await (const chunk of answer.setEncoding('utf8')) text += chunk;
  const { code } = JSON.parse(text) as { code: ErrorCode };
  return new AppError(code in ERROR_STATUS ? code : 'INTERNAL');
}
