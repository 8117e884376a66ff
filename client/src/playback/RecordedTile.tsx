/** What one camera recorded at the desk's moment, or in a word why there is no picture. */
import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconFolderPlus,
  IconVolume,
  IconVolumeOff,
  IconX,
} from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import type { RecordedSpan, RecordingSource } from '../../../config/contract/recording.ts';
import { failureOf, type ShownFailure } from '../api/failure.ts';
import { failureText } from '../api/failure-text.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { onPicture } from '../video/double-click.ts';
import { openStill } from '../video/still.ts';
import { TileActions } from '../video/TileActions.tsx';
import { Watermark } from '../video/Watermark.tsx';
import { coverageAt, isByKeyFrames, isRunning, type PlaybackTime, playedAt } from './playback-clock.rules.ts';
import type { PlaybackDesk } from './playback-desk.ts';
import classes from './RecordedTile.module.css';
import { openRecordingPlayer, type RecordingPlayer } from './recording-player.ts';
import { joined } from './timeline.rules.ts';
import type { Held, Recorded } from './use-recorded.ts';

/** `shown` with a picture of the moment; `gap` where nothing was recorded then. */
export type TileState = 'loading' | 'shown' | 'gap' | 'failed';
export type OpenTile = { player: RecordingPlayer; state: TileState };

type RecordedTileProps = {
  camera: Camera;
  desk: PlaybackDesk;
  recorded: Recorded;
  /** What its recorder holds; undefined where it has none. */
  held: Held | undefined;
  tileCount: number;
  isSelected: boolean;
  isEnlarged: boolean;
  isCovered: boolean;
  /** The one that is listened to. */
  isAudible: boolean;
  /** Every open tile by its camera, for whoever waits for them or steps by their pictures. */
  tiles: Map<string, OpenTile>;
  onSelect: () => void;
  onEnlarge: () => void;
  /** Left out for whoever may not listen. */
  onAudible?: (() => void) | undefined;
  /** Puts what is shown into an incident. Left out for whoever may not. */
  onKeep?: (() => void) | undefined;
  onRemove: () => void;
};

const FOLLOW_EVERY_MS = 80;

/** What is said of the sound that was asked for; nothing while it is heard, or stands still. */
const SAID_SOUNDS = {
  off: undefined,
  heard: undefined,
  missing: 'playback.noSoundNow',
  otherRate: 'playback.soundAtNormal',
} as const;
type SoundState = keyof typeof SAID_SOUNDS;

function soundAt(atMs: number, { rate }: PlaybackTime, sounding: readonly RecordedSpan[]): SoundState {
  if (!coverageAt(atMs, sounding).isRecorded) return 'missing';
  return rate === 1 ? 'heard' : 'otherRate';
}

