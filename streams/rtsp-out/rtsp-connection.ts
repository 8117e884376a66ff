/**
 * One RTSP client (RFC 2326): asks for a camera, sets up its tracks, plays. Who it is
 * must be said before anything is told of a camera.
 */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { AppError, type ErrorCode, toAppError } from '../../config/contract/errors.ts';
import type { Viewer } from '../../config/contract/node.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { Camera } from '../cameras/camera.ts';
import type { AccessUnit } from '../hub/access-unit.ts';
import type { AudioFormat } from '../hub/audio-unit.ts';
import { InterleavedReader } from '../rtsp/interleaved-reader.ts';
import { openUdpReceiver, type UdpReceiver } from '../rtsp/udp-receiver.ts';
import { describe } from './description.ts';
import { type RtpWay, RtspOutput } from './rtsp.output.ts';
import {
  type Named,
  type RtspAnswer,
  type RtspRequest,
  readAddress,
  readBasic,
  readRequest,
  readWanted,
  writeAnswer,
} from './rtsp-request.ts';

const log = newLogger('rtsp-out');

const FIRST_PICTURE_MS = 8_000;
/** Most cameras begin to send sound with the picture; who has none is not waited for longer. */
const FIRST_SOUND_MS = 700;
/** Of a client that plays over UDP and says nothing. */
const SESSION_TIMEOUT_S = 60;
/** Of one that has connected and does not play. */
const PLAYS_WITHIN_MS = 30_000;
const BATCH_PACKETS = 24;
const MAX_TRACKS = 2;
/** Nobody asks so much ahead of the answers. */
const MAX_UNANSWERED = 32;
const METHODS = 'OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER, TEARDOWN';

export type RtspClientNeeds = {
  camera: (cameraId: string, quality: 'main' | 'sub') => Camera;
  /** Who it is by what it brings. Errors: those that say why not. */
  admit: (credentials: Credentials, cameraId: string, address: string) => Promise<Viewer>;
  onStarted: (camera: Camera, viewer: Viewer, address: string) => string;
  onEnded: (viewingId: string, viewer: Viewer) => void;
  onClosed: () => void;
};
export type Credentials = { token: string } | { account: string; password: string };

type Track = { way: RtpWay; udp: UdpReceiver | undefined };
type Described = { camera: Camera; viewer: Viewer; codec: 'h264' | 'h265'; audio: AudioFormat | undefined };

export class RtspConnection {
  readonly #socket: Socket;
  readonly #needs: RtspClientNeeds;
  readonly #address: string;
  readonly #sessionId = randomBytes(8).toString('hex');
  readonly #tracks = new Map<number, Track>();
  readonly #closed = new AbortController();
  #admitted: { key: string; cameraId: string; viewer: Viewer } | undefined;
  #described: Described | undefined;
  #detach: (() => void) | undefined;
  #viewingId: string | undefined;
  #heardAtMs = Date.now();
  #turn: Promise<void> = Promise.resolve();
  #unanswered = 0;

