/**
 * The one WebRTC transport of this page, which carries every tile's pictures.
 *
 * It is opened by the first tile and made anew after the media node was lost, or the
 * connection for longer than the server keeps what was open; tiles hear of it and ask again.
 */
import { Device, type types } from 'mediasoup-client';
import type { Quality } from '../../../config/contract/camera.ts';
import { ClientError, failureOf, type ShownFailure } from '../api/failure.ts';
import type { Ask } from '../realtime/console-socket.ts';
import { lostBetween, NOTHING_RECEIVED } from './lost-pictures.ts';
import type { Measured } from './playback.ts';
import { numberOf, statOf } from './rtc-stats.ts';

export type Received = {
  track: MediaStreamTrack;
  quality: Quality;
  /** To be changed for a shared one soon. */
  isTemporary: boolean;
  ended: Promise<ShownFailure | null>;
  resume(): Promise<void>;
  measure(): Promise<Measured>;
  close(): void;
};

export type Wanted = { cameraId: string; quality: Quality; kind?: 'video' | 'audio'; join?: 'atOnce' | 'shared' };

type Opened = { device: Device; transport: types.Transport };
type Live = { consumer: types.Consumer; end: (failure: ShownFailure | null) => void };

const CONNECT_WITHIN_MS = 4_000;
/** A network that did not let WebRTC through is not asked again for this long. */
const BLOCKED_FOR_MS = 60_000;

export class WebRtcSession {
  readonly #ask: Ask;
  readonly #live = new Map<string, Live>();
  #opened: Promise<Opened> | undefined;
  #blockedUntilMs = 0;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  get isBlocked(): boolean {
    return performance.now() < this.#blockedUntilMs;
  }

  /** Those a server that lost this page's connection is to keep open. */
  get consumerIds(): string[] {
    return [...this.#live.keys()];
  }

  /** Errors: the server's codes, WEBRTC_BLOCKED. */
  async receive({ cameraId, quality, kind = 'video', join = 'atOnce' }: Wanted): Promise<Received> {
    const opening = this.#open();
    const { device, transport } = await opening;
    const consumed = await this.#ask('consume', {
      transportId: transport.id,
      cameraId,
      quality,
      kind,
      join,
      rtpCapabilities: { ...device.recvRtpCapabilities },
    }).catch((thrown: unknown) => {
      // The node has given the transport up, as after a silence of half a minute: the next try opens another.
      if (failureOf(thrown).code === 'MEDIA_SESSION_NOT_FOUND' && this.#opened === opening) this.reset();
      throw thrown;
    });
    if (this.#opened !== opening) throw new ClientError('SERVER_AWAY');
    const consumer = await transport.consume({
      id: consumed.consumerId,
      producerId: consumed.producerId,
      kind: consumed.kind,
      rtpParameters: consumed.rtpParameters as types.RtpParameters,
    });
    const { promise: ended, resolve: end } = Promise.withResolvers<ShownFailure | null>();
    this.#live.set(consumer.id, { consumer, end });
    try {
      await this.#connected(transport);
    } catch (thrown) {
      this.#closeConsumer(consumer);
      if (failureOf(thrown).code === 'WEBRTC_BLOCKED') this.#blockedUntilMs = performance.now() + BLOCKED_FOR_MS;
      throw thrown;
    }
    return {
      track: consumer.track,
      quality: consumed.quality,
      isTemporary: consumed.isTemporary,
      ended,
      resume: async () => {
        await this.#ask('resumeConsumer', { consumerId: consumer.id });
      },
      measure: meterOf(consumer, transport),
      close: () => this.#closeConsumer(consumer),
    };
  }

  consumerClosed(consumerId: string, failure: ShownFailure): void {
    const live = this.#live.get(consumerId);
    this.#live.delete(consumerId);
    live?.consumer.close();
    live?.end(failure);
  }

  /** The transport is void: whoever watches asks again. */
  reset(): void {
    const opened = this.#opened;
    this.#opened = undefined;
    void opened?.then(
      ({ transport }) => transport.close(),
      () => {
        // It was never opened; whoever asked for it was told.
      },
    );
    const live = [...this.#live.values()];
    this.#live.clear();
    for (const { end } of live) end(null);
  }

  #open(): Promise<Opened> {
    if (this.#opened) return this.#opened;
    const opening = this.#openTransport();
    this.#opened = opening;
    opening.catch(() => {
      if (this.#opened === opening) this.#opened = undefined;
    });
    return opening;
  }

  async #openTransport(): Promise<Opened> {
    const device = await Device.factory();
    const capabilities = await this.#ask('rtcCapabilities', {});
    await device.load({ routerRtpCapabilities: capabilities as types.RtpCapabilities });
    const opened = await this.#ask('openTransport', {});
    const transport = device.createRecvTransport({
      id: opened.transportId,
      iceParameters: opened.iceParameters as types.IceParameters,
      iceCandidates: opened.iceCandidates as types.IceCandidate[],
      dtlsParameters: opened.dtlsParameters as types.DtlsParameters,
    });
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      this.#ask('connectTransport', { transportId: transport.id, dtlsParameters: { ...dtlsParameters } }).then(
        done,
        (thrown: unknown) => {
          failed(thrown instanceof Error ? thrown : new ClientError('SERVER_AWAY', {}, thrown));
          // The node may have heard it: a second time it would be refused.
          void this.#lost(transport);
        },
      );
    });
    transport.on('connectionstatechange', (state) => {
      if (state === 'failed') this.#lost(transport);
    });
    return { device, transport };
  }

  async #lost(transport: types.Transport): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    if (opened?.transport === transport) this.reset();
  }

  #connected(transport: types.Transport): Promise<void> {
    if (transport.connectionState === 'connected') return Promise.resolve();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(() => reject(new ClientError('WEBRTC_BLOCKED')), CONNECT_WITHIN_MS);
    const look = (state: types.ConnectionState) => {
      if (state === 'connected') resolve();
      if (state === 'failed') reject(new ClientError('WEBRTC_BLOCKED'));
    };
    const closed = () => reject(new ClientError('SERVER_AWAY'));
    transport.on('connectionstatechange', look);
    transport.observer.once('close', closed);
    return promise.finally(() => {
      clearTimeout(timer);
      transport.off('connectionstatechange', look);
      transport.observer.off('close', closed);
    });
  }

  #closeConsumer(consumer: types.Consumer): void {
    if (!this.#live.delete(consumer.id)) return;
    consumer.close();
    this.#ask('closeConsumer', { consumerId: consumer.id }).catch((thrown: unknown) => {
      // The server let it go with the connection.
      console.debug('consumer was gone already', failureOf(thrown).code);
    });
  }
}

