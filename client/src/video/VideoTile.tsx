/** One camera's pictures, and all one must know to trust them: its name, its state in a word, how late it is, what is wrong. */
import { IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { failureText } from '../api/failure-text.ts';
import { useSite } from '../realtime/site-store.ts';
import { TalkStrip } from '../talk/TalkStrip.tsx';
import { useTalk } from '../talk/talk-store.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { sentOf, unfitForWebRtc } from './codec-support.ts';
import { transformOf } from './digital-zoom.rules.ts';
import { useZoom } from './digital-zoom.ts';
import { HealthMark } from './HealthMark.tsx';
import { StateMark } from './StateMark.tsx';
import { TileActions } from './TileActions.tsx';
import { useCameraAudio } from './use-camera-audio.ts';
import { type TileView, useCameraPlayer } from './use-camera-player.ts';
import { usePoster } from './use-poster.ts';
import classes from './VideoTile.module.css';
import { Watermark } from './Watermark.tsx';

/** As they are written everywhere. */
const WAY_NAMES = { webrtc: 'WebRTC', fmp4: 'fMP4', hls: 'HLS' } as const;

const LATE_FROM_MS = 1_000;
/** Finer steps would only flicker. */
const DELAY_STEP_MS = 10;

type VideoTileProps = {
  camera: Camera;
  audible?: boolean;
  onAudible?: () => void;
  /** Told when its picture is live, and when it is not. */
  onLive?: (isLive: boolean) => void;
  /** Connected before anybody looks at it: under another picture, whose turn comes first. */
  isAhead?: boolean;
  /** One of many that come and go in its place. */
  isPassing?: boolean;
  /** What else can be done with this tile; shown in its corner when it is pointed at. */
  actions?: ReactNode;
  /** Lies over the picture, below what is written and done there. */
  overlay?: ReactNode;
};

export function VideoTile(props: VideoTileProps) {
  const { camera, audible = false, onAudible, onLive, isAhead = false, isPassing = false, actions, overlay } = props;
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useCameraPlayer(camera, { video, canvas }, { isAhead, isPassing });
  const unfit = useSite((site) => unfitForWebRtc(sentOf(site.health.get(camera.id), view.quality ?? 'main')));
  const isRecording = useSite((site) => site.health.get(camera.id)?.isRecording ?? false);

  const everShown = view.shownAtMs !== null;
  const isLive = view.state === 'live' && everShown;
  const tell = useRef(onLive);
  tell.current = onLive;
  useEffect(() => {
    tell.current?.(isLive);
  }, [isLive]);

  const zoom = useZoom(camera.id);
  const transform = transformOf(zoom);
  const poster = usePoster(camera.id, !everShown && !isAhead && view.state !== 'noPermission' && !camera.disabled);

  const hasAudio = useSite((site) => typeof site.health.get(camera.id)?.audioCodec === 'string');
  // What is said out of a loudspeaker must not come back through this one.
  const isSpeaking = useTalk(({ own }) => own !== null);
  useCameraAudio(camera.id, audible && hasAudio && !isSpeaking && view.state !== 'noPermission');

  return (
    <article className={classes.tile} data-state={view.state} data-shown={everShown} aria-label={camera.name}>
      <video
        ref={video}
        data-camera-id={camera.id}
        data-state={view.state}
        data-by={view.by ?? undefined}
        data-quality={view.quality ?? undefined}
        aria-label={t('tile.picture', { name: camera.name })}
        autoPlay
        muted
        playsInline
        disablePictureInPicture
        style={transform === undefined ? undefined : { transform }}
      />
      <canvas
        ref={canvas}
        className={classes.still}
        hidden
        aria-hidden
        style={transform === undefined ? undefined : { transform }}
      />
      {poster && <img className={classes.poster} src={poster.url} alt={t('tile.lastPicture', { name: camera.name })} />}
      {(everShown || poster) && <Watermark />}
      {view.state !== 'live' && <Trouble view={view} isOverPicture={everShown || poster !== undefined} />}
      {overlay}
      <TalkStrip cameraId={camera.id} />
      <footer className={classes.strip}>
        <span className={classes.name}>{camera.name}</span>
        <span className={classes.health}>
          <HealthMark camera={camera} view={view} />
        </span>
        {zoom.factor > 1 && <span className={classes.zoom}>{`${zoom.factor.toFixed(1)}×`}</span>}
        {isRecording && <span className={classes.recording}>{t('tile.recording')}</span>}
        {view.state === 'live' && <Delay delayMs={view.delayMs} />}
        {view.state !== 'live' && <PictureAge atMs={everShown ? view.shownAtMs : poster?.atMs} />}
        {view.by && view.state === 'live' && (
          <span className={classes.by}>
            {WAY_NAMES[view.by]}
            {view.quality === 'sub' && ` · ${t('tile.sub')}`}
            {unfit && ` · ${t(view.by === 'webrtc' ? 'tile.transcoded' : `tile.untouched.${unfit}`)}`}
          </span>
        )}
      </footer>
      <TileActions>
        {hasAudio && onAudible && (
          <button type="button" onClick={onAudible} aria-pressed={audible} aria-label={t('tile.audible')}>
            {audible ? <IconVolume size={16} /> : <IconVolumeOff size={16} />}
          </button>
        )}
        {actions}
      </TileActions>
    </article>
  );
}

function Trouble({ view: { state, cause }, isOverPicture }: { view: TileView; isOverPicture: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={classes.trouble} data-veil={isOverPicture}>
      <strong>
        <StateMark state={state} size={20} />
      </strong>
      <p>{cause ? failureText(t, cause) : t(`tile.explained.${state}`)}</p>
    </div>
  );
}

/** Of a picture that does not move: how old what one sees is. */
function PictureAge({ atMs }: { atMs: number | null | undefined }) {
  const { t } = useTranslation();
  const { duration } = useTimeText();
  const nowMs = useNowMs();
  if (typeof atMs !== 'number') return null;
  return <span className={classes.age}>{t('tile.pictureAge', { duration: duration(nowMs - atMs) })}</span>;
}

function Delay({ delayMs }: { delayMs: number | null }) {
  const { t } = useTranslation();
  if (delayMs === null) return null;
  const isLate = delayMs > LATE_FROM_MS;
  return (
    <span className={classes.delay} data-late={isLate} title={t('tile.delayMeaning')}>
      {isLate
        ? t('tile.delaySeconds', { seconds: (delayMs / 1_000).toFixed(1) })
        : t('tile.delayMs', { ms: Math.max(1, Math.round(delayMs / DELAY_STEP_MS)) * DELAY_STEP_MS })}
    </span>
  );
}
