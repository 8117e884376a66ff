/** One camera's pictures as H.264, for those who cannot take what it sends. */
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { Camera } from '../cameras/camera.ts';
import { isForWebRtc, toAnnexB } from '../hub/access-unit.ts';
import type { LiveStream, Output } from '../hub/live-stream.ts';
import type { DecoderPool } from '../pictures/decoder-pool.ts';
import { H264Depacketizer } from '../rtp/h264-depacketizer.ts';
import { Timeline } from '../rtp/timeline.ts';
import { OnDemandStream } from './on-demand-stream.ts';
import { openRtpSocket, RTP_HOST } from './rtp-socket.ts';

const log = newLogger('transcode');

type Needs = {
  clock: Clock;
  decoders: Pick<DecoderPool, 'openTranscoder'>;
  /** The camera sends what can be taken as it is now. */
  onNotNeeded: () => void;
  /** There is no decoder free: nothing will come for now. */
  onRefused: () => void;
};

export class TranscodedStream {
  readonly #camera: Camera;
  readonly #needs: Needs;
  readonly #timeline: Timeline;
  readonly #made = new OnDemandStream((onEnded) => this.#make(onEnded));

  constructor(camera: Camera, needs: Needs) {
    this.#camera = camera;
    this.#needs = needs;
    this.#timeline = new Timeline(needs.clock);
  }

  get stream(): LiveStream {
    return this.#made.stream;
  }

  addViewers(count: number): void {
    this.#camera.addViewers(count);
  }

  attach(output: Output): () => void {
    return this.#made.attach(output);
  }

  close(): void {
    this.#made.close();
  }

  async #make(onEnded: () => void): Promise<(() => void) | undefined> {
    const { clock, decoders, onNotNeeded, onRefused } = this.#needs;
    const camera = this.#camera;
    const codec = camera.stream.lastKeyFrame?.parameterSets.codec ?? 'h265';
    this.#timeline.restart();
    const depacketizer = new H264Depacketizer(({ data, isKey, parameterSets, rtpTimestamp }) => {
      const ticks = this.#timeline.ticksOf(rtpTimestamp);
      const times = { ticks, compositionTicks: 0, isReordered: false, receivedAtMs: clock() };
      this.stream.push({ data, isKey, parameterSets, ...times });
    });
    const socket = await openRtpSocket((packet) => depacketizer.push(packet));
    const transcoder = decoders.openTranscoder({
      codec,
      to: { host: RTP_HOST, port: socket.port },
      onEnded: () => {
        detach?.();
        socket.close();
        onEnded();
      },
    });
    if (!transcoder) {
      log.warn({ cameraId: camera.cameraId }, 'no decoder free for transcoding');
      socket.close();
      onRefused();
      return undefined;
    }
    let waitsForKey = true;
    const feed: Output = {
      take: (unit) => {
        if (isForWebRtc(unit)) return onNotNeeded();
        if (unit.parameterSets.codec !== codec) return transcoder.close();
        if (unit.isKey) waitsForKey = false;
        if (!waitsForKey && !transcoder.feed(toAnnexB(unit))) waitsForKey = true;
      },
    };
    for (const unit of camera.stream.cachedGop) feed.take(unit);
    const detach = camera.attach(feed);
    return () => transcoder.close();
  }
}
