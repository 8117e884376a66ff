/** What an encoder is set to, from what it is and what the camera offers. */
import { expect, test } from 'vitest';
import {
  changed,
  type Encoder,
  fitForWebRtc,
  type H264Options,
  notTaken,
  notTakenUp,
} from '../../../streams/onvif/encoder.rules.ts';

const ENCODER: Encoder = {
  token: 'main',
  name: 'main',
  useCount: '1',
  encoding: 'H264',
  profile: 'Baseline',
  govLength: 50,
  anchorFrameDistance: null,
  framesPerSecond: 25,
  encodingInterval: null,
  bitrateKbps: 4_096,
  width: 1920,
  height: 1080,
  quality: 4,
  untouched: {
    attributes: {},
    rateControlAttributes: {},
    averageBitrateKbps: null,
    multicast: null,
    sessionTimeout: null,
  },
};
const OPTIONS: H264Options = {
  profiles: ['Baseline', 'Main', 'High'],
  govLength: { min: 1, max: 400 },
  sizes: [
    { width: 640, height: 360 },
    { width: 1920, height: 1080 },
    { width: 1280, height: 720 },
  ],
  framesPerSecond: { min: 1, max: 25 },
  bitrateKbps: { min: 64, max: 8_192 },
  quality: { min: 1, max: 6 },
  bFrames: 'settable',
};
const NO_BASELINE = ['High', 'Main'];

type Case = { name: string; is?: Partial<Encoder>; offers?: Partial<H264Options>; change: Partial<Encoder> };
const CASES: Case[] = [
  { name: 'Baseline with a key frame every 2 s stays', change: {} },
  { name: 'shorter stays too', is: { govLength: 25 }, change: {} },
  { name: 'High becomes Baseline', is: { profile: 'High' }, change: { profile: 'Baseline' } },
  { name: 'Main that is told to have no B-frames stays', is: { profile: 'Main', anchorFrameDistance: 1 }, change: {} },
  {
    name: 'Main with them becomes Baseline',
    is: { profile: 'Main', anchorFrameDistance: 3 },
    change: { profile: 'Baseline', anchorFrameDistance: 1 },
  },
  {
    name: 'without Baseline, High loses its B-frames',
    is: { profile: 'High', anchorFrameDistance: 3 },
    offers: { profiles: NO_BASELINE },
    change: { anchorFrameDistance: 1 },
  },
  {
    name: 'and is told so where it said nothing',
    is: { profile: 'High' },
    offers: { profiles: NO_BASELINE },
    change: { anchorFrameDistance: 1 },
  },
  {
    name: 'Extended becomes Main then',
    is: { profile: 'Extended' },
    offers: { profiles: NO_BASELINE },
    change: { profile: 'Main', anchorFrameDistance: 1 },
  },
  {
    name: 'a camera that makes no B-frames keeps its profile',
    is: { profile: 'High' },
    offers: { profiles: NO_BASELINE, bFrames: 'never' },
    change: {},
  },
  { name: 'key frames too far apart come every 2 s', is: { govLength: 100 }, change: { govLength: 50 } },
  { name: 'by the rate the camera encodes', is: { govLength: 100, framesPerSecond: 12.5 }, change: { govLength: 25 } },
  {
    name: 'of which it may leave out pictures',
    is: { govLength: 100, encodingInterval: 5 },
    change: { govLength: 10 },
  },
  {
    name: 'at one picture in 4 s every picture is one',
    is: { govLength: 100, framesPerSecond: 0.25 },
    change: { govLength: 1 },
  },
  {
    name: 'without a rate there are 25 pictures between them',
    is: { govLength: 100, framesPerSecond: null },
    change: { govLength: 25 },
  },
  { name: 'a distance of none is set', is: { govLength: 0 }, change: { govLength: 50 } },
  {
    name: 'no more than the camera offers',
    is: { govLength: 100 },
    offers: { govLength: { min: 1, max: 30 } },
    change: { govLength: 30 },
  },
  {
    name: 'H.265 becomes H.264',
    is: { encoding: 'H265', profile: 'Main', govLength: 25 },
    change: { encoding: 'H264', profile: 'Baseline', govLength: 50 },
  },
  {
    name: 'within what H.264 can do there',
    is: { encoding: 'H265', width: 2560, height: 1440, framesPerSecond: 50, bitrateKbps: 16_000, quality: 100 },
    change: { encoding: 'H264', width: 1920, height: 1080, framesPerSecond: 25, bitrateKbps: 8_192, quality: 6 },
  },
  {
    name: 'the smallest size where all are larger',
    is: { encoding: 'JPEG', width: 320, height: 240 },
    change: { encoding: 'H264', width: 640, height: 360 },
  },
  { name: 'a size of H.264 is never touched', is: { width: 2560, height: 1440 }, change: {} },
];

