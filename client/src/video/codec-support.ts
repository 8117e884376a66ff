/** What this browser plays by itself, and so need not be transcoded for it. */
import type { CameraHealth, Quality } from '../../../config/contract/camera.ts';

/** What a camera's health says of what it sends; undefined when that is not known. */
export type Sent = Pick<CameraHealth, 'codec' | 'warnings'> | undefined;

/** Who asks for a sub-stream that cannot be had is given the main stream. */
export function sentOf(health: CameraHealth | undefined, quality: Quality): Sent {
  const sub = quality === 'sub' ? health?.sub : null;
  return sub && sub.state !== 'offline' ? sub : health;
}

/** WebRTC carries neither H.265 nor B-frames: such a camera comes transcoded there. Null: it is fit. */
export function unfitForWebRtc(sent: Sent): 'h265' | 'bFrames' | null {
  if (sent?.codec?.startsWith('hvc1')) return 'h265';
  return sent?.warnings.includes('CAMERA_HAS_B_FRAMES') ? 'bFrames' : null;
}

/** Not every browser that says so for one size plays every size; the player falls back by itself. */
export function playsUntouched(sent: Sent): boolean {
  return sent?.codec ? MediaSource.isTypeSupported(`video/mp4; codecs="${sent.codec}"`) : false;
}
