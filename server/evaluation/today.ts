/** Puts the day together: counted in the database, a few rows to read, so it needs no thread. */

import { dayOf, momentOf, offsetMs } from '../../config/contract/site-day.ts';
import type { Today } from '../../config/contract/today.ts';
import * as gridStore from '../grids/grid.store.ts';
import type { Db } from '../storage/schema.ts';
import * as todayStore from './today.store.ts';

const MOST_CLASSES = 8;

export async function readToday(db: Db, { nowMs, timeZone }: { nowMs: number; timeZone: string }): Promise<Today> {
  const day = dayOf(nowMs, timeZone);
  const fromMs = momentOf(day, 0, timeZone);
  const reported = await todayStore.reportedSince(db, fromMs);
  const open = await todayStore.openByGrid(db);
  const { endedCount, inTimeCount } = await todayStore.endedStages(db, fromMs);
  const grids = (await gridStore.all(db)).filter(({ kind }) => kind === 'base');
  const hourOf = (atMs: number) => new Date(atMs + offsetMs(atMs, timeZone)).getUTCHours();
  const inHour = countsOf(reported.map(({ reportedAtMs }) => hourOf(reportedAtMs)));
  const inGrid = countsOf(reported.map(({ gridId }) => gridId));
  const ofClass = countsOf(reported.map(({ matter }) => matter?.name ?? ''));
  const sum = (rows: readonly todayStore.OpenRow[]) => rows.reduce((total, { count }) => total + count, 0);
  return {
    day,
    atMs: nowMs,
    reportedCount: reported.length,
    closedCount: await todayStore.closedCountSince(db, fromMs),
    openCount: sum(open),
    overdueCount: await todayStore.overdueCount(db, nowMs),
    suspendedCount: sum(open.filter(({ isSuspended }) => isSuspended)),
    endedStageCount: endedCount,
    endedInTimeCount: inTimeCount,
    hours: Array.from({ length: hourOf(nowMs) + 1 }, (_, hour) => ({ hour, count: inHour.get(hour) ?? 0 })),
    classes: [...ofClass]
      .map(([name, count]) => ({ name, count }))
      .toSorted((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
      .slice(0, MOST_CLASSES),
    grids: grids.map(({ id, name }) => ({
      ...{ gridId: id, name, count: inGrid.get(id) ?? 0 },
      openCount: sum(open.filter(({ gridId }) => gridId === id)),
    })),
    units: unitsOf(await todayStore.onDutyByUnit(db)),
  };
}

function unitsOf(rows: Awaited<ReturnType<typeof todayStore.onDutyByUnit>>): Today['units'] {
  const units = new Map<string, Today['units'][number]>();
  for (const { unit: name, state, count } of rows) {
    const unit = units.get(name) ?? { name, availableCount: 0, busyCount: 0 };
    if (state === 'busy') unit.busyCount = count;
    else unit.availableCount = count;
    units.set(name, unit);
  }
  const sizeOf = ({ availableCount, busyCount }: Today['units'][number]) => availableCount + busyCount;
  return [...units.values()].toSorted((one, other) => sizeOf(other) - sizeOf(one) || (one.name < other.name ? -1 : 1));
}

function countsOf<Key>(keys: readonly Key[]): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
