/** NAL units behind lengths of one to four bytes (ISO/IEC 14496-15), made into ours, which are of four. */

/** What lies beyond the end is left out. */
export function withFourByteLengths(data: Buffer, lengthBytes: number): Buffer {
  if (lengthBytes === 4) return data;
  const parts: Buffer[] = [];
  for (let at = 0; at + lengthBytes <= data.length; ) {
    const start = at + lengthBytes;
    const end = start + data.readUIntBE(at, lengthBytes);
    if (end > data.length) break;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(end - start);
    parts.push(length, data.subarray(start, end));
    at = end;
  }
  return Buffer.concat(parts);
}
