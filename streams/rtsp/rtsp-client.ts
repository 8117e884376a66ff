/**
 * Our RTSP client (RFC 2326): one connection, RTP interleaved over it or beside it over UDP.
 *
 * OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN; Basic and Digest. It
 * speaks to the field's cameras, so it forgives what can be forgiven and names
 * what cannot.
 */
import type { CameraTransport } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { audioFormatOf } from '../rtp/audio-depacketizer.ts';
import type { SenderClock } from '../rtp/audio-timeline.ts';
import { ReorderBuffer } from '../rtp/reorder-buffer.ts';
import { readSenderClock, receiverReport } from '../rtp/rtcp.ts';
import { isRtcp } from '../rtp/rtp-packet.ts';
import { baseUrl, controlUrl } from './addresses.ts';
import { followingRedirects, type RtspAddress, RtspLine } from './rtsp-line.ts';
import { header } from './rtsp-message.ts';
import { parseSdp, type SdpMedia } from './sdp.ts';
import { readTransport } from './transport-header.ts';
import { openUdpReceiver, type UdpReceiver } from './udp-receiver.ts';

const log = newLogger('rtsp');

const REPORT_EVERY_MS = 5_000;
const OUR_SSRC = 0x4c69_616e;
const CODECS: ReadonlySet<string> = new Set(['H264', 'H265']);
const UNSUPPORTED_TRANSPORT = 461;
const INVALID_RANGE = 457;
const NOT_THIS_ADDRESS: ReadonlySet<number> = new Set([400, 404, 451, 455, 460]);
const REPLAY = { Require: 'onvif-replay' };