export function RecordedTile({ camera, desk, recorded, held, tileCount, tiles, ...tile }: RecordedTileProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const video = useRef<HTMLVideoElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<TileState>('loading');
  const [nextMs, setNextMs] = useState<number | undefined>();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [sound, setSound] = useState<SoundState>('off');
  const { isAudible } = tile;
  const [source, setSource] = useState<RecordingSource>('own');
  const all = useMemo(() => joined([...recorded.spans, ...(held?.spans ?? [])]), [recorded.spans, held]);
  const latest = useRef({ recorded, held, all, tileCount, isAudible });
  latest.current = { recorded, held, all, tileCount, isAudible };

  useEffect(() => {
    if (!video.current || !still.current) return;
    let hasFailed = false;
    const player = openRecordingPlayer({
      cameraId: camera.id,
      video: video.current,
      still: openStill(video.current, still.current),
      onFailure: (told) => {
        hasFailed = told !== null;
        setFailure(told);
      },
    });
    const open: OpenTile = { player, state: 'loading' };
    tiles.set(camera.id, open);
    const look = () => {
      const { recorded, held, all, tileCount, isAudible } = latest.current;
      const { time } = desk.store.getState();
      const atMs = desk.momentMs();
      const coverage = coverageAt(atMs, all);
      setSound(isAudible ? soundAt(atMs, time, recorded.sounding) : 'off');
      if (coverage.isRecorded) {
        const from = playedAt(atMs, recorded.spans, held?.spans ?? []);
        // Nobody knows where a recorder's key frames are.
        const byKeyFrames = from === 'own' && isByKeyFrames(time.rate, tileCount);
        const isHeard = isAudible && from === 'own';
        player.follow({ atMs, rate: time.rate, isRunning: isRunning(time), byKeyFrames, source: from, isHeard });
        setSource(from);
        open.state = hasFailed ? 'failed' : player.isReady ? 'shown' : 'loading';
      } else {
        player.rest();
        setSource('own');
        open.state = recorded.isKnown ? 'gap' : recorded.error ? 'failed' : 'loading';
        setNextMs(coverage.nextMs);
      }
      setState(open.state);
    };
    const timer = setInterval(look, FOLLOW_EVERY_MS);
    const stop = desk.store.subscribe(look);
    return () => {
      clearInterval(timer);
      stop();
      tiles.delete(camera.id);
      player.close();
    };
  }, [camera.id, desk, tiles]);

  return (
    <article
      className={classes.tile}
      data-state={state}
      data-source={source}
      data-selected={tile.isSelected}
      data-covered={tile.isCovered}
      data-enlarged={tile.isEnlarged}
      aria-label={camera.name}
      onPointerDown={tile.onSelect}
      onDoubleClick={onPicture(tile.onEnlarge)}
    >
      <video
        ref={video}
        muted
        playsInline
        disablePictureInPicture
        data-recording-of={camera.id}
        data-state={state}
        aria-label={t('playback.picture', { name: camera.name })}
      />
      <canvas ref={still} className={classes.still} hidden />
      <Watermark />
      {state === 'loading' && (
        <p className={classes.loading} role="status">
          <span>{t('state.loading')}</span>
        </p>
      )}
      {state === 'gap' && (
        <div className={classes.word} role="status">
          <strong>{t('playback.notRecorded')}</strong>
          {held?.error !== undefined && held.error !== null && (
            <p>{t('playback.recorderAway', { reason: failureText(t, failureOf(held.error)) })}</p>
          )}
          {nextMs !== undefined && (
            <button type="button" onClick={() => desk.go(nextMs)}>
              {t('playback.nextRecorded', { time: time.clock(nextMs) })}
            </button>
          )}
        </div>
      )}
      {state === 'failed' && (
        <div className={classes.word} role="alert">
          <p>{failure ? failureText(t, failure) : t('playback.unknown')}</p>
        </div>
      )}
      <footer className={classes.strip}>
        {camera.name}
        {isAudible && <IconVolume className={classes.audible} size={14} aria-hidden />}
        {source === 'recorder' && <span className={classes.source}>{t('playback.layer.recorder')}</span>}
        {SAID_SOUNDS[sound] && <span className={classes.sound}>{t(SAID_SOUNDS[sound])}</span>}
      </footer>
      <TileActions>
        {tile.onAudible && (
          <button
            type="button"
            onClick={tile.onAudible}
            disabled={recorded.sounding.length === 0}
            aria-pressed={isAudible}
            aria-label={t(recorded.sounding.length === 0 ? 'playback.noSound' : 'tile.audible')}
            title={recorded.sounding.length === 0 ? t('playback.noSound') : undefined}
          >
            {isAudible ? <IconVolume size={16} /> : <IconVolumeOff size={16} />}
          </button>
        )}
        {tile.onKeep && state === 'shown' && (
          <button type="button" onClick={tile.onKeep} aria-label={t('seen.into')} title={t('seen.into')}>
            <IconFolderPlus size={16} />
          </button>
        )}
        <button type="button" onClick={tile.onEnlarge} aria-label={t(tile.isEnlarged ? 'wall.shrink' : 'wall.enlarge')}>
          {tile.isEnlarged ? <IconArrowsMinimize size={16} /> : <IconArrowsMaximize size={16} />}
        </button>
        <button type="button" onClick={tile.onRemove} aria-label={t('playback.removeCamera', { name: camera.name })}>
          <IconX size={16} />
        </button>
      </TileActions>
    </article>
  );
}
