/** A camera's sound as RTP, untouched: G.711 (RFC 3551), Opus (RFC 7587) and AAC (RFC 3640, high-bit-rate mode). */
import { TICKS_PER_SECOND } from '../hub/access-unit.ts';
import type { AudioFormat, AudioUnit } from '../hub/audio-unit.ts';
import type { Output } from '../hub/live-stream.ts';
import { senderReport } from '../rtp/rtcp.ts';
import type { PacedSocket } from './paced-socket.ts';

/** What browsers expect of G.711; some cameras send a tenth of a second in one packet. */
const LONGEST_PACKET_S = 0.02;
const REPORT_EVERY_MS = 1_000;
/** Off its place by less than this, sound just goes on. */
const MAX_APART_S = 0.1;
const HEADER_BYTES = 12;
/** One header: thirteen bits of size, three of index, behind how many bits of headers there are. */
const AU_HEADERS_BYTES = 4;
const AU_HEADER_BITS = 16;

type Needs = {
  ssrc: number;
  payloadType: number;
  firstSequence: number;
  format: AudioFormat;
  /** Another format comes now. */
  onUnfit: () => void;
};

export class AudioRtpOutput implements Output {
  readonly #needs: Needs;
  #socket: Pick<PacedSocket, 'send'> | undefined;
  #sequence: number;
  #nextTimestamp: number | undefined;
  #lastReportAtMs = 0;
  #packetCount = 0;
  #byteCount = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#sequence = needs.firstSequence;
  }

  open(socket: Pick<PacedSocket, 'send'>): void {
    this.#socket = socket;
  }

  take(): void {}

  takeAudio(unit: AudioUnit): void {
    const { format, onUnfit } = this.#needs;
    if (unit.format.codec !== format.codec) {
      onUnfit();
      return;
    }
    const { clockRate } = format;
    const wanted = Math.round((unit.ticks * clockRate) / TICKS_PER_SECOND);
    const apart = Math.abs(wanted - (this.#nextTimestamp ?? Number.NEGATIVE_INFINITY));
    let timestamp = this.#nextTimestamp !== undefined && apart < MAX_APART_S * clockRate ? this.#nextTimestamp : wanted;
    for (const piece of piecesOf(unit)) {
      this.#send(piece, timestamp);
      timestamp += isWholeFrame(format) ? samplesOf(unit) : piece.length;
    }
    this.#nextTimestamp = timestamp;
    if (unit.receivedAtMs - this.#lastReportAtMs >= REPORT_EVERY_MS) this.#report(unit.receivedAtMs, timestamp);
  }

  #send(data: Buffer, timestamp: number): void {
    const isAac = this.#needs.format.codec === 'AAC';
    const dataStart = HEADER_BYTES + (isAac ? AU_HEADERS_BYTES : 0);
    const packet = Buffer.allocUnsafe(dataStart + data.length);
    packet[0] = 0x80;
    packet[1] = (isAac ? 0x80 : 0) | this.#needs.payloadType;
    packet.writeUInt16BE(this.#sequence, 2);
    packet.writeUInt32BE(timestamp % 2 ** 32, 4);
    packet.writeUInt32BE(this.#needs.ssrc, 8);
    if (isAac) packet.writeUInt32BE((AU_HEADER_BITS << 16) | (data.length << 3), HEADER_BYTES);
    data.copy(packet, dataStart);
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#packetCount += 1;
    this.#byteCount += data.length;
    this.#socket?.send([packet]);
  }

  #report(atMs: number, timestamp: number): void {
    this.#lastReportAtMs = atMs;
    const counts = { packetCount: this.#packetCount, byteCount: this.#byteCount };
    this.#socket?.send([senderReport({ ssrc: this.#needs.ssrc, atMs, ticks: timestamp % 2 ** 32, ...counts })]);
  }
}

function samplesOf({ durationTicks, format }: AudioUnit): number {
  return Math.round((durationTicks * format.clockRate) / TICKS_PER_SECOND);
}

function isWholeFrame({ codec }: AudioFormat): boolean {
  return codec === 'Opus' || codec === 'AAC';
}

/** Frames of Opus and AAC are whole; G.711 may be cut anywhere. */
function piecesOf({ data, format }: AudioUnit): Buffer[] {
  const most = LONGEST_PACKET_S * format.clockRate;
  if (isWholeFrame(format) || data.length <= most) return [data];
  const count = Math.ceil(data.length / most);
  return Array.from({ length: count }, (_, index) => data.subarray(index * most, (index + 1) * most));
}
