/**
 * Everything that is being watched over WebRTC, by whom, and how it ends.
 *
 * A console has one transport and a consumer for each tile; a WHEP player has one
 * of each. Whatever closes, the camera's feed is let go exactly once.
 */
import type { Quality } from '../../config/contract/camera.ts';
import { AppError, type ErrorCode } from '../../config/contract/errors.ts';
import type { Viewer } from '../../config/contract/node.ts';
import type { Consumed, OpenedTransport } from '../../config/contract/rtc.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { Camera } from '../cameras/camera.ts';
import type { DecoderPool } from '../pictures/decoder-pool.ts';
import { CONNECTS_WITHIN_MS, type MediasoupSfu } from '../sfu/mediasoup.sfu.ts';
import { OPUS, TranscodedAudio } from '../transcode/transcoded-audio.ts';
import { TranscodedStream } from '../transcode/transcoded-stream.ts';
import { openAudioFeed } from './audio-feed.ts';
import { type FeedSource, openCameraFeed } from './camera-feed.ts';
import { CameraFeeds, type Joining, type TakenFeed } from './camera-feeds.ts';
import { answerOffer, readOffer } from './whep-sdp.ts';

type Transport = { viewer: Viewer };
type Wanted = {
  cameraId: string;
  quality: Quality;
  kind: Consumed['kind'];
  join: Joining;
  rtpCapabilities: unknown;
  viewer: Viewer;
};
type Viewing = {
  cameraId: string;
  streamId: string;
  kind: Consumed['kind'];
  viewer: Viewer;
  transportId: string;
  taken: TakenFeed;
  /** Set once it is resumed. */
  leave: (() => void) | undefined;
  endsWith: ErrorCode;
};

export type WebRtcNeeds = {
  sfu: MediasoupSfu;
  clock: Clock;
  decoders: DecoderPool;
  camera: (cameraId: string, quality: Quality) => Camera;
  /** A console's consumer ended here, not there. */
  onConsumerClosed: (closed: { consumerId: string; connectionId: string; code: ErrorCode }) => void;
  onWhepEnded: (viewingId: string) => void;
};

export class WebRtcViewings {
  readonly #needs: WebRtcNeeds;
  readonly #transports = new Map<string, Transport>();
  readonly #viewings = new Map<string, Viewing>();
  readonly #feeds = new Map<string, CameraFeeds>();
  /** By stream, as the feeds. */
  readonly #transcoded = new Map<string, TranscodedStream>();
  readonly #sounds = new Map<string, CameraFeeds>();
  readonly #transcodedSounds = new Map<string, TranscodedAudio>();
  /** WHEP viewing (its consumer's id) → its transport. */
  readonly #whepTransports = new Map<string, string>();

  constructor(needs: WebRtcNeeds) {
    this.#needs = needs;
  }

  get rtpCapabilities(): unknown {
    return this.#needs.sfu.rtpCapabilities;
  }

  get workers(): MediasoupSfu['workers'] {
    return this.#needs.sfu.workers;
  }

  get lostBytes(): number {
    return this.#needs.sfu.lostBytes;
  }

  async openTransport(viewer: Viewer): Promise<OpenedTransport> {
    const opened = await this.#needs.sfu.openTransport();
    this.#transports.set(opened.transportId, { viewer });
    this.#needs.sfu.onTransportGone(opened.transportId, () => this.#closeTransport(opened.transportId));
    return opened;
  }

  async connectTransport(transportId: string, dtlsParameters: unknown): Promise<void> {
    this.#transport(transportId);
    await this.#needs.sfu.connectTransport(transportId, dtlsParameters);
  }

  async consume(transportId: string, what: Omit<Wanted, 'viewer'>): Promise<Consumed> {
    const { viewer } = this.#transport(transportId);
    return this.#consume(transportId, { ...what, viewer });
  }

  async resumeConsumer(consumerId: string): Promise<void> {
    const viewing = this.#viewings.get(consumerId);
    if (!viewing) throw new AppError('MEDIA_SESSION_NOT_FOUND');
    await this.#needs.sfu.resumeConsumer(consumerId);
    void this.#feedOnceConnected(consumerId, viewing);
  }

