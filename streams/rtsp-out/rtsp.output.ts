/** A camera's pictures and sound as RTP for one RTSP client, from its next key frame on. */
import { randomInt } from 'node:crypto';
import type { AccessUnit } from '../hub/access-unit.ts';
import type { AudioFormat, AudioUnit } from '../hub/audio-unit.ts';
import type { Output } from '../hub/live-stream.ts';
import { AudioRtpOutput } from '../outputs/audio-rtp.output.ts';
import { Backlog } from '../outputs/backlog.ts';
import { H264Packetizer } from '../rtp/h264-packetizer.ts';
import { H265Packetizer } from '../rtp/h265-packetizer.ts';
import { senderReport } from '../rtp/rtcp.ts';
import { audioPayloadType, VIDEO_PAYLOAD_TYPE } from './description.ts';

/** One track's way to the client. */
export type RtpWay = {
  sendRtp(packets: readonly Buffer[]): void;
  sendRtcp(packet: Buffer): void;
  /** Bytes that were sent and have not left yet. */
  readonly waitingBytes: number;
};

const REPORT_EVERY_MS = 5_000;
const SENDER_REPORT = 200;

type Ways = { video: RtpWay | undefined; audio: RtpWay | undefined };

export class RtspOutput implements Output {
  readonly #ways: Ways;
  readonly #onUnfit: () => void;
  readonly #codec: 'h264' | 'h265';
  readonly #ssrc = randomInt(2 ** 32);
  readonly #packetizer: H264Packetizer | H265Packetizer;
  readonly #sound: AudioRtpOutput | undefined;
  readonly #backlog = new Backlog();
  #packetCount = 0;
  #byteCount = 0;
  #reportedAtMs = Number.NEGATIVE_INFINITY;

  /** `onUnfit`: what comes now is not what was described. */
  constructor(codec: 'h264' | 'h265', audio: AudioFormat | undefined, ways: Ways, onUnfit: () => void) {
    this.#ways = ways;
    this.#onUnfit = onUnfit;
    this.#codec = codec;
    const wish = { ssrc: this.#ssrc, payloadType: VIDEO_PAYLOAD_TYPE, firstSequence: randomInt(2 ** 16) };
    this.#packetizer = codec === 'h265' ? new H265Packetizer(wish) : new H264Packetizer(wish);
    const way = ways.audio;
    if (!audio || !way) return;
    this.#sound = new AudioRtpOutput({
      ssrc: randomInt(2 ** 32),
      payloadType: audioPayloadType(audio),
      firstSequence: randomInt(2 ** 16),
      format: audio,
      onUnfit,
    });
    this.#sound.open({
      send: (packets) => {
        for (const packet of packets) {
          if (packet[1] === SENDER_REPORT) way.sendRtcp(packet);
          else way.sendRtp([packet]);
        }
      },
    });
  }

  take(unit: AccessUnit): void {
    const way = this.#ways.video;
    if (!way) return;
    if (unit.parameterSets.codec !== this.#codec) {
      this.#onUnfit();
      return;
    }
    if (this.#backlog.take(unit, way.waitingBytes).length === 0) return;
    this.#backlog.takeLost();
    const timestamp = (unit.ticks + unit.compositionTicks) % 2 ** 32;
    const packets = this.#packetizer.packetize(unit, timestamp);
    if (unit.receivedAtMs - this.#reportedAtMs >= REPORT_EVERY_MS) this.#report(way, unit.receivedAtMs, timestamp);
    way.sendRtp(packets);
    this.#packetCount += packets.length;
    this.#byteCount += unit.data.length;
  }

  takeAudio(unit: AudioUnit): void {
    // Sound without its picture is nothing a recorder could use.
    if (!this.#backlog.isFlowing) return;
    this.#sound?.takeAudio(unit);
  }

  #report(way: RtpWay, atMs: number, ticks: number): void {
    this.#reportedAtMs = atMs;
    const counts = { packetCount: this.#packetCount, byteCount: this.#byteCount };
    way.sendRtcp(senderReport({ ssrc: this.#ssrc, atMs, ticks, ...counts }));
  }
}
