/** What one finds one's way by in recordings: the days that have some, what happened, and where pictures begin. */
import { z } from 'zod';
import { Alert } from './alert.ts';
import { Incident } from './incident.ts';

/** Ids with commas between them, sixteen at most. */
const cameraIds = z.string().regex(/^[\w-]+(,[\w-]+){0,15}$/);
const moment = z.coerce.number().int().min(0);
const inOrder = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => fromMs < toMs;

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const MAX_EVENTS_MS = 50 * 3_600_000;
const MAX_KEY_FRAMES_MS = 2 * 3_600_000;

/** `2026-11`, in the site's time zone. */
export const RecordingDaysQuery = z.strictObject({ cameraIds, month: z.string().regex(MONTH) });
export type RecordingDaysQuery = z.infer<typeof RecordingDaysQuery>;

/** Days of the month that have recordings, in order, and of how many of the cameras asked for. */
export const RecordingDays = z.array(z.object({ day: z.string(), cameraCount: z.int() }));
export type RecordingDays = z.infer<typeof RecordingDays>;

export const RecordingEventsQuery = z
  .strictObject({ cameraIds, fromMs: moment, toMs: moment })
  .refine(inOrder, { path: ['toMs'] })
  .refine(({ fromMs, toMs }) => toMs - fromMs <= MAX_EVENTS_MS, { path: ['toMs'] });
export type RecordingEventsQuery = z.infer<typeof RecordingEventsQuery>;

/** What happened at these cameras, closed or not, oldest first. */
export const RecordingEvents = z.object({ alerts: z.array(Alert), incidents: z.array(Incident) });
export type RecordingEvents = z.infer<typeof RecordingEvents>;

export const KeyFramesQuery = z
  .strictObject({ cameraId: z.string(), fromMs: moment, toMs: moment })
  .refine(inOrder, { path: ['toMs'] })
  .refine(({ fromMs, toMs }) => toMs - fromMs <= MAX_KEY_FRAMES_MS, { path: ['toMs'] });
export type KeyFramesQuery = z.infer<typeof KeyFramesQuery>;

/** Times of the pictures that stand for themselves, in order; the first may lie before the range. */
export const KeyFrames = z.object({ atMs: z.array(z.int()) });
export type KeyFrames = z.infer<typeof KeyFrames>;
