/** Alerts: what the system raises and a person answers. */
import { z } from 'zod';
import { Failure } from './errors.ts';
import { Scope } from './rights.ts';

export const AlertKind = z.enum([
  'motion',
  'tampered',
  'lineCrossed',
  'digitalInput',
  'cameraOffline',
  'cameraClock',
  'nodeLost',
  'diskFull',
  'handoverUnsigned',
]);
export type AlertKind = z.infer<typeof AlertKind>;

/** What an analyser sees in a picture, or a camera tells by itself; the others are faults: of the equipment, or of a duty nobody signed for. */
export const DetectionKind = AlertKind.extract(['motion', 'tampered', 'lineCrossed', 'digitalInput']);
export type DetectionKind = z.infer<typeof DetectionKind>;
export const FaultKind = AlertKind.exclude(['motion', 'tampered', 'lineCrossed', 'digitalInput']);
export type FaultKind = z.infer<typeof FaultKind>;

export const AlertLevel = z.enum(['notice', 'warning', 'critical']);
export type AlertLevel = z.infer<typeof AlertLevel>;

export const AlertState = z.enum(['new', 'acknowledged', 'handling', 'closed']);
export type AlertState = z.infer<typeof AlertState>;

/** 属实 · 误报 · 重复 */
export const AlertResult = z.enum(['confirmed', 'false', 'duplicate']);
export type AlertResult = z.infer<typeof AlertResult>;

/** Part of a picture, in fractions of its width and height from the top left. */
export const Region = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Region = z.infer<typeof Region>;

const Who = z.object({ personId: z.string(), name: z.string() });

/** 搁置: out of the queue for a while. It stays on the alert afterwards, with when it was over. */
export const Shelving = z.object({
  by: Who,
  reason: z.string(),
  atMs: z.int(),
  untilMs: z.int(),
  /** Of the shelf its source is on; null when it was shelved alone. */
  shelfId: z.string().nullable(),
  endedAtMs: z.int().nullable(),
});
export type Shelving = z.infer<typeof Shelving>;

export const Alert = z.object({
  id: z.string(),
  kind: AlertKind,
  level: AlertLevel,
  state: AlertState,
  /** Null for a fault that is no camera's. */
  cameraId: z.string().nullable(),
  raisedAtMs: z.int(),
  lastSeenAtMs: z.int(),
  repeatCount: z.int(),
  region: Region.nullable(),
  /** Of a fault: why, as last told. */
  cause: Failure.nullable(),
  /** Of a fault: when it was over. It is still a person who closes the alert. */
  recoveredAtMs: z.int().nullable(),
  /** Whether `GET /api/alerts/:alertId/picture` has one. */
  hasPicture: z.boolean(),
  /** Who acknowledged or closed it last. */
  handler: Who.nullable(),
  acknowledgedAtMs: z.int().nullable(),
  closedAtMs: z.int().nullable(),
  result: AlertResult.nullable(),
  note: z.string(),
  incidentId: z.string().nullable(),
  /** The last time it was shelved; left out of rows that are older than that. */
  shelving: Shelving.nullable().default(null),
  scope: Scope,
});
export type Alert = z.infer<typeof Alert>;

export function isShelved({ shelving }: Pick<Alert, 'shelving'>): boolean {
  return shelving?.endedAtMs === null;
}

/** Whether somebody is called by it now. */
export function isWaiting(alert: Pick<Alert, 'state' | 'shelving'>): boolean {
  return alert.state === 'new' && !isShelved(alert);
}

/** A source: what of one kind one camera raises, or none. `endedBy` null when its time was over. */
export const AlertShelf = z.object({
  id: z.string(),
  cameraId: z.string().nullable(),
  kind: AlertKind,
  by: Who,
  reason: z.string(),
  atMs: z.int(),
  untilMs: z.int(),
  endedAtMs: z.int().nullable(),
  endedBy: Who.nullable(),
  scope: Scope,
});
export type AlertShelf = z.infer<typeof AlertShelf>;

/** Nothing is put away for good. */
export const SHELVED_AT_MOST_MS = 24 * 3_600_000;

export const ShelveAlert = z.strictObject({
  of: z.enum(['alert', 'source']),
  untilMs: z.int().min(0),
  reason: z.string().trim().min(1).max(200),
});
export type ShelveAlert = z.infer<typeof ShelveAlert>;

/** EEMUA 191 reckons alarms by the operator and ten minutes. */
export const RATE_WINDOW_MS = 10 * 60_000;
export const RATE_OVER_MS = 8 * 3_600_000;
/** Below these people keep up: on average, and in the worst ten minutes. */
export const RATE_MARKS = { average: 1, peak: 10 } as const;

export const AlarmRate = z.object({
  fromMs: z.int(),
  toMs: z.int(),
  /** Of the range; what was shelved when it was raised is counted apart. */
  alertCount: z.int(),
  shelvedCount: z.int(),
  /** At the desks now, by the command room's shift; at least one. */
  peopleCount: z.int(),
  /** For each person, in ten minutes. */
  average: z.number(),
  peak: z.number(),
  /** When those ten minutes ended; null when there was no alert. */
  peakAtMs: z.int().nullable(),
});
export type AlarmRate = z.infer<typeof AlarmRate>;

export const CloseAlert = z.strictObject({ result: AlertResult, note: z.string().trim().max(500).default('') });
export type CloseAlert = z.infer<typeof CloseAlert>;

export const MakeIncident = z.strictObject({
  title: z.string().trim().min(1).max(100),
  description: z.string().trim().max(2_000).default(''),
});
export type MakeIncident = z.infer<typeof MakeIncident>;
