/**
 * Plays what was recorded of one camera in a video element, by the time of day.
 *
 * It takes a window of a few hours at a time, as HLS; past its end the next one is
 * taken. What was not recorded is stepped over, and the time shown steps with it.
 */
import type Hls from 'hls.js/light';
import { api } from '../api/api.ts';
import { failureOf, type ShownFailure } from '../api/failure.ts';
import { mediaTimeOf, momentOf, type TimedFragment, WINDOW_MS } from './playback.rules.ts';

export type RecordingPlayer = {
  /** Where recording goes on when there is nothing at that moment. */
  playFrom(atMs: number): void;
  close(): void;
};

type Needs = {
  cameraId: string;
  video: HTMLVideoElement;
  /** Several times a second while it plays. */
  onMoment: (atMs: number) => void;
  onFailure: (failure: ShownFailure | null) => void;
  onWaiting: (isWaiting: boolean) => void;
};

export function openRecordingPlayer({ cameraId, video, onMoment, onFailure, onWaiting }: Needs): RecordingPlayer {
  let hls: Hls | undefined;
  let fragments: TimedFragment[] = [];
  let loaded = { fromMs: 0, toMs: 0 };
  let wantedMs = 0;
  /** Grows with every window asked for: an answer that comes late is for nobody. */
  let round = 0;

  const load = async (fromMs: number) => {
    round += 1;
    const mine = round;
    onFailure(null);
    onWaiting(true);
    hls?.destroy();
    fragments = [];
    loaded = { fromMs, toMs: fromMs + WINDOW_MS };
    try {
      const [{ default: HlsPlayer }, { hlsUrl }] = await Promise.all([
        import('hls.js/light'),
        api('POST /api/playbacks', { body: { cameraId, ...loaded } }),
      ]);
      if (mine !== round) return;
      const opened = new HlsPlayer({ startPosition: 0, maxBufferLength: 20, backBufferLength: 30 });
      hls = opened;
      opened.on(HlsPlayer.Events.LEVEL_UPDATED, (_event, { details }) => {
        fragments = details.fragments.map(({ start, duration, programDateTime }) => ({
          startS: start,
          durationS: duration,
          atMs: programDateTime ?? 0,
        }));
      });
      opened.once(HlsPlayer.Events.LEVEL_LOADED, () => {
        const seconds = mediaTimeOf(wantedMs, fragments);
        if (seconds !== undefined) video.currentTime = seconds;
      });
      opened.on(HlsPlayer.Events.ERROR, (_event, { fatal, details, response }) => {
        if (!fatal || mine !== round) return;
        onWaiting(false);
        onFailure(
          response?.code === 404
            ? { code: 'RECORDING_NOT_FOUND', detail: {} }
            : { code: 'PLAYBACK_FAILED', detail: { reason: details } },
        );
      });
      opened.loadSource(hlsUrl);
      opened.attachMedia(video);
      play();
    } catch (thrown) {
      if (mine !== round) return;
      onWaiting(false);
      onFailure(failureOf(thrown));
    }
  };
  const play = () => {
    video.play().catch(() => {
      // Another window took the element meanwhile.
    });
  };
  const say = () => {
    const atMs = momentOf(video.currentTime, fragments);
    if (atMs !== undefined && atMs > 0 && !video.seeking) onMoment(atMs);
  };
  const ended = () => void load(loaded.toMs);
  const waiting = () => onWaiting(true);
  const shows = () => onWaiting(false);
  const listeners = [
    ['timeupdate', say],
    ['ended', ended],
    ['waiting', waiting],
    ['playing', shows],
    ['seeked', shows],
  ] as const;
  for (const [name, listener] of listeners) video.addEventListener(name, listener);

  return {
    playFrom: (atMs) => {
      wantedMs = atMs;
      const isLoaded = fragments.length > 0 && atMs >= loaded.fromMs && atMs < loaded.toMs;
      const seconds = isLoaded ? mediaTimeOf(atMs, fragments) : undefined;
      if (seconds === undefined) void load(atMs);
      else {
        video.currentTime = seconds;
        play();
      }
    },
    close: () => {
      round += 1;
      hls?.destroy();
      for (const [name, listener] of listeners) video.removeEventListener(name, listener);
      video.removeAttribute('src');
    },
  };
}