  closeConsumer(consumerId: string): void {
    this.#needs.sfu.closeConsumer(consumerId);
  }

  closeConnection(connectionId: string): void {
    for (const [transportId, { viewer }] of this.#transports) {
      if (viewer.connectionId === connectionId) this.#closeTransport(transportId);
    }
  }

  /** Answers a WHEP offer. Errors: OFFER_NOT_ACCEPTED. */
  async openWhep(
    { cameraId, quality }: { cameraId: string; quality: Quality },
    offer: string,
    viewer: Viewer,
  ): Promise<{ viewingId: string; answer: string }> {
    const { sfu } = this.#needs;
    const read = readOffer(offer);
    const transport = await sfu.openTransport(read.payloadType);
    const { transportId } = transport;
    try {
      await sfu.connectTransport(transportId, read.dtlsParameters);
      const { rtpCapabilities } = read;
      const wanted: Wanted = { cameraId, quality, kind: 'video', join: 'lasting', rtpCapabilities, viewer };
      const consumed = await this.#consume(transportId, wanted);
      this.#transports.set(transportId, { viewer });
      this.#whepTransports.set(consumed.consumerId, transportId);
      sfu.onTransportGone(transportId, () => this.#closeTransport(transportId), CONNECTS_WITHIN_MS);
      await this.resumeConsumer(consumed.consumerId);
      return { viewingId: consumed.consumerId, answer: answerOffer(read, transport, consumed) };
    } catch (thrown) {
      sfu.closeTransport(transportId);
      throw thrown;
    }
  }

  endWhep(viewingId: string): void {
    const transportId = this.#whepTransports.get(viewingId);
    if (transportId === undefined) throw new AppError('MEDIA_SESSION_NOT_FOUND');
    this.#closeTransport(transportId);
  }

  /** The right is gone: ends what it concerns. */
  withdraw(concerns: (viewer: Viewer, cameraId: string) => boolean): void {
    for (const [consumerId, viewing] of this.#viewings) {
      if (!concerns(viewing.viewer, viewing.cameraId)) continue;
      viewing.endsWith = 'NOT_ALLOWED';
      this.#end(consumerId);
    }
  }

  /** The camera is gone from this node. Whoever watches it is told `endsWith`, and may ask for what there is instead. */
  forget({ streamId }: Camera, endsWith: ErrorCode): void {
    this.#endAll({ streamId }, 'video', endsWith);
    this.#endAll({ streamId }, 'audio', endsWith);
    const feeds = [this.#feeds.get(streamId), this.#sounds.get(streamId)];
    this.#feeds.delete(streamId);
    this.#sounds.delete(streamId);
    this.#transcoded.get(streamId)?.close();
    this.#transcoded.delete(streamId);
    this.#transcodedSounds.get(streamId)?.close();
    this.#transcodedSounds.delete(streamId);
    for (const each of feeds) each?.close();
  }

  /** Pictures sent before the handshake is done would be thrown away, the first key frame with them. */
  async #feedOnceConnected(consumerId: string, viewing: Viewing): Promise<void> {
    const isConnected = await this.#needs.sfu.whenConnected(viewing.transportId);
    if (isConnected && this.#viewings.has(consumerId)) viewing.leave ??= viewing.taken.feed.watch();
  }

  #end(consumerId: string): void {
    const whepTransport = this.#whepTransports.get(consumerId);
    if (whepTransport === undefined) this.#needs.sfu.closeConsumer(consumerId);
    else this.#closeTransport(whepTransport);
  }

  async #consume(
    transportId: string,
    { cameraId, quality, kind, join, rtpCapabilities, viewer }: Wanted,
  ): Promise<Consumed> {
    const { sfu } = this.#needs;
    const camera = this.#needs.camera(cameraId, quality);
    const taken = await (kind === 'video' ? this.#feedsOf(camera) : this.#soundOf(camera)).take(join);
    try {
      const { producerId } = taken.feed;
      if (!sfu.canConsume(producerId, rtpCapabilities)) throw new AppError('OFFER_NOT_ACCEPTED', { kind });
      const consumed = await sfu.consume(transportId, producerId, rtpCapabilities, {
        onClosed: (consumerId) => this.#ended(consumerId),
      });
      const viewing = {
        cameraId,
        streamId: camera.streamId,
        kind,
        viewer,
        transportId,
        taken,
        leave: undefined,
        endsWith: 'MEDIA_SESSION_NOT_FOUND' as const,
      };
      this.#viewings.set(consumed.consumerId, viewing);
      return { ...consumed, quality: camera.quality, isTemporary: taken.isTemporary };
    } catch (thrown) {
      taken.giveBack();
      throw thrown;
    }
  }

  #ended(consumerId: string): void {
    const viewing = this.#viewings.get(consumerId);
    if (!viewing) return;
    this.#viewings.delete(consumerId);
    viewing.leave?.();
    viewing.taken.giveBack();
    if (this.#whepTransports.delete(consumerId)) this.#needs.onWhepEnded(consumerId);
    else
      this.#needs.onConsumerClosed({ consumerId, connectionId: viewing.viewer.connectionId, code: viewing.endsWith });
  }

  #transport(transportId: string): Transport {
    const transport = this.#transports.get(transportId);
    if (!transport) throw new AppError('MEDIA_SESSION_NOT_FOUND');
    return transport;
  }

