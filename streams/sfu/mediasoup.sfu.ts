/**
 * The SFU. Nothing outside this folder imports mediasoup.
 *
 * Cameras enter its first worker as plain RTP over loopback UDP, which costs half of what
 * the worker's own channel costs. Viewers come out of it too, until it sends to as many as
 * one core carries; then a further worker is started for those that come, and a camera is
 * piped there when its first viewer asks. If a worker dies the node ends and is started
 * anew: everything in it hung on that process.
 */
import { availableParallelism } from 'node:os';
import { setLogEventListeners, type types } from 'mediasoup';
import type { Consumed, OpenedTransport } from '../../config/contract/rtc.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { AudioFormat } from '../hub/audio-unit.ts';
import { PLAYOUT_DELAY_ID, PLAYOUT_DELAY_URI } from '../rtp/playout-delay.ts';
import type { SdpMedia } from '../rtsp/sdp.ts';
import {
  H264_PARAMETERS,
  openSfuWorker,
  type SfuWorker,
  type SfuWorkerSettings,
  VIDEO_FEEDBACK,
} from './sfu-worker.ts';

const log = newLogger('sfu');

const H264_PAYLOAD_TYPE = 102;

type IngressCodec = 'H264' | AudioFormat['codec'];
/** What cameras' packets are declared as on their way in. */
const INGRESS: Partial<Record<IngressCodec, types.RtpCodecParameters>> = {
  H264: {
    mimeType: 'video/H264',
    payloadType: H264_PAYLOAD_TYPE,
    clockRate: 90_000,
    parameters: H264_PARAMETERS,
    rtcpFeedback: VIDEO_FEEDBACK.filter(({ type }) => type !== 'transport-cc'),
  },
  Opus: { mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 },
  PCMA: { mimeType: 'audio/PCMA', payloadType: 8, clockRate: 8_000 },
  PCMU: { mimeType: 'audio/PCMU', payloadType: 0, clockRate: 8_000 },
};

export type SfuSettings = SfuWorkerSettings & {
  /** When it sends to so many, whoever comes next is served by another one. */
  consumersPerWorker: number;
  /** No more than there are cores, unless said otherwise. */
  mostWorkers?: number;
};

/** Where a camera's packets go in, and how its producer is known. */
export type Ingress = {
  host: string;
  port: number;
  payloadType: number;
  producerId: string;
  /** Resolves once the worker has read that many bytes here, or after a while when some must have been lost. */
  received(byteCount: number): Promise<void>;
  close(): void;
};

const LOST_AFTER_MS = 200;

export type ReceiveWish = {
  sdp: SdpMedia;
  media: { type: string; mid?: string | number };
  ssrc: number | undefined;
  midExtensionId: number | undefined;
};
/** One medium of a sender. Packets come in order but for those that were sent again. */
export type Received = {
  onRtp(take: (packet: Buffer) => void): void;
  requestKeyFrame(): void;
  close(): void;
};
/** All cameras share it: what a stock buffer holds is less than one key frame. */
const PIPE: types.TransportListenInfo = { protocol: 'udp', ip: '127.0.0.1', recvBufferSize: 4 * 1_024 * 1_024 };

export type ConsumerEvents = { onClosed: (consumerId: string) => void };

export async function openSfu(settings: SfuSettings): Promise<MediasoupSfu> {
  setLogEventListeners({
    onwarn: (namespace, message) => log.debug({ namespace }, message),
    onerror: (namespace, message) => log.warn({ namespace }, message),
  });
  return new MediasoupSfu(await openSfuWorker(settings), settings);
}

type OpenTransport = {
  transport: types.WebRtcTransport;
  worker: SfuWorker;
  payloadType: number | null;
  /** What goes over it, either way. */
  mediaCount: number;
  openedAtMs: number;
};
/** A peer that is not connected by then never will be, and asks again. */
export const CONNECTS_WITHIN_MS = 15_000;
/** Of a transport that was just opened so much is expected, for all desks may come back in the same moment. */
const EXPECTED_MEDIA = 9;
const EXPECTED_WITHIN_MS = 10_000;

