/**
 * Shows what one camera recorded at the moment it is told, again and again.
 *
 * It takes a window of an hour and a half at a time, as HLS. It never decides what
 * time it is: it runs a little faster or slower, or seeks, until it is with the
 * time it is told. While another window is fetched the last picture stays.
 *
 * To be heard it takes a window of its own, which the record says was listened to. It
 * sounds only while it runs as fast as the world did.
 */
import type Hls from 'hls.js/light';
import type { RecordingSource } from '../../../config/contract/recording.ts';
import { api, type TimedPicture } from '../api/api.ts';
import { failureOf, type ShownFailure } from '../api/failure.ts';
import type { Still } from '../video/still.ts';
import { openFrameMeter } from './frame-meter.ts';
import { openKeyFrames } from './key-frames.ts';
import { endOf, momentOf, seekTimeOf, shifted, type TimedFragment, windowAround } from './playback.rules.ts';
import { follow, seekLeadMs } from './playback-clock.rules.ts';

export type Wanted = {
  atMs: number;
  rate: number;
  isRunning: boolean;
  byKeyFrames: boolean;
  source: RecordingSource;
  isHeard: boolean;
};

export type RecordingPlayer = {
  /** Several times a second, while something was recorded at that moment. */
  follow(wanted: Wanted): void;
  rest(): void;
  /** Whether the picture of the wanted moment is shown, or runs with it. */
  readonly isReady: boolean;
  /** To the picture beside the one that is shown; answers a moment of it. For when the time stands still. */
  step(direction: 1 | -1): Promise<number | undefined>;
  /** What is shown, untouched, and the moment it is of; undefined while nothing is. */
  picture(): Promise<TimedPicture | undefined>;
  close(): void;
};

type Needs = {
  cameraId: string;
  video: HTMLVideoElement;
  /** Where the last picture is kept while there is no other. */
  still: Still;
  onFailure: (failure: ShownFailure | null) => void;
};

const RETRY_MS = 3_000;
const SEEK_AGAIN_MS = 700;
/** A seek takes about so long at first; so far ahead it aims. */
const FIRST_LEAD_MS = 150;
const FASTEST = 16;
const STEP_S = 0.02;
const MOST_STEPS = 60;
/** A picture that is no other comes never; one that is comes soon. */
const STEP_WAIT_MS = 250;
const SAME_S = 0.001;
const INTO_FRAME_MS = 4;
const JPEG_QUALITY = 0.92;

