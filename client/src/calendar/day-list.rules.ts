/**
 * Reads holidays out of what somebody pastes: a list of dates, a CSV, or the notice
 * of the State Council's office as it stands. Pure.
 *
 * What is not understood is handed back with its line, and taken for nothing.
 */
import { CalendarDate, type CalendarDay } from '../../../config/contract/calendar.ts';
import { nextDay } from '../../../config/contract/site-day.ts';

type Kind = CalendarDay['kind'];
export type Unread = {
  line: number;
  text: string;
  why: 'noDate' | 'noKind' | 'bothKinds' | 'badDate' | 'twice' | 'tooLong';
};
export type DayList = { days: CalendarDay[]; unread: Unread[] };

const MOST_IN_A_ROW = 40;
const CELL_KIND: Record<string, Kind> = {
  休: 'holiday',
  假: 'holiday',
  放假: 'holiday',
  节假日: 'holiday',
  假日: 'holiday',
  holiday: 'holiday',
  班: 'workday',
  上班: 'workday',
  补班: 'workday',
  工作日: 'workday',
  workday: 'workday',
};
const DATE =
  /(?:(?:(?<year>\d{4})\s*[年/.-]\s*)?(?<month>\d{1,2})\s*[月/.-]\s*)?(?<day>\d{1,2})(?:日|(?<=[月/.-]\s*\d{1,2}))/g;
const BETWEEN = /^\s*(至|到|[~～–—-]+)\s*$/;

/** `year`: of dates that name none, unless the text itself says which year it is about. */
export function readDayList(text: string, year: number): DayList {
  const plain = text.normalize('NFKC').replace(/^\uFEFF/, '');
  const yearOfText = Number(/(\d{4})年/.exec(plain)?.[1] ?? year);
  const known = new Map<string, CalendarDay>();
  const unread: Unread[] = [];
  for (const [index, line] of plain.split(/\r?\n/).entries()) {
    const context = /^\s*(?:[一二三四五六七八九十\d]+[、.]\s*)?([^\d:、,]{1,20}):/.exec(line);
    const title = context?.[1]?.trim() ?? '';
    for (const part of line.slice(context?.[0].length ?? 0).split(/[。;]/)) {
      const read = readPart(part, title, yearOfText);
      if (read === 'nothing') continue;
      if (typeof read === 'string') unread.push({ line: index + 1, text: part.trim(), why: read });
      else {
        for (const day of read) {
          const before = known.get(day.day);
          if (before && before.kind !== day.kind) unread.push({ line: index + 1, text: day.day, why: 'twice' });
          else known.set(day.day, day);
        }
      }
    }
  }
  return { days: [...known.values()].toSorted((one, other) => (one.day < other.day ? -1 : 1)), unread };
}

function readPart(part: string, title: string, year: number): CalendarDay[] | 'nothing' | Unread['why'] {
  const bare = part.replaceAll(/\([^)]*\)/g, '');
  const found = [...bare.matchAll(DATE)];
  if (found.length === 0) return /\d/.test(bare.replaceAll(/\d{4}年|共\s*\d+\s*天/g, '')) ? 'noDate' : 'nothing';
  const days = daysOf(bare, found, year);
  if (typeof days === 'string') return days;
  const kind = kindOf(bare);
  if (kind === 'noKind' || kind === 'bothKinds') return kind;
  const own = nameIn(bare.replaceAll(DATE, ''));
  const name = own || (title && kind === 'workday' ? `${title}调休` : title);
  return days.map((day) => ({ day, kind, name: name.slice(0, 40) }));
}

function daysOf(text: string, found: RegExpExecArray[], defaultYear: number): string[] | 'badDate' | 'tooLong' {
  const days: string[] = [];
  let [year, month] = [defaultYear, 0];
  let endedAt = 0;
  for (const match of found) {
    const { year: ownYear, month: ownMonth, day = '' } = match.groups ?? {};
    const isRange = days.length > 0 && BETWEEN.test(text.slice(endedAt, match.index));
    if (ownYear) year = Number(ownYear);
    else if (isRange && ownMonth && Number(ownMonth) < month) year += 1;
    if (ownMonth) month = Number(ownMonth);
    const date = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (!CalendarDate.safeParse(date).success) return 'badDate';
    const last = days.at(-1);
    if (isRange && last !== undefined) {
      if (date < last) return 'badDate';
      for (let next = nextDay(last); next <= date; next = nextDay(next)) days.push(next);
    } else days.push(date);
    if (days.length > MOST_IN_A_ROW) return 'tooLong';
    endedAt = match.index + match[0].length;
  }
  return days;
}

/** A cell that is the kind counts before what the words around it say; 调休 alone says neither. */
function kindOf(text: string): Kind | 'noKind' | 'bothKinds' {
  for (const cell of cellsOf(text)) {
    const kind = CELL_KIND[cell.toLowerCase()];
    if (kind) return kind;
  }
  const words = text.replaceAll('调休', '');
  const isHoliday = /放假|休|假期|节假日/.test(words);
  const isWorkday = /上班|补班|工作日/.test(words);
  if (isHoliday && isWorkday) return 'bothKinds';
  if (!isHoliday && !isWorkday) return 'noKind';
  return isHoliday ? 'holiday' : 'workday';
}

/** What is left when dates, kinds and punctuation are taken away. */
function nameIn(text: string): string {
  return (
    cellsOf(text)
      .filter((cell) => !(cell.toLowerCase() in CELL_KIND))
      .map((cell) =>
        cell
          .replaceAll(/放假|休息|上班|补班|共\s*\d*\s*天|(周|星期)[一二三四五六日天]|[至到~～–—、"“”]|^-+|-+$/g, '')
          .trim(),
      )
      .map((cell) => (cell === '调休' ? '' : cell))
      .find((cell) => cell !== '') ?? ''
  );
}

function cellsOf(text: string): string[] {
  return text
    .split(/[,\t\s]+/)
    .map((cell) => cell.trim())
    .filter(Boolean);
}
