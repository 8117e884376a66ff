/**
 * Our RTSP client (RFC 2326): one connection, RTP interleaved over it.
 *
 * OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN; Basic and Digest. It
 * speaks to the field's cameras, so it forgives what can be forgiven and names
 * what cannot. The connection is read into one buffer that is used again and again.
 */
import { connect, type Socket } from 'node:net';
import { AppError } from '../../config/contract/errors.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { isStale, type Signer, signerFor } from './digest.ts';
import { InterleavedReader } from './interleaved-reader.ts';
import { header, type RtspResponse, readResponseHead, writeRequest } from './rtsp-message.ts';
import { controlUrl, parseSdp, type SdpMedia } from './sdp.ts';

const log = newLogger('rtsp');

const READ_BUFFER_BYTES = 65_536;
const TEARDOWN_MS = 500;
const MAX_KEEP_ALIVE_MS = 25_000;
const DEFAULT_SESSION_S = 60;
const MAX_REDIRECTS = 3;

export type RtspTarget = { rtspUrl: string; username: string; password: string };

export type RtspListener = {
  /** The video track as the camera described it, before its first packet. */
  onDescribed(video: SdpMedia): void;
  /** A video RTP packet; valid only until this returns. */
  onRtp(packet: Buffer): void;
  /** Said once, and not after `close`. */
  onLost(why: AppError): void;
};

type Waiting = { resolve(response: RtspResponse): void; reject(why: AppError): void };
type Described = { response: RtspResponse; video: SdpMedia; videoUrl: string; presentationUrl: string };

/**
 * Connects, sets up the camera's first H.264 track and plays it.
 * Errors: every `CAMERA_…` code that says why a camera cannot be had.
 */
export async function openRtspSession(
  target: RtspTarget,
  timeoutMs: number,
  listener: RtspListener,
): Promise<RtspSession> {
  let rtspUrl = target.rtspUrl;
  for (let redirects = 0; ; redirects += 1) {
    const session = new RtspSession({ ...target, rtspUrl }, timeoutMs, listener);
    try {
      const moved = await session.start();
      if (moved === undefined) return session;
      if (redirects >= MAX_REDIRECTS)
        throw new AppError('CAMERA_REFUSED', { status: 302, reason: 'too many redirects' });
      await session.close();
      rtspUrl = moved;
    } catch (thrown) {
      await session.close();
      throw thrown;
    }
  }
}

/** Asks whether the camera is there and would give H.264; leaves nothing open behind. */
export async function probeRtsp(target: RtspTarget, timeoutMs: number): Promise<void> {
  const session = new RtspSession(target, timeoutMs, {
    onDescribed: () => {},
    onRtp: () => {},
    onLost: () => {},
  });
  try {
    await session.describe();
  } finally {
    await session.close();
  }
}

export class RtspSession {
  readonly #target: RtspTarget;
  readonly #timeoutMs: number;
  readonly #listener: RtspListener;
  readonly #reader: InterleavedReader;
  readonly #waiting = new Map<number, Waiting>();
  readonly #url: string;
  #socket: Socket | undefined;
  #signer: Signer | undefined;
  #cseq = 0;
  #sessionId = '';
  #sessionTimeoutS = DEFAULT_SESSION_S;
  #presentationUrl: string;
  #supportsGetParameter = false;
  #keepAlive: NodeJS.Timeout | undefined;
  #spokeRtsp = false;
  #ended: AppError | undefined;
  #closed = false;
  #readEveryMs = 0;

