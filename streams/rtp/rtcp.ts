/** The RTCP that is spoken with the SFU: sender reports. */

const SENDER_REPORT = 200;
/** Seconds from 1900 (NTP) to 1970. */
const NTP_OFFSET_S = 2_208_988_800;

type Report = { ssrc: number; atMs: number; ticks: number; packetCount: number; byteCount: number };

/** RFC 3550 section 6.4.1, without report blocks. */
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
