/**
 * The SFU: mediasoup's worker, one router, one WebRTC port. The only file that imports mediasoup.
 *
 * Cameras enter as plain RTP over loopback UDP, which costs half of what the
 * worker's own channel costs. If the worker dies the node ends and is started
 * anew: everything in it hung on that process.
 */
import { networkInterfaces } from 'node:os';
import { createWorker, setLogEventListeners, type types } from 'mediasoup';
import type { Consumed, OpenedTransport } from '../../config/contract/rtc.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { AudioFormat } from '../hub/audio-unit.ts';
import type { SdpMedia } from '../rtsp/sdp.ts';

const log = newLogger('sfu');

/** Whatever profile a camera sends is declared as this one: browsers offer it, and decode the others too. */
const H264_PARAMETERS = {
  'packetization-mode': 1,
  'profile-level-id': '42e01f',
  'level-asymmetry-allowed': 1,
};
const H264_PAYLOAD_TYPE = 102;
const VIDEO_FEEDBACK: types.RtcpFeedback[] = [
  { type: 'nack' },
  { type: 'nack', parameter: 'pli' },
  { type: 'ccm', parameter: 'fir' },
  { type: 'transport-cc' },
];
const VIDEO: types.RouterRtpCodecCapability = {
  kind: 'video',
  mimeType: 'video/H264',
  clockRate: 90_000,
  parameters: H264_PARAMETERS,
  rtcpFeedback: VIDEO_FEEDBACK,
};
const AUDIO: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
  { kind: 'audio', mimeType: 'audio/PCMA', clockRate: 8_000 },
  { kind: 'audio', mimeType: 'audio/PCMU', clockRate: 8_000 },
];

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

export type SfuSettings = {
  workerBin: string;
  host: string;
  rtcPort: number;
  announcedAddress: string;
  onDied: (why: Error) => void;
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
  const worker = await createWorker({ workerBin: settings.workerBin, logLevel: 'warn' });
  worker.on('died', settings.onDied);
  try {
    const router = await worker.createRouter({ mediaCodecs: [VIDEO, ...AUDIO] });
    const { server, port } = await openWebRtcServer(worker, settings);
    return new MediasoupSfu(worker, router, server, port);
  } catch (thrown) {
    worker.close();
    throw thrown;
  }
}

/** UDP and TCP on the same port of every address browsers may come by. */
async function openWebRtcServer(worker: types.Worker, { host, rtcPort, announcedAddress }: SfuSettings) {
  const probe =
    rtcPort === 0
      ? await worker.createWebRtcServer({ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }] })
      : undefined;
  const port = rtcPort || ((await probe?.dump())?.udpSockets[0]?.port ?? 0);
  probe?.close();
  const listenInfos = listenAddresses(host).flatMap((ip): types.TransportListenInfo[] => {
    const where = { ip, port, ...(announcedAddress === '' ? {} : { announcedAddress }) };
    return [
      { protocol: 'udp', ...where },
      { protocol: 'tcp', ...where },
    ];
  });
  return { server: await worker.createWebRtcServer({ listenInfos }), port };
}

/** A wildcard is spelt out, because a candidate must be an address. */
function listenAddresses(host: string): string[] {
  if (host === 'localhost') return ['127.0.0.1'];
  if (host !== '0.0.0.0' && host !== '::') return [host];
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ address, family }) => family === 'IPv4' || (host === '::' && !address.startsWith('fe80')))
    .map(({ address }) => address);
}

