import { expect, test } from 'vitest';
import { InterleavedReader } from '../../../streams/rtsp/interleaved-reader.ts';

function packet(channel: number, payload: string): Buffer {
  const bytes = Buffer.from(payload, 'latin1');
  return Buffer.concat([Buffer.from([0x24, channel, bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

const STREAM = Buffer.concat([
  Buffer.from('RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 5\r\n\r\n$body'),
  packet(0, 'first'),
  packet(1, 'rtcp'),
  Buffer.from('RTSP/1.0 200 OK\r\nCSeq: 2\r\n\r\n'),
  packet(0, 'x'.repeat(9_000)),
  packet(0, 'last'),
]);
const WHOLE = ['RTSP/1.0 200 OK|$body', '0:first', '1:rtcp', 'RTSP/1.0 200 OK|', '0:9000', '0:last'];

function read(chunks: readonly Buffer[]) {
  const found: string[] = [];
  let skippedBytes = 0;
  const reader = new InterleavedReader({
    onPacket: (channel, bytes) => found.push(`${channel}:${bytes.length > 100 ? bytes.length : bytes.toString()}`),
    onMessage: (head, body) => found.push(`${head.split('\r\n')[0]}|${body}`),
    onSkipped: (byteCount) => {
      skippedBytes += byteCount;
    },
  });
  for (const chunk of chunks) reader.push(chunk);
  return { found, skippedBytes };
}

function cut(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

test.each([1, 2, 3, 4, 5, 7, 64, 1_000, 9_005, 100_000])(
  'reads of %i bytes give the same packets and messages',
  (size) => {
    expect(read(cut(STREAM, size))).toEqual({ found: WHOLE, skippedBytes: 0 });
  },
);

test('after junk it goes on at the next packet or message', () => {
  const junk = Buffer.from([0x01, 0x02, 0xfe, 0x24, 0xff, 0x00]);
  const after = packet(0, `\x80${'x'.repeat(200)}`);
  expect(read([Buffer.concat([junk, after])])).toEqual({ found: ['0:201'], skippedBytes: junk.length });
});