test.each(CASES)('$name', ({ is = {}, offers = {}, change }) => {
  const encoder = { ...ENCODER, ...is };
  expect(fitForWebRtc(encoder, { ...OPTIONS, ...offers })).toEqual({ ...encoder, ...change });
});

test.each([
  { name: 'cannot encode H.264', options: null, what: 'H264' },
  {
    name: 'has no Baseline and no word for B-frames',
    options: { ...OPTIONS, profiles: NO_BASELINE, bFrames: 'unknown' as const },
    what: 'H264 Baseline',
  },
  { name: 'has Extended alone', options: { ...OPTIONS, profiles: ['Extended'] }, what: 'H264 Baseline' },
  {
    name: 'has key frames no closer than 4 s',
    options: { ...OPTIONS, govLength: { min: 100, max: 400 } },
    what: 'GovLength 50',
  },
])('a camera that $name does not offer it', ({ options, what }) => {
  const refused = () => fitForWebRtc({ ...ENCODER, profile: 'High', govLength: 100 }, options);
  expect(refused).toThrow(expect.objectContaining({ code: 'ONVIF_NOT_OFFERED', detail: { what } }));
});

test.each([
  { name: 'the same', is: {}, notTaken: [] },
  { name: 'a shorter distance', is: { govLength: 25 }, notTaken: [] },
  { name: 'another profile', is: { profile: 'High' }, notTaken: ['profile'] },
  { name: 'another codec', is: { encoding: 'H265' }, notTaken: ['encoding'] },
  { name: 'a longer distance', is: { govLength: 51 }, notTaken: ['govLength'] },
  { name: 'no distance', is: { govLength: null }, notTaken: ['govLength'] },
])('of $name, not taken up is $notTaken', ({ is, notTaken }) => {
  expect(notTakenUp({ ...ENCODER, ...is }, ENCODER)).toEqual(notTaken);
});

test('Main has not taken up what was wanted while it has B-frames', () => {
  const wanted = { ...ENCODER, profile: 'Main', anchorFrameDistance: 1 };
  expect([1, 2].map((anchorFrameDistance) => notTakenUp({ ...wanted, anchorFrameDistance }, wanted))).toEqual([
    [],
    ['anchorFrameDistance'],
  ]);
});

test('what a person wants is asked for, and the rest stays as it was', () => {
  const is: Encoder = { ...ENCODER, profile: 'High', anchorFrameDistance: 3 };
  const size = { width: 1280, height: 720 };
  const change = { size, framesPerSecond: 15, bitrateKbps: 2_048, govLength: 30 };
  expect(changed(is, OPTIONS, change)).toEqual({
    ...is,
    ...size,
    framesPerSecond: 15,
    bitrateKbps: 2_048,
    govLength: 30,
  });
  expect(changed(is, OPTIONS, { profile: 'Baseline' })).toEqual({ ...is, profile: 'Baseline', anchorFrameDistance: 1 });
  expect(changed(ENCODER, OPTIONS, { profile: 'Baseline' })).toEqual(ENCODER);
});

test.each([
  ['size', { size: { width: 800, height: 600 } }],
  ['profile', { profile: 'Extended' }],
  ['framesPerSecond', { framesPerSecond: 50 }],
  ['bitrateKbps', { bitrateKbps: 32 }],
  ['govLength', { govLength: 500 }],
])('a %s the camera does not offer is refused by its name', (field, change) => {
  expect(() => changed(ENCODER, OPTIONS, change)).toThrow(
    expect.objectContaining({ code: 'INVALID_REQUEST', detail: { field } }),
  );
});

test('what the encoder is set to now is never refused, be it offered or not', () => {
  const is = { ...ENCODER, profile: 'Extended', width: 800, height: 600, framesPerSecond: 50 };
  const change = { size: { width: 800, height: 600 }, profile: 'Extended', framesPerSecond: 50 };
  expect(changed(is, OPTIONS, change)).toEqual(is);
});

test.each<[why: string, is: Partial<Encoder>, offers: H264Options | null]>([
  ['another codec', { encoding: 'H265' }, OPTIONS],
  ['a camera that says nothing of H.264', {}, null],
  ['a rate the camera does not tell', { framesPerSecond: null }, OPTIONS],
])('an encoder with %s is not set', (_, is, offers) => {
  const change = () => changed({ ...ENCODER, ...is }, offers, { framesPerSecond: 10 });
  expect(change).toThrow(expect.objectContaining({ code: 'ONVIF_NOT_OFFERED' }));
});

test('only what was to change and did not is told, and a rounded rate is taken', () => {
  const wanted = { ...ENCODER, bitrateKbps: 2_048, framesPerSecond: 12.5, govLength: 25 };
  const after = { ...ENCODER, bitrateKbps: 4_096, framesPerSecond: 12.52, govLength: 25, profile: 'Main' };
  expect(notTaken(after, { before: ENCODER, wanted })).toEqual(['bitrateKbps']);
});
