/** Notices: what one person must know of an incident, by which ways it went to them, and whether they read it. */
import { z } from 'zod';
import { Named } from './incident.ts';
import { Scope } from './rights.ts';

export const NoticeKind = z.enum([
  'assigned',
  'spotTask',
  'reported',
  'returned',
  'rework',
  'handled',
  'withdrawn',
  'warned',
  'overdue',
  'escalated',
  'supervised',
  'replied',
  'found',
  'unread',
  'nobody',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** console: whatever page of the console somebody has open. */
export const NoticeChannel = z.enum(['console']);
export type NoticeChannel = z.infer<typeof NoticeChannel>;

const NoticeWay = z.object({
  channel: NoticeChannel,
  sentAtMs: z.int(),
  deliveredAtMs: z.int().nullable(),
});

export const Notice = z.object({
  id: z.string(),
  kind: NoticeKind,
  incidentId: z.string(),
  incidentNumber: z.string(),
  title: z.string(),
  /** Who or what it is about: the unit that returned it, the stage that is over. */
  about: z.string(),
  note: z.string(),
  to: Named,
  atMs: z.int(),
  ways: z.array(NoticeWay),
  readAtMs: z.int().nullable(),
  /** Unread until then, it goes to whoever leads; null when that does not matter. */
  readDueAtMs: z.int().nullable(),
  escalatedAtMs: z.int().nullable(),
  drill: z.boolean(),
  scope: Scope,
});
export type Notice = z.infer<typeof Notice>;

export const DeliveredNotices = z.strictObject({
  noticeIds: z.array(z.string()).min(1).max(200),
  channel: NoticeChannel,
});
export type DeliveredNotices = z.infer<typeof DeliveredNotices>;