export type RtspTarget = RtspAddress & {
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
  return followingRedirects(target, async (to) => {
    const session = new RtspSession(to, timeoutMs, listener);
    const stop = () => void session.close();
    signal?.addEventListener('abort', stop);
    try {
      signal?.throwIfAborted();
      await session.start();
      return session;
    } catch (thrown) {
      await session.close();
      throw thrown;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  });
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
  readonly #listener: RtspListener;
  readonly #line: RtspLine;
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
    this.#listener = listener;
    this.#line = new RtspLine(target, timeoutMs, {
      onPacket: (channel, packet) => this.#takePacket(channel, packet),
      onEnded: (why, isWanted) => this.#ended(why, isWanted),
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
    this.#line.presentationUrl = presentationUrl;
    await this.#setUp(video.url);
    if (audio && audioFormatOf(audio.media)) await this.#setUpAudio(audio);
    await this.#play();
    this.#line.keepAlive();
    this.#reports = setInterval(() => this.#report(), REPORT_EVERY_MS);
  }

  async describe(): Promise<Described> {
    const response = await this.#line.describe();
    this.#line.mustBeOk(response);
    const sdp = parseSdp(response.body);
    const videos = sdp.media.filter(({ kind }) => kind === 'video');
    const video = videos.find(({ codec }) => CODECS.has(codec));
    if (videos.length === 0) throw new AppError('CAMERA_NO_VIDEO');
    if (!video) throw new AppError('CAMERA_CODEC_NOT_SUPPORTED', { codec: videos[0]?.codec || 'unknown' });
    const base = baseUrl(header(response, 'content-base') ?? header(response, 'content-location'), this.#line.url);
    const track = (media: SdpMedia) => ({ media, url: controlUrl(base, media.control) });
    const sounds = this.#target.audio
      ? sdp.media.filter(({ kind, isSendOnly }) => kind === 'audio' && !isSendOnly)
      : [];
    const audio = sounds.find(audioFormatOf) ?? sounds[0];
    return { video: track(video), audio: audio && track(audio), presentationUrl: controlUrl(base, sdp.control) };
  }

  async #setUp(videoUrl: string): Promise<void> {
    const { transport = 'auto' } = this.#target;
    if (transport === 'udp') return this.#setUpUdp(videoUrl);
    const replay = this.#target.replayFromMs === undefined ? {} : REPLAY;
    const headers = { ...replay, Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' };
    const setup = await this.#line.ask('SETUP', videoUrl, headers);
    if (setup.status === UNSUPPORTED_TRANSPORT) {
      if (transport === 'tcp')
        throw new AppError('CAMERA_REFUSED', { status: setup.status, reason: 'no RTP over TCP' });
      return this.#setUpUdp(videoUrl);
    }
    this.#line.mustBeOk(setup);
    this.#line.takeSession(setup);
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
    const setup = await this.#line.ask('SETUP', url, { Transport: transport });
    if (setup.status >= 300) {
      log.info({ status: setup.status }, 'camera does not give its sound');
      udp?.close();
      this.#audioUdp = undefined;
      return;
    }
    this.#line.takeSession(setup);
    this.#audio = track;
    Object.assign(track, readTransport(header(setup, 'transport') ?? '').channels);
  }

  async #openUdp(track: OpenTrack, onPacket: (packet: Buffer) => void): Promise<UdpReceiver> {
    const { localAddress, remoteAddress } = this.#line.hosts;
    const reorder = new ReorderBuffer(onPacket);
    const take = (packet: Buffer) =>
      this.#line.guarded(() => (isRtcp(packet) ? this.#takeRtcp(track, packet) : reorder.push(packet, Date.now())));
    const receiver = await openUdpReceiver({ at: localAddress, from: remoteAddress }, { onRtp: take, onRtcp: take });
    if (this.#line.hasEnded) receiver.close();
    return receiver;
  }

  async #setUpUdp(videoUrl: string): Promise<void> {
    this.#udp = await this.#openUdp(this.#video, (packet) => this.#takeRtp(packet));
    const { port } = this.#udp;
    const setup = await this.#line.ask('SETUP', videoUrl, {
      Transport: `RTP/AVP;unicast;client_port=${port}-${port + 1}`,
    });
    if (setup.status === UNSUPPORTED_TRANSPORT)
      throw new AppError('CAMERA_REFUSED', { status: setup.status, reason: 'no RTP over UDP' });
    this.#line.mustBeOk(setup);
    this.#line.takeSession(setup);
    this.#serverRtcpPort = readTransport(header(setup, 'transport') ?? '').serverRtcpPort;
  }

  /** Some cameras want no range, and some the address they were asked for rather than the one they told. */
  async #play(): Promise<void> {
    const { replayFromMs } = this.#target;
    const isReplay = replayFromMs !== undefined;
    const wanted = isReplay ? replayHeaders(replayFromMs) : { Range: 'npt=0.000-' };
    const ranged = await this.#line.ask('PLAY', this.#line.presentationUrl, wanted);
    // Without its range it would be other pictures.
    if (isReplay && ranged.status === INVALID_RANGE) throw new AppError('RECORDING_NOT_FOUND');
    const played = ranged.status === INVALID_RANGE ? await this.#line.ask('PLAY', this.#line.presentationUrl) : ranged;
    if (!NOT_THIS_ADDRESS.has(played.status) || this.#line.presentationUrl === this.#line.url) {
      this.#line.mustBeOk(played);
      this.#line.takeSession(played);
      return;
    }
    this.#line.presentationUrl = this.#line.url;
    const again = await this.#line.ask('PLAY', this.#line.url, isReplay ? wanted : {});
    this.#line.mustBeOk(again);
    this.#line.takeSession(again);
  }

  close(): Promise<void> {
    return this.#line.close();
  }

  /** Nobody is in a hurry: what comes is read in larger pieces, which costs a third of a read for each packet. */
  relax(readEveryMs: number): void {
    this.#line.relax(readEveryMs);
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
    if (!this.#udp) this.#line.send(this.#video.rtcp, report);
  }

  #ended(why: AppError, isWanted: boolean): void {
    clearInterval(this.#reports);
    this.#udp?.close();
    this.#audioUdp?.close();
    if (!isWanted) this.#listener.onLost(why);
  }
}

/** `clock=20261127T080051.250Z-` (RFC 2326 section 3.7), in UTC. */
function replayHeaders(fromMs: number): Record<string, string> {
  const clock = new Date(fromMs).toISOString().replace(/[-:]/g, '');
  return { ...REPLAY, Range: `clock=${clock}-`, 'Rate-Control': 'no' };
}
