/** Incidents: something that happened in a grid and must be dealt with. */
import { z } from 'zod';
import { Position } from './place.ts';
import { Scope } from './rights.ts';

export const IncidentState = z.enum(['reported', 'closed']);
export type IncidentState = z.infer<typeof IncidentState>;

export const Incident = z.object({
  id: z.string(),
  /** Number of the day in the site's time zone, such as `20261123-0007`. */
  number: z.string(),
  title: z.string(),
  description: z.string(),
  state: IncidentState,
  cameraId: z.string().nullable(),
  gridId: z.string().nullable(),
  position: Position.nullable(),
  alertId: z.string().nullable(),
  reporter: z.object({ personId: z.string(), name: z.string() }),
  reportedAtMs: z.int(),
  closer: z.object({ personId: z.string(), name: z.string() }).nullable(),
  closedAtMs: z.int().nullable(),
  closingNote: z.string(),
  scope: Scope,
});
export type Incident = z.infer<typeof Incident>;

export const ReportIncident = z.strictObject({
  title: z.string().trim().min(1).max(100),
  description: z.string().trim().max(2_000).default(''),
  position: Position.nullable().default(null),
  gridId: z.string().nullable().default(null),
  cameraId: z.string().nullable().default(null),
});
export type ReportIncident = z.infer<typeof ReportIncident>;

export const CloseIncident = z.strictObject({ note: z.string().trim().min(1).max(500) });
export type CloseIncident = z.infer<typeof CloseIncident>;
