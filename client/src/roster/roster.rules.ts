/** The roster as a week, who is on duty now, and shifts made by turns. Pure. */
import { weekdayOf } from '../../../config/contract/calendar.ts';
import type { AddShift, RosterShift, Shift } from '../../../config/contract/roster.ts';
import { dayOf, momentOf, nextDay } from '../../../config/contract/site-day.ts';

const HOUR_MS = 3_600_000;
/** What the server takes at once. */
export const SHIFTS_MOST = 400;

/** From Monday on. */
export function weekOf(day: string): string[] {
  const monday = nextDay(day, 1 - weekdayOf(day));
  return Array.from({ length: 7 }, (_, nth) => nextDay(monday, nth));
}

/** Of the command room (`unitId` null) first, then of units by name; in each, for each day what begins on it. */
export type RosterRow = { unitId: string | null; name: string; cells: RosterShift[][] };

export function rowsOf(
  shifts: readonly RosterShift[],
  { days, timeZone, nameOf }: { days: readonly string[]; timeZone: string; nameOf: (unitId: string | null) => string },
): RosterRow[] {
  const unitIds = [...new Set([null, ...shifts.map(({ unitId }) => unitId)])];
  const rows = unitIds.map((unitId) => ({
    ...{ unitId, name: nameOf(unitId) },
    cells: days.map((day) =>
      shifts.filter((shift) => shift.unitId === unitId && dayOf(shift.fromMs, timeZone) === day),
    ),
  }));
  const isShown = ({ unitId, cells }: RosterRow) => unitId === null || cells.some((cell) => cell.length > 0);
  return rows
    .filter(isShown)
    .toSorted(
      (one, other) =>
        Number(one.unitId !== null) - Number(other.unitId !== null) || one.name.localeCompare(other.name, 'zh-CN'),
    );
}

export function isNow({ fromMs, toMs }: Pick<Shift, 'fromMs' | 'toMs'>, nowMs: number): boolean {
  return fromMs <= nowMs && nowMs < toMs;
}

/** The command room's that is on duty; else the last that was, else the first that comes. */
export function roomShiftAt<Of extends Shift>(shifts: readonly Of[], nowMs: number): Of | undefined {
  const ofRoom = shifts.filter(({ unitId }) => unitId === null);
  return ofRoom.find((shift) => isNow(shift, nowMs)) ?? ofRoom.findLast(({ toMs }) => toMs <= nowMs) ?? ofRoom.at(0);
}

export type ShiftKind = { key: number; name: string; begins: string; hours: number };
export type Team = { key: number; leaderId: string; personIds: string[] };
export type Rotation = { fromDay: string; toDay: string; kinds: ShiftKind[]; teams: Team[] };
type Whose = Pick<AddShift, 'unitId' | 'place' | 'focus'>;

export type RotationMistake = 'days' | 'shifts' | 'teams' | 'overlap';

/** Teams take turns from shift to shift, over midnight as over noon. */
export function shiftsOf({ fromDay, toDay, kinds, teams }: Rotation, whose: Whose, timeZone: string): AddShift[] {
  const shifts: AddShift[] = [];
  const inOrder = kinds.toSorted((one, other) => minuteOf(one.begins) - minuteOf(other.begins));
  for (let day = fromDay; day <= toDay && shifts.length <= SHIFTS_MOST; day = nextDay(day)) {
    for (const { name, begins, hours } of inOrder) {
      const team = teams[shifts.length % teams.length];
      if (!team) return [];
      const fromMs = momentOf(day, minuteOf(begins), timeZone);
      const { leaderId, personIds } = team;
      shifts.push({ ...whose, name: name.trim(), fromMs, toMs: fromMs + hours * HOUR_MS, leaderId, personIds });
    }
  }
  return shifts;
}

export function rotationMistakes(rotation: Rotation, timeZone: string): RotationMistake[] {
  const { fromDay, toDay, kinds, teams } = rotation;
  const areDays = isDay(fromDay) && isDay(toDay) && fromDay <= toDay;
  const areKinds =
    kinds.length > 0 &&
    kinds.every(({ name, begins, hours }) => name.trim() !== '' && minuteOf(begins) >= 0 && hours >= 1 && hours <= 48);
  const areTeams = teams.length > 0 && teams.every(({ leaderId }) => leaderId !== '');
  const mistakes: RotationMistake[] = [];
  if (!areDays) mistakes.push('days');
  if (!areKinds) mistakes.push('shifts');
  if (!areTeams) mistakes.push('teams');
  if (mistakes.length > 0) return mistakes;
  const shifts = shiftsOf(rotation, { unitId: null, place: '', focus: '' }, timeZone);
  const doOverlap = shifts.some(({ fromMs }, nth) => fromMs < (shifts[nth - 1]?.toMs ?? 0));
  return doOverlap ? ['overlap'] : [];
}

/** A key that no other row has, so that what is typed stays with its row. */
export function nextKey(rows: readonly { key: number }[]): number {
  return Math.max(-1, ...rows.map(({ key }) => key)) + 1;
}

/** `08:30`; -1 for what is no time of day. */
function minuteOf(begins: string): number {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(begins) ?? [];
  return hour === undefined || minute === undefined ? -1 : Number(hour) * 60 + Number(minute);
}

function isDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
}
