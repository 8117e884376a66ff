/** Big screens: clients of their own that show what an operator sends them. */
import { z } from 'zod';
import { WallContent } from './wall.ts';

/** nothing: its name and the time · wall: also a single camera or a tour, as a wall of that · map: the street, looked at from there · overview: how the day stands · board: the dispatch board. */
export const ScreenContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('nothing') }),
  WallContent,
  z.strictObject({ kind: z.literal('map') }),
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
