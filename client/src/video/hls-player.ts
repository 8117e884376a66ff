/** Plays a camera by low-latency HLS, where WebRTC does not come through. Each opening takes a new token. */
import type Hls from 'hls.js/light';
import { z } from 'zod';
import type { Quality } from '../../../config/contract/camera.ts';
import { ERROR_STATUS, type ErrorCode } from '../../../config/contract/errors.ts';
import { api } from '../api/api.ts';
import type { ShownFailure } from '../api/failure.ts';
import type { Pane, Playback } from './playback.ts';

const Refusal = z.object({
  code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});

/** Further behind than this it jumps; below, it plays a little faster until it has caught up. */
const JUMPS_AHEAD_FROM_S = 5;

export async function playHls(
  { cameraId, quality }: { cameraId: string; quality: Quality },
  { video, still }: Pane,
): Promise<Playback> {
  const [{ default: HlsPlayer }, { hlsUrl }] = await Promise.all([
    import('hls.js/light'),
    api('POST /api/media-tokens', { body: { cameraId, quality } }),
  ]);
  const hls = new HlsPlayer({
    lowLatencyMode: true,
    backBufferLength: 8,
    maxLiveSyncPlaybackRate: 1.5,
    liveSyncOnStallIncrease: 0.4,
    manifestLoadPolicy: { default: loadPolicy(15_000) },
  });
  // Set here, because the constructor takes a limit only together with a target of ours, and that would win over
  // the playlist's own, which is a second or so.
  hls.config.liveMaxLatencyDuration = JUMPS_AHEAD_FROM_S;
  const { promise: ended, resolve: end } = Promise.withResolvers<ShownFailure | null>();
  hls.on(HlsPlayer.Events.ERROR, (_event, { fatal, networkDetails, details }) => {
    if (fatal) end(refusalOf(networkDetails) ?? { code: 'PLAYBACK_FAILED', detail: { reason: details } });
  });
  hls.on(HlsPlayer.Events.MANIFEST_PARSED, () => {
    video.play().catch(() => {
      // Muted video may always play; a rejection means that the element was taken away meanwhile.
    });
  });
  // What WebRTC left there would win over it.
  still.keep();
  video.srcObject = null;
  hls.loadSource(hlsUrl);
  hls.attachMedia(video);
  return {
    by: 'hls',
    quality,
    ended,
    measure: async () => ({ delayMs: latencyMs(hls), lostPictures: null }),
    close: () => {
      still.keep();
      hls.destroy();
      video.removeAttribute('src');
    },
  };
}

function loadPolicy(timeoutMs: number) {
  return { maxTimeToFirstByteMs: timeoutMs, maxLoadTimeMs: timeoutMs, timeoutRetry: null, errorRetry: null };
}

function latencyMs(hls: Hls): number | null {
  return Number.isFinite(hls.latency) && hls.latency > 0 ? hls.latency * 1_000 : null;
}

/** The media node says why, in the body of its answer. */
function refusalOf(networkDetails: unknown): ShownFailure | undefined {
  if (!(networkDetails instanceof XMLHttpRequest) || networkDetails.responseType === 'arraybuffer') return undefined;
  try {
    return Refusal.safeParse(JSON.parse(networkDetails.responseText)).data;
  } catch {
    // Not our answer: a proxy's page, or none at all.
    return undefined;
  }
}
