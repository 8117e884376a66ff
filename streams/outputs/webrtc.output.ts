/**
 * One camera's way into the SFU: fed only while somebody watches over WebRTC.
 *
 * When it starts, the pictures since the last key frame are sent a tick apart, so
 * that motion is there at once and not at the next key frame. Only its first viewer
 * is there then: nobody who already watches sees a glitch because somebody joined.
 */
import { type AccessUnit, isForWebRtc } from '../hub/access-unit.ts';
import type { Output } from '../hub/live-stream.ts';
import { H264Packetizer } from '../rtp/h264-packetizer.ts';
import { playoutDelay } from '../rtp/playout-delay.ts';
import { senderReport } from '../rtp/rtcp.ts';
import type { PacedSocket } from './paced-socket.ts';

const MAX_QUEUED_PACKETS = 1_600;
const REPORT_EVERY_MS = 1_000;
/** A picture is shown when it is there: whoever watches a street wants to see it now. */
const AT_ONCE = playoutDelay({ minMs: 0, maxMs: 0 });

type Identity = { ssrc: number; payloadType: number; firstSequence: number };
/** Told when pictures come that WebRTC cannot carry: the camera sends another codec now, or B-frames. */
type Listener = { onUnfit: () => void };

export class WebRtcOutput implements Output {
  readonly #identity: Identity;
  readonly #onUnfit: () => void;
  readonly #packetizer: H264Packetizer;
  #socket: PacedSocket | undefined;
  #lastTicks = 0;
  #waitsForKey = true;
  /** Of the queue, what is still to be sent of the pictures it began with: no sign that the SFU is slow. */
  #replayedPackets = 0;
  #lastReportAtMs = 0;
  #packetCount = 0;
  #byteCount = 0;

  constructor({ onUnfit, ...identity }: Identity & Listener) {
    this.#identity = identity;
    this.#onUnfit = onUnfit;
    this.#packetizer = new H264Packetizer({ ...identity, keyFrameExtension: AT_ONCE });
  }

  open(socket: PacedSocket): void {
    this.#socket = socket;
  }

  /** The feed begins anew: with the pictures since the last key frame, or at the next one where there are none. */
  start(cachedGop: readonly AccessUnit[]): void {
    const newest = cachedGop.at(-1);
    this.#waitsForKey = newest === undefined;
    if (newest && !isForWebRtc(newest)) {
      this.#onUnfit();
      return;
    }
    for (const [index, unit] of cachedGop.entries()) {
      const ticksBefore = cachedGop.length - 1 - index;
      this.#send(unit, Math.max((newest?.ticks ?? 0) - ticksBefore, this.#lastTicks + 1));
    }
    this.#replayedPackets = this.#socket?.queuedPackets ?? 0;
  }

  take(unit: AccessUnit): void {
    if (!isForWebRtc(unit)) {
      this.#onUnfit();
      return;
    }
    const queuedPackets = this.#socket?.queuedPackets ?? 0;
    this.#replayedPackets = Math.min(this.#replayedPackets, queuedPackets);
    if (queuedPackets - this.#replayedPackets > MAX_QUEUED_PACKETS) this.#waitsForKey = true;
    if (this.#waitsForKey && !unit.isKey) return;
    this.#waitsForKey = false;
    this.#send(unit, Math.max(unit.ticks, this.#lastTicks + 1));
    if (unit.receivedAtMs - this.#lastReportAtMs >= REPORT_EVERY_MS) this.#report(unit);
  }

  #send(unit: AccessUnit, ticks: number): void {
    const packets = this.#packetizer.packetize(unit, ticks);
    this.#lastTicks = ticks;
    this.#packetCount += packets.length;
    this.#byteCount += unit.data.length;
    this.#socket?.send(packets);
  }

  /** Lets the receiver's clock follow ours (RFC 3550 section 6.4.1). */
  #report({ receivedAtMs }: AccessUnit): void {
    this.#lastReportAtMs = receivedAtMs;
    const { ssrc } = this.#identity;
    const counts = { packetCount: this.#packetCount, byteCount: this.#byteCount };
    this.#socket?.send([senderReport({ ssrc, atMs: receivedAtMs, ticks: this.#lastTicks, ...counts })]);
  }
}
