/** The packets of a recording, taken apart and put together again without the product's own code. */
import type { Conversation, Sent } from './conversation.ts';

export type Rtp = {
  marker: boolean;
  payloadType: number;
  sequence: number;
  timestamp: number;
  ssrc: number;
  contributors: readonly number[];
  /** Whole, with its own header; empty where there is none. */
  extension: Buffer;
  payload: Buffer;
  paddingBytes: number;
};

/** One picture as recorded: every NAL unit of it, parameter sets too. */
export type RecordedPicture = { timestamp: number; nals: Buffer[] };

type Codec = Conversation['codec'];

/** The recordings hold neither extensions nor contributors nor padding. */
export function readRtp(packet: Buffer): Rtp {
  return {
    marker: (packet.readUInt8(1) & 0x80) !== 0,
    payloadType: packet.readUInt8(1) & 0x7f,
    sequence: packet.readUInt16BE(2),
    timestamp: packet.readUInt32BE(4),
    ssrc: packet.readUInt32BE(8),
    contributors: [],
    extension: Buffer.alloc(0),
    payload: packet.subarray(12),
    paddingBytes: 0,
  };
}

export function writeRtp(rtp: Rtp): Buffer {
  const { contributors, extension, paddingBytes } = rtp;
  const header = Buffer.alloc(12 + contributors.length * 4);
  header[0] = 0x80 | (paddingBytes > 0 ? 0x20 : 0) | (extension.length > 0 ? 0x10 : 0) | contributors.length;
  header[1] = (rtp.marker ? 0x80 : 0) | rtp.payloadType;
  header.writeUInt16BE(rtp.sequence & 0xffff, 2);
  header.writeUInt32BE(rtp.timestamp >>> 0, 4);
  header.writeUInt32BE(rtp.ssrc, 8);
  for (const [index, contributor] of contributors.entries()) header.writeUInt32BE(contributor, 12 + index * 4);
  return Buffer.concat([header, extension, rtp.payload, Buffer.alloc(paddingBytes, paddingBytes)]);
}

export function rtpOf(sent: readonly Sent[]): Rtp[] {
  return sent.flatMap((each) => ('rtp' in each ? [each.rtp] : []));
}

/** The recordings are right, so this may be simple: a timestamp is a picture, and no packet is missing. */
export function recordedPictures({ sent, codec }: Pick<Conversation, 'sent' | 'codec'>): RecordedPicture[] {
  const pictures: RecordedPicture[] = [];
  for (const { timestamp, payload } of rtpOf(sent)) {
    if (pictures.at(-1)?.timestamp !== timestamp) pictures.push({ timestamp, nals: [] });
    const nals = pictures.at(-1)?.nals ?? [];
    const fragment = codec === 'h264' ? h264Fragment(payload) : h265Fragment(payload);
    if (!fragment) nals.push(payload);
    else if (fragment.isFirst) nals.push(Buffer.concat([fragment.head, fragment.body]));
    else nals.push(Buffer.concat([nals.pop() ?? Buffer.alloc(0), fragment.body]));
  }
  return pictures;
}

function h264Fragment(payload: Buffer) {
  const [indicator = 0, fragment = 0] = payload;
  if ((indicator & 0x1f) !== 28) return undefined;
  const head = Buffer.from([(indicator & 0xe0) | (fragment & 0x1f)]);
  return { isFirst: (fragment & 0x80) !== 0, head, body: payload.subarray(2) };
}

function h265Fragment(payload: Buffer) {
  const [first = 0, second = 0, fragment = 0] = payload;
  if (((first >> 1) & 0x3f) !== 49) return undefined;
  const head = Buffer.from([(first & 0x81) | ((fragment & 0x3f) << 1), second]);
  return { isFirst: (fragment & 0x80) !== 0, head, body: payload.subarray(3) };
}

export function typeOf(codec: Codec, nal: Buffer): number {
  const first = nal[0] ?? 0;
  return codec === 'h264' ? first & 0x1f : (first >> 1) & 0x3f;
}

export function isSlice(codec: Codec, nal: Buffer): boolean {
  const type = typeOf(codec, nal);
  return codec === 'h264' ? type >= 1 && type <= 5 : type < 32;
}

export function isKeySlice(codec: Codec, nal: Buffer): boolean {
  const type = typeOf(codec, nal);
  return codec === 'h264' ? type === 5 : type >= 16 && type <= 23;
}

/** As an access unit holds it: the slices, each behind its length. */
export function accessUnitData(codec: Codec, nals: readonly Buffer[]): Buffer {
  const slices = nals.filter((nal) => isSlice(codec, nal));
  return Buffer.concat(slices.flatMap((nal) => [uint(nal.length, 4), nal]));
}

export function uint(value: number, byteCount: number): Buffer {
  const bytes = Buffer.alloc(byteCount);
  bytes.writeUIntBE(value, 0, byteCount);
  return bytes;
}
