import { expect, test } from 'vitest';
import { readAudioTag, readVideoTag } from '../../../streams/flv/read-flv-tags.ts';
import type { AudioFormat, AudioUnit } from '../../../streams/hub/audio-unit.ts';
import { FlvOutput } from '../../../streams/outputs/flv.output.ts';
import { PARAMETER_SETS, stream, unit } from '../../fixtures/units.ts';

const AAC: AudioFormat = { codec: 'AAC', clockRate: 48_000, channels: 2, config: Buffer.from([0x11, 0x90]) };
const OPUS: AudioFormat = { codec: 'Opus', clockRate: 48_000, channels: 2, config: Buffer.alloc(0) };
const PCMA: AudioFormat = { codec: 'PCMA', clockRate: 8_000, channels: 1, config: Buffer.alloc(0) };

function open(audioFormat?: AudioFormat) {
  const sent: Buffer[] = [];
  const channel = { waitingBytes: 0, audioFormat, send: (bytes: Buffer) => sent.push(bytes) };
  return { channel, sent, output: new FlvOutput(channel) };
}

const sound = (ticks: number, format: AudioFormat): AudioUnit => ({
  ...{ data: Buffer.from([1, 2, 3]), ticks, durationTicks: 1_920, receivedAtMs: 0, format },
});

const atMs = (tag: Buffer | undefined) => tag && tag.readUIntBE(4, 3) + (tag[7] ?? 0) * 2 ** 24;
const body = (tag: Buffer | undefined) => tag?.subarray(11, -4) ?? Buffer.alloc(0);
const video = (tag: Buffer | undefined) => readVideoTag(body(tag));

test('a header, what the decoder must know, and the cached pictures come first, from nought on', () => {
  const { output, sent } = open();
  const cached = stream(1, 3_000);
  output.start(cached);
  expect(sent[0]?.toString('hex')).toBe('464c5601010000000900000000');
  expect(video(sent[1])).toEqual({ kind: 'sets', parameterSets: PARAMETER_SETS, lengthBytes: 4 });
  expect(sent).toHaveLength(2 + cached.length);
  expect(sent.slice(2).map(atMs)).toEqual(cached.map((_, index) => index * 40));
  expect(video(sent[2])).toEqual({ kind: 'picture', data: cached[0]?.data, compositionMs: 0 });
  expect(sent.slice(2, 4).map((tag) => tag[11])).toEqual([0x17, 0x27]);
});

test('every tag is followed by its length', () => {
  const { output, sent } = open();
  output.start(stream(1));
  for (const tag of sent.slice(1)) {
    expect(tag.readUIntBE(1, 3)).toBe(tag.length - 15);
    expect(tag.readUInt32BE(tag.length - 4)).toBe(tag.length - 4);
  }
});

test('a time beyond 24 bits goes on in the eighth byte', () => {
  const { output, sent } = open();
  output.take(unit(0, { isKey: true }));
  output.take(unit(90 * 0x1234567));
  expect(atMs(sent.at(-1))).toBe(0x1234567);
});

test('when a picture is shown is said apart from when it is decoded', () => {
  const { output, sent } = open();
  output.take({ ...unit(0, { isKey: true }), compositionTicks: 6_000, isReordered: true });
  expect(video(sent.at(-1))).toMatchObject({ compositionMs: 67 });
  output.take({ ...unit(3_000), compositionTicks: -900, isReordered: true });
  expect(video(sent.at(-1))).toMatchObject({ compositionMs: -10 });
});

test('without a cache it begins at the next key frame', () => {
  const { output, sent } = open();
  output.start([]);
  output.take(unit(0));
  expect(sent).toEqual([]);
  output.take(unit(3_600, { isKey: true }));
  expect(sent).toHaveLength(3);
});

test('sound is said in the header where there is any, and its configuration once before it', () => {
  const { output, sent } = open(AAC);
  output.takeAudio(sound(0, AAC));
  output.start(stream(1, 10));
  expect(sent[0]?.[4]).toBe(5);
  const before = sent.length;
  output.takeAudio(sound(900_000 + 1_800, AAC));
  output.takeAudio(sound(900_000 + 3_720, AAC));
  expect(sent.slice(before).map((tag) => readAudioTag(body(tag))?.kind)).toEqual(['config', 'frame', 'frame']);
  expect(sent.slice(before).map(atMs)).toEqual([20, 20, 41]);
});

test.each([
  { name: 'G.711', format: PCMA, kinds: ['frame'] },
  { name: 'Opus', format: OPUS, kinds: [] },
])('of $name it carries what FLV can say', ({ format, kinds }) => {
  const { output, sent } = open(format);
  output.start(stream(1));
  const before = sent.length;
  output.takeAudio(sound(90_000, format));
  expect(sent.slice(before).map((tag) => readAudioTag(body(tag))?.kind)).toEqual(kinds);
  expect(sent[0]?.[4]).toBe(kinds.length > 0 ? 5 : 1);
});

test('who falls two megabytes behind gets nothing until a key frame comes and it has caught up', () => {
  const { output, channel, sent } = open(AAC);
  const pictures = stream(6);
  output.start(pictures.slice(0, 1));
  const before = sent.length;
  channel.waitingBytes = 2_000_000;
  for (const each of pictures.slice(1, 60)) output.take(each);
  output.takeAudio(sound(200_000, AAC));
  channel.waitingBytes = 600_000;
  for (const each of pictures.slice(60, 110)) output.take(each);
  channel.waitingBytes = 0;
  for (const each of pictures.slice(110)) output.take(each);
  expect(sent).toHaveLength(before);
  for (const each of stream(1, 6)) output.take(each);
  expect(sent).toHaveLength(before + 25);
  expect(atMs(sent[before])).toBe(6_000);
});

test('new parameter sets are said before the picture they are for', () => {
  const { output, sent } = open();
  output.start(stream(1));
  const before = sent.length;
  output.take(unit(180_000, { isKey: true, parameterSets: { ...PARAMETER_SETS } }));
  expect(sent.slice(before).map((tag) => video(tag)?.kind)).toEqual(['sets', 'picture']);
});
