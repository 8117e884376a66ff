/** Incidents that have ended, found by words, grid and days: a console is sent only those that ended last. */
import { z } from 'zod';
import { Incident } from './incident.ts';

export const EndedQuery = z.strictObject({
  /** Of the number, the title, the address or the reporter's name. */
  text: z.string().trim().max(100).default(''),
  gridId: z.string().optional(),
  /** When it was reported. */
  sinceMs: z.coerce.number().int().min(0).default(0),
  untilMs: z.coerce.number().int().min(0).default(Number.MAX_SAFE_INTEGER),
});
export type EndedQuery = z.infer<typeof EndedQuery>;

export const EndedIncidents = z.object({
  /** The newest first. */
  incidents: z.array(Incident),
  /** There are more than one answer carries; the oldest are left out. */
  isCapped: z.boolean(),
});
export type EndedIncidents = z.infer<typeof EndedIncidents>;

/** What an incident is found by, in small letters. */
export function searchTextOf({
  number,
  title,
  address,
  reporter,
}: Pick<Incident, 'number' | 'title' | 'address' | 'reporter'>): string {
  return [number, title, address, reporter.name].join('\n').toLowerCase();
}
