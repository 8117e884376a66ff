/** A tile's player: opened with the tile, told when its camera or the way to it is back, closed with the tile. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Camera } from '../../../config/contract/camera.ts';
import { useSite } from '../realtime/site-store.ts';
import { useRefusal } from '../session/session.ts';
import { type CameraPlayer, openCameraPlayer, type PlayerView } from './camera-player.ts';
import { sentOf } from './codec-support.ts';
import { useQualityChoice } from './quality-choice.ts';
import { openStill } from './still.ts';
import { type TileVerdict, tileState } from './tile-state.ts';
import { useWantedQuality } from './use-wanted-quality.ts';
import { FORCED_WAY } from './video-choice.ts';
import { useVideoLink } from './video-link.ts';

export type TileView = TileVerdict & Pick<PlayerView, 'by' | 'quality' | 'delayMs' | 'lostPictures' | 'shownAtMs'>;

const NOTHING_YET: PlayerView = {
  by: null,
  quality: null,
  frameAgeMs: null,
  shownAtMs: null,
  failure: null,
  delayMs: null,
  lostPictures: null,
};

export type TileWish = { isAhead: boolean; isPassing: boolean };

export function useCameraPlayer(
  camera: Camera,
  { video, canvas }: { video: RefObject<HTMLVideoElement | null>; canvas: RefObject<HTMLCanvasElement | null> },
  { isAhead, isPassing }: TileWish,
): TileView {
  const refusal = useRefusal('camera.watch', camera.groupId);
  const { session, round } = useVideoLink();
  const health = useSite((site) => site.health.get(camera.id));
  const [view, setView] = useState(NOTHING_YET);
  const player = useRef<CameraPlayer>(null);
  const isWanted = refusal === null && !camera.disabled;
  const widthIsWorth = useWantedQuality(video, isPassing);
  const chosen = useQualityChoice(({ choices }) => choices.get(camera.id));
  const quality = camera.subSourceUrl === '' ? 'main' : widthIsWorth && (chosen ?? widthIsWorth);
  const latestQuality = useRef(quality);
  latestQuality.current = quality;
  const isLaidOut = quality !== null;
  const latestAhead = useRef(isAhead);
  latestAhead.current = isAhead;

  useEffect(() => {
    if (!session || !isWanted || !isLaidOut || !video.current || !canvas.current) return;
    const opened = openCameraPlayer({
      cameraId: camera.id,
      quality: latestQuality.current ?? 'main',
      isAhead: () => latestAhead.current,
      pane: { video: video.current, still: openStill(video.current, canvas.current) },
      session,
      forced: FORCED_WAY,
      sentNow: (wanted) => sentOf(useSite.getState().health.get(camera.id), wanted),
      onView: (next) => setView((before) => (isSame(before, next) ? before : next)),
    });
    player.current = opened;
    return () => {
      opened.close();
      player.current = null;
      setView(NOTHING_YET);
    };
  }, [session, isWanted, isLaidOut, camera.id, video, canvas]);

  useEffect(() => {
    if (quality) player.current?.setQuality(quality);
  }, [quality]);

  const isLive = health?.state === 'live';
  useEffect(() => {
    if (isLive && round >= 0) player.current?.cameraIsBack();
  }, [isLive, round]);

  const verdict = tileState({
    refusal,
    disabled: camera.disabled,
    health,
    frameAgeMs: view.frameAgeMs,
    everPlayed: view.shownAtMs !== null,
    failure: view.failure,
  });
  return {
    ...verdict,
    by: view.by,
    quality: view.quality,
    delayMs: view.delayMs,
    lostPictures: view.lostPictures,
    shownAtMs: view.shownAtMs,
  };
}

/** The age of the newest picture changes all the time; only that it is too old matters. */
function isSame(one: PlayerView, other: PlayerView): boolean {
  return (
    one.by === other.by &&
    one.quality === other.quality &&
    one.failure === other.failure &&
    (one.shownAtMs === null) === (other.shownAtMs === null) &&
    one.lostPictures === other.lostPictures &&
    delayShown(one.delayMs) === delayShown(other.delayMs) &&
    ageClass(one.frameAgeMs) === ageClass(other.frameAgeMs)
  );
}

function ageClass(ageMs: number | null): number {
  return ageMs === null ? -1 : Math.ceil(ageMs / 2_000);
}

function delayShown(delayMs: number | null): number | null {
  return delayMs === null ? null : Math.round(delayMs / 10);
}
