/** The picture, what can be done with it, and the day it is of. */
import { ActionIcon, Button, Modal, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
import {
  IconDownload,
  IconLock,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconRewindBackward10,
  IconRewindForward10,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import { api } from '../api/api.ts';
import type { ShownFailure } from '../api/failure.ts';
import { failureText } from '../api/failure-text.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useSite } from '../realtime/site-store.ts';
import { useMay, useSiteProfile } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { ExportForm } from './ExportForm.tsx';
import { LockForm } from './LockForm.tsx';
import { LockList } from './LockList.tsx';
import classes from './PlaybackPage.module.css';
import { dayOf, dayView, playableFrom } from './playback.rules.ts';
import { openRecordingPlayer, type RecordingPlayer } from './recording-player.ts';
import { Timeline } from './Timeline.tsx';

const RATES = [0.5, 1, 2, 4, 8];
/** Today's grows while one looks at it. */
const LOOK_AGAIN_MS = 10_000;
/** Somebody who asks for no moment sees the last minutes. */
const BACK_MS = 5 * 60_000;

type RecordingDeskProps = { camera: Camera; startMs: number | null };

export function RecordingDesk({ camera, startMs }: RecordingDeskProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const { timeZone } = useSiteProfile();
  const mayLock = useMay('recording.lock');
  const mayExport = useMay('recording.export');
  const [atMs, setAtMs] = useState(() => startMs ?? Date.now() - BACK_MS);
  const [day, setDay] = useState(() => dayOf(atMs, timeZone));
  const [range, setRange] = useState<RecordedSpan | null>(null);
  const [rate, setRate] = useState(1);
  const [isPaused, setIsPaused] = useState(false);
  const [isWaiting, setIsWaiting] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [dialog, setDialog] = useState<'lock' | 'export' | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const player = useRef<RecordingPlayer>(null);
  const view = useMemo(() => dayView(day, timeZone), [day, timeZone]);
  const recordings = useQuery({
    queryKey: ['recordings', camera.id, view.fromMs],
    queryFn: ({ signal }) =>
      api('GET /api/recordings', { query: { cameraId: camera.id, fromMs: view.fromMs, toMs: view.toMs }, signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const spans = recordings.data?.spans ?? [];
  const allAlerts = useSite((site) => site.alerts);
  const alerts = useMemo(
    () =>
      [...allAlerts.values()]
        .filter(
          ({ cameraId, raisedAtMs }) => cameraId === camera.id && raisedAtMs >= view.fromMs && raisedAtMs < view.toMs,
        )
        .toSorted((one, other) => one.raisedAtMs - other.raisedAtMs),
    [allAlerts, camera.id, view],
  );

  const go = (moment: number) => {
    setAtMs(moment);
    const playable = playableFrom(moment, spans);
    if (playable === undefined) {
      setFailure({ code: 'RECORDING_NOT_FOUND', detail: {} });
      return;
    }
    player.current?.playFrom(playable);
  };

  useEffect(() => {
    if (!video.current) return;
    const opened = openRecordingPlayer({
      cameraId: camera.id,
      video: video.current,
      onMoment: setAtMs,
      onFailure: setFailure,
      onWaiting: setIsWaiting,
    });
    player.current = opened;
    return () => opened.close();
  }, [camera.id]);

  // Once it is known what there is; later only when somebody goes somewhere.
  const hasStarted = useRef(false);
  useEffect(() => {
    if (hasStarted.current || !recordings.data) return;
    hasStarted.current = true;
    const playable = playableFrom(atMs, recordings.data.spans) ?? recordings.data.spans.at(-1)?.fromMs;
    if (playable !== undefined) player.current?.playFrom(playable);
  }, [recordings.data, atMs]);

  useEffect(() => {
    if (video.current) video.current.playbackRate = rate;
  }, [rate]);

  const toggle = () => {
    if (video.current?.paused) void video.current.play().catch(() => setIsPaused(true));
    else video.current?.pause();
  };
  const step = (byMs: number) => go(atMs + byMs);
  const toAlert = (direction: 1 | -1) => {
    const next =
      direction > 0
        ? alerts.find(({ raisedAtMs }) => raisedAtMs > atMs + 6_000)
        : alerts.findLast(({ raisedAtMs }) => raisedAtMs < atMs);
    // A little before it, or one would come too late.
    if (next) go(next.raisedAtMs - 5_000);
  };
  const pickDay = (picked: string) => {
    if (picked === '') return;
    setDay(picked);
    setRange(null);
    hasStarted.current = false;
    setAtMs(dayView(picked, timeZone).fromMs);
  };

  useCommands([
    { id: 'playback.toggle', group: 'playback', label: t('playback.playOrPause'), keys: ['Space'], run: toggle },
    { id: 'playback.back', group: 'playback', label: t('playback.back10'), keys: ['j'], run: () => step(-10_000) },
    { id: 'playback.forward', group: 'playback', label: t('playback.forward10'), keys: ['l'], run: () => step(10_000) },
    { id: 'playback.nextAlert', group: 'playback', label: t('playback.nextAlert'), keys: ['n'], run: () => toAlert(1) },
    {
      id: 'playback.lastAlert',
      group: 'playback',
      label: t('playback.lastAlert'),
      keys: ['p'],
      run: () => toAlert(-1),
    },
  ]);

  const isEmpty = recordings.data !== undefined && spans.length === 0;
  const button = (label: string, run: () => void, icon: React.ReactNode) => (
    <Tooltip label={label}>
      <ActionIcon size="lg" aria-label={label} onClick={run}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );

  return (
    <section className={classes.desk} aria-label={t('playback.title')}>
      <header className={classes.head}>
        <h1>{camera.name}</h1>
        <strong className={classes.moment}>{time.dateTime(atMs)}</strong>
        <TextInput
          type="date"
          size="xs"
          aria-label={t('playback.day')}
          value={day}
          max={dayOf(Date.now(), timeZone)}
          onChange={(event) => pickDay(event.currentTarget.value)}
        />
      </header>
      <div className={classes.picture} data-waiting={isWaiting}>
        <video
          ref={video}
          muted
          playsInline
          disablePictureInPicture
          data-recording-of={camera.id}
          data-at-ms={Math.round(atMs)}
          aria-label={t('playback.picture', { name: camera.name })}
          onPlay={() => setIsPaused(false)}
          onPause={() => setIsPaused(true)}
          onLoadedMetadata={(event) => {
            event.currentTarget.playbackRate = rate;
          }}
        />
        {isWaiting && !failure && <p role="status">{t('state.loading')}</p>}
        {failure && <p role="alert">{failureText(t, failure)}</p>}
        {isEmpty && !failure && <p role="status">{t('playback.nothingThatDay')}</p>}
      </div>
      <div className={classes.controls}>
        {button(t('playback.lastAlert'), () => toAlert(-1), <IconPlayerSkipBack size={18} />)}
        {button(t('playback.back10'), () => step(-10_000), <IconRewindBackward10 size={18} />)}
        {button(
          t('playback.playOrPause'),
          toggle,
          isPaused ? <IconPlayerPlay size={20} /> : <IconPlayerPause size={20} />,
        )}
        {button(t('playback.forward10'), () => step(10_000), <IconRewindForward10 size={18} />)}
        {button(t('playback.nextAlert'), () => toAlert(1), <IconPlayerSkipForward size={18} />)}
        <SegmentedControl
          aria-label={t('playback.rate')}
          value={String(rate)}
          onChange={(value) => setRate(Number(value))}
          data={RATES.map((value) => ({ value: String(value), label: `${value}×` }))}
        />
        <span className={classes.rangeText}>
          {range
            ? `${time.clock(range.fromMs)} – ${time.clock(range.toMs)}（${time.duration(range.toMs - range.fromMs)}）`
            : t('playback.rangeHint')}
        </span>
        {mayLock && (
          <Button
            variant="default"
            leftSection={<IconLock size={15} />}
            disabled={!range}
            onClick={() => setDialog('lock')}
          >
            {t('playback.lock')}
          </Button>
        )}
        {mayExport && (
          <Button leftSection={<IconDownload size={15} />} disabled={!range} onClick={() => setDialog('export')}>
            {t('playback.export')}
          </Button>
        )}
      </div>
      <Timeline
        cameraId={camera.id}
        day={view}
        spans={spans}
        locks={recordings.data?.locks ?? []}
        alerts={alerts}
        atMs={atMs}
        range={range}
        onGo={go}
        onRange={setRange}
      />
      <LockList locks={recordings.data?.locks ?? []} mayUnlock={mayLock} onGo={go} />
      <Modal
        opened={dialog !== null}
        onClose={() => setDialog(null)}
        title={t(dialog === 'lock' ? 'playback.lockTitle' : 'playback.exportTitle')}
      >
        {range && dialog === 'lock' && <LockForm camera={camera} range={range} onDone={() => setDialog(null)} />}
        {range && dialog === 'export' && <ExportForm camera={camera} range={range} onDone={() => setDialog(null)} />}
      </Modal>
    </section>
  );
}