/** Asks the worker's own count: each question is one turn of its loop, in which it reads its sockets too. */
function receipt(
  transport: types.PlainTransport,
  onLost: (byteCount: number) => void,
): (byteCount: number) => Promise<void> {
  let lostBytes = 0;
  return async (byteCount) => {
    const giveUpAtMs = performance.now() + LOST_AFTER_MS;
    while (!transport.closed) {
      const [stats] = await transport.getStats();
      const readBytes = stats?.bytesReceived ?? 0;
      if (readBytes + lostBytes >= byteCount) return;
      if (performance.now() > giveUpAtMs) {
        onLost(byteCount - readBytes - lostBytes);
        lostBytes = byteCount - readBytes;
        return;
      }
    }
  };
}

export class MediasoupSfu {
  /** RTP that never reached the worker, of all cameras. */
  lostBytes = 0;
  readonly #first: SfuWorker;
  readonly #settings: SfuSettings;
  readonly #transports = new Map<string, OpenTransport>();
  /** By the router they are on, then by the producer they are of. */
  readonly #piped = new Map<types.Router, Map<string, Promise<string>>>();
  readonly #consumers = new Map<string, types.Consumer>();
  #workers: SfuWorker[];
  #mostWorkers: number;
  #further: Promise<void> | undefined;
  #isClosed = false;

  constructor(first: SfuWorker, settings: SfuSettings) {
    this.#first = first;
    this.#workers = [first];
    this.#settings = settings;
    this.#mostWorkers = settings.mostWorkers ?? availableParallelism();
  }

  /** The first worker's; those after it have ports of their own. */
  get rtcPort(): number {
    return this.#first.rtcPort;
  }

  get workers(): { pid: number; rtcPort: number; load: number }[] {
    return this.#workers.map((worker) => ({ pid: worker.pid, rtcPort: worker.rtcPort, load: this.#loadOf(worker) }));
  }

  get rtpCapabilities(): types.RtpCapabilities {
    return this.#first.router.rtpCapabilities;
  }

