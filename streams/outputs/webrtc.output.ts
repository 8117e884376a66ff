/**
 * One camera's way into the SFU: fed only while somebody watches over WebRTC.
 *
 * When it starts, and when its only viewer asks for a key frame, the pictures
 * since the last key frame are sent again a tick apart, so that motion is there
 * at once and not at the next key frame. With several viewers nothing is sent
 * twice: whoever watches sees no glitch because somebody joined.
 */
import type { AccessUnit } from '../hub/access-unit.ts';
import type { Output } from '../hub/live-stream.ts';
import { H264Packetizer } from '../rtp/h264-packetizer.ts';
import { asksForKeyFrame, senderReport } from '../rtp/rtcp.ts';
import type { PacedSocket } from './paced-socket.ts';

const MAX_QUEUED_PACKETS = 1_600;
const REPORT_EVERY_MS = 1_000;
const REPLAY_AT_MOST_EVERY_MS = 1_000;

type Identity = { ssrc: number; payloadType: number; firstSequence: number };

export class WebRtcOutput implements Output {
  readonly #identity: Identity;
  readonly #packetizer: H264Packetizer;
  readonly #cachedGop: () => readonly AccessUnit[];
  readonly #viewerCount: () => number;
  #socket: PacedSocket | undefined;
  #lastTicks = 0;
  #waitsForKey = true;
  #lastReportAtMs = 0;
  #lastReplayAtMs = 0;
  #packetCount = 0;
  #byteCount = 0;

  constructor(identity: Identity, needs: { cachedGop: () => readonly AccessUnit[]; viewerCount: () => number }) {
    this.#identity = identity;
    this.#packetizer = new H264Packetizer(identity);
    this.#cachedGop = needs.cachedGop;
    this.#viewerCount = needs.viewerCount;
  }

  open(socket: PacedSocket): void {
    this.#socket = socket;
  }

  /** The feed begins anew: with the cached pictures, or at the next key frame. */
  start(nowMs: number): void {
    this.#waitsForKey = true;
    this.#replay(nowMs);
  }

  take(unit: AccessUnit): void {
    if ((this.#socket?.queuedPackets ?? 0) > MAX_QUEUED_PACKETS) this.#waitsForKey = true;
    if (this.#waitsForKey && !unit.isKey) return;
    this.#waitsForKey = false;
    this.#send(unit, Math.max(unit.ticks, this.#lastTicks + 1));
    if (unit.receivedAtMs - this.#lastReportAtMs >= REPORT_EVERY_MS) this.#report(unit);
  }

  takeRtcp(packet: Buffer, nowMs: number): void {
    if (asksForKeyFrame(packet) && this.#viewerCount() === 1) this.#replay(nowMs);
  }

  #replay(nowMs: number): void {
    const gop = this.#cachedGop();
    const newest = gop.at(-1);
    if (!newest || nowMs - this.#lastReplayAtMs < REPLAY_AT_MOST_EVERY_MS) return;
    this.#lastReplayAtMs = nowMs;
    this.#waitsForKey = false;
    for (const [index, unit] of gop.entries()) {
      this.#send(unit, Math.max(newest.ticks - (gop.length - 1 - index), this.#lastTicks + 1));
    }
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
