/** One RTMP connection, byte by byte: its bounds, and what the library underneath does not do. */
import { expect, test } from 'vitest';
import { RtmpLine, type RtmpMessage } from '../../streams/rtmp/rtmp-line.ts';
import { chunks, opening } from '../fixtures/rtmp-client.ts';

const [CHUNK_SIZE, VIDEO] = [1, 9];
const HANDSHAKE_BYTES = 3_073;
const hello = opening('key');

function open({ mayPublish = true } = {}) {
  const messages: RtmpMessage[] = [];
  const said: Buffer[] = [];
  const counts = { ended: 0, published: 0 };
  const line = new RtmpLine({
    send: (bytes) => said.push(bytes),
    onPublish: (app, streamKey) => {
      counts.published += 1;
      expect({ app, streamKey }).toEqual({ app: 'live', streamKey: 'key' });
      return mayPublish;
    },
    onMessage: (message) => messages.push(message),
    onEnd: () => {
      counts.ended += 1;
    },
  });
  return { line, messages, counts, heard: () => Buffer.concat(said).toString('latin1') };
}

const video = (atMs: number, byteCount = 10) => chunks(VIDEO, atMs, Buffer.alloc(byteCount, 1));

test('a message is handed on whole and with its time, however it was cut', () => {
  const { line, messages } = open();
  const body = Buffer.from(Array.from({ length: 20_000 }, (_, index) => index & 0xff));
  for (const byte of Buffer.concat([hello, chunks(VIDEO, 1_234, body)])) line.push(Buffer.of(byte));
  expect(messages).toEqual([{ kind: 'video', data: body, atMs: 1_234 }]);
});

test('what was handed on is not written over by what comes next', () => {
  const { line, messages } = open();
  line.push(Buffer.concat([hello, video(0), chunks(VIDEO, 40, Buffer.alloc(10, 2))]));
  expect(messages.map(({ data }) => data[0])).toEqual([1, 2]);
});

test('after 49 days the clock begins anew, and goes on', () => {
  const { line, messages } = open();
  const latest = Buffer.from(`04ffffff00000109 01000000 ffffffe0 aa`.replaceAll(' ', ''), 'hex');
  const next = Buffer.from('44000028 00000109 bb'.replaceAll(' ', ''), 'hex');
  line.push(Buffer.concat([hello, latest, next, next]));
  expect(messages.map(({ atMs }) => atMs)).toEqual([0xffffffe0, 8, 48]);
});

test('what was received is acknowledged every megabyte', () => {
  const { line, heard } = open();
  line.push(hello);
  const before = heard().length;
  for (let count = 0; count < 25; count += 1) line.push(video(count, 100_000));
  const acknowledged = heard().slice(before);
  expect(acknowledged.length / 16).toBe(2);
  expect(Buffer.from(acknowledged, 'latin1').readUInt32BE(12)).toBeGreaterThan(1_000_000);
});

test('what is sent before publishing, and after a refusal, is heard by nobody', () => {
  const early = open();
  early.line.push(Buffer.concat([hello.subarray(0, HANDSHAKE_BYTES), video(0)]));
  expect(early.messages).toEqual([]);

  const refused = open({ mayPublish: false });
  const again = hello.subarray(HANDSHAKE_BYTES);
  refused.line.push(Buffer.concat([hello, video(0), again]));
  expect(refused.heard()).toContain('NetStream.Publish.BadName');
  expect(refused.heard()).not.toContain('NetStream.Publish.Start');
  expect(refused.messages).toEqual([]);
  expect(refused.counts).toEqual({ ended: 1, published: 1 });
});

test('who publishes twice is sent away', () => {
  const { line, counts } = open();
  line.push(Buffer.concat([hello, hello.subarray(HANDSHAKE_BYTES)]));
  expect(counts).toEqual({ ended: 1, published: 1 });
});

test('what may be sent is said: the codecs of Enhanced RTMP', () => {
  const { line, heard } = open();
  line.push(hello);
  expect(heard()).toMatch(/fourCcList[\s\S]*avc1[\s\S]*hvc1[\s\S]*mp4a/);
});

const size = (bytes: number) => {
  const body = Buffer.alloc(4);
  body.writeUInt32BE(bytes >>> 0);
  return chunks(CHUNK_SIZE, 0, body);
};
const manyStreams = Buffer.concat(
  Array.from({ length: 40 }, (_, index) => Buffer.from([0x05 + index, ...Array(11).fill(0)])),
);
/** Three of seven megabytes, each begun on a chunk stream of its own. */
const begun = (chunkStream: number) =>
  Buffer.concat([Buffer.from([chunkStream]), Buffer.from('0000006acfc00901000000', 'hex'), Buffer.alloc(4_096)]);

test.each([
  { title: 'another protocol', bytes: Buffer.from('GET / HTTP/1.1\r\n\r\n') },
  { title: 'a command without measure', bytes: Buffer.concat([hello.subarray(0, HANDSHAKE_BYTES), video(0, 70_000)]) },
  { title: 'a message without measure', bytes: Buffer.concat([hello, Buffer.from('05000000ffffff0901000000', 'hex')]) },
  { title: 'chunks of nothing', bytes: Buffer.concat([hello, size(0)]) },
  { title: 'chunks without measure', bytes: Buffer.concat([hello, size(2 ** 31)]) },
  { title: 'too many chunk streams', bytes: Buffer.concat([hello, manyStreams]) },
  { title: 'too many messages at once', bytes: Buffer.concat([hello, begun(5), begun(6), begun(7)]) },
  {
    title: 'a command that is none',
    bytes: Buffer.concat([
      hello.subarray(0, HANDSHAKE_BYTES),
      chunks(20, 0, Buffer.from('\x02\x00\x07connect', 'latin1')),
    ]),
  },
])('$title is the end of a connection', ({ bytes }) => {
  expect(() => open().line.push(bytes)).toThrow();
});
