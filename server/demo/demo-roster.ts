/** The demo site's roster: two teams in the command room, one by day and one by night, and who is to be called at the police station. Pure. */
import type { AddShift } from '../../config/contract/roster.ts';
import { dayOf, momentOf, nextDay } from '../../config/contract/site-day.ts';

const HOUR_MS = 3_600_000;
/** As far ahead as the demo's shifts are put up. */
export const ROSTER_DAYS = 14;
const DAY_BEGINS = 8 * 60;
const NIGHT_BEGINS = 20 * 60;
/** A first shift that is nearly over when the site is laid out would be late before anybody knows of it. */
const FIRST_AT_LEAST_MS = 3 * HOUR_MS;

type Team = { leaderId: string; personIds: readonly string[] };
type Who = { teams: readonly [Team, Team]; policeUnitId: string; policeId: string };

type When = { nowMs: number; days: number; timeZone: string };

export function demoShifts({ teams, policeUnitId, policeId }: Who, { nowMs, days: count, timeZone }: When): AddShift[] {
  // It is night still, and yesterday's shift runs, until eight.
  const today = dayOf(nowMs - DAY_BEGINS * 60_000, timeZone);
  const days = Array.from({ length: count }, (_, nth) => nextDay(today, nth));
  // Nobody hands over to themselves: who leads a shift signs for it, and another takes it over.
  const [byDay, byNight] = teams;
  const room = days.flatMap((day): AddShift[] => {
    const [fromMs, nightMs] = [momentOf(day, DAY_BEGINS, timeZone), momentOf(day, NIGHT_BEGINS, timeZone)];
    const toMs = momentOf(nextDay(day), DAY_BEGINS, timeZone);
    const ofRoom = ({ leaderId, personIds }: Team) => ({
      ...{ unitId: null, place: '联勤指挥室', leaderId, personIds: [...personIds] },
    });
    return [
      { ...ofRoom(byDay), name: '白班', fromMs, toMs: nightMs, focus: '校门口上下学、广场人流' },
      { ...ofRoom(byNight), name: '夜班', fromMs: nightMs, toMs, focus: '夜市收摊、出租屋消防巡查' },
    ];
  });
  const police = days.map((day): AddShift => {
    const fromMs = momentOf(day, DAY_BEGINS, timeZone);
    const toMs = momentOf(nextDay(day), DAY_BEGINS, timeZone);
    const shift = { unitId: policeUnitId, name: '值班', place: '派出所值班室', focus: '' };
    return { ...shift, fromMs, toMs, leaderId: policeId, personIds: [] };
  });
  return [
    ...joined(
      room.filter(({ toMs }) => toMs > nowMs),
      nowMs,
    ),
    ...police,
  ];
}

/** The first goes on until the end of the second where little is left of it. */
function joined(shifts: readonly AddShift[], nowMs: number): AddShift[] {
  const [first, second, ...rest] = shifts;
  if (!first || !second || first.toMs - nowMs >= FIRST_AT_LEAST_MS) return [...shifts];
  return [{ ...first, toMs: second.toMs }, ...rest];
}
