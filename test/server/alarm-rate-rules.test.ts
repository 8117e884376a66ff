/** How many alerts come to each person in ten minutes. */
import { expect, test } from 'vitest';
import type { Shelving } from '../../config/contract/alert.ts';
import { alarmRateOf, type Desks, type Raised } from '../../server/alerts/alarm-rate.rules.ts';

const MINUTE = 60_000;
const RANGE = { fromMs: 0, toMs: 60 * MINUTE };

const raisedAt = (...minutes: number[]): Raised[] =>
  minutes.map((minute) => ({ raisedAtMs: minute * MINUTE, shelving: null }));
const shelvedAt = (minute: number): Shelving => ({
  ...{ by: { personId: 'p', name: '张值班' }, reason: '施工', shelfId: null, endedAtMs: null },
  ...{ atMs: minute * MINUTE, untilMs: 90 * MINUTE },
});
const desks = (fromMinute: number, toMinute: number, peopleCount: number): Desks => ({
  ...{ fromMs: fromMinute * MINUTE, toMs: toMinute * MINUTE, peopleCount },
});

test('alerts are counted by ten minutes, the worst of them told with its end', () => {
  const rate = alarmRateOf(raisedAt(1, 12, 13, 14, 55), [], RANGE);
  expect(rate).toMatchObject({ alertCount: 5, peopleCount: 1, peak: 3, peakAtMs: 20 * MINUTE });
  expect(rate.average).toBeCloseTo(5 / 6);
});

test('people who were there share what came then', () => {
  const rate = alarmRateOf(raisedAt(1, 2, 3, 4, 31, 32), [desks(0, 30, 4), desks(30, 90, 1)], RANGE);
  expect(rate).toMatchObject({ peak: 2, peakAtMs: 40 * MINUTE, peopleCount: 1 });
  expect(rate.average).toBeCloseTo((1 + 2) / 6);
});

test('what was raised on the shelf came to nobody; what was shelved later did', () => {
  const raised = [
    { raisedAtMs: 5 * MINUTE, shelving: shelvedAt(4) },
    { raisedAtMs: 5 * MINUTE, shelving: shelvedAt(6) },
  ];
  expect(alarmRateOf(raised, [], RANGE)).toMatchObject({ alertCount: 1, shelvedCount: 1, peak: 1 });
});

test('what lies outside of the range, and a night without any, count nothing', () => {
  expect(alarmRateOf(raisedAt(0, 61), [], RANGE)).toMatchObject({ alertCount: 0, average: 0, peak: 0, peakAtMs: null });
});