type OpenTransport = { transport: types.WebRtcTransport; payloadType: number | null };

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
  readonly rtcPort: number;
  /** RTP that never reached the worker, of all cameras. */
  lostBytes = 0;
  readonly #worker: types.Worker;
  readonly #router: types.Router;
  readonly #server: types.WebRtcServer;
  readonly #transports = new Map<string, OpenTransport>();
  readonly #routersByPayloadType = new Map<number, Promise<types.Router>>();
  readonly #piped = new Map<string, Promise<string>>();
  readonly #consumers = new Map<string, types.Consumer>();
  #direct: Promise<types.DirectTransport> | undefined;

  constructor(worker: types.Worker, router: types.Router, server: types.WebRtcServer, rtcPort: number) {
    this.#worker = worker;
    this.#router = router;
    this.#server = server;
    this.rtcPort = rtcPort;
  }

  get workerPid(): number {
    return this.#worker.pid;
  }

  get rtpCapabilities(): types.RtpCapabilities {
    return this.#router.rtpCapabilities;
  }

  close(): void {
    this.#worker.close();
  }

  async openIngress({ ssrc, codec }: { ssrc: number; codec: IngressCodec }): Promise<Ingress> {
    const parameters = INGRESS[codec];
    if (!parameters) throw new Error(`${codec} does not go over WebRTC`);
    const transport = await this.#router.createPlainTransport({
      listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
      rtcpMux: true,
      comedia: true,
    });
    const producer = await transport
      .produce({
        kind: codec === 'H264' ? 'video' : 'audio',
        rtpParameters: { codecs: [parameters], encodings: [{ ssrc }] },
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
    const router = payloadType === null ? this.#router : await this.#routerOf(payloadType);
    const transport = await router.createWebRtcTransport({
      webRtcServer: this.#server,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: 20_000_000,
    });
    this.#transports.set(transport.id, { transport, payloadType });
    transport.observer.once('close', () => this.#transports.delete(transport.id));
    const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
    return { transportId: id, iceParameters, iceCandidates, dtlsParameters };
  }

  /** Said when ICE or DTLS is lost for good: whoever was behind it is gone. */
  onTransportGone(transportId: string, gone: () => void): void {
    const transport = this.#transports.get(transportId)?.transport;
    transport?.on('icestatechange', (state) => {
      if (state === 'disconnected' || state === 'closed') gone();
    });
    transport?.on('dtlsstatechange', (state) => {
      if (state === 'failed' || state === 'closed') gone();
    });
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
    return this.#router.canConsume({ producerId, rtpCapabilities: rtpCapabilities as types.RtpCapabilities });
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
    const { transport, payloadType } = open;
    const consumer = await transport.consume({
      producerId: payloadType === null ? producerId : await this.#pipe(producerId, payloadType),
      rtpCapabilities: rtpCapabilities as types.RtpCapabilities,
      paused: true,
    });
    this.#consumers.set(consumer.id, consumer);
    consumer.observer.once('close', () => {
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
    const transport = this.#transports.get(transportId)?.transport;
    const parameters = INGRESS[sdp.codec === 'OPUS' ? 'Opus' : (sdp.codec as IngressCodec)];
    if (!transport || !parameters) throw new Error(`${sdp.codec} cannot be received`);
    const producer = await transport.produce({
      kind: media.type === 'audio' ? 'audio' : 'video',
      rtpParameters: {
        ...(media.mid === undefined ? {} : { mid: `${media.mid}` }),
        codecs: [{ ...parameters, payloadType: sdp.payloadType }],
        headerExtensions:
          midExtensionId === undefined ? [] : [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: midExtensionId }],
        encodings: [ssrc === undefined ? {} : { ssrc }],
      },
    });
    this.#direct ??= this.#router.createDirectTransport();
    const consumer = await (await this.#direct).consume({
      producerId: producer.id,
      rtpCapabilities: this.#router.rtpCapabilities,
    });
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

  #routerOf(payloadType: number): Promise<types.Router> {
    const known = this.#routersByPayloadType.get(payloadType);
    if (known) return known;
    const mediaCodecs = [{ ...VIDEO, preferredPayloadType: payloadType }];
    const router = this.#worker.createRouter({ mediaCodecs });
    this.#routersByPayloadType.set(payloadType, router);
    return router;
  }

  /** The same camera on the router of that payload type; answers its producer there. */
  #pipe(producerId: string, payloadType: number): Promise<string> {
    const key = `${producerId} ${payloadType}`;
    const known = this.#piped.get(key);
    if (known) return known;
    const piped = this.#routerOf(payloadType)
      .then((router) => this.#router.pipeToRouter({ producerId, router, keepId: false, listenInfo: PIPE }))
      .then(({ pipeProducer }) => pipeProducer?.id ?? producerId);
    this.#piped.set(key, piped);
    piped.catch(() => this.#piped.delete(key));
    return piped;
  }
}