/** The delay is the jitter buffer's since the last look, and half of the way there and back. */
function meterOf(consumer: types.Consumer, transport: types.Transport): () => Promise<Measured> {
  let before = { delay: 0, count: 0 };
  let receivedBefore = NOTHING_RECEIVED;
  let lostPictures = 0;
  return async () => {
    if (consumer.closed || transport.closed) return { delayMs: null, lostPictures: null };
    const [ofReceiver, ofTransport] = await Promise.all([consumer.getStats(), transport.getStats()]);
    const inbound = statOf(ofReceiver, 'inbound-rtp');
    const now = { delay: numberOf(inbound, 'jitterBufferDelay'), count: numberOf(inbound, 'jitterBufferEmittedCount') };
    const frameCount = now.count - before.count;
    const bufferMs = frameCount > 0 ? ((now.delay - before.delay) / frameCount) * 1_000 : null;
    before = now;
    const roundTripMs = numberOf(statOf(ofTransport, 'candidate-pair'), 'currentRoundTripTime') * 1_000;
    const received = {
      droppedPictures: numberOf(inbound, 'framesDropped'),
      frozenS: numberOf(inbound, 'totalFreezesDuration'),
      missingPackets: numberOf(inbound, 'packetsLost'),
      framesPerSecond: numberOf(inbound, 'framesPerSecond'),
    };
    lostPictures += lostBetween(receivedBefore, received);
    receivedBefore = received;
    return { delayMs: bufferMs === null ? null : bufferMs + roundTripMs / 2, lostPictures };
  };
}
