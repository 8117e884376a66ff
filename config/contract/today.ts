/** 今日态势: how the site's day stands, for the big screen. Drills are left out. */
import { z } from 'zod';

export const Today = z.object({
  day: z.string(),
  atMs: z.int(),
  reportedCount: z.int(),
  closedCount: z.int(),
  /** Whenever they were reported. */
  openCount: z.int(),
  /** Of the open ones: whose stage is over its limit now. */
  overdueCount: z.int(),
  suspendedCount: z.int(),
  /** Stages that ended today, and how many of them in time. */
  endedStageCount: z.int(),
  endedInTimeCount: z.int(),
  /** Reports by the hours of the day that have begun. */
  hours: z.array(z.object({ hour: z.int(), count: z.int() })),
  /** Reports of today; the most first. `name` is empty where none was chosen. */
  classes: z.array(z.object({ name: z.string(), count: z.int() })),
  grids: z.array(z.object({ gridId: z.string(), name: z.string(), count: z.int(), openCount: z.int() })),
  /** People on duty now, by the unit they belong to; the most first. `name` is empty for those of none. */
  units: z.array(z.object({ name: z.string(), availableCount: z.int(), busyCount: z.int() })),
});
export type Today = z.infer<typeof Today>;
