/**
 * Our RTSP client (RFC 2326): one connection, RTP interleaved over it or beside it over UDP.
 *
 * OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN; Basic and Digest. It
 * speaks to the field's cameras, so it forgives what can be forgiven and names
 * what cannot. The connection is read into one buffer that is used again and again.
 */
import { connect, type Socket } from 'node:net';
import type { CameraTransport } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { audioFormatOf } from '../rtp/audio-depacketizer.ts';
import type { SenderClock } from '../rtp/audio-timeline.ts';
import { ReorderBuffer } from '../rtp/reorder-buffer.ts';
import { readSenderClock, receiverReport } from '../rtp/rtcp.ts';
import { isRtcp } from '../rtp/rtp-packet.ts';
import { baseUrl, controlUrl, redirectUrl, tidyRtspUrl } from './addresses.ts';
import { nonceOf, type Signer, signerFor } from './digest.ts';
import { InterleavedReader } from './interleaved-reader.ts';
import { header, type RtspResponse, readResponseHead, writeRequest } from './rtsp-message.ts';
import { parseSdp, type SdpMedia } from './sdp.ts';
import { readTransport } from './transport-header.ts';
import { openUdpReceiver, type UdpReceiver } from './udp-receiver.ts';

const log = newLogger('rtsp');

const READ_BUFFER_BYTES = 65_536;
const TEARDOWN_MS = 500;
const MAX_KEEP_ALIVE_MS = 25_000;
const DEFAULT_SESSION_S = 60;
const MAX_REDIRECTS = 3;
const REPORT_EVERY_MS = 5_000;
const OUR_SSRC = 0x4c69_616e;
const CODECS: ReadonlySet<string> = new Set(['H264', 'H265']);
const UNSUPPORTED_TRANSPORT = 461;
const INVALID_RANGE = 457;
const NOT_THIS_ADDRESS: ReadonlySet<number> = new Set([400, 404, 451, 455, 460]);
const REPLAY = { Require: 'onvif-replay' };
const METHOD_MISSING: ReadonlySet<number> = new Set([405, 501, 551]);

export type RtspTarget = {
  rtspUrl: string;
  username: string;
  password: string;
  transport?: CameraTransport;
  /** Whether its sound is wanted too. */
  audio?: boolean;
  /** What was recorded is wanted, from then on by the recorder's own time, as fast as it comes (ONVIF Streaming, section 6). */
  replayFromMs?: number;
};
/** The camera's wall clock by its newest sender report, and when that came. */
export type CameraClock = { ntpMs: number; receivedAtMs: number };

export type RtspListener = {
  /** The tracks as the camera described them, before their first packet; sound only where it is wanted. */
  onDescribed(video: SdpMedia, audio: SdpMedia | undefined): void;
  /** A video RTP packet; valid only until this returns. */
  onRtp(packet: Buffer): void;
  onAudioRtp?(packet: Buffer): void;
  /** Said once, and not after `close`. */
  onLost(why: AppError): void;
};

type Waiting = { resolve(response: RtspResponse): void; reject(why: AppError): void };
type Track = { media: SdpMedia; url: string };
type Described = { video: Track; audio: Track | undefined; presentationUrl: string };
/** A track that was set up. */
type OpenTrack = { payloadType: number; rtp: number; rtcp: number; clock: SenderClock | null };

/**
 * Connects, sets up the camera's first track of a codec we carry, and plays it; given up when `signal` says so.
 * Errors: every `CAMERA_…` code that says why a camera cannot be had.
 */