  #closeTransport(transportId: string): void {
    this.#transports.delete(transportId);
    this.#needs.sfu.closeTransport(transportId);
  }

  /** What WebRTC cannot carry is transcoded, once however many watch. */
  #sourceOf(camera: Camera): FeedSource {
    if (camera.isForWebRtc) return camera;
    const { clock, decoders } = this.#needs;
    const transcoded = new TranscodedStream(camera, {
      ...{ clock, decoders },
      onNotNeeded: () => this.#letAskAgain(camera),
      onRefused: () => this.#endAll(camera, 'video', 'DECODER_BUSY'),
    });
    this.#transcoded.set(camera.streamId, transcoded);
    return transcoded;
  }

  /** All who listen to a camera share one feed. */
  #soundOf(camera: Camera): CameraFeeds {
    const known = this.#sounds.get(camera.streamId);
    if (known) return known;
    const { audioFormat } = camera;
    if (!audioFormat) throw new AppError('CAMERA_NO_AUDIO', { cameraId: camera.cameraId });
    const { sfu, clock, decoders } = this.#needs;
    const letAskAgain = () => this.#letAskAgain(camera);
    const transcoded =
      audioFormat.codec === 'AAC'
        ? new TranscodedAudio(camera, {
            ...{ decoders, onNotNeeded: letAskAgain },
            onRefused: () => this.#endAll(camera, 'audio', 'DECODER_BUSY'),
          })
        : undefined;
    if (transcoded) this.#transcodedSounds.set(camera.streamId, transcoded);
    const what = { source: transcoded ?? camera, format: transcoded ? OPUS : audioFormat };
    const feeds = new CameraFeeds(() => openAudioFeed({ ...what, sfu, clock, onUnfit: letAskAgain }), 1);
    this.#sounds.set(camera.streamId, feeds);
    return feeds;
  }

  #endAll({ streamId }: Pick<Camera, 'streamId'>, kind: Consumed['kind'], endsWith: ErrorCode): void {
    for (const [consumerId, viewing] of this.#viewings) {
      if (viewing.streamId !== streamId || viewing.kind !== kind) continue;
      viewing.endsWith = endsWith;
      this.#end(consumerId);
    }
  }

  /** Whoever asks again is given what the camera sends now, in a way WebRTC can carry. */
  #letAskAgain(camera: Camera): void {
    this.forget(camera, 'MEDIA_SESSION_NOT_FOUND');
  }

  #feedsOf(camera: Camera): CameraFeeds {
    const known = this.#feeds.get(camera.streamId);
    if (known) return known;
    const { sfu, clock } = this.#needs;
    const { streamId } = camera;
    const source = this.#sourceOf(camera);
    const feeds = new CameraFeeds(() => openCameraFeed(source, sfu, clock, () => this.#letAskAgain(camera)));
    this.#feeds.set(streamId, feeds);
    return feeds;
  }
}
