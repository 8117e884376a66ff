/** A tour in a slot: the picture it is at, under it the next one until it is there and the last one for a moment, and where in the tour one is. */
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
  IconRoute,
  IconRouteOff,
} from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownFailure } from '../api/failure.ts';
import { failureText } from '../api/failure-text.ts';
import { Empty } from '../kit/ListState.tsx';
import { useSite } from '../realtime/site-store.ts';
import { cameraState } from '../video/camera-state.ts';
import { TileActions } from '../video/TileActions.tsx';
import { VideoTile } from '../video/VideoTile.tsx';
import { camerasInOrder } from '../wall/camera-tree.ts';
import { reachPreset } from './reach-preset.ts';
import classes from './TourTile.module.css';
import { stopsOf, type TourShare } from './tour.rules.ts';
import { useLeaving } from './use-leaving.ts';
import { type TourRun, useTour } from './use-tour.ts';
import { useTourItem } from './use-tour-item.ts';

type TourTileProps = {
  tourId: string;
  share: TourShare;
  audibleId: string | null;
  onAudible?: (cameraId: string) => void;
  /** Null while nothing of it can be shown; and whether it moves. */
  onShown: (cameraId: string | null, isLive: boolean) => void;
  /** Told how it runs, whenever that changes; null when it is gone. */
  onRun?: (run: TourRun | null) => void;
  /** The big screen it runs on. */
  screenId?: string | undefined;
  /** Left out where it is only looked at: then the tour cannot be stopped either. */
  actions?: ReactNode;
  /** Lies over the picture it is at. */
  overlay?: ReactNode;
};

const NOT_SHOWN: readonly string[] = ['offline', 'disabled', 'noPermission'];

export function TourTile(props: TourTileProps) {
  const { tourId, share, audibleId, onAudible, onShown, onRun, screenId, actions, overlay } = props;
  const { t } = useTranslation();
  const cameras = useSite((site) => site.cameras);
  const cameraGroups = useSite((site) => site.cameraGroups);
  const { tour, isPending } = useTourItem(tourId, screenId);
  const stops = useMemo(
    () => stopsOf(tour?.content.steps ?? [], camerasInOrder({ cameras, cameraGroups })),
    [tour, cameras, cameraGroups],
  );
  const runId = useId();
  const run = useTour({
    stops,
    share,
    canShow: ({ cameraId }) => {
      const site = useSite.getState();
      const camera = site.cameras.get(cameraId);
      return camera !== undefined && !NOT_SHOWN.includes(cameraState(camera, site.health.get(cameraId)));
    },
    reach: ({ cameraId, preset }) =>
      preset ? reachPreset({ tourId, runId, cameraId, presetToken: preset.token, screenId }) : Promise.resolve(null),
  });
  const tellRun = useRef(onRun);
  tellRun.current = onRun;
  useEffect(() => tellRun.current?.(run));
  useEffect(() => () => tellRun.current?.(null), []);
  const shownId = run.now?.cameraId ?? null;
  const [live, setLive] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isShownLive = live.get(shownId ?? '') ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it changes, whoever listens
  useEffect(() => {
    onShown(shownId, isShownLive);
  }, [shownId, isShownLive]);

  const leavingId = useLeaving(run.now, share);
  const nextId = run.next?.cameraId ?? null;
  // One that comes back before it is gone is live already, and does not say so again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that is connected
  useEffect(() => {
    if (nextId !== null && nextId === leavingId && live.get(nextId)) run.shows(nextId);
  }, [nextId]);

  const playing = [shownId, nextId, leavingId]
    .flatMap((cameraId) => cameras.get(cameraId ?? '') ?? [])
    .filter((camera, index, all) => all.indexOf(camera) === index)
    // Always in the same order in the page: a picture that was under becomes the one above without being opened again.
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));

  if (!tour || playing.length === 0) {
    return (
      <article className={classes.nothing} aria-label={t('tour.tour')}>
        {!isPending && <Empty icon={IconRoute} title={t(tour ? 'tour.nothing' : 'tour.gone')} />}
        {actions && <TileActions isAlwaysShown>{actions}</TileActions>}
      </article>
    );
  }
  return (
    <div className={classes.tour} data-tour={tour.id}>
      {playing.map((camera) => {
        const isNow = camera.id === shownId;
        return (
          <div key={camera.id} className={classes.layer} data-now={isNow} aria-hidden={!isNow} inert={!isNow}>
            <VideoTile
              camera={camera}
              isPassing
              isAhead={camera.id === nextId && !isNow && !run.isDue}
              audible={isNow && audibleId === camera.id}
              {...(onAudible && { onAudible: () => onAudible(camera.id) })}
              onLive={(isLive) => {
                setLive((before) => new Map(before).set(camera.id, isLive));
                if (isLive) run.shows(camera.id);
              }}
              actions={actions}
              overlay={isNow && overlay}
            />
          </div>
        );
      })}
      <TourBar
        name={tour.name}
        count={stops.length}
        at={run.now ? stops.indexOf(run.now) + 1 : 0}
        preset={run.notReached ? null : (run.now?.preset?.name ?? null)}
        run={actions ? run : null}
      />
      {run.now?.preset && run.notReached && <NotReached preset={run.now.preset.name} why={run.notReached} />}
    </div>
  );
}

type TourBarProps = {
  name: string;
  count: number;
  at: number;
  preset: string | null;
  run: TourRun | null;
};

function TourBar({ name, count, at, preset, run }: TourBarProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.bar}>
      <IconRoute size={14} aria-hidden />
      <span className={classes.name}>
        {t('tour.at', { name, at, count })}
        {preset !== null && ` · ${preset}`}
      </span>
      {run && (
        <>
          <button type="button" aria-label={t('tour.previous')} onClick={() => run.go(-1)}>
            <IconPlayerTrackPrev size={13} />
          </button>
          <button type="button" aria-label={t(run.isPaused ? 'tour.resume' : 'tour.pause')} onClick={run.pause}>
            {run.isPaused ? <IconPlayerPlay size={13} /> : <IconPlayerPause size={13} />}
          </button>
          <button type="button" aria-label={t('tour.next')} onClick={() => run.go(1)}>
            <IconPlayerTrackNext size={13} />
          </button>
        </>
      )}
    </div>
  );
}

function NotReached({ preset, why }: { preset: string; why: ShownFailure }) {
  const { t } = useTranslation();
  return (
    <p className={classes.notReached} role="status">
      <IconRouteOff size={14} aria-hidden />
      {t('tour.notReached', { preset, why: whyText(t, why) })}
    </p>
  );
}

/** Shorter than elsewhere: it lies over a picture, and goes by. */
function whyText(t: TFunction, failure: ShownFailure): string {
  const { code, detail } = failure;
  switch (code) {
    case 'PTZ_HELD':
    case 'PTZ_ON_PATROL':
    case 'PTZ_ON_TOUR':
      return t(`tour.why.${code}`, { name: detail.name ?? '' });
    case 'PRESET_NOT_FOUND':
    case 'NOT_ALLOWED':
    case 'CAMERA_TIMEOUT':
      return t(`tour.why.${code}`);
    default:
      return failureText(t, failure);
  }
}
