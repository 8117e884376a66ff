import { expect, test } from 'vitest';
import type { PacedSocket } from '../../../streams/outputs/paced-socket.ts';
import { WebRtcOutput } from '../../../streams/outputs/webrtc.output.ts';
import { stream, unit } from '../../fixtures/units.ts';

const SENDER_REPORT = 200;
const NTP_OFFSET_S = 2_208_988_800;

/** Keeps what is sent, in place of a socket; its queue is as full as the test says. */
function recording(queuedPackets = 0) {
  const sent: Buffer[] = [];
  const socket = { queuedPackets, send: (packets: readonly Buffer[]) => sent.push(...packets), close: () => {} };
  let unfit = 0;
  const output = new WebRtcOutput({
    ...{ ssrc: 1, payloadType: 102, firstSequence: 0 },
    onUnfit: () => {
      unfit += 1;
    },
  });
  output.open(socket as unknown as PacedSocket);
  const rtp = () => sent.filter((packet) => packet[1] !== SENDER_REPORT);
  return {
    output,
    socket,
    timestamps: () => rtp().map((packet) => packet.readUInt32BE(4)),
    sent,
    unfit: () => unfit,
  };
}

test('the first viewer gets everything since the last key frame, a tick apart and up to now', () => {
  const { output, timestamps } = recording();
  const gop = stream(1);
  output.start(gop);
  const newest = gop.at(-1)?.ticks ?? 0;
  expect([...new Set(timestamps())]).toEqual(gop.map((_, index) => newest - (gop.length - 1 - index)));
});

test('what follows is never earlier than what was sent before', () => {
  const { output, timestamps } = recording();
  const pictures = stream(2);
  output.start(pictures.slice(0, 30));
  for (const each of pictures.slice(30)) output.take(each);
  expect(timestamps()).toEqual(timestamps().toSorted((one, other) => one - other));
});

test('a feed keeps its identity and counts on, whatever comes and goes', () => {
  const { output, sent, timestamps } = recording();
  const pictures = stream(2);
  output.start(pictures.slice(0, 10));
  for (const each of pictures.slice(10, 20)) output.take(each);
  // Everybody left and somebody came; then the camera was away for a minute.
  output.start(stream(1, 5));
  const back = stream(1, 65);
  for (const each of back) output.take(each);
  const rtp = sent.filter((packet) => packet[1] !== SENDER_REPORT);
  expect(new Set(rtp.map((packet) => packet.readUInt32BE(8)))).toEqual(new Set([1]));
  expect(new Set(rtp.map((packet) => (packet[1] ?? 0) & 0x7f))).toEqual(new Set([102]));
  expect(rtp.map((packet) => packet.readUInt16BE(2))).toEqual(rtp.map((_, index) => index));
  expect(timestamps()).toEqual(timestamps().toSorted((one, other) => one - other));
  expect(timestamps().at(-1)).toBe(back.at(-1)?.ticks);
});

test('without a cached key frame it begins at the next one', () => {
  const { output, sent } = recording();
  output.start([]);
  output.take(unit(3_600));
  expect(sent).toEqual([]);
  output.take(unit(7_200, { isKey: true }));
  expect(sent.length).toBeGreaterThan(1);
});

test('the pictures it begins with are no queue that is full, however many they are', () => {
  const { output, socket, timestamps } = recording();
  socket.queuedPackets = 2_500;
  output.start(stream(1));
  const pictures = stream(1, 1).slice(1);
  for (const [index, each] of pictures.entries()) {
    socket.queuedPackets = Math.max(0, 2_500 - index * 400) + 20;
    output.take(each);
  }
  expect(timestamps().at(-1)).toBe(pictures.at(-1)?.ticks);
  const before = timestamps().length;
  socket.queuedPackets = 1_700;
  output.take(unit(400_000));
  expect(timestamps()).toHaveLength(before);
});

test('a queue that is full leaves everything out until the next key frame', () => {
  const { output, socket, timestamps } = recording();
  output.start(stream(1).slice(0, 1));
  socket.queuedPackets = 5_000;
  output.take(unit(90_000));
  socket.queuedPackets = 0;
  output.take(unit(93_600));
  output.take(unit(97_200, { isKey: true }));
  expect(timestamps().filter((timestamp) => timestamp > 90)).toEqual([97_200, 97_200]);
});

test('a report of the sender goes out every second, and says when which picture was received', () => {
  const { output, sent } = recording();
  for (const each of stream(4, 10)) output.take(each);
  const reports = sent.filter((packet) => packet[1] === SENDER_REPORT);
  const seconds = reports.map((report) => report.readUInt32BE(8) - NTP_OFFSET_S);
  expect(seconds).toEqual([10, 11, 12, 13]);
  expect(reports.map((report) => report.readUInt32BE(16))).toEqual(seconds.map((second) => second * 90_000));
});

test('pictures of a codec WebRTC cannot carry are told of and not sent', () => {
  const { output, sent, unfit } = recording();
  const h265 = { codec: 'h265' as const, vps: Buffer.alloc(1), sps: Buffer.alloc(1), pps: Buffer.alloc(1) };
  output.start([]);
  output.take(unit(0, { isKey: true, parameterSets: h265 }));
  output.start([unit(0, { isKey: true, parameterSets: h265 })]);
  expect(sent).toEqual([]);
  expect(unfit()).toBe(2);
});
