/**
 * One RTSP connection (RFC 2326) to a camera: requests and their answers, signed where the camera
 * asks for it, the session kept alive and torn down. What goes over it beside that is somebody else's.
 *
 * The connection is read into one buffer that is used again and again.
 */
import { connect, type Socket } from 'node:net';
import { AppError, toAppError } from '../../config/contract/errors.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { redirectUrl, tidyRtspUrl } from './addresses.ts';
import { nonceOf, type Signer, signerFor } from './digest.ts';
import { InterleavedReader } from './interleaved-reader.ts';
import { header, type RtspResponse, readResponseHead, writeRequest } from './rtsp-message.ts';

const log = newLogger('rtsp');

const READ_BUFFER_BYTES = 65_536;
const TEARDOWN_MS = 500;
const MAX_KEEP_ALIVE_MS = 25_000;
const DEFAULT_SESSION_S = 60;
const MAX_REDIRECTS = 3;
const METHOD_MISSING: ReadonlySet<number> = new Set([405, 501, 551]);

export type RtspAddress = { rtspUrl: string; username: string; password: string };

type LineListener = {
  /** A packet that came over the connection; valid only until this returns. */
  onPacket(channel: number, packet: Buffer): void;
  /** Said once. `isWanted`: it was closed here. */
  onEnded(why: AppError, isWanted: boolean): void;
};

type Waiting = { resolve(response: RtspResponse): void; reject(why: AppError): void };

/** Opens what is to be had at an address, or where the camera says that it is to be had instead. */
export async function followingRedirects<Target extends RtspAddress, Opened>(
  target: Target,
  open: (to: Target) => Promise<Opened>,
): Promise<Opened> {
  let to = target;
  for (let redirects = 0; ; redirects += 1) {
    try {
      return await open(to);
    } catch (thrown) {
      if (!(thrown instanceof Redirected)) throw thrown;
      if (redirects >= MAX_REDIRECTS)
        throw new AppError('CAMERA_REFUSED', { status: 302, reason: 'too many redirects' });
      to = redirected(to, thrown.to);
    }
  }
}

/** A name and password go along only to the same host, or where the camera itself says them. */
function redirected<Target extends RtspAddress>(before: Target, to: string): Target {
  const { username, password } = new URL(to);
  if (username !== '') return { ...before, rtspUrl: to, username: decoded(username), password: decoded(password) };
  const isSameHost = addressOf(to).hostname === addressOf(tidyRtspUrl(before.rtspUrl)).hostname;
  return { ...before, rtspUrl: to, ...(!isSameHost && { username: '', password: '' }) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that stands for itself.
    return text;
  }
}

/** The camera is to be had elsewhere. */
class Redirected extends Error {
  readonly to: string;

  constructor(to: string) {
    super(`redirected to ${to}`);
    this.to = to;
  }
}

export class RtspLine {
  /** Without user name and password. */
  readonly url: string;
  /** What is played, kept alive and torn down; the camera may name another one. */
  presentationUrl: string;
  readonly #target: RtspAddress;
  readonly #timeoutMs: number;
  readonly #listener: LineListener;
  readonly #reader: InterleavedReader;
  readonly #waiting = new Map<number, Waiting>();
  #socket: Socket | undefined;
  #signer: Signer | undefined;
  #nonce: string | undefined;
  #cseq = 0;
  #sessionId = '';
  #sessionTimeoutS = DEFAULT_SESSION_S;
  #supportsGetParameter = false;
  #keepAlive: NodeJS.Timeout | undefined;
  #spokeRtsp = false;
  #ended: AppError | undefined;
  #closed = false;
  #readEveryMs = 0;

