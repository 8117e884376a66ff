/** Talk-back: one person speaks out of a camera's loudspeaker, and everybody who sees the camera is told who. */
import { z } from 'zod';

/**
 * released: let go by whoever spoke · limit: held too long · cameraLost: the camera took no more ·
 * deskLost: the desk, its microphone or its way to the node is gone · withdrawn: the right is · ended: by us.
 */
export const TalkEnd = z.enum(['released', 'limit', 'cameraLost', 'deskLost', 'withdrawn', 'ended']);
export type TalkEnd = z.infer<typeof TalkEnd>;

export const OneTalk = z.strictObject({ cameraId: z.string().max(64) });
export type OneTalk = z.infer<typeof OneTalk>;

/** `offer`: the SDP of a browser that sends its microphone in G.711. */
export const AskTalk = z.strictObject({ ...OneTalk.shape, offer: z.string().min(1).max(40_000) });
export type AskTalk = z.infer<typeof AskTalk>;

export const OpenedTalk = z.object({ talkId: z.string(), answer: z.string(), limitMs: z.int() });
export type OpenedTalk = z.infer<typeof OpenedTalk>;

const Speaker = z.object({ talkId: z.string(), personId: z.string(), name: z.string(), sinceMs: z.int() });

/** Somebody speaks out of a camera, or has ended. `talkId` tells one time from the next. */
export const TalkState = z.object({
  cameraId: z.string(),
  talkId: z.string(),
  /** Null: nobody does any more. */
  speaker: Speaker.nullable(),
  /** Why it ended; null while it lasts. */
  ended: TalkEnd.nullable(),
});
export type TalkState = z.infer<typeof TalkState>;
