/**
 * How many alerts come to each person at the desks, in windows of ten minutes (EEMUA 191). Pure.
 *
 * What was shelved when it was raised came to nobody. The last window ends now.
 */
import { type AlarmRate, type Alert, RATE_WINDOW_MS } from '../../config/contract/alert.ts';

export type Raised = Pick<Alert, 'raisedAtMs' | 'shelving'>;
/** Who is at the desks from when to when. */
export type Desks = { fromMs: number; toMs: number; peopleCount: number };

export function alarmRateOf(
  raised: readonly Raised[],
  desks: readonly Desks[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): AlarmRate {
  const inRange = raised.filter(({ raisedAtMs }) => raisedAtMs > fromMs && raisedAtMs <= toMs);
  const told = inRange.filter((alert) => !wasShelved(alert));
  const windowCount = Math.max(1, Math.round((toMs - fromMs) / RATE_WINDOW_MS));
  const windows = Array.from({ length: windowCount }, (_, index) => {
    const endMs = toMs - index * RATE_WINDOW_MS;
    const count = told.filter(({ raisedAtMs }) => raisedAtMs > endMs - RATE_WINDOW_MS && raisedAtMs <= endMs).length;
    return { endMs, perPerson: count / peopleAt(desks, endMs - RATE_WINDOW_MS / 2) };
  });
  const peak = windows.reduce((most, each) => (each.perPerson > most.perPerson ? each : most));
  return {
    fromMs,
    toMs,
    alertCount: told.length,
    shelvedCount: inRange.length - told.length,
    peopleCount: peopleAt(desks, toMs),
    average: windows.reduce((sum, { perPerson }) => sum + perPerson, 0) / windowCount,
    peak: peak.perPerson,
    peakAtMs: peak.perPerson === 0 ? null : peak.endMs,
  };
}

function wasShelved({ raisedAtMs, shelving }: Raised): boolean {
  return shelving !== null && shelving.atMs <= raisedAtMs;
}

/** Where no shift is put up there is somebody all the same. */
function peopleAt(desks: readonly Desks[], atMs: number): number {
  const there = desks.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  return Math.max(1, ...there.map(({ peopleCount }) => peopleCount));
}