  constructor(target: RtspAddress, timeoutMs: number, listener: LineListener) {
    this.#target = target;
    this.#timeoutMs = timeoutMs;
    this.#listener = listener;
    this.url = withoutUserInfo(tidyRtspUrl(target.rtspUrl));
    this.presentationUrl = this.url;
    this.#reader = new InterleavedReader({
      onPacket: (channel, packet) => listener.onPacket(channel, packet),
      onMessage: (head, body) => this.#take(head, body),
      onSkipped: (byteCount) => this.#skipped(byteCount),
    });
  }

  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** Of the connection, on both sides. */
  get hosts(): { localAddress: string; remoteAddress: string } {
    const { localAddress = '', remoteAddress = '' } = this.#socket ?? {};
    return { localAddress, remoteAddress };
  }

  /** What was given to the connection and is not under way yet. */
  get waitingBytes(): number {
    return this.#socket?.writableLength ?? 0;
  }

  /** Connects, and answers what the camera says it has to offer. */
  async describe(headers: Record<string, string> = {}): Promise<RtspResponse> {
    await this.#connect();
    const options = await this.ask('OPTIONS', this.url);
    this.#supportsGetParameter = header(options, 'public')?.toUpperCase().includes('GET_PARAMETER') ?? false;
    return this.ask('DESCRIBE', this.url, { Accept: 'application/sdp', ...headers });
  }

  /** One request, signed when the camera asks for it. */
  async ask(
    method: string,
    url: string,
    headers: Record<string, string> = {},
    timeoutMs = this.#timeoutMs,
  ): Promise<RtspResponse> {
    const response = await this.#send(method, url, headers, timeoutMs);
    if (response.status !== 401) return response;
    const challenges = response.headers.get('www-authenticate') ?? [];
    const nonce = nonceOf(challenges);
    if (this.#signer && nonce === this.#nonce) throw new AppError('CAMERA_WRONG_PASSWORD');
    const { username, password } = this.#target;
    if (username === '' && password === '') throw new AppError('CAMERA_WRONG_PASSWORD');
    this.#signer = signerFor(challenges, { username, password });
    this.#nonce = nonce;
    if (!this.#signer) throw new AppError('CAMERA_REFUSED', { status: 401, reason: challenges.join(' ') });
    const signed = await this.#send(method, url, headers, timeoutMs);
    if (signed.status === 401) throw new AppError('CAMERA_WRONG_PASSWORD');
    return signed;
  }

  takeSession(response: RtspResponse): void {
    const [id = '', ...rest] = (header(response, 'session') ?? '').split(';');
    // Some cameras give another one with a later answer, and some none at all.
    if (id.trim() !== '') this.#sessionId = id.trim();
    const timeout = /timeout\s*=\s*(\d+)/i.exec(rest.join(';'))?.[1];
    if (timeout && Number(timeout) > 0) this.#sessionTimeoutS = Number(timeout);
  }

  /** Errors: Redirected, and the code that says why not. */
  mustBeOk(response: RtspResponse): void {
    const { status, reason } = response;
    if (status >= 200 && status < 300) return;
    const location = header(response, 'location');
    const to = status >= 300 && status < 400 && location && redirectUrl(location, this.url);
    if (to) throw new Redirected(to);
    if (status === 401 || status === 403) throw new AppError('CAMERA_WRONG_PASSWORD', { status });
    if (status === 404) throw new AppError('CAMERA_STREAM_NOT_FOUND', { path: new URL(this.url).pathname });
    throw new AppError('CAMERA_REFUSED', { status, reason });
  }

  /** TEARDOWN with a short timer, then the connection ends, whatever the camera says. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#keepAlive);
    if (this.#sessionId !== '' && !this.#ended) {
      const answered = this.ask('TEARDOWN', this.presentationUrl, {}, TEARDOWN_MS);
      await answered.catch((thrown: unknown) => log.debug({ err: thrown }, 'teardown not answered'));
    }
    this.#end(new AppError('CAMERA_CONNECTION_LOST'));
  }

  /** From now on, while the session lasts. `mustAnswer`: a camera that says nothing to it is lost. */
  keepAlive({ atMostMs = MAX_KEEP_ALIVE_MS, mustAnswer = false } = {}): void {
    const everyMs = Math.min(atMostMs, (this.#sessionTimeoutS * 1_000) / 2);
    this.#keepAlive = setInterval(() => void this.#stayAlive(mustAnswer), everyMs);
  }

  /** A packet over the connection itself. */
  send(channel: number, packet: Buffer): void {
    const head = Buffer.from([0x24, channel, packet.length >> 8, packet.length & 0xff]);
    if (!this.#ended) this.#socket?.write(Buffer.concat([head, packet]));
  }

  /** Whatever one camera's bytes bring about ends this session, and never the node that carries all the others. */
  guarded(work: () => void): void {
    try {
      work();
    } catch (thrown) {
      log.error({ err: thrown }, 'what the camera sent could not be taken');
      this.#end(new AppError('INTERNAL', {}, thrown));
    }
  }

  /** Nobody is in a hurry: what comes is read in larger pieces, which costs a third of a read for each packet. */
  relax(readEveryMs: number): void {
    this.#readEveryMs = readEveryMs;
  }

  #connect(): Promise<void> {
    const { hostname, port } = addressOf(this.url);
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
            const bytes = Buffer.from(buffer.buffer, buffer.byteOffset, byteCount);
            this.guarded(() => this.#reader.push(bytes));
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

  /** A full buffer means that there is more; then it is read on at once. */
  #readsOn(byteCount: number): boolean {
    if (this.#readEveryMs === 0 || byteCount === READ_BUFFER_BYTES) return true;
    setTimeout(() => this.#socket?.resume(), this.#readEveryMs);
    return false;
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
    const { hostname, port } = addressOf(this.url);
    this.#end(new AppError('CAMERA_NOT_RTSP', { host: hostname, port }));
  }

  /** A camera that says it knows GET_PARAMETER and does not is asked by OPTIONS from then on. */
  async #stayAlive(mustAnswer: boolean): Promise<void> {
    try {
      const { status } = await this.ask(this.#supportsGetParameter ? 'GET_PARAMETER' : 'OPTIONS', this.presentationUrl);
      if (METHOD_MISSING.has(status)) this.#supportsGetParameter = false;
    } catch (thrown) {
      log.debug({ err: thrown }, 'keep-alive not answered');
      if (mustAnswer) this.#end(toAppError(thrown));
    }
  }

  #end(why: AppError): void {
    if (this.#ended) return;
    this.#ended = why;
    clearInterval(this.#keepAlive);
    this.#socket?.destroy();
    for (const waiting of this.#waiting.values()) waiting.reject(why);
    this.#waiting.clear();
    this.#listener.onEnded(why, this.#closed);
  }
}

/** Errors: CAMERA_UNREACHABLE for what is no address. */
function addressOf(url: string): { hostname: string; port: number } {
  const parsed = URL.parse(url);
  if (!parsed) throw new AppError('CAMERA_UNREACHABLE', { host: url.replace(/^rtsp:\/\//i, ''), port: 0 });
  const { hostname, port } = parsed;
  return { hostname: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 554 : Number(port) };
}

function withoutUserInfo(url: string): string {
  return url.replace(/^(rtsp:\/\/)[^/]*@/i, '$1');
}
