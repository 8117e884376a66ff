import { expect, test } from 'vitest';
import { lostBetween, type Received } from '../../../client/src/video/lost-pictures.ts';

const BEFORE: Received = { droppedPictures: 10, frozenS: 1, missingPackets: 100, framesPerSecond: 25 };

test.each([
  { name: 'nothing happened', now: {}, lost: 0 },
  { name: 'the browser left three out', now: { droppedPictures: 13 }, lost: 3 },
  { name: 'packets were missing and came again in time', now: { missingPackets: 140 }, lost: 0 },
  { name: 'nothing came for two seconds', now: { missingPackets: 140, frozenS: 3 }, lost: 50 },
  {
    name: 'nothing came for two seconds, and the rate has not recovered',
    now: { missingPackets: 140, frozenS: 3, framesPerSecond: 4 },
    lost: 50,
  },
  {
    name: 'what came after a lost packet was left out until a key frame',
    now: { missingPackets: 101, frozenS: 3, droppedPictures: 58 },
    lost: 50,
  },
  { name: 'the camera stood still for two seconds', now: { frozenS: 3 }, lost: 0 },
])('$name: $lost', ({ now, lost }) => {
  expect(lostBetween(BEFORE, { ...BEFORE, ...now })).toBe(lost);
});
