/** The working calendar: what limits in working time are reckoned by, and who changed it. */
import type { CalendarDay, ChangeWorkCalendar, WorkCalendar } from '../../config/contract/calendar.ts';
import type { Scope } from '../../config/contract/rights.ts';
import type { Actor, Change, Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import * as calendarStore from './calendar.store.ts';

/** Whoever sees incidents sees what their clocks run by. */
const CALENDAR_SCOPE: Scope = { action: 'incident.view', cameraGroupId: null };
const SUBJECT = 'site';

type Needs = {
  journal: Journal;
  reader: Db;
  /** Inside the change: what runs by the calendar is to run by the new one. */
  onChanged: (change: Change, before: WorkCalendar, after: WorkCalendar) => Promise<void>;
};

export class CalendarService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #onChanged: Needs['onChanged'];

  constructor({ journal, reader, onChanged }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
    this.#onChanged = onChanged;
  }

  calendar(): Promise<WorkCalendar> {
    return calendarStore.read(this.#reader);
  }

  /** All of it or nothing; what changes nothing is not on record. */
  change({ days, clearedDays, ...week }: ChangeWorkCalendar, by: Actor): Promise<WorkCalendar> {
    return this.#journal.commit(by, async (change) => {
      const before = await calendarStore.read(change.db);
      if (week.officeHours || week.workDays) {
        const { officeHours = before.officeHours, workDays = before.workDays } = week;
        await calendarStore.saveWeek(change.db, { officeHours, workDays: workDays.toSorted((a, b) => a - b) });
      }
      for (const day of clearedDays) await calendarStore.removeDay(change.db, day);
      const after = await keepDays(change, days);
      if (JSON.stringify(after) === JSON.stringify(before)) return after;
      record(change, after);
      await this.#onChanged(change, before, after);
      return after;
    });
  }
}

/** For the first start. */
export async function layOutDays(change: Change, days: readonly CalendarDay[]): Promise<void> {
  record(change, await keepDays(change, days));
}

async function keepDays({ db }: Change, days: readonly CalendarDay[]): Promise<WorkCalendar> {
  for (const day of days) await calendarStore.saveDay(db, day);
  return calendarStore.read(db);
}

function record(change: Change, calendar: WorkCalendar): void {
  change.record('workCalendar', SUBJECT, CALENDAR_SCOPE, calendar);
}
