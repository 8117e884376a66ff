/** What a media token says: this person may open this camera, until then. Signed by the server, read by the node. */
import { z } from 'zod';
import { Quality } from './camera.ts';

const holder = { cameraId: z.string(), personId: z.string(), sessionId: z.string(), expiresAtMs: z.int() };
const range = { fromMs: z.int(), toMs: z.int() };

/** Each opens what it names and nothing else: a camera live, a range of it to look at, or to hear as well, the same as a file. */
export const MediaGrant = z.discriminatedUnion('action', [
  z.object({ action: z.literal('live'), quality: Quality, ...holder }),
  z.object({ action: z.literal('playback'), ...range, ...holder }),
  z.object({ action: z.literal('playbackSound'), ...range, ...holder }),
  z.object({ action: z.literal('download'), ...range, ...holder }),
]);
export type MediaGrant = z.infer<typeof MediaGrant>;
export type GrantOf<Action extends MediaGrant['action']> = Extract<MediaGrant, { action: Action }>;

export const AskMediaToken = z.strictObject({
  cameraId: z.string(),
  action: z.literal('live').default('live'),
  quality: Quality.default('main'),
});
export type AskMediaToken = z.infer<typeof AskMediaToken>;

export const MediaToken = z.object({
  token: z.string(),
  expiresAtMs: z.int(),
  /** Absolute address on the media node; opens within 60 s, then lives while it is used. */
  hlsUrl: z.string(),
  /** WebSocket on the media node: fragmented MP4, one message a picture. */
  fmp4Url: z.string(),
  /** RTSP on the media node. Recorders sign in with name and password instead: `rtsp://NAME:PASSWORD@HOST:PORT/CAMERA`. */
  rtspUrl: z.string(),
  /** HTTP-FLV on the media node; H.265 in it is Enhanced RTMP's. */
  flvUrl: z.string(),
  /** Path on this server; takes the token as bearer. */
  whepUrl: z.string(),
});
export type MediaToken = z.infer<typeof MediaToken>;
