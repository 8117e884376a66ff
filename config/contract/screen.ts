/** Big screens: clients of their own that show what an operator sends them. */
import { z } from 'zod';
import { WallContent } from './wall.ts';

const degreesEast = z.number().min(-180).max(180);
const degreesNorth = z.number().min(-90).max(90);
const text = z.string().max(400).optional();

/**
 * The map as somebody looks at it. `bounds` say its centre and how near it is: all that was in
 * sight there is in sight on a screen of any shape. `search` is the part of the map's address
 * (client/src/map/map-search.ts) that says which layers are on and what is filtered.
 */
export const ScreenMapView = z.strictObject({
  bounds: z
    .strictObject({ west: degreesEast, south: degreesNorth, east: degreesEast, north: degreesNorth })
    .refine(({ west, east }) => west < east, { path: ['east'] })
    .refine(({ south, north }) => south < north, { path: ['north'] }),
  search: z.strictObject({
    ...{ layers: text, lines: text, state: text, level: text, task: text, matter: text, unit: text },
    ...{ community: text, grid: text, overdue: text, from: text, to: text, q: text, heat: text },
  }),
});
export type ScreenMapView = z.infer<typeof ScreenMapView>;

/** nothing: its name and the time · wall: also a single camera or a tour, as a wall of that · map: the street, as it was looked at or, without a view, the whole of it · overview: how the day stands · board: the dispatch board. */
export const ScreenContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('nothing') }),
  WallContent,
  z.strictObject({ kind: z.literal('map'), view: ScreenMapView.optional() }),
  z.strictObject({ kind: z.literal('overview') }),
  z.strictObject({ kind: z.literal('board') }),
]);
export type ScreenContent = z.infer<typeof ScreenContent>;

const name = z.string().trim().min(1).max(40);

export const Screen = z.object({
  id: z.string(),
  name: z.string(),
  content: ScreenContent,
  /** Who sent it, and when. */
  by: z.object({ personId: z.string(), name: z.string() }),
  atMs: z.int(),
});
export type Screen = z.infer<typeof Screen>;

export const AddScreen = z.strictObject({ name });
export type AddScreen = z.infer<typeof AddScreen>;

export const ShowOnScreen = z.strictObject({ content: ScreenContent });
export type ShowOnScreen = z.infer<typeof ShowOnScreen>;

/** What a screen says of itself, every few seconds: what it has taken up, and how its pictures are. */
export const ScreenReport = z.strictObject({
  screenId: z.string().max(64),
  /** `atMs` of the content it shows. */
  contentAtMs: z.int(),
  tiles: z
    .array(z.strictObject({ slot: z.int().min(0).max(35), cameraId: z.string().max(64), isLive: z.boolean() }))
    .max(36),
});
export type ScreenReport = z.infer<typeof ScreenReport>;

/** Of each screen that is on. */
export type ScreenState = ScreenReport & { heardAtMs: number };
