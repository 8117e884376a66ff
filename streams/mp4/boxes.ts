/** ISO base media boxes (ISO/IEC 14496-12): a length, a name, and what is inside. */

export function box(name: string, ...parts: Uint8Array[]): Buffer {
  const byteCount = parts.reduce((sum, part) => sum + part.length, 8);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(byteCount, 0);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, ...parts], byteCount);
}

export function fullBox(name: string, version: number, flags: number, ...parts: Uint8Array[]): Buffer {
  return box(name, u32((version << 24) | flags), ...parts);
}

export function u8(...values: number[]): Buffer {
  return Buffer.from(values);
}

export function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2);
  return bytes;
}

export function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, index * 4);
  return bytes;
}

export function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

export function ascii(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
