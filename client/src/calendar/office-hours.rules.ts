/** Office hours as somebody types them, and what is wrong with them before they are sent. Pure. */
import { OfficeHours } from '../../../config/contract/calendar.ts';

export type HoursMistake = 'none' | 'incomplete' | 'backwards' | 'overlap';

/** In order and as the server wants them (`8:00` is `08:00`), or the first that is wrong. */
export function readHours(typed: readonly OfficeHours[]): OfficeHours[] | HoursMistake {
  if (typed.length === 0) return 'none';
  const hours = typed.map(({ from, to }) => ({ from: timeOf(from), to: timeOf(to) }));
  if (hours.some((each) => !OfficeHours.safeParse(each).success)) return 'incomplete';
  if (hours.some(({ from, to }) => from >= to)) return 'backwards';
  const ordered = hours.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  return ordered.slice(1).some(({ from }, index) => from < (ordered[index]?.to ?? '')) ? 'overlap' : ordered;
}

function timeOf(text: string): string {
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d{2})$/.exec(text.normalize('NFKC').trim()) ?? [];
  return hour && `${hour.padStart(2, '0')}:${minute}`;
}
