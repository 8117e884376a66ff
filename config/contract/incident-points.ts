/** Where incidents of a span of time were, ended ones too: as little of each as a heat map needs. */
import { z } from 'zod';
import { IncidentState } from './incident.ts';
import { MatterLevel, MatterTask } from './matter.ts';

export const POINTS_LONGEST_DAYS = 400;

export const PointsQuery = z
  .strictObject({ sinceMs: z.coerce.number().int().min(0), untilMs: z.coerce.number().int().min(0) })
  .refine(({ sinceMs, untilMs }) => untilMs > sinceMs, { error: 'must be after sinceMs', path: ['untilMs'] })
  .refine(({ sinceMs, untilMs }) => untilMs - sinceMs <= POINTS_LONGEST_DAYS * 86_400_000, {
    error: `at most ${POINTS_LONGEST_DAYS} days`,
    path: ['untilMs'],
  });
export type PointsQuery = z.infer<typeof PointsQuery>;

export const IncidentPoint = z.object({
  incidentId: z.string(),
  longitude: z.number(),
  latitude: z.number(),
  /** When it was reported. */
  atMs: z.int(),
  state: IncidentState,
  level: MatterLevel,
  task: MatterTask.nullable(),
  /** Of the matter it was filed under; empty where none was chosen. */
  matterCode: z.string(),
  gridId: z.string().nullable(),
  community: z.string(),
  /** Units that have it or had it, as far as they did not give it back. */
  unitIds: z.array(z.string()),
});
export type IncidentPoint = z.infer<typeof IncidentPoint>;

/** Drills and confidential cases are in none of it. */
export const IncidentPoints = z.object({
  /** The newest first. */
  points: z.array(IncidentPoint),
  /** Reported in that span, and nowhere on the map. */
  nowhereCount: z.int(),
  /** There were more than one answer carries; the oldest are left out. */
  isCapped: z.boolean(),
});
export type IncidentPoints = z.infer<typeof IncidentPoints>;
