/** RTP's own header (RFC 3550 section 5.1). */

/** A view of the payload; undefined when it is not an RTP packet, or carries nothing. */
export function rtpPayload(packet: Buffer): Buffer | undefined {
  const bounds = payloadBounds(packet);
  return bounds && packet.subarray(bounds.start, bounds.end);
}

export function payloadBounds(packet: Buffer): { start: number; end: number } | undefined {
  if (packet.length < 13 || (packet[0] ?? 0) >> 6 !== 2) return undefined;
  const flags = packet[0] ?? 0;
  let start = 12 + (flags & 0x0f) * 4;
  if ((flags & 0x10) !== 0) {
    if (start + 4 > packet.length) return undefined;
    start += 4 + packet.readUInt16BE(start + 2) * 4;
  }
  const padding = (flags & 0x20) !== 0 ? (packet.at(-1) ?? 0) : 0;
  const end = packet.length - padding;
  return start < end ? { start, end } : undefined;
}