  constructor(target: RtspTarget, timeoutMs: number, listener: RtspListener) {
    this.#target = target;
    this.#timeoutMs = timeoutMs;
    this.#listener = listener;
    this.#url = withoutUserInfo(target.rtspUrl);
    this.#presentationUrl = this.#url;
    this.#reader = new InterleavedReader({
      onPacket: (channel, packet) => {
        if (channel === 0) this.#listener.onRtp(packet);
      },
      onMessage: (head, body) => this.#take(head, body),
      onSkipped: (byteCount) => this.#skipped(byteCount),
    });
  }

  /** Answers the address to go to instead, when the camera redirects. */
  async start(): Promise<string | undefined> {
    const described = await this.describe();
    if (typeof described === 'string') return described;
    this.#listener.onDescribed(described.video);
    this.#presentationUrl = described.presentationUrl;
    const setup = await this.#ask('SETUP', described.videoUrl, { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' });
    if (setup.status === 461) throw new AppError('CAMERA_REFUSED', { status: 461, reason: 'no RTP over TCP' });
    this.#mustBeOk(setup);
    this.#takeSession(setup);
    this.#mustBeOk(await this.#ask('PLAY', this.#presentationUrl, { Range: 'npt=0.000-' }));
    const everyMs = Math.min(MAX_KEEP_ALIVE_MS, (this.#sessionTimeoutS * 1_000) / 2);
    this.#keepAlive = setInterval(() => void this.#stayAlive(), everyMs);
    return undefined;
  }

  async describe(): Promise<Described | string> {
    await this.#connect();
    const options = await this.#ask('OPTIONS', this.#url);
    this.#supportsGetParameter = header(options, 'public')?.toUpperCase().includes('GET_PARAMETER') ?? false;
    const response = await this.#ask('DESCRIBE', this.#url, { Accept: 'application/sdp' });
    const location = header(response, 'location');
    if (response.status >= 300 && response.status < 400 && location) return location;
    this.#mustBeOk(response);
    const sdp = parseSdp(response.body);
    const video = sdp.media.find(({ kind }) => kind === 'video');
    if (!video) throw new AppError('CAMERA_NO_VIDEO');
    if (video.codec !== 'H264' && video.codec !== 'H265')
      throw new AppError('CAMERA_CODEC_NOT_SUPPORTED', { codec: video.codec || 'unknown' });
    const base = baseUrl(header(response, 'content-base') ?? header(response, 'content-location'), this.#url);
    return {
      response,
      video,
      videoUrl: controlUrl(base, video.control),
      presentationUrl: controlUrl(base, sdp.control),
    };
  }

  /** TEARDOWN with a short timer, then the connection ends, whatever the camera says. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#keepAlive);
    if (this.#sessionId !== '' && !this.#ended) {
      const answered = this.#ask('TEARDOWN', this.#presentationUrl, {}, TEARDOWN_MS);
      await answered.catch((thrown: unknown) => log.debug({ err: thrown }, 'teardown not answered'));
    }
    this.#end(new AppError('CAMERA_CONNECTION_LOST'));
  }

  #connect(): Promise<void> {
    const { hostname, port } = addressOf(this.#url);
    return new Promise((resolve, reject) => {
      const fail = (why: AppError) => {
        this.#end(why);
        reject(why);
      };
      const timer = setTimeout(
        () => fail(new AppError('CAMERA_UNREACHABLE', { host: hostname, port })),
        this.#timeoutMs,
      );
      const socket = connect({
        host: hostname,
        port,
        noDelay: true,
        onread: {
          buffer: Buffer.allocUnsafe(READ_BUFFER_BYTES),
          callback: (byteCount, buffer) => {
            this.#read(Buffer.from(buffer.buffer, buffer.byteOffset, byteCount));
            return this.#readsOn(byteCount);
          },
        },
      });
      this.#socket = socket;
      socket.once('connect', () => {
        clearTimeout(timer);
        resolve();
      });
      socket.on('error', (thrown: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        const reason = thrown.code ?? thrown.message;
        fail(
          this.#spokeRtsp
            ? new AppError('CAMERA_CONNECTION_LOST', { reason })
            : new AppError('CAMERA_UNREACHABLE', { host: hostname, port, reason }),
        );
      });
      socket.on('close', () => {
        clearTimeout(timer);
        const code = this.#spokeRtsp ? 'CAMERA_CONNECTION_LOST' : 'CAMERA_NOT_RTSP';
        fail(new AppError(code, { host: hostname, port }));
      });
    });
  }

  /** Whatever one camera's bytes bring about ends this session, and never the node that carries all the others. */
  #read(bytes: Buffer): void {
    try {
      this.#reader.push(bytes);
    } catch (thrown) {
      log.error({ err: thrown }, 'what the camera sent could not be taken');
      this.#end(new AppError('INTERNAL', {}, thrown));
    }
  }

  /** Nobody is in a hurry: what comes is read in larger pieces, which costs a third of a read for each packet. */
  relax(readEveryMs: number): void {
    this.#readEveryMs = readEveryMs;
  }

  /** A full buffer means that there is more; then it is read on at once. */
  #readsOn(byteCount: number): boolean {
    if (this.#readEveryMs === 0 || byteCount === READ_BUFFER_BYTES) return true;
    setTimeout(() => this.#socket?.resume(), this.#readEveryMs);
    return false;
  }

  /** One request, signed when the camera asks for it. */
  async #ask(
    method: string,
    url: string,
    headers: Record<string, string> = {},
    timeoutMs = this.#timeoutMs,
  ): Promise<RtspResponse> {
    const response = await this.#send(method, url, headers, timeoutMs);
    if (response.status !== 401) return response;
    const challenges = response.headers.get('www-authenticate') ?? [];
    const wasSigned = this.#signer !== undefined;
    if (wasSigned && !isStale(challenges)) throw new AppError('CAMERA_WRONG_PASSWORD');
    const { username, password } = this.#target;
    if (username === '' && password === '') throw new AppError('CAMERA_WRONG_PASSWORD');
    this.#signer = signerFor(challenges, { username, password });
    if (!this.#signer) throw new AppError('CAMERA_REFUSED', { status: 401, reason: challenges.join(' ') });
    const signed = await this.#send(method, url, headers, timeoutMs);
    if (signed.status === 401) throw new AppError('CAMERA_WRONG_PASSWORD');
    return signed;
  }

  #send(method: string, url: string, headers: Record<string, string>, timeoutMs: number): Promise<RtspResponse> {
    const socket = this.#socket;
    if (this.#ended || !socket) return Promise.reject(this.#ended ?? new AppError('CAMERA_CONNECTION_LOST'));
    this.#cseq += 1;
    const cseq = this.#cseq;
    const signed = this.#signer ? { Authorization: this.#signer(method, url) } : {};
    const session = this.#sessionId === '' ? {} : { Session: this.#sessionId };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(cseq);
        reject(new AppError(this.#spokeRtsp ? 'CAMERA_TIMEOUT' : 'CAMERA_NOT_RTSP', { method }));
      }, timeoutMs);
      this.#waiting.set(cseq, {
        resolve: (response) => {
          clearTimeout(timer);
          resolve(response);
        },
        reject: (why) => {
          clearTimeout(timer);
          reject(why);
        },
      });
      socket.write(writeRequest({ method, url, headers: { ...headers, ...session, ...signed } }, cseq));
    });
  }

  #take(head: string, body: string): void {
    const response = readResponseHead(head.trimStart());
    if (!response) {
      this.#answer(head.trimStart());
      return;
    }
    this.#spokeRtsp = true;
    const cseq = Number(header(response, 'cseq'));
    const key = this.#waiting.has(cseq) ? cseq : this.#waiting.keys().next().value;
    const waiting = key === undefined ? undefined : this.#waiting.get(key);
    if (key === undefined || !waiting) return;
    this.#waiting.delete(key);
    waiting.resolve({ ...response, body });
  }

  /** Some cameras ask us (OPTIONS, ANNOUNCE, SET_PARAMETER); a word back keeps them content. */
  #answer(head: string): void {
    const cseq = /^cseq\s*:\s*(\d+)/im.exec(head)?.[1];
    if (!/RTSP\/\d/.test(head) || cseq === undefined) {
      this.#skipped(head.length);
      return;
    }
    this.#socket?.write(`RTSP/1.0 200 OK\r\nCSeq: ${cseq}\r\n\r\n`);
  }

  /** Before the first answer it means another protocol; after it, only lost synchronisation. */
  #skipped(byteCount: number): void {
    if (this.#spokeRtsp) {
      log.debug({ byteCount }, 'bytes skipped');
      return;
    }
    const { hostname, port } = addressOf(this.#url);
    this.#end(new AppError('CAMERA_NOT_RTSP', { host: hostname, port }));
  }

  #takeSession(response: RtspResponse): void {
    const [id = '', ...rest] = (header(response, 'session') ?? '').split(';');
    this.#sessionId = id.trim();
    const timeout = /timeout\s*=\s*(\d+)/i.exec(rest.join(';'))?.[1];
    if (timeout && Number(timeout) > 0) this.#sessionTimeoutS = Number(timeout);
  }

  #mustBeOk({ status, reason }: RtspResponse): void {
    if (status >= 200 && status < 300) return;
    if (status === 401 || status === 403) throw new AppError('CAMERA_WRONG_PASSWORD', { status });
    if (status === 404) throw new AppError('CAMERA_STREAM_NOT_FOUND', { path: new URL(this.#url).pathname });
    throw new AppError('CAMERA_REFUSED', { status, reason });
  }

  async #stayAlive(): Promise<void> {
    try {
      await this.#ask(this.#supportsGetParameter ? 'GET_PARAMETER' : 'OPTIONS', this.#presentationUrl);
    } catch (thrown) {
      log.debug({ err: thrown }, 'keep-alive not answered');
    }
  }

  #end(why: AppError): void {
    if (this.#ended) return;
    this.#ended = why;
    clearInterval(this.#keepAlive);
    this.#socket?.destroy();
    for (const waiting of this.#waiting.values()) waiting.reject(why);
    this.#waiting.clear();
    if (!this.#closed) this.#listener.onLost(why);
  }
}

function addressOf(url: string): { hostname: string; port: number } {
  const { hostname, port } = new URL(url);
  return { hostname: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 554 : Number(port) };
}

function withoutUserInfo(url: string): string {
  return url.replace(/^(rtsp:\/\/)[^/@]*@/i, '$1');
}

/** Some cameras leave out the scheme, or send nothing. */
function baseUrl(told: string | undefined, asked: string): string {
  if (told && /^rtsp[su]?:\/\//i.test(told)) return told;
  return asked;
}