  constructor(socket: Socket, needs: RtspClientNeeds) {
    this.#socket = socket;
    this.#needs = needs;
    this.#address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    const reader = new InterleavedReader({
      onPacket: () => this.#heard(),
      onMessage: (head) => this.#next(head),
      onSkipped: () => socket.destroy(),
    });
    socket.setNoDelay(true);
    socket.on('data', (bytes) => reader.push(bytes));
    socket.once('error', (err) => log.debug({ err }, 'connection failed'));
    socket.once('close', () => this.#end());
    const timer = setInterval(() => this.#endIfSilent(), PLAYS_WITHIN_MS / 3);
    this.#closed.signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** Who was let in to what: they may play it whenever they like, without being asked again. */
  get admitted(): { cameraId: string; viewer: Viewer } | undefined {
    return this.#admitted;
  }

  /** What it plays, or may begin to. */
  get camera(): Camera | undefined {
    return this.#described?.camera;
  }

  close(why?: ErrorCode): void {
    if (why) log.info({ code: why, address: this.#address }, 'RTSP viewing ended');
    this.#socket.destroy();
  }

  #heard(): void {
    this.#heardAtMs = Date.now();
  }

  #endIfSilent(): void {
    const silentMs = Date.now() - this.#heardAtMs;
    const isOverUdp = [...this.#tracks.values()].some(({ udp }) => udp !== undefined);
    if (!this.#detach && silentMs > PLAYS_WITHIN_MS) this.close();
    if (this.#detach && isOverUdp && silentMs > SESSION_TIMEOUT_S * 1_000) this.close();
  }

  /** One request after the other, as they came. */
  #next(head: string): void {
    this.#heard();
    this.#unanswered += 1;
    if (this.#unanswered > MAX_UNANSWERED) {
      this.close();
      return;
    }
    this.#turn = this.#turn.then(async () => {
      this.#unanswered -= 1;
      const request = readRequest(head);
      if (!request || this.#closed.signal.aborted) return;
      const answer = await this.#answer(request).catch((thrown) => failed(thrown));
      if (!this.#socket.destroyed) this.#socket.write(writeAnswer(answer, request.cseq));
      if (request.method === 'PLAY' && answer.status === 200) this.#play();
      if (request.method === 'TEARDOWN') this.#socket.end();
    });
  }

  async #answer(request: RtspRequest): Promise<RtspAnswer> {
    const session = { Session: `${this.#sessionId};timeout=${SESSION_TIMEOUT_S}` };
    switch (request.method) {
      case 'OPTIONS':
        return { status: 200, headers: { Public: METHODS } };
      case 'DESCRIBE':
        return this.#describe(request);
      case 'SETUP':
        return this.#setup(request, session);
      case 'PLAY':
        if (this.#tracks.size === 0) return { status: 455 };
        return { status: 200, headers: { ...session, Range: 'npt=now-' } };
      case 'PAUSE':
        this.#stop();
        return { status: 200, headers: session };
      case 'GET_PARAMETER':
      case 'SET_PARAMETER':
        return { status: 200, headers: session };
      case 'TEARDOWN':
        this.#stop();
        return { status: 200 };
      default:
        return { status: 405, headers: { Allow: METHODS } };
    }
  }

  async #describe(request: RtspRequest): Promise<RtspAnswer> {
    const named = readAddress(request.url);
    if (!named) return { status: 404 };
    const viewer = await this.#admit(request, named);
    if (!viewer) return { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="Lianqin"' } };
    const camera = this.#needs.camera(named.cameraId, named.quality);
    const { unit, audio } = await firstOf(camera, this.#closed.signal);
    this.#described = { camera, viewer, codec: unit.parameterSets.codec, audio };
    const base = request.url.replace(/\?.*$/, '').replace(/\/*$/, '/');
    return {
      status: 200,
      headers: { 'Content-Type': 'application/sdp', 'Content-Base': base },
      body: describe(unit.parameterSets, audio),
    };
  }

  /** Undefined when it says nothing of itself yet. Asked once for the same credentials. */
  async #admit(request: RtspRequest, { cameraId, token }: Named): Promise<Viewer | undefined> {
    const credentials = token === undefined ? readBasic(request.headers.get('authorization')) : { token };
    if (!credentials) return undefined;
    const key = JSON.stringify([credentials, cameraId]);
    if (this.#admitted?.key === key) return this.#admitted.viewer;
    const viewer = await this.#needs.admit(credentials, cameraId, this.#address);
    this.#admitted = { key, cameraId, viewer };
    return viewer;
  }

  async #setup(request: RtspRequest, session: Record<string, string>): Promise<RtspAnswer> {
    const described = this.#described;
    const track = readAddress(request.url)?.track;
    const wanted = readWanted(request.headers.get('transport') ?? '');
    if (!described) return { status: 455 };
    if (track === undefined || track >= MAX_TRACKS || (track === 1 && !described.audio)) return { status: 404 };
    if (!wanted) return { status: 461 };
    this.#tracks.get(track)?.udp?.close();
    if (wanted.kind === 'tcp') {
      const channel = wanted.channel ?? track * 2;
      this.#tracks.set(track, { way: insideWay(this.#socket, channel), udp: undefined });
      const header = `RTP/AVP/TCP;unicast;interleaved=${channel}-${channel + 1}`;
      return { status: 200, headers: { ...session, Transport: header } };
    }
    // To the client itself and to nobody else, whatever it asks for.
    const udp = await openUdpReceiver(
      { at: (this.#socket.localAddress ?? '').replace(/^::ffff:/, ''), from: this.#address },
      { onRtp: () => this.#heard(), onRtcp: () => this.#heard() },
    );
    if (this.#closed.signal.aborted) {
      udp.close();
      return { status: 454 };
    }
    this.#tracks.set(track, { way: udpWay(udp, wanted, this.#closed.signal), udp });
    const header = `RTP/AVP;unicast;client_port=${wanted.rtp}-${wanted.rtcp};server_port=${udp.port}-${udp.port + 1}`;
    return { status: 200, headers: { ...session, Transport: header } };
  }

  #play(): void {
    const described = this.#described;
    if (!described || this.#detach || this.#closed.signal.aborted) return;
    const { camera, viewer, codec, audio } = described;
    const ways = { video: this.#tracks.get(0)?.way, audio: this.#tracks.get(1)?.way };
    const output = new RtspOutput(codec, audio, ways, () => this.close());
    this.#detach = camera.attach(output, { isViewer: true });
    this.#viewingId = this.#needs.onStarted(camera, viewer, this.#address);
  }

  #stop(): void {
    this.#detach?.();
    this.#detach = undefined;
    if (this.#viewingId !== undefined && this.#described) {
      this.#needs.onEnded(this.#viewingId, this.#described.viewer);
    }
    this.#viewingId = undefined;
  }

  #end(): void {
    this.#closed.abort();
    this.#stop();
    for (const { udp } of this.#tracks.values()) udp?.close();
    this.#tracks.clear();
    this.#needs.onClosed();
  }
}

/** A key frame, and the sound that comes with it. Errors: why the camera has none. */
async function firstOf(
  camera: Camera,
  closed: AbortSignal,
): Promise<{ unit: AccessUnit; audio: AudioFormat | undefined }> {
  const first = Promise.withResolvers<AccessUnit>();
  const sound = Promise.withResolvers<void>();
  const [cached] = camera.stream.cachedGop;
  if (cached) first.resolve(cached);
  const detach = camera.attach({
    take: (unit) => {
      if (unit.isKey) first.resolve(unit);
    },
    takeAudio: () => sound.resolve(),
  });
  const timer = setTimeout(() => {
    const { cause } = camera.health();
    first.reject(
      cause
        ? new AppError(cause.code, cause.detail)
        : new AppError('CAMERA_NO_FRAMES', { seconds: FIRST_PICTURE_MS / 1_000 }),
    );
  }, FIRST_PICTURE_MS);
  closed.addEventListener('abort', () => first.reject(new AppError('MEDIA_SESSION_NOT_FOUND')), { once: true });
  try {
    const unit = await first.promise;
    if (camera.takesAudio && !camera.audioFormat) {
      await Promise.race([sound.promise, new Promise((resolve) => setTimeout(resolve, FIRST_SOUND_MS))]);
    }
    return { unit, audio: camera.audioFormat };
  } finally {
    clearTimeout(timer);
    detach();
  }
}

/** Section 10.12. */
function insideWay(socket: Socket, channel: number): RtpWay {
  const send = (packets: readonly Buffer[], to: number) => {
    if (socket.destroyed) return;
    const parts = packets.flatMap((packet) => [
      Buffer.from([0x24, to, packet.length >> 8, packet.length & 0xff]),
      packet,
    ]);
    socket.write(Buffer.concat(parts));
  };
  return {
    sendRtp: (packets) => send(packets, channel),
    sendRtcp: (packet) => send([packet], channel + 1),
    get waitingBytes() {
      return socket.writableLength;
    },
  };
}

/** In small batches a millisecond apart: a receiver's stock buffer holds no whole key frame. */
function udpWay(udp: UdpReceiver, { rtp, rtcp }: { rtp: number; rtcp: number }, closed: AbortSignal): RtpWay {
  let queue: Buffer[] = [];
  let timer: NodeJS.Timeout | undefined;
  const sendBatch = () => {
    timer = undefined;
    if (closed.aborted) return;
    for (const packet of queue.splice(0, BATCH_PACKETS)) udp.sendRtp(packet, rtp);
    if (queue.length > 0) timer = setTimeout(sendBatch, 1);
  };
  closed.addEventListener('abort', () => {
    clearTimeout(timer);
    queue = [];
  });
  return {
    sendRtp: (packets) => {
      queue.push(...packets);
      if (!timer) sendBatch();
    },
    sendRtcp: (packet) => {
      if (!closed.aborted) udp.sendRtcp(packet, rtcp);
    },
    get waitingBytes() {
      return queue.reduce((sum, { length }) => sum + length, 0);
    },
  };
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  MEDIA_TOKEN_INVALID: 401,
  MEDIA_TOKEN_EXPIRED: 401,
  WRONG_CREDENTIALS: 401,
  CAMERA_NOT_FOUND: 404,
  CAMERA_REFUSED: 503,
};

function failed(thrown: unknown): RtspAnswer {
  const error = toAppError(thrown);
  if (error.code === 'INTERNAL') log.error({ err: thrown }, 'request failed');
  const status = STATUS[error.code] ?? (error.status === 403 || error.status === 401 ? error.status : 503);
  const headers: Record<string, string> = { 'X-Reason': error.code };
  return { status, headers: status === 401 ? { ...headers, 'WWW-Authenticate': 'Basic realm="Lianqin"' } : headers };
}
