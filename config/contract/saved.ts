/** What people keep to come back to: walls, lists of cameras, favourites; for themselves or for everybody. */
import { z } from 'zod';
import { ScreenContent } from './screen.ts';
import { WallContent } from './wall.ts';

/** Where a camera is sent before it is shown; by the name it had when it was chosen. */
const TourPreset = z.strictObject({ token: z.string().min(1).max(200), name: z.string().max(200) });
export type TourPreset = z.infer<typeof TourPreset>;

/** What a tour stops at: a camera as it stands or at a preset of it, or every camera of a group in turn. */
export const TourStep = z.strictObject({
  cameraId: z.string().max(64).nullable(),
  groupId: z.string().max(64).nullable(),
  /** Tours from before there was such a thing have none. */
  preset: TourPreset.nullable().default(null),
  /** Each picture stays so long. */
  seconds: z.int().min(3).max(3_600),
});
export type TourStep = z.infer<typeof TourStep>;

/** What everything an operator has in sight shows at once: the wall of the desk, big screens, and windows of their own. */
export const Scene = z.strictObject({
  kind: z.literal('scene'),
  wall: WallContent,
  screens: z.array(z.strictObject({ screenId: z.string().max(64), content: ScreenContent })).max(50),
  popOuts: z.array(WallContent).max(8),
});
export type Scene = z.infer<typeof Scene>;

const cameraIds = z.array(z.string().max(64)).max(1_000);

/**
 * wall: how it is divided and what is in each slot · scene: all screens of an operator as
 * one · cameraList: cameras that belong together for somebody's work ·
 * favourites: a person's own, always at hand; one a person, never shared · tour: cameras
 * one after the other, on one slot or shared out over several.
 */
export const SavedContent = z.discriminatedUnion('kind', [
  WallContent,
  Scene,
  z.strictObject({ kind: z.literal('cameraList'), cameraIds }),
  z.strictObject({ kind: z.literal('favourites'), cameraIds }),
  z.strictObject({
    kind: z.literal('tour'),
    steps: z
      .array(
        TourStep.refine(({ cameraId, groupId }) => (cameraId === null) !== (groupId === null), {
          path: ['cameraId'],
        }).refine(({ cameraId, preset }) => preset === null || cameraId !== null, { path: ['preset'] }),
      )
      .min(1)
      .max(200),
  }),
]);
export type SavedContent = z.infer<typeof SavedContent>;

const name = z.string().trim().min(1).max(40);

export const SavedItem = z.object({
  id: z.string(),
  name: z.string(),
  /** Everybody who may watch sees it; of its cameras each sees those within reach. */
  shared: z.boolean(),
  owner: z.object({ personId: z.string(), name: z.string() }),
  changedAtMs: z.int(),
  content: SavedContent,
});
export type SavedItem = z.infer<typeof SavedItem>;

export const SaveItem = z.strictObject({ name, shared: z.boolean().default(false), content: SavedContent });
export type SaveItem = z.infer<typeof SaveItem>;

/** Its kind stays what it is. */
export const ChangeSavedItem = z.strictObject({ name, shared: z.boolean(), content: SavedContent }).partial();
export type ChangeSavedItem = z.infer<typeof ChangeSavedItem>;
