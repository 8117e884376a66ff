import { expect, test } from 'vitest';
import { FLOOD_ABOVE, FLOOD_WINDOW_MS, floodOf } from '../../../client/src/alerts/alert-flood.ts';
import { alert } from '../site-things.ts';

const NOW = 10 * FLOOD_WINDOW_MS;

test('ten alerts in ten minutes are what people can answer', () => {
  expect(floodOf(some(FLOOD_ABOVE), NOW)).toBeUndefined();
});

test('one more is a flood, and it says where most come from', () => {
  const alerts = [...some(FLOOD_ABOVE - 2), ...some(3, 'gate')];
  expect(floodOf(alerts, NOW)).toEqual({ count: 11, busiest: { cameraId: 'street', count: 8 } });
});

test('what was raised before the last ten minutes does not count', () => {
  expect(floodOf([...some(20, 'street', NOW - FLOOD_WINDOW_MS - 1), ...some(2)], NOW)).toBeUndefined();
});

function some(count: number, cameraId = 'street', raisedAtMs = NOW) {
  return Array.from({ length: count }, (_, at) => alert(`${cameraId}-${at}`, cameraId, { raisedAtMs }));
}
