/** The working calendar, in and out of the database. Where nobody set the week, it is the usual one. */
import { type CalendarDay, DEFAULT_WORK_WEEK, type WorkCalendar, WorkWeek } from '../../config/contract/calendar.ts';
import type { Db } from '../storage/schema.ts';

export async function read(db: Db): Promise<WorkCalendar> {
  const week = await db.selectFrom('siteSettings').select('value').where('name', '=', 'workWeek').executeTakeFirst();
  return {
    ...(week ? WorkWeek.parse(JSON.parse(week.value)) : DEFAULT_WORK_WEEK),
    exceptions: await db.selectFrom('calendarDays').selectAll().orderBy('day').execute(),
  };
}

export async function saveWeek(db: Db, { officeHours, workDays }: WorkWeek): Promise<void> {
  const value = JSON.stringify({ officeHours, workDays });
  await db
    .insertInto('siteSettings')
    .values({ name: 'workWeek', value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

export async function saveDay(db: Db, day: CalendarDay): Promise<void> {
  await db
    .insertInto('calendarDays')
    .values(day)
    .onConflict((conflict) => conflict.column('day').doUpdateSet(day))
    .execute();
}

export async function removeDay(db: Db, day: string): Promise<void> {
  await db.deleteFrom('calendarDays').where('day', '=', day).execute();
}
