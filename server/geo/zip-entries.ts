/**
 * The files of a ZIP archive by their names, without their folders.
 *
 * What comes in is not ours: what it says of its sizes is checked before anything is
 * unpacked, and again while it is.
 */
import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const MOST_ENTRIES = 200;

/** Undefined for what is no archive, or would be too large. Names are in lower case. */
export function readZip(bytes: Buffer, mostBytes: number): Map<string, Buffer> | undefined {
  try {
    return read(bytes, mostBytes);
  } catch {
    // Cut off, or made to harm: offsets beyond its end, or more in it than it says.
    return undefined;
  }
}

function read(bytes: Buffer, mostBytes: number): Map<string, Buffer> | undefined {
  const end = findEnd(bytes);
  if (end === -1) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) return undefined;
  const files = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  let left = mostBytes;
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) return undefined;
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const packed = { method: bytes.readUInt16LE(at + 10), size: bytes.readUInt32LE(at + 20) };
    const size = bytes.readUInt32LE(at + 24);
    const name = nameOf(bytes.subarray(at + 46, at + 46 + (nameLength ?? 0)));
    left -= size;
    if (left < 0) return undefined;
    if (name !== '') files.set(name, unpack(bytes, bytes.readUInt32LE(at + 42), { ...packed, mostBytes: size }));
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return files;
}

function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - 65_535); at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  return -1;
}

/** Folders have none; nor has what macOS puts beside. */
function nameOf(bytes: Buffer): string {
  const path = bytes.toString('utf8');
  return path.includes('__MACOSX') ? '' : (path.split('/').at(-1) ?? '').toLowerCase();
}

type Packed = { method: number; size: number; mostBytes: number };

function unpack(bytes: Buffer, header: number, { method, size, mostBytes }: Packed): Buffer {
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  const packed = bytes.subarray(start, start + size);
  if (method === 0) return packed;
  if (method !== 8) throw new Error(`packed by method ${method}`);
  return mostBytes === 0 ? Buffer.alloc(0) : inflateRawSync(packed, { maxOutputLength: mostBytes });
}