export function openRecordingPlayer({ cameraId, video, still, onFailure }: Needs): RecordingPlayer {
  let hls: Hls | undefined;
  let fragments: TimedFragment[] = [];
  let loaded = { fromMs: 0, toMs: 0, source: 'own' as RecordingSource, toBeHeard: false, hasSound: false };
  let wantedSource: RecordingSource = 'own';
  let loadedAt = Number.NEGATIVE_INFINITY;
  let isLoading = false;
  let soughtAt = Number.NEGATIVE_INFINITY;
  let soughtForMs: number | undefined;
  let leadMs = FIRST_LEAD_MS;
  let wantedMs = 0;
  let toBeHeard = false;
  let isSettled = false;
  let isStepping = false;
  let isByKeyFrames = false;
  /** Grows with every window asked for: an answer that comes late is for nobody. */
  let round = 0;
  const meter = openFrameMeter(video);
  const keyFrames = openKeyFrames(cameraId);

  const load = async () => {
    round += 1;
    const mine = round;
    isLoading = true;
    isSettled = false;
    loadedAt = performance.now();
    still.keep();
    hls?.destroy();
    fragments = [];
    soughtForMs = undefined;
    const wanted = windowAround(wantedMs);
    loaded = { ...wanted, source: wantedSource, toBeHeard, hasSound: false };
    try {
      const heardAtMs = toBeHeard ? Math.round(wantedMs) : null;
      const [{ default: HlsPlayer }, { hlsUrl, fromMs, toMs, isHeard }] = await Promise.all([
        import('hls.js/light'),
        api('POST /api/playbacks', { body: { cameraId, ...wanted, source: loaded.source, heardAtMs } }),
      ]);
      if (mine !== round) return;
      loaded = { ...loaded, fromMs, toMs, hasSound: isHeard };
      const opened = new HlsPlayer({ autoStartLoad: false, maxBufferLength: 20, backBufferLength: 20 });
      hls = opened;
      const read = (details: {
        fragments: readonly { start: number; duration: number; programDateTime: number | null }[];
      }) => {
        fragments = details.fragments.map(({ start, duration, programDateTime }) => ({
          startS: start,
          durationS: duration,
          atMs: programDateTime ?? 0,
        }));
      };
      opened.once(HlsPlayer.Events.LEVEL_LOADED, (_event, { details }) => {
        read(details);
        const seconds = seekTimeOf(wantedMs, fragments) ?? 0;
        isLoading = false;
        opened.startLoad(seconds);
        video.currentTime = seconds;
        soughtAt = performance.now();
        soughtForMs = wantedMs;
        onFailure(null);
      });
      if (loaded.source === 'own')
        opened.on(HlsPlayer.Events.LEVEL_PTS_UPDATED, (_event, { details }) => read(details));
      else {
        // Its pieces begin at their times exactly, but for the first of a stretch that is loaded none tells from where on.
        opened.on(HlsPlayer.Events.INIT_PTS_FOUND, (_event, { frag }) => {
          fragments = shifted(fragments, Number(frag.sn), frag.start);
        });
      }
      opened.on(HlsPlayer.Events.ERROR, (_event, { fatal, details, response }) => {
        if (!fatal || mine !== round) return;
        failed(
          response?.code === 404
            ? { code: 'RECORDING_NOT_FOUND', detail: {} }
            : { code: 'PLAYBACK_FAILED', detail: { reason: details } },
        );
      });
      opened.loadSource(hlsUrl);
      opened.attachMedia(video);
    } catch (thrown) {
      if (mine === round) failed(failureOf(thrown));
    }
  };
  const failed = (failure: ShownFailure) => {
    hls?.destroy();
    hls = undefined;
    isLoading = false;
    onFailure(failure);
  };
  const shows = () => {
    if (!isLoading && video.readyState >= video.HAVE_CURRENT_DATA) still.drop();
  };
  const pause = () => {
    video.muted = true;
    if (!video.paused) video.pause();
  };
  const seek = (toMs: number, forMs: number) => {
    const seconds = seekTimeOf(toMs, fragments);
    if (seconds === undefined) return;
    soughtAt = performance.now();
    soughtForMs = forMs;
    isSettled = false;
    video.currentTime = seconds;
  };
  const isLoadedFor = (atMs: number) =>
    hls !== undefined &&
    loaded.source === wantedSource &&
    loaded.toBeHeard === toBeHeard &&
    atMs >= loaded.fromMs &&
    atMs < loaded.toMs &&
    (isLoading || atMs < endOf(fragments));

  /** Nobody knows how long a picture stands: the next one is looked for in small steps. */
  const stepFrom = async (fromS: number, direction: 1 | -1): Promise<number | undefined> => {
    for (let tries = 0; tries < MOST_STEPS; tries += 1) {
      const aheadS = direction > 0 ? meter.frameS / 2 + STEP_S * (tries + 0.3) : -STEP_S * (tries + 0.5);
      video.currentTime = fromS + aheadS;
      const shownS = await meter.next(STEP_WAIT_MS);
      if (shownS !== undefined && Math.abs(shownS - fromS) > SAME_S) return shownS;
    }
    return undefined;
  };
  const followByKeyFrames = ({ atMs }: Wanted) => {
    pause();
    isSettled = true;
    const keyMs = keyFrames.by(atMs);
    if (keyMs === undefined || keyMs === soughtForMs || keyMs < loaded.fromMs) return;
    seek(keyMs, keyMs);
  };
  const followWhole = ({ atMs, rate, isRunning }: Wanted) => {
    const shownMs = momentOf(video.currentTime, fragments) ?? 0;
    const next = follow(shownMs - atMs, { rate, isRunning });
    video.muted = !(loaded.hasSound && rate === 1 && next.do === 'run');
    if (next.do === 'run') {
      const wantedRate = Math.min(FASTEST, next.rate);
      if (Math.abs(video.playbackRate - wantedRate) > 0.01) video.playbackRate = wantedRate;
      if (video.paused) {
        video.play().catch(() => {
          // It was paused or given another window meanwhile.
        });
      }
      isSettled = true;
      return;
    }
    if (!isRunning || next.do === 'wait') pause();
    if (next.do === 'wait') {
      isSettled = true;
      return;
    }
    // Where times of pictures are uneven, the picture sought is the right one although its time is another.
    if (next.do === 'stay' || (!isRunning && soughtForMs === atMs)) {
      isSettled = true;
      return;
    }
    if (isRunning && performance.now() - soughtAt < SEEK_AGAIN_MS) return;
    seek(isRunning ? atMs + leadMs * rate : atMs, atMs);
  };

  const seeked = () => {
    leadMs = seekLeadMs(leadMs, performance.now() - soughtAt);
    shows();
  };

  video.addEventListener('seeked', seeked);
  video.addEventListener('loadeddata', shows);

  return {
    get isReady() {
      if (isByKeyFrames) return !isLoading && !still.isKept;
      return isSettled && !isLoading && !video.seeking && video.readyState >= video.HAVE_FUTURE_DATA;
    },
    step: async (direction) => {
      const from = meter.shownS;
      if (from === undefined || isStepping || isLoading) return undefined;
      isStepping = true;
      try {
        pause();
        const shownS = await stepFrom(from, direction);
        const atMs = shownS === undefined ? undefined : momentOf(shownS, fragments);
        if (atMs === undefined) return undefined;
        soughtForMs = atMs + INTO_FRAME_MS;
        return soughtForMs;
      } finally {
        isStepping = false;
      }
    },
    picture: async () => {
      const atMs = momentOf(meter.shownS ?? video.currentTime, fragments);
      if (isLoading || atMs === undefined || video.readyState < video.HAVE_CURRENT_DATA) return undefined;
      const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
      canvas.getContext('2d')?.drawImage(video, 0, 0);
      return { jpeg: await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY }), atMs };
    },
    follow: (wanted) => {
      wantedMs = wanted.atMs;
      wantedSource = wanted.source;
      toBeHeard = wanted.isHeard;
      if (!toBeHeard || !wanted.isRunning) video.muted = true;
      const shownMs = momentOf(video.currentTime, fragments);
      if (shownMs !== undefined) video.dataset.offsetMs = `${Math.round(shownMs - video.currentTime * 1_000)}`;
      isByKeyFrames = wanted.byKeyFrames && wanted.isRunning;
      if (isLoading || video.seeking || isStepping) return;
      if (!isLoadedFor(wanted.atMs)) {
        const isElsewhere = wanted.atMs < loaded.fromMs || wanted.atMs >= loaded.toMs;
        const isOther = loaded.source !== wantedSource || loaded.toBeHeard !== toBeHeard;
        if (performance.now() - loadedAt > RETRY_MS || isElsewhere || isOther) void load();
        return;
      }
      if (isByKeyFrames) followByKeyFrames(wanted);
      else followWhole(wanted);
    },
    rest: () => {
      pause();
      isSettled = false;
    },
    close: () => {
      round += 1;
      meter.close();
      hls?.destroy();
      video.removeEventListener('seeked', seeked);
      video.removeEventListener('loadeddata', shows);
      video.removeAttribute('src');
    },
  };
}
