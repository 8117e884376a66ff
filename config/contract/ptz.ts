/** Turning cameras: what can be asked, who holds one, its presets and its patrol. */
import { z } from 'zod';
import { Failure } from './errors.ts';
import { Role } from './rights.ts';

const share = z.number().min(-1).max(1);

/** Speeds or distances, of the most there is: right, up and closer are positive. */
export const PtzVector = z.object({ pan: share, tilt: share, zoom: share });
export type PtzVector = z.infer<typeof PtzVector>;

/** A move goes on while it is asked for again; the node stops it this long after it was asked for last. */
export const PTZ_MOVE_LASTS_MS = 1_000;
/** How often a console asks again while a key or button is held. */
export const PTZ_REFRESH_MS = 400;
/** Who turns a camera holds it this long after the last order. */
export const PTZ_HOLD_MS = 10_000;

/** Where a camera looks, from one end of its way to the other; a zoom of 0 is the widest. */
export const PtzPlace = z.object({ pan: share, tilt: share, zoom: z.number().min(0).max(1) });
export type PtzPlace = z.infer<typeof PtzPlace>;

/** How fast, of the most there is; left out, as the camera is used to. */
const speed = z.number().gt(0).max(1).optional();

export const PtzOrder = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('move'), ...PtzVector.shape, focus: share.default(0) }),
  z.strictObject({ do: z.literal('stop') }),
  /** Of what is seen: half a picture to the right is a pan of 0.5. */
  z.strictObject({ do: z.literal('step'), ...PtzVector.shape, speed }),
  z.strictObject({ do: z.literal('place'), ...PtzPlace.shape, speed }),
  z.strictObject({ do: z.literal('preset'), token: z.string().min(1).max(200), speed }),
  z.strictObject({ do: z.literal('home'), speed }),
]);
export type PtzOrder = z.infer<typeof PtzOrder>;

export const AskPtz = z.strictObject({ cameraId: z.string(), order: PtzOrder });
export type AskPtz = z.infer<typeof AskPtz>;
export const OnePtz = z.strictObject({ cameraId: z.string() });
export type OnePtz = z.infer<typeof OnePtz>;

export const RunPatrol = z.strictObject({ cameraId: z.string(), runs: z.boolean() });
export type RunPatrol = z.infer<typeof RunPatrol>;

/**
 * A tour of the asker's is about to show this camera at this preset. `runId`: one slot that runs a
 * tour. `screenId`: the big screen it runs on, which turns by the right of whoever sent it there.
 */
export const AskTourPreset = z.strictObject({
  tourId: z.string().max(64),
  runId: z.string().min(1).max(64),
  cameraId: z.string().max(64),
  presetToken: z.string().min(1).max(200),
  screenId: z.string().max(64).optional(),
});
export type AskTourPreset = z.infer<typeof AskTourPreset>;

const PtzHolder = z.object({ personId: z.string(), name: z.string(), role: Role, sinceMs: z.int() });

/** Who turns a camera now, and whether it goes round its presets by itself; told to everybody who sees the camera. */
export const PtzState = z.object({
  cameraId: z.string(),
  holder: PtzHolder.nullable(),
  patrol: z.object({ startedBy: z.string(), presetToken: z.string(), failure: Failure.nullable() }).nullable(),
});
export type PtzState = z.infer<typeof PtzState>;

const presetName = z.string().trim().min(1).max(30);
export const Preset = z.object({ token: z.string(), name: z.string(), hasPicture: z.boolean() });
export type Preset = z.infer<typeof Preset>;
export const NamePreset = z.strictObject({ name: presetName });
export type NamePreset = z.infer<typeof NamePreset>;

export const PatrolStop = z.strictObject({ presetToken: z.string().min(1), dwellS: z.int().min(5).max(3_600) });
export type PatrolStop = z.infer<typeof PatrolStop>;
/** 巡航: presets one after the other, each for a while. */
export const Patrol = z.strictObject({ stops: z.array(PatrolStop).max(32) });
export type Patrol = z.infer<typeof Patrol>;
