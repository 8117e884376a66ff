import { expect, test } from 'vitest';
import { fileName } from '../../../client/src/video/snapshot-name.ts';

test('a file is named after its camera and time, without what a system would refuse', () => {
  expect(fileName('东门 "A/B"', '2026年11月26日 18:05:03')).toBe('东门-A-B_2026年11月26日-18-05-03.jpg');
});
