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

test('of cameras that failed together none is the one it comes from', () => {
  const alerts = Array.from({ length: 12 }, (_, at) => alert(`a${at}`, `camera-${at}`, { raisedAtMs: NOW }));
  expect(floodOf(alerts, NOW)).toEqual({ count: 12, busiest: null });
});

test('alerts that are no camera’s count, and are no camera', () => {
  const alerts = [...some(8), ...Array.from({ length: 9 }, (_, at) => alert(`n${at}`, null, { raisedAtMs: NOW }))];
  expect(floodOf(alerts, NOW)).toEqual({ count: 17, busiest: { cameraId: 'street', count: 8 } });
});

function some(count: number, cameraId = 'street', raisedAtMs = NOW) {
  return Array.from({ length: count }, (_, at) => alert(`${cameraId}-${at}`, cameraId, { raisedAtMs }));
}
