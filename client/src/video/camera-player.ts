/**
 * Keeps one camera playing in one video element, for as long as the tile is open.
 *
 * WebRTC first, fragmented MP4 over a WebSocket where that does not come through,
 * HLS where nothing else does; after any end it tries again, for ever. Nobody has to touch the page.
 */
import type { Quality } from '../../../config/contract/camera.ts';
import { failureOf, type ShownFailure } from '../api/failure.ts';
import { serverNowMs } from '../realtime/connection-store.ts';
import { playsUntouched, type Sent, unfitForWebRtc } from './codec-support.ts';
import { playFmp4 } from './fmp4-player.ts';
import { watchFrames } from './frame-watch.ts';
import { playHls } from './hls-player.ts';
import type { Measured, Pane, Playback, PlaybackBy } from './playback.ts';
import { retryDelayMs } from './retry-delay.ts';
import { playWebRtc } from './webrtc-player.ts';
import type { WebRtcSession } from './webrtc-session.ts';

export type PlayerView = {
  by: PlaybackBy | null;
  quality: Quality | null;
  frameAgeMs: number | null;
  /** When the newest picture was shown; null before the first. */
  shownAtMs: number | null;
  failure: ShownFailure | null;
} & Measured;

export type PlayerNeeds = {
  cameraId: string;
  quality: Quality;
  /** Whether nobody looks yet. Asked at each start. */
  isAhead?: () => boolean;
  pane: Pane;
  session: WebRtcSession;
  /** The one way to play; tried in turn when it is left open. */
  forced: 'hls' | 'fmp4' | undefined;
  sentNow: (quality: Quality) => Sent;
  onView: (view: PlayerView) => void;
};

export type CameraPlayer = {
  /** The camera is there again: do not wait, and replace a playback that shows nothing. */
  cameraIsBack(): void;
  /** What is shown goes on until the other stream has a picture. */
  setQuality(quality: Quality): void;
  close(): void;
};

const NOTHING_MEASURED: Measured = { delayMs: null, lostPictures: null };
const LOOK_EVERY_MS = 500;
const DELAY_EVERY_MS = 2_000;
const SILENT_AFTER_RETURN_MS = 2_000;
const STEADY_AFTER_MS = 10_000;
/** All tiles come back at once after a cut; a little apart is kinder to the server. */
const SPREAD_MS = 300;

export function openCameraPlayer({ pane, session, forced, sentNow, onView, ...wanted }: PlayerNeeds): CameraPlayer {
  const { cameraId, isAhead = () => false } = wanted;
  const { video, still } = pane;
  let quality = wanted.quality;
  const frames = watchFrames(video);
  let playback: Playback | undefined;
  let failure: ShownFailure | null = null;
  let shownAtMs: number | null = null;
  let measured: Measured = NOTHING_MEASURED;
  let failureCount = 0;
  let closed = false;
  let wake: () => void = () => {};
  let replace: (() => void) | undefined;
  let change: (() => void) | undefined;
  let returnTimer: ReturnType<typeof setTimeout> | undefined;

  const show = () => {
    const frameAgeMs = playback ? frames.ageMs() : null;
    if (frameAgeMs !== null) {
      shownAtMs = serverNowMs() - frameAgeMs;
      if (frameAgeMs < LOOK_EVERY_MS * 2) failure = null;
    }
    onView({
      by: playback?.by ?? null,
      quality: playback?.quality ?? null,
      frameAgeMs,
      shownAtMs,
      failure,
      ...measured,
    });
  };
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const open = async (): Promise<Playback> => {
    if (forced === 'hls') return playHls({ cameraId, quality }, pane);
    if (forced === 'fmp4' || session.isBlocked) return openBehindFirewall();
    const untouched = await openUntouched();
    if (untouched) return untouched;
    try {
      return await playWebRtc(session, { cameraId, quality, isAhead: isAhead() }, pane);
    } catch (thrown) {
      if (failureOf(thrown).code !== 'WEBRTC_BLOCKED') throw thrown;
      return openBehindFirewall();
    }
  };
  /** What goes over WebRTC only transcoded is had as the camera sends it, where this browser plays it. */
  const openUntouched = async (): Promise<Playback | undefined> => {
    const sent = sentNow(quality);
    if (!unfitForWebRtc(sent) || !playsUntouched(sent)) return undefined;
    return playFmp4({ cameraId, quality }, pane).catch(() => undefined);
  };
  /** A proxy that lets no WebSocket through still lets a page load. */
  const openBehindFirewall = async (): Promise<Playback> => {
    try {
      return await playFmp4({ cameraId, quality }, pane);
    } catch (thrown) {
      if (forced === 'fmp4' || failureOf(thrown).code !== 'PLAYBACK_FAILED') throw thrown;
      return playHls({ cameraId, quality }, pane);
    }
  };
  const playOnce = async (): Promise<ShownFailure | null> => {
    frames.restart();
    let opened = await open();
    for (;;) {
      if (closed) {
        opened.close();
        return null;
      }
      playback = opened;
      show();
      const replaced = new Promise<null>((resolve) => {
        replace = () => resolve(null);
      });
      const changed = new Promise<'changed'>((resolve) => {
        change = () => resolve('changed');
      });
      const why = await Promise.race([opened.ended, replaced, changed]);
      if (why !== 'changed') {
        opened.close();
        return why;
      }
      opened = await openInstead(opened);
    }
  };
  /** The other quality in place of what plays; where that cannot be had, what plays goes on. */
  const openInstead = async (playing: Playback): Promise<Playback> => {
    if (playing.by !== 'webrtc') {
      playing.close();
      return open();
    }
    try {
      const next = await open();
      playing.close();
      return next;
    } catch {
      return playing;
    }
  };
  const keepPlaying = async () => {
    while (!closed) {
      const startedMs = performance.now();
      try {
        failure = (await playOnce()) ?? failure;
      } catch (thrown) {
        failure = failureOf(thrown);
      }
      playback = undefined;
      replace = undefined;
      change = undefined;
      measured = NOTHING_MEASURED;
      if (closed) return;
      failureCount = performance.now() - startedMs > STEADY_AFTER_MS ? 1 : failureCount + 1;
      show();
      await wait(retryDelayMs(failureCount) + Math.random() * SPREAD_MS);
    }
  };

  // Told by whatever source the element has been given, with its first picture.
  video.addEventListener('loadeddata', still.drop);
  const looking = setInterval(show, LOOK_EVERY_MS);
  const measuring = setInterval(() => {
    const asked = playback;
    asked?.measure().then(
      (now) => {
        if (playback === asked) measured = { ...now, delayMs: now.delayMs ?? measured.delayMs };
      },
      () => {
        // The transport was closed under the question; the next playback is asked anew.
      },
    );
  }, DELAY_EVERY_MS);
  void keepPlaying();

  return {
    cameraIsBack: () => {
      failureCount = 0;
      wake();
      clearTimeout(returnTimer);
      returnTimer = setTimeout(() => {
        const ageMs = frames.ageMs();
        if (ageMs === null || ageMs > SILENT_AFTER_RETURN_MS) replace?.();
      }, SILENT_AFTER_RETURN_MS);
    },
    setQuality: (next) => {
      if (next === quality) return;
      quality = next;
      change?.();
    },
    close: () => {
      closed = true;
      clearInterval(looking);
      clearInterval(measuring);
      clearTimeout(returnTimer);
      wake();
      replace?.();
      playback?.close();
      frames.close();
      video.removeEventListener('loadeddata', still.drop);
      still.drop();
      video.srcObject = null;
    },
  };
}
