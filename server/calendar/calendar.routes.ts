/** The working calendar over HTTP. */
import type { Mount } from '../http/route.ts';
import { actorOf } from '../journal/journal.ts';
import type { CalendarService } from './calendar.service.ts';

export function mountCalendarRoutes({ route }: Mount, calendar: CalendarService): void {
  route('GET /api/work-calendar', () => calendar.calendar());
  route('PATCH /api/work-calendar', ({ body, asker }) => calendar.change(body, actorOf(asker.person)));
}
