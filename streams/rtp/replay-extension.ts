/** The header extension of replayed pictures (ONVIF Streaming Specification, "RTP header extension"): when each was taken. */

const PROFILE = 0xabac;
const WORDS = 3;
/** Seconds from 1900 (NTP) to 1970. */
const NTP_OFFSET_S = 2_208_988_800;
const TERMINAL = 0x10;

/** `isLast`: nothing comes after this picture. */
export type ReplayStamp = { atMs: number; isLast: boolean };

/** Undefined for a packet without it. */
export function readReplayStamp(packet: Buffer): ReplayStamp | undefined {
  const flags = packet[0] ?? 0;
  if (flags >> 6 !== 2 || (flags & 0x10) === 0) return undefined;
  const at = 12 + (flags & 0x0f) * 4;
  if (at + 4 + WORDS * 4 > packet.length) return undefined;
  if (packet.readUInt16BE(at) !== PROFILE || packet.readUInt16BE(at + 2) < WORDS) return undefined;
  const seconds = packet.readUInt32BE(at + 4);
  if (seconds < NTP_OFFSET_S) return undefined;
  const fraction = packet.readUInt32BE(at + 8) / 2 ** 32;
  const atMs = (seconds - NTP_OFFSET_S + fraction) * 1_000;
  return { atMs, isLast: ((packet[at + 12] ?? 0) & TERMINAL) !== 0 };
}