export async function openRtspSession(
  target: RtspTarget,
  timeoutMs: number,
  listener: RtspListener,
  signal?: AbortSignal,
): Promise<RtspSession> {
  let to = target;
  for (let redirects = 0; ; redirects += 1) {
    const session = new RtspSession(to, timeoutMs, listener);
    const stop = () => void session.close();
    signal?.addEventListener('abort', stop);
    try {
      signal?.throwIfAborted();
      await session.start();
      return session;
    } catch (thrown) {
      await session.close();
      if (!(thrown instanceof Redirected)) throw thrown;
      if (redirects >= MAX_REDIRECTS)
        throw new AppError('CAMERA_REFUSED', { status: 302, reason: 'too many redirects' });
      to = redirected(to, thrown.to);
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }
}

/** A name and password go along only to the same host, or where the camera itself says them. */
function redirected(before: RtspTarget, to: string): RtspTarget {
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
  #nonce: string | undefined;
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
  #video: OpenTrack = { payloadType: -1, rtp: 0, rtcp: 1, clock: null };
  #audio: OpenTrack | undefined;
  #udp: UdpReceiver | undefined;
  #audioUdp: UdpReceiver | undefined;
  #serverRtcpPort: number | null = null;
  #reports: NodeJS.Timeout | undefined;
  #cameraClock: CameraClock | null = null;
  /** Of the camera, by its packets; what a receiver report is about. */
  #source = { ssrc: 0, highestSequence: -1 };

  constructor(target: RtspTarget, timeoutMs: number, listener: RtspListener) {
    this.#target = target;
    this.#timeoutMs = timeoutMs;
    this.#listener = listener;
    this.#url = withoutUserInfo(tidyRtspUrl(target.rtspUrl));
    this.#presentationUrl = this.#url;
    this.#reader = new InterleavedReader({
      onPacket: (channel, packet) => this.#takePacket(channel, packet),
      onMessage: (head, body) => this.#take(head, body),
      onSkipped: (byteCount) => this.#skipped(byteCount),
    });
  }

  /** From the newest RTCP sender report; null before the first. */
  get cameraClock(): CameraClock | null {
    return this.#cameraClock;
  }

  /** Of both tracks, from their newest sender reports. */
  get senderClocks(): { video: SenderClock | null; audio: SenderClock | null } {
    return { video: this.#video.clock, audio: this.#audio?.clock ?? null };
  }

  async start(): Promise<void> {
    const { video, audio, presentationUrl } = await this.describe();
    this.#video.payloadType = video.media.payloadType;
    this.#listener.onDescribed(video.media, audio?.media);
    this.#presentationUrl = presentationUrl;
    await this.#setUp(video.url);
    if (audio && audioFormatOf(audio.media)) await this.#setUpAudio(audio);
    await this.#play();
    const everyMs = Math.min(MAX_KEEP_ALIVE_MS, (this.#sessionTimeoutS * 1_000) / 2);
    this.#keepAlive = setInterval(() => void this.#stayAlive(), everyMs);
    this.#reports = setInterval(() => this.#report(), REPORT_EVERY_MS);
  }

  async describe(): Promise<Described> {
    await this.#connect();
    const options = await this.#ask('OPTIONS', this.#url);
    this.#supportsGetParameter = header(options, 'public')?.toUpperCase().includes('GET_PARAMETER') ?? false;
    const response = await this.#ask('DESCRIBE', this.#url, { Accept: 'application/sdp' });
    this.#mustBeOk(response);
    const sdp = parseSdp(response.body);
    const videos = sdp.media.filter(({ kind }) => kind === 'video');
    const video = videos.find(({ codec }) => CODECS.has(codec));
    if (videos.length === 0) throw new AppError('CAMERA_NO_VIDEO');
    if (!video) throw new AppError('CAMERA_CODEC_NOT_SUPPORTED', { codec: videos[0]?.codec || 'unknown' });
    const base = baseUrl(header(response, 'content-base') ?? header(response, 'content-location'), this.#url);
    const track = (media: SdpMedia) => ({ media, url: controlUrl(base, media.control) });
    const sounds = this.#target.audio ? sdp.media.filter(({ kind }) => kind === 'audio') : [];
    const audio = sounds.find(audioFormatOf) ?? sounds[0];
    return { video: track(video), audio: audio && track(audio), presentationUrl: controlUrl(base, sdp.control) };
  }

  async #setUp(videoUrl: string): Promise<void> {
    const { transport = 'auto' } = this.#target;
    if (transport === 'udp') return this.#setUpUdp(videoUrl);
    const replay = this.#target.replayFromMs === undefined ? {} : REPLAY;
    const setup = await this.#ask('SETUP', videoUrl, { ...replay, Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' });
    if (setup.status === UNSUPPORTED_TRANSPORT) {
      if (transport === 'tcp')
        throw new AppError('CAMERA_REFUSED', { status: setup.status, reason: 'no RTP over TCP' });
      return this.#setUpUdp(videoUrl);
    }
    this.#mustBeOk(setup);
    this.#takeSession(setup);
    Object.assign(this.#video, readTransport(header(setup, 'transport') ?? '').channels);
  }

  /** A camera whose sound cannot be had is still had. */
  async #setUpAudio({ media, url }: Track): Promise<void> {
    const track: OpenTrack = { payloadType: media.payloadType, rtp: 2, rtcp: 3, clock: null };
    const udp = this.#udp && (await this.#openUdp(track, (packet) => this.#listener.onAudioRtp?.(packet)));
    // Before it is asked for: a camera that hangs up now would leave the ports open.
    this.#audioUdp = udp;
    const transport = udp
      ? `RTP/AVP;unicast;client_port=${udp.port}-${udp.port + 1}`
      : 'RTP/AVP/TCP;unicast;interleaved=2-3';
    const setup = await this.#ask('SETUP', url, { Transport: transport });
    if (setup.status >= 300) {
      log.info({ status: setup.status }, 'camera does not give its sound');
      udp?.close();
      this.#audioUdp = undefined;
      return;
    }
    this.#takeSession(setup);
    this.#audio = track;
    Object.assign(track, readTransport(header(setup, 'transport') ?? '').channels);
  }

  async #openUdp(track: OpenTrack, onPacket: (packet: Buffer) => void): Promise<UdpReceiver> {
    const { localAddress = '', remoteAddress = '' } = this.#socket ?? {};
    const reorder = new ReorderBuffer(onPacket);
    const take = (packet: Buffer) =>
      this.#guarded(() => (isRtcp(packet) ? this.#takeRtcp(track, packet) : reorder.push(packet, Date.now())));
    const receiver = await openUdpReceiver({ at: localAddress, from: remoteAddress }, { onRtp: take, onRtcp: take });
    if (this.#ended) receiver.close();
    return receiver;
  }

  async #setUpUdp(videoUrl: string): Promise<void> {
    this.#udp = await this.#openUdp(this.#video, (packet) => this.#takeRtp(packet));
    const { port } = this.#udp;
    const setup = await this.#ask('SETUP', videoUrl, { Transport: `RTP/AVP;unicast;client_port=${port}-${port + 1}` });
    if (setup.status === UNSUPPORTED_TRANSPORT)
      throw new AppError('CAMERA_REFUSED', { status: setup.status, reason: 'no RTP over UDP' });
    this.#mustBeOk(setup);
    this.#takeSession(setup);
    this.#serverRtcpPort = readTransport(header(setup, 'transport') ?? '').serverRtcpPort;
  }

  /** Some cameras want no range, and some the address they were asked for rather than the one they told. */
  async #play(): Promise<void> {
    const { replayFromMs } = this.#target;
    const isReplay = replayFromMs !== undefined;
    const wanted = isReplay ? replayHeaders(replayFromMs) : { Range: 'npt=0.000-' };
    const ranged = await this.#ask('PLAY', this.#presentationUrl, wanted);
    // Without its range it would be other pictures.
    if (isReplay && ranged.status === INVALID_RANGE) throw new AppError('RECORDING_NOT_FOUND');
    const played = ranged.status === INVALID_RANGE ? await this.#ask('PLAY', this.#presentationUrl) : ranged;
    if (!NOT_THIS_ADDRESS.has(played.status) || this.#presentationUrl === this.#url) {
      this.#mustBeOk(played);
      this.#takeSession(played);
      return;
    }
    this.#presentationUrl = this.#url;
    const again = await this.#ask('PLAY', this.#url, isReplay ? wanted : {});
    this.#mustBeOk(again);
    this.#takeSession(again);
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
            const bytes = Buffer.from(buffer.buffer, buffer.byteOffset, byteCount);
            this.#guarded(() => this.#reader.push(bytes));
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
  #guarded(work: () => void): void {
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

  /** Some cameras use other channels than they said, or swap them: what looks like the track's packets is taken for them. */
  #takePacket(channel: number, packet: Buffer): void {
    const [video, audio] = [this.#video, this.#audio];
    const isOnAudio = channel === audio?.rtp || channel === audio?.rtcp;
    if (isRtcp(packet)) {
      this.#takeRtcp(isOnAudio ? audio : video, packet);
      return;
    }
    const payloadType = (packet[1] ?? 0) & 0x7f;
    const isOfSound = payloadType === audio?.payloadType;
    const isOfVideo = payloadType === video.payloadType;
    const isSound = isOnAudio ? isOfSound || !isOfVideo : isOfSound && !isOfVideo;
    if (isSound) this.#listener.onAudioRtp?.(packet);
    else if (channel === video.rtp || isOfVideo) this.#takeRtp(packet);
  }

  #takeRtp(packet: Buffer): void {
    if (packet.length >= 12) {
      this.#source.highestSequence = packet.readUInt16BE(2);
      this.#source.ssrc = packet.readUInt32BE(8);
    }
    this.#listener.onRtp(packet);
  }

  #takeRtcp(track: OpenTrack, packet: Buffer): void {
    const clock = readSenderClock(packet);
    if (!clock) return;
    track.clock = clock;
    if (track === this.#video) this.#cameraClock = { ntpMs: clock.ntpMs, receivedAtMs: Date.now() };
  }

  /** Some cameras end a session that nobody reports on. */
  #report(): void {
    const { ssrc, highestSequence } = this.#source;
    if (highestSequence < 0) return;
    const report = receiverReport({ ssrc: OUR_SSRC, of: ssrc, highestSequence, lost: 0 });
    if (this.#udp && this.#serverRtcpPort !== null) this.#udp.sendRtcp(report, this.#serverRtcpPort);
    if (!this.#udp)
      this.#socket?.write(Buffer.concat([Buffer.from([0x24, this.#video.rtcp, 0, report.length]), report]));
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
    // Some cameras give another one with a later answer, and some none at all.
    if (id.trim() !== '') this.#sessionId = id.trim();
    const timeout = /timeout\s*=\s*(\d+)/i.exec(rest.join(';'))?.[1];
    if (timeout && Number(timeout) > 0) this.#sessionTimeoutS = Number(timeout);
  }

  /** Errors: Redirected, and the code that says why not. */
  #mustBeOk(response: RtspResponse): void {
    const { status, reason } = response;
    if (status >= 200 && status < 300) return;
    const location = header(response, 'location');
    const to = status >= 300 && status < 400 && location && redirectUrl(location, this.#url);
    if (to) throw new Redirected(to);
    if (status === 401 || status === 403) throw new AppError('CAMERA_WRONG_PASSWORD', { status });
    if (status === 404) throw new AppError('CAMERA_STREAM_NOT_FOUND', { path: new URL(this.#url).pathname });
    throw new AppError('CAMERA_REFUSED', { status, reason });
  }

  /** A camera that says it knows GET_PARAMETER and does not is asked by OPTIONS from then on. */
  async #stayAlive(): Promise<void> {
    try {
      const { status } = await this.#ask(
        this.#supportsGetParameter ? 'GET_PARAMETER' : 'OPTIONS',
        this.#presentationUrl,
      );
      if (METHOD_MISSING.has(status)) this.#supportsGetParameter = false;
    } catch (thrown) {
      log.debug({ err: thrown }, 'keep-alive not answered');
    }
  }

  #end(why: AppError): void {
    if (this.#ended) return;
    this.#ended = why;
    clearInterval(this.#keepAlive);
    clearInterval(this.#reports);
    this.#udp?.close();
    this.#audioUdp?.close();
    this.#socket?.destroy();
    for (const waiting of this.#waiting.values()) waiting.reject(why);
    this.#waiting.clear();
    if (!this.#closed) this.#listener.onLost(why);
  }
}

/** `clock=20261127T080051.250Z-` (RFC 2326 section 3.7), in UTC. */
function replayHeaders(fromMs: number): Record<string, string> {
  const clock = new Date(fromMs).toISOString().replace(/[-:]/g, '');
  return { ...REPLAY, Range: `clock=${clock}-`, 'Rate-Control': 'no' };
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
