/**
 * One camera's pictures as H.264, for those who cannot take what it sends: made on
 * demand, once however many watch, and let go a while after the last of them left.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { Camera } from '../cameras/camera.ts';
import { toAnnexB } from '../hub/access-unit.ts';
import { LiveStream, type Output } from '../hub/live-stream.ts';
import type { Codec, DecoderPool, Transcoder } from '../pictures/decoder-pool.ts';
import { H264Depacketizer } from '../rtp/h264-depacketizer.ts';
import { isRtcp } from '../rtp/rtp-packet.ts';
import { Timeline } from '../rtp/timeline.ts';

const log = newLogger('transcode');
const HOST = '127.0.0.1';
/** A tile that changes its place is back at once. */
const IDLE_STOP_MS = 10_000;
const RETRY_MS = 5_000;

type Needs = { clock: Clock; decoders: DecoderPool };
type Running = { socket: Socket; transcoder: Transcoder; codec: Codec; detach: () => void; close: () => void };

export class TranscodedStream {
  readonly stream = new LiveStream();
  readonly #camera: Camera;
  readonly #needs: Needs;
  readonly #timeline: Timeline;
  #running: Running | undefined;
  #starting = false;
  #idleTimer: NodeJS.Timeout | undefined;
  #closed = false;
  #retryAtMs = 0;

  constructor(camera: Camera, needs: Needs) {
    this.#camera = camera;
    this.#needs = needs;
    this.#timeline = new Timeline(needs.clock);
  }

  addViewers(count: number): void {
    this.#camera.addViewers(count);
  }

  attach(output: Output): () => void {
    const detach = this.stream.attach(output);
    clearTimeout(this.#idleTimer);
    void this.#start();
    return () => {
      detach();
      if (this.stream.outputCount === 0) this.#idleTimer = setTimeout(() => this.#stop(), IDLE_STOP_MS);
    };
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#idleTimer);
    this.#stop();
  }

  async #start(): Promise<void> {
    const codec = this.#camera.stream.cachedGop[0]?.parameterSets.codec ?? 'h265';
    if (this.#running || this.#starting || this.#closed || this.#needs.clock() < this.#retryAtMs) return;
    this.#starting = true;
    this.#retryAtMs = this.#needs.clock() + RETRY_MS;
    try {
      const socket = await openSocket();
      if (this.#closed) socket.close();
      else this.#run(socket, codec);
    } finally {
      this.#starting = false;
    }
  }

  #run(socket: Socket, codec: Codec): void {
    const { clock, decoders } = this.#needs;
    this.#timeline.restart();
    const depacketizer = new H264Depacketizer((picture) => {
      this.stream.push({
        data: picture.data,
        isKey: picture.isKey,
        parameterSets: picture.parameterSets,
        ticks: this.#timeline.ticksOf(picture.rtpTimestamp),
        receivedAtMs: clock(),
      });
    });
    socket.on('message', (packet) => {
      if (!isRtcp(packet)) depacketizer.push(packet);
    });
    const transcoder = decoders.openTranscoder({
      codec,
      to: { host: HOST, port: socket.address().port },
      onEnded: () => this.#ended(),
    });
    if (!transcoder) {
      log.warn({ cameraId: this.#camera.cameraId }, 'no decoder free for transcoding');
      socket.close();
      return;
    }
    let waitsForKey = true;
    const feed: Output = {
      take: (unit) => {
        if (unit.parameterSets.codec !== codec) return transcoder.close();
        if (unit.isKey) waitsForKey = false;
        if (!waitsForKey && !transcoder.feed(toAnnexB(unit))) waitsForKey = true;
      },
    };
    for (const unit of this.#camera.stream.cachedGop) feed.take(unit);
    const detach = this.#camera.attach(feed);
    this.#running = { socket, transcoder, codec, detach, close: () => transcoder.close() };
  }

  #stop(): void {
    this.#running?.close();
  }

  /** By our hand or its own; while somebody watches it is started again. */
  #ended(): void {
    this.#running?.detach();
    this.#running?.socket.close();
    this.#running = undefined;
    this.stream.forget();
    if (this.stream.outputCount === 0 || this.#closed) return;
    log.warn({ cameraId: this.#camera.cameraId }, 'transcoder ended, started again');
    this.#idleTimer = setTimeout(() => void this.#start(), RETRY_MS);
  }
}

async function openSocket(): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1_024 * 1_024 });
  socket.bind(0, HOST);
  await once(socket, 'listening');
  return socket;
}
