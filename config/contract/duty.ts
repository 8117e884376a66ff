/**
 * Who is on duty, and where they are while they are. Going on and off is on record;
 * positions are shared by people on duty alone, and kept for as long as a setting says.
 */
import { z } from 'zod';
import { GeoSystem } from './grid-import.ts';
import { Role } from './rights.ts';

/** available 在岗 · busy 忙碌: on duty, with something in hand · offDuty 离岗. */
export const DutyState = z.enum(['available', 'busy', 'offDuty']);
export type DutyState = z.infer<typeof DutyState>;

/** Told by a phone; WGS-84 once it is kept. */
export const DutyPoint = z.object({
  atMs: z.int().min(0),
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
  /** Radius in metres, as the phone reckons it. */
  accuracyM: z.number().min(0).nullable(),
});
export type DutyPoint = z.infer<typeof DutyPoint>;

export const Duty = z.object({
  personId: z.string(),
  name: z.string(),
  role: Role,
  unitId: z.string().nullable(),
  unitName: z.string(),
  post: z.string(),
  state: DutyState,
  sinceMs: z.int(),
});
export type Duty = z.infer<typeof Duty>;

/** Somebody on duty, with the last position they shared since they went on. */
export const OnDuty = Duty.extend({
  position: DutyPoint.nullable(),
  /** Since when they are on duty, whatever they were busy with in between. */
  onSinceMs: z.int(),
  /** Grids they walk. */
  gridIds: z.array(z.string()),
  /** Null for whoever may not call them. */
  phone: z.string().nullable(),
});
export type OnDuty = z.infer<typeof OnDuty>;

export const SetDuty = z.strictObject({ state: DutyState });
export type SetDuty = z.infer<typeof SetDuty>;

const POINTS_MOST = 500;

export const SharePositions = z.strictObject({
  /** What the phone's numbers mean; its own receiver says WGS-84. */
  datum: GeoSystem.default('wgs84'),
  /** One at a moment is kept; sent again it is the same. */
  points: z.array(z.strictObject(DutyPoint.shape)).min(1).max(POINTS_MOST),
});
export type SharePositions = z.infer<typeof SharePositions>;

/** What became of the points that were sent. */
export const SharedPositions = z.object({
  keptCount: z.int(),
  /** They were there already. */
  knownCount: z.int(),
  /** Of a time when the sender was not on duty, or that is still to come: not kept. */
  outsideDutyCount: z.int(),
});
export type SharedPositions = z.infer<typeof SharedPositions>;

export const TrailsQuery = z.strictObject({
  sinceMs: z.coerce.number().int().min(0),
  /** One person's alone. */
  personId: z.string().min(1).optional(),
});
export type TrailsQuery = z.infer<typeof TrailsQuery>;

/** Oldest first; thinned where there are many. */
export const DutyTrail = z.object({ personId: z.string(), name: z.string(), points: z.array(DutyPoint) });
export type DutyTrail = z.infer<typeof DutyTrail>;

/** Told live: where somebody on duty is now. */
export type DutyMove = { personId: string; position: DutyPoint };
