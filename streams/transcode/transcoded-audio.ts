/** One camera's AAC as Opus, which is what browsers take over WebRTC. */
import type { Camera } from '../cameras/camera.ts';
import { TICKS_PER_SECOND } from '../hub/access-unit.ts';
import type { AudioFormat, AudioUnit } from '../hub/audio-unit.ts';
import type { LiveStream, Output } from '../hub/live-stream.ts';
import type { DecoderPool } from '../pictures/decoder-pool.ts';
import { adtsFrame, readAudioSpecificConfig } from '../rtp/aac.ts';
import { rtpPayload } from '../rtp/rtp-packet.ts';
import { OnDemandStream } from './on-demand-stream.ts';
import { openRtpSocket, RTP_HOST } from './rtp-socket.ts';

export const OPUS: AudioFormat = { codec: 'Opus', clockRate: 48_000, channels: 2, config: Buffer.alloc(0) };
const PACKET_TICKS = 0.02 * TICKS_PER_SECOND;
/** Further from what was put in than this, sound is put right. */
const MAX_APART_TICKS = 0.5 * TICKS_PER_SECOND;

type Needs = {
  decoders: DecoderPool;
  /** The camera sends what can be taken as it is now. */
  onNotNeeded: () => void;
  /** There is no decoder free: nothing will come for now. */
  onRefused: () => void;
};

export class TranscodedAudio {
  readonly #camera: Camera;
  readonly #needs: Needs;
  readonly #made = new OnDemandStream((onEnded) => this.#make(onEnded));

  constructor(camera: Camera, needs: Needs) {
    this.#camera = camera;
    this.#needs = needs;
  }

  get stream(): LiveStream {
    return this.#made.stream;
  }

  attach(output: Output): () => void {
    return this.#made.attach(output);
  }

  close(): void {
    this.#made.close();
  }

  async #make(onEnded: () => void): Promise<(() => void) | undefined> {
    let newest: AudioUnit | undefined;
    let ticks: number | undefined;
    const socket = await openRtpSocket((packet) => {
      const data = rtpPayload(packet);
      if (!data?.length || !newest) return;
      const isAstray = ticks === undefined || Math.abs(newest.ticks - ticks) > MAX_APART_TICKS;
      ticks = isAstray ? newest.ticks : (ticks ?? 0) + PACKET_TICKS;
      const { receivedAtMs } = newest;
      const opus = { data: Buffer.from(data), ticks, durationTicks: PACKET_TICKS, receivedAtMs, format: OPUS };
      this.stream.pushAudio(opus);
    });
    const transcoder = this.#needs.decoders.openOpusTranscoder({
      to: { host: RTP_HOST, port: socket.port },
      onEnded: () => {
        detach?.();
        socket.close();
        onEnded();
      },
    });
    if (!transcoder) {
      socket.close();
      this.#needs.onRefused();
      return undefined;
    }
    const detach = this.#camera.attach({
      take: () => {},
      takeAudio: (unit) => {
        if (unit.format.codec !== 'AAC') {
          this.#needs.onNotNeeded();
          return;
        }
        const facts = readAudioSpecificConfig(unit.format.config);
        newest = unit;
        if (facts) transcoder.feed(adtsFrame(facts, unit.data));
      },
    });
    return () => transcoder.close();
  }
}
