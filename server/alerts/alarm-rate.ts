/** Puts the rate of alerts together: those a person may see, against the command room's shifts. */
import { type AlarmRate, RATE_OVER_MS } from '../../config/contract/alert.ts';
import type { Person } from '../../config/contract/person.ts';
import { maySee } from '../../config/contract/rights.ts';
import * as shiftStore from '../roster/shift.store.ts';
import type { Db } from '../storage/schema.ts';
import { alarmRateOf } from './alarm-rate.rules.ts';
import * as alertStore from './alert.store.ts';

export async function readAlarmRate(db: Db, person: Person, nowMs: number): Promise<AlarmRate> {
  const range = { fromMs: nowMs - RATE_OVER_MS, toMs: nowMs };
  const raised = await alertStore.raisedSince(db, range.fromMs);
  const shifts = await shiftStore.inRange(db, { fromMs: range.fromMs, toMs: nowMs + 1 });
  const desks = shifts.flatMap(({ unitId, fromMs, toMs, leader, people }) =>
    unitId === null
      ? [{ fromMs, toMs, peopleCount: new Set([leader, ...people].map(({ personId }) => personId)).size }]
      : [],
  );
  return alarmRateOf(
    raised.filter(({ scope }) => maySee(person, scope)),
    desks,
    range,
  );
}
