/** RTP's own header (RFC 3550 section 5.1), and what a packet's number tells. */

/** A view of the payload, which may be empty; undefined when it is not an RTP packet. */
export function rtpPayload(packet: Buffer): Buffer | undefined {
  const bounds = payloadBounds(packet);
  return bounds && packet.subarray(bounds.start, bounds.end);
}

/** Bounds of the payload, which may be empty; undefined when it is not an RTP packet. */
export function payloadBounds(packet: Buffer): { start: number; end: number } | undefined {
  if (packet.length < 12 || (packet[0] ?? 0) >> 6 !== 2) return undefined;
  const flags = packet[0] ?? 0;
  let start = 12 + (flags & 0x0f) * 4;
  if ((flags & 0x10) !== 0) {
    if (start + 4 > packet.length) return undefined;
    start += 4 + packet.readUInt16BE(start + 2) * 4;
  }
  const padding = (flags & 0x20) !== 0 ? (packet.at(-1) ?? 0) : 0;
  const end = packet.length - padding;
  return start <= end ? { start, end } : undefined;
}

/** What is sent again, or comes late, is among the last so many. */
const MOST_BEHIND = 64;

/** Whether a number is the expected one (-1: any), was there before, leaves a gap, or begins anew. */
export function sequenceStep(expected: number, sequence: number): 'next' | 'again' | 'gap' | 'anew' {
  const ahead = (sequence - expected) & 0xffff;
  if (expected < 0 || ahead === 0) return 'next';
  if (ahead < 0x8000) return 'gap';
  return ahead >= 0x1_0000 - MOST_BEHIND ? 'again' : 'anew';
}

/** RTCP told from RTP where both come the same way (RFC 5761 section 4). */
export function isRtcp(packet: Buffer): boolean {
  const type = packet[1] ?? 0;
  return type >= 192 && type <= 223;
}