  close(): void {
    this.#isClosed = true;
    for (const worker of this.#workers) worker.close();
  }

  async openIngress({ ssrc, codec }: { ssrc: number; codec: IngressCodec }): Promise<Ingress> {
    const parameters = INGRESS[codec];
    if (!parameters) throw new Error(`${codec} does not go over WebRTC`);
    const transport = await this.#first.router.createPlainTransport({
      listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
      rtcpMux: true,
      comedia: true,
    });
    const producer = await transport
      .produce({
        kind: codec === 'H264' ? 'video' : 'audio',
        rtpParameters: {
          codecs: [parameters],
          headerExtensions: codec === 'H264' ? [{ uri: PLAYOUT_DELAY_URI, id: PLAYOUT_DELAY_ID }] : [],
          encodings: [{ ssrc }],
        },
      })
      .catch((thrown) => {
        transport.close();
        throw thrown;
      });
    const { localAddress, localPort } = transport.tuple;
    return {
      host: localAddress,
      port: localPort,
      payloadType: parameters.payloadType,
      producerId: producer.id,
      received: receipt(transport, (byteCount) => {
        this.lostBytes += byteCount;
        log.warn({ byteCount }, 'RTP lost before the SFU');
      }),
      close: () => transport.close(),
    };
  }

  /**
   * A router fixes the payload types it sends. A peer that made the offer (WHEP)
   * dictates its own: give it, and the transport stands on a router of that type.
   */
  async openTransport(payloadType: number | null = null): Promise<OpenedTransport> {
    const worker = await this.#takeWorker();
    try {
      const transport = await worker.openTransport(payloadType);
      this.#transports.set(transport.id, {
        transport,
        worker,
        payloadType,
        mediaCount: 0,
        openedAtMs: performance.now(),
      });
      transport.observer.once('close', () => this.#transports.delete(transport.id));
      const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
      return { transportId: id, iceParameters, iceCandidates, dtlsParameters };
    } finally {
      worker.comingCount -= 1;
    }
  }

  /**
   * Said when ICE or DTLS is lost for good: whoever was behind it is gone. One that never comes
   * about says nothing by itself; `connectsWithinMs` is how long it is waited for.
   */
  onTransportGone(transportId: string, gone: () => void, connectsWithinMs?: number): void {
    const transport = this.#transports.get(transportId)?.transport;
    if (!transport) return;
    transport.on('icestatechange', (state) => {
      if (state === 'disconnected' || state === 'closed') gone();
    });
    transport.on('dtlsstatechange', (state) => {
      if (state === 'failed' || state === 'closed') gone();
    });
    if (connectsWithinMs === undefined) return;
    const timer = setTimeout(() => transport.dtlsState !== 'connected' && gone(), connectsWithinMs);
    transport.observer.once('close', () => clearTimeout(timer));
  }

  /** Answers true once media can flow to the peer, false when that will never be. */
  whenConnected(transportId: string): Promise<boolean> {
    const transport = this.#transports.get(transportId)?.transport;
    if (!transport || transport.closed) return Promise.resolve(false);
    if (transport.dtlsState === 'connected') return Promise.resolve(true);
    return new Promise((resolve) => {
      transport.on('dtlsstatechange', (state) => {
        if (state === 'connected') resolve(true);
        if (state === 'failed' || state === 'closed') resolve(false);
      });
      transport.observer.once('close', () => resolve(false));
    });
  }

  async connectTransport(transportId: string, dtlsParameters: unknown): Promise<void> {
    await this.#transports
      .get(transportId)
      ?.transport.connect({ dtlsParameters: dtlsParameters as types.DtlsParameters });
  }

  closeTransport(transportId: string): void {
    this.#transports.get(transportId)?.transport.close();
  }

  canConsume(producerId: string, rtpCapabilities: unknown): boolean {
    return this.#first.router.canConsume({ producerId, rtpCapabilities: rtpCapabilities as types.RtpCapabilities });
  }

  /** Paused, so that the first key frame meets a receiver. */
  async consume(
    transportId: string,
    producerId: string,
    rtpCapabilities: unknown,
    { onClosed }: ConsumerEvents,
  ): Promise<Omit<Consumed, 'quality' | 'isTemporary'>> {
    const open = this.#transports.get(transportId);
    if (!open) throw new Error(`transport ${transportId} is gone`);
    const { transport, worker, payloadType } = open;
    const consumer = await transport.consume({
      producerId: await this.#pipe(producerId, await worker.routerOf(payloadType)),
      rtpCapabilities: rtpCapabilities as types.RtpCapabilities,
      paused: true,
    });
    this.#consumers.set(consumer.id, consumer);
    open.mediaCount += 1;
    consumer.observer.once('close', () => {
      open.mediaCount -= 1;
      this.#consumers.delete(consumer.id);
      onClosed(consumer.id);
    });
    return { consumerId: consumer.id, producerId, kind: consumer.kind, rtpParameters: consumer.rtpParameters };
  }

  async resumeConsumer(consumerId: string): Promise<void> {
    await this.#consumers.get(consumerId)?.resume();
  }

  closeConsumer(consumerId: string): void {
    this.#consumers.get(consumerId)?.close();
  }

  /**
   * What a sender sends over a transport, handed on packet by packet. Every H.264 is declared as one profile, as on
   * the way out. The worker's own channel carries it: a device that pushes is one of few.
   */
  async receive(transportId: string, { sdp, media, ssrc, midExtensionId }: ReceiveWish): Promise<Received> {
    const open = this.#transports.get(transportId);
    const parameters = INGRESS[sdp.codec === 'OPUS' ? 'Opus' : (sdp.codec as IngressCodec)];
    if (!open || !parameters) throw new Error(`${sdp.codec} cannot be received`);
    const producer = await open.transport.produce({
      kind: media.type === 'audio' ? 'audio' : 'video',
      rtpParameters: {
        ...(media.mid === undefined ? {} : { mid: `${media.mid}` }),
        codecs: [{ ...parameters, payloadType: sdp.payloadType }],
        headerExtensions:
          midExtensionId === undefined ? [] : [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: midExtensionId }],
        encodings: [ssrc === undefined ? {} : { ssrc }],
      },
    });
    open.mediaCount += 1;
    const direct = await open.worker.direct();
    const consumer = await direct.consume({ producerId: producer.id, rtpCapabilities: this.rtpCapabilities });
    return {
      onRtp: (take) => void consumer.on('rtp', take),
      requestKeyFrame: () => {
        consumer.requestKeyFrame().catch((thrown) => log.debug({ err: thrown }, 'key frame not asked for'));
      },
      close: () => {
        consumer.close();
        producer.close();
      },
    };
  }

  #loadOf(worker: SfuWorker): number {
    const expectsSince = performance.now() - EXPECTED_WITHIN_MS;
    const expectedOf = ({ mediaCount, openedAtMs }: OpenTransport) =>
      openedAtMs > expectsSince ? Math.max(mediaCount, EXPECTED_MEDIA) : mediaCount;
    return [...this.#transports.values()]
      .filter((open) => open.worker === worker)
      .reduce((sum, open) => sum + expectedOf(open), worker.comingCount * EXPECTED_MEDIA);
  }

  /**
   * For one more transport, which it is to count as coming: the one that has least to do; another
   * one when even that is full, as long as there are cores for it.
   */
  async #takeWorker(): Promise<SfuWorker> {
    const byLoad = this.#workers.map((worker) => ({ worker, load: this.#loadOf(worker) }));
    const { worker, load } = byLoad.reduce((one, other) => (other.load < one.load ? other : one));
    if (load >= this.#settings.consumersPerWorker && this.#workers.length < this.#mostWorkers) {
      this.#further ??= this.#openFurther().finally(() => {
        this.#further = undefined;
      });
      await this.#further;
      return this.#takeWorker();
    }
    worker.comingCount += 1;
    return worker;
  }

  /** On the port after the last one's. Where that is taken there are no more workers: a port nobody told of no firewall lets through. */
  async #openFurther(): Promise<void> {
    const rtcPort = this.#first.rtcPort + this.#workers.length;
    const open = (port: number) => openSfuWorker({ ...this.#settings, rtcPort: port });
    try {
      const worker = await open(rtcPort).catch((thrown) => {
        if (this.#settings.rtcPort !== 0) throw thrown;
        return open(0);
      });
      if (this.#isClosed) worker.close();
      this.#workers = [...this.#workers, worker];
      log.info({ workers: this.workers }, 'a further worker takes viewers');
    } catch (thrown) {
      this.#mostWorkers = this.#workers.length;
      log.error({ err: thrown, rtcPort }, 'no further worker until the next start: viewers go to those that are full');
    }
  }

  /** The same camera on another router; answers its producer there. */
  #pipe(producerId: string, router: types.Router): Promise<string> {
    if (router === this.#first.router) return Promise.resolve(producerId);
    const there = this.#piped.get(router) ?? new Map<string, Promise<string>>();
    this.#piped.set(router, there);
    const known = there.get(producerId);
    if (known) return known;
    const forget = () => there.delete(producerId);
    const piped = this.#first.router
      .pipeToRouter({ producerId, router, keepId: false, listenInfo: PIPE })
      .then(({ pipeProducer }) => {
        if (!pipeProducer) throw new Error(`${producerId} was not piped`);
        pipeProducer.observer.once('close', forget);
        return pipeProducer.id;
      });
    there.set(producerId, piped);
    piped.catch(forget);
    return piped;
  }
}
