/**
 * The RTCP we speak: sender reports to the SFU and what it asks for (RFC 4585), receiver
 * reports to cameras and what they report (RFC 3550 section 6.4).
 */
import type { SenderClock } from './audio-timeline.ts';

const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
const PAYLOAD_FEEDBACK = 206;
/** PLI and FIR, as the format of a payload-specific feedback. */
const KEY_FRAME_WISHES = [1, 4];
/** Seconds from 1900 (NTP) to 1970. */
const NTP_OFFSET_S = 2_208_988_800;

type Report = { ssrc: number; atMs: number; ticks: number; packetCount: number; byteCount: number };

/** Section 6.4.1, without report blocks. */
export function senderReport({ ssrc, atMs, ticks, packetCount, byteCount }: Report): Buffer {
  const packet = Buffer.alloc(28);
  packet[0] = 0x80;
  packet[1] = SENDER_REPORT;
  packet.writeUInt16BE(6, 2);
  packet.writeUInt32BE(ssrc, 4);
  packet.writeUInt32BE((Math.floor(atMs / 1_000) + NTP_OFFSET_S) >>> 0, 8);
  packet.writeUInt32BE(Math.floor(((atMs % 1_000) / 1_000) * 2 ** 32) >>> 0, 12);
  packet.writeUInt32BE(ticks >>> 0, 16);
  packet.writeUInt32BE(packetCount >>> 0, 20);
  packet.writeUInt32BE(byteCount >>> 0, 24);
  return packet;
}

type Reception = { ssrc: number; of: number; highestSequence: number; lost: number };

/** Section 6.4.2 with one report block. Some cameras end a session nobody reports on. */
export function receiverReport({ ssrc, of, highestSequence, lost }: Reception): Buffer {
  const packet = Buffer.alloc(32);
  packet[0] = 0x81;
  packet[1] = RECEIVER_REPORT;
  packet.writeUInt16BE(7, 2);
  packet.writeUInt32BE(ssrc >>> 0, 4);
  packet.writeUInt32BE(of >>> 0, 8);
  packet.writeUInt32BE(Math.min(lost, 0x7f_ffff), 12);
  packet.writeUInt32BE(highestSequence >>> 0, 16);
  return packet;
}

/** Whether a compound packet asks for a key frame: Picture Loss Indication (RFC 4585 section 6.3.1) or Full Intra Request (RFC 5104 section 4.3.1). */
export function asksForKeyFrame(compound: Buffer): boolean {
  let at = 0;
  while (at + 4 <= compound.length) {
    const first = compound[at] ?? 0;
    if (first >> 6 !== 2) return false;
    if (compound[at + 1] === PAYLOAD_FEEDBACK && KEY_FRAME_WISHES.includes(first & 0x1f)) return true;
    at += (compound.readUInt16BE(at + 2) + 1) * 4;
  }
  return false;
}

/** What a camera's sender report says of its wall clock (ms since 1970); undefined when it is none, or says no time. */
export function readSenderClock(packet: Buffer): SenderClock | undefined {
  if (packet.length < 28 || (packet[0] ?? 0) >> 6 !== 2 || packet[1] !== SENDER_REPORT) return undefined;
  const seconds = packet.readUInt32BE(8);
  if (seconds < NTP_OFFSET_S) return undefined;
  const ntpMs = Math.round((seconds - NTP_OFFSET_S) * 1_000 + (packet.readUInt32BE(12) / 2 ** 32) * 1_000);
  return { ntpMs, rtpTimestamp: packet.readUInt32BE(16) };
}
