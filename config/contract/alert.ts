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
  handler: z.object({ personId: z.string(), name: z.string() }).nullable(),
  acknowledgedAtMs: z.int().nullable(),
  closedAtMs: z.int().nullable(),
  result: AlertResult.nullable(),
  note: z.string(),
  incidentId: z.string().nullable(),
  scope: Scope,
});
export type Alert = z.infer<typeof Alert>;

export const CloseAlert = z.strictObject({ result: AlertResult, note: z.string().trim().max(500).default('') });
export type CloseAlert = z.infer<typeof CloseAlert>;

export const MakeIncident = z.strictObject({
  title: z.string().trim().min(1).max(100),
  description: z.string().trim().max(2_000).default(''),
});
export type MakeIncident = z.infer<typeof MakeIncident>;
