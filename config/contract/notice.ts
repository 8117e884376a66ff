/** Notices: what one person must know of an incident, by which ways it went to them, and whether they read it. */
import { z } from 'zod';
import { Named } from './incident.ts';
import { Scope } from './rights.ts';

export const NoticeKind = z.enum([
  'assigned',
  'spotTask',
  'mediator',
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
  'conference',
  'levelChanged',
  'suspended',
  'resumed',
  'extended',
  'reopened',
  'backup',
  'found',
  'unread',
  'nobody',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

/**
 * console: whatever page of the console somebody has open · phone: the phone page · webhook: a
 * service outside, which sends it on as a text message or in a messenger.
 */
export const NoticeChannel = z.enum(['console', 'phone', 'webhook']);
export type NoticeChannel = z.infer<typeof NoticeChannel>;

const NoticeWay = z.object({
  channel: NoticeChannel,
  /** Null while it waits: whoever reads it in the console in time is not sent a message as well. */
  sentAtMs: z.int().nullable(),
  /** On a page of theirs, or taken by the service. */
  deliveredAtMs: z.int().nullable(),
  /** Why it was given up; empty when it was not. */
  failure: z.string().default(''),
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
  /** Whom they were told as: a unit's id, or who it is, such as the desk. Of those told as one, one who reads is enough. Rows from before have none. */
  toldAs: z.string().default(''),
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
  channel: NoticeChannel.exclude(['webhook']),
});
export type DeliveredNotices = z.infer<typeof DeliveredNotices>;
