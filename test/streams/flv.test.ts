/** FLV tags, made by hand after Adobe's FLV 10.1 annex E and Enhanced RTMP v2. */
import { expect, test } from 'vitest';
import { withFourByteLengths } from '../../streams/flv/nal-lengths.ts';
import { readAudioTag, readVideoTag } from '../../streams/flv/read-flv-tags.ts';
import { PPS, SPS } from '../fixtures/h264-packets.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const fourcc = (text: string) => Buffer.from(text).toString('hex');
const length = (set: Buffer) => set.length.toString(16).padStart(4, '0');
const avcC = (last = 'ff', count = 1) =>
  hex(`01 4d401f ${last} e${count} ${`${length(SPS)}${SPS.toString('hex')}`.repeat(count)} 01 ${length(PPS)}`).toString(
    'hex',
  ) + PPS.toString('hex');

test.each([
  { title: 'of four bytes', last: 'ff', lengthBytes: 4 },
  { title: 'of two', last: 'fd', lengthBytes: 2 },
  { title: 'of one', last: 'fc', lengthBytes: 1 },
])('a decoder configuration with lengths $title', ({ last, lengthBytes }) => {
  const parameterSets = { codec: 'h264', sps: SPS, pps: PPS };
  expect(readVideoTag(hex(`17 00 000000 ${avcC(last)}`))).toEqual({ kind: 'sets', parameterSets, lengthBytes });
  expect(readVideoTag(hex(`90 ${fourcc('avc1')} ${avcC(last)}`))).toEqual({ kind: 'sets', parameterSets, lengthBytes });
});

test('of several sets of one kind the first is taken', () => {
  expect(readVideoTag(hex(`17 00 000000 ${avcC('ff', 2)}`))).toMatchObject({ parameterSets: { sps: SPS, pps: PPS } });
});

test.each([
  { title: 'H.264', tag: '27 01 000050 aabb', compositionMs: 80 },
  { title: 'H.264 shown before it is decoded', tag: '27 01 fffff6 aabb', compositionMs: -10 },
  { title: 'H.265 as codec 12', tag: '2c 01 000050 aabb', compositionMs: 80 },
  { title: 'hvc1, coded frames', tag: `a1 ${fourcc('hvc1')} 000050 aabb`, compositionMs: 80 },
  { title: 'hvc1, coded frames shown at once', tag: `a3 ${fourcc('hvc1')} aabb`, compositionMs: 0 },
  { title: 'avc1, coded frames', tag: `91 ${fourcc('avc1')} fffff6 aabb`, compositionMs: -10 },
  { title: 'behind a modifier', tag: `97 02 000001 01 ${fourcc('hvc1')} 000050 aabb`, compositionMs: 80 },
  { title: 'behind two', tag: `97 00 01 07 00 01 03 ${fourcc('hvc1')} aabb`, compositionMs: 0 },
  { title: 'behind a long one', tag: `97 ff 0001 0102 03 ${fourcc('hvc1')} aabb`, compositionMs: 0 },
])('a picture: $title', ({ tag, compositionMs }) => {
  expect(readVideoTag(hex(tag))).toEqual({ kind: 'picture', data: hex('aabb'), compositionMs });
});

test.each([
  { title: 'the end of a sequence', tag: '17 02 000000' },
  { title: 'the end of an enhanced sequence', tag: `92 ${fourcc('hvc1')}` },
  { title: 'metadata', tag: `94 ${fourcc('hvc1')} 0200` },
  { title: 'a command', tag: '57 01 000000 aa' },
  { title: 'a configuration cut short', tag: `17 00 000000 ${avcC().slice(0, -4)}` },
  { title: 'no byte at all', tag: '' },
  { title: 'one byte', tag: '17' },
  { title: 'a modifier without an end', tag: '97 ff ffff' },
])('nothing to be shown: $title', ({ tag }) => {
  expect(readVideoTag(hex(tag))).toBeUndefined();
});

test.each([
  { tag: '22 aabbccdd', codec: 'Sorenson H.263' },
  { tag: '2d 01 000000 aa', codec: 'AV1' },
  { tag: `91 ${fourcc('av01')} aabb`, codec: 'av01' },
  { tag: '91 00ff4120 aabb', codec: '??A?' },
  { tag: `96 ${fourcc('hvc1')} aabb`, codec: 'multitrack' },
])('pictures of $codec are refused by name', ({ tag, codec }) => {
  expect(readVideoTag(hex(tag))).toEqual({ kind: 'refused', codec });
});

test.each([
  { tag: 'af 00 1190', read: { kind: 'config', config: hex('1190') } },
  { tag: 'af 01 aabb', read: { kind: 'frame', codec: 'AAC', data: hex('aabb') } },
  { tag: `90 ${fourcc('mp4a')} 1190`, read: { kind: 'config', config: hex('1190') } },
  { tag: `91 ${fourcc('mp4a')} aabb`, read: { kind: 'frame', codec: 'AAC', data: hex('aabb') } },
  { tag: '72 aabb', read: { kind: 'frame', codec: 'PCMA', data: hex('aabb') } },
  { tag: '82 aabb', read: { kind: 'frame', codec: 'PCMU', data: hex('aabb') } },
  { tag: '83 aabb', read: { kind: 'refused', codec: 'PCMU stereo' } },
  { tag: '2f aabb', read: { kind: 'refused', codec: 'MP3' } },
  { tag: `91 ${fourcc('Opus')} aabb`, read: { kind: 'refused', codec: 'Opus' } },
  { tag: '72', read: undefined },
])('sound $tag is $read.kind', ({ tag, read }) => {
  expect(readAudioTag(hex(tag))).toEqual(read);
});

test.each([
  { lengthBytes: 1, data: '02 aabb 01 cc', made: '00000002 aabb 00000001 cc' },
  { lengthBytes: 2, data: '0002 aabb 0001 cc', made: '00000002 aabb 00000001 cc' },
  { lengthBytes: 3, data: '000002 aabb 0000', made: '00000002 aabb' },
  { lengthBytes: 2, data: '0002 aabb 0009 cc', made: '00000002 aabb' },
])('lengths of $lengthBytes bytes become lengths of four: $data', ({ lengthBytes, data, made }) => {
  expect(withFourByteLengths(hex(data), lengthBytes)).toEqual(hex(made));
});
