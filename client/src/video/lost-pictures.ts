/**
 * How many pictures a WebRTC tile lost: those the browser left out, and those that never came.
 *
 * No browser counts the latter. They are a picture that stood still while packets were missing;
 * one that stood still with none missing is the camera's own.
 */
export type Received = {
  droppedPictures: number;
  frozenS: number;
  missingPackets: number;
  framesPerSecond: number;
};

export const NOTHING_RECEIVED: Received = { droppedPictures: 0, frozenS: 0, missingPackets: 0, framesPerSecond: 0 };

/** Of one look and the next. */
export function lostBetween(before: Received, now: Received): number {
  const dropped = now.droppedPictures - before.droppedPictures;
  if (now.missingPackets <= before.missingPackets) return dropped;
  const framesPerSecond = Math.max(before.framesPerSecond, now.framesPerSecond);
  return Math.max(dropped, Math.round((now.frozenS - before.frozenS) * framesPerSecond));
}
