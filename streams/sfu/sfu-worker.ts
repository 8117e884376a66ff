/**
 * One worker process of the SFU, with a WebRTC port of its own: no two processes can
 * take turns on one. Its routers differ only in the payload type they send.
 */
import { networkInterfaces } from 'node:os';
import { createWorker, type types } from 'mediasoup';

/** Whatever profile a camera sends is declared as this one: browsers offer it, and decode the others too. */
export const H264_PARAMETERS = {
  'packetization-mode': 1,
  'profile-level-id': '42e01f',
  'level-asymmetry-allowed': 1,
};
export const VIDEO_FEEDBACK: types.RtcpFeedback[] = [
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

export type SfuWorkerSettings = {
  workerBin: string;
  host: string;
  /** 0: any that is free. */
  rtcPort: number;
  announcedAddress: string;
  onDied: (why: Error) => void;
};

export async function openSfuWorker(settings: SfuWorkerSettings): Promise<SfuWorker> {
  const worker = await createWorker({ workerBin: settings.workerBin, logLevel: 'warn' });
  worker.on('died', settings.onDied);
  try {
    const router = await worker.createRouter({ mediaCodecs: [VIDEO, ...AUDIO] });
    return new SfuWorker(worker, router, await openWebRtcServer(worker, settings));
  } catch (thrown) {
    worker.close();
    throw thrown;
  }
}

/** UDP and TCP on the same port of every address browsers may come by. */
async function openWebRtcServer(worker: types.Worker, { host, rtcPort, announcedAddress }: SfuWorkerSettings) {
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

export class SfuWorker {
  readonly rtcPort: number;
  /** Of whoever takes the payload types as they are. */
  readonly router: types.Router;
  /** Transports that are about to be made on it. */
  comingCount = 0;
  readonly #worker: types.Worker;
  readonly #server: types.WebRtcServer;
  readonly #routersByPayloadType = new Map<number, Promise<types.Router>>();
  #direct: Promise<types.DirectTransport> | undefined;

  constructor(
    worker: types.Worker,
    router: types.Router,
    { server, port }: { server: types.WebRtcServer; port: number },
  ) {
    this.#worker = worker;
    this.router = router;
    this.#server = server;
    this.rtcPort = port;
  }

  get pid(): number {
    return this.#worker.pid;
  }

  /** One that sends H.264 as that payload type; null: as it is declared anyway. */
  routerOf(payloadType: number | null): Promise<types.Router> {
    if (payloadType === null) return Promise.resolve(this.router);
    const known = this.#routersByPayloadType.get(payloadType);
    if (known) return known;
    const mediaCodecs = [{ ...VIDEO, preferredPayloadType: payloadType }];
    const router = this.#worker.createRouter({ mediaCodecs });
    this.#routersByPayloadType.set(payloadType, router);
    router.catch(() => this.#routersByPayloadType.delete(payloadType));
    return router;
  }

  async openTransport(payloadType: number | null): Promise<types.WebRtcTransport> {
    const router = await this.routerOf(payloadType);
    return router.createWebRtcTransport({
      webRtcServer: this.#server,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: 20_000_000,
    });
  }

  /** Over the worker's own channel, packet by packet. */
  direct(): Promise<types.DirectTransport> {
    this.#direct ??= this.router.createDirectTransport().catch((thrown) => {
      this.#direct = undefined;
      throw thrown;
    });
    return this.#direct;
  }

  close(): void {
    this.#worker.close();
  }
}
