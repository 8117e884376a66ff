/** The pictures, what moves their time, and the timeline below them. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCalendarOff, IconDownload, IconLock } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { dayOf } from '../../../config/contract/site-day.ts';
import type { TimedPicture } from '../api/api.ts';
import { Modal } from '../kit/Modal.tsx';
import { serverNowMs } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { SeenIntoIncident } from '../seen/SeenIntoIncident.tsx';
import { useMayKeep } from '../seen/use-may-keep.ts';
import { useMay, useSiteProfile } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { LAYERS, type Layer, type TimelineRow } from './draw-timeline.ts';
import { ExportForm } from './ExportForm.tsx';
import { searchEvent, timesOf } from './event-search.ts';
import { LayerBar } from './LayerBar.tsx';
import { LockForm } from './LockForm.tsx';
import { useNeighbourDays } from './MonthCalendar.tsx';
import { PlaybackControls } from './PlaybackControls.tsx';
import classes from './PlaybackPage.module.css';
import type { PlaybackDesk } from './playback-desk.ts';
import type { OpenTile } from './RecordedTile.tsx';
import { daysOf } from './recorded.rules.ts';
import { TileGrid } from './TileGrid.tsx';
import { Timeline } from './Timeline.tsx';
import { joined } from './timeline.rules.ts';
import { useDesk, useDeskTicker, useMoment, useOfMoment } from './use-desk.ts';
import { usePermitted } from './use-permitted.ts';
import { usePlaybackMoves } from './use-playback-moves.ts';
import { useHeld, useRecorded, useRecordedEvents } from './use-recorded.ts';

const CLOCK_MS = 100;
const DAYS_LOOK_MS = 1_000;

type PlaybackDeskViewProps = {
  desk: PlaybackDesk;
  cameraIds: readonly string[];
  /** Those of them whose recordings this person may look at. */
  permittedIds: readonly string[];
  day: string;
  selectedId: string | null;
  onSelect: (cameraId: string) => void;
  onRemove: (cameraId: string) => void;
  onPickDay: (day: string) => void;
};

export function PlaybackDeskView({
  desk,
  cameraIds,
  permittedIds,
  day,
  onSelect,
  onRemove,
  onPickDay,
  ...props
}: PlaybackDeskViewProps) {
  const { t } = useTranslation();
  const { timeZone } = useSiteProfile();
  const mayLock = useMay('recording.lock');
  const cameras = useSite((site) => site.cameras);
  const exportableIds = usePermitted(permittedIds, 'recording.export');
  const mayExport = exportableIds.length > 0;
  const range = useDesk(desk, (state) => state.range);
  const [enlarged, setEnlarged] = useState<string | null>(null);
  const [audibleId, setAudible] = useState<string | null>(null);
  const [layers, setLayers] = useState<ReadonlySet<Layer>>(new Set(LAYERS));
  const [dialog, setDialog] = useState<'lock' | 'export' | null>(null);
  const [seen, setSeen] = useState<{ camera: Camera; picture: TimedPicture } | null>(null);
  const mayKeep = useMayKeep();
  const tiles = useRef(new Map<string, OpenTile>()).current;
  const selectedId = cameraIds.includes(props.selectedId ?? '') ? props.selectedId : (cameraIds[0] ?? null);
  const enlargedId = cameraIds.length > 1 && cameraIds.includes(enlarged ?? '') ? enlarged : null;

  const days = useShownDays(desk, timeZone);
  const recorded = useRecorded(permittedIds, days, dayOf(serverNowMs(), timeZone), timeZone);
  const withDevice = permittedIds.filter((cameraId) => cameras.get(cameraId)?.onvifUrl);
  const held = useHeld(withDevice, days, timeZone);
  const events = useRecordedEvents(permittedIds, days, timeZone);
  const rows = useMemo(
    (): TimelineRow[] =>
      recorded.map(({ cameraId, spans, locks }) => ({
        cameraId,
        spans,
        held: held.get(cameraId)?.spans ?? [],
        locks,
        alerts: events.alerts.filter((alert) => alert.cameraId === cameraId),
        incidents: events.incidents.filter((incident) => incident.cameraId === cameraId),
      })),
    [recorded, held, events],
  );
  const isKnown = recorded.every((each) => each.isKnown);
  const isAnswered = recorded.every((each) => each.isKnown || each.error !== null);
  const mayCome = [...held.values()].some(({ isAnswered }) => !isAnswered);
  const isEmptyDay =
    isKnown &&
    !mayCome &&
    recorded.length > 0 &&
    rows.every((row) => ![...row.spans, ...row.held].some((span) => touchesDay(span, day, timeZone)));

  const spans = useMemo(() => rows.map((row) => joined([...row.spans, ...row.held])), [rows]);
  const watched = useRef({ spans, areKnown: isAnswered, mayCome, isReady: () => areReady(tiles) });
  watched.current = { spans, areKnown: isAnswered, mayCome, isReady: () => areReady(tiles) };
  useDeskTicker(desk, watched);

  const enlarge = (cameraId: string) => setEnlarged((now) => (now === cameraId ? null : cameraId));
  const hear = (cameraId: string) => setAudible((now) => (now === cameraId ? null : cameraId));
  const selected = cameras.get(selectedId ?? '');
  const keep = async (cameraId: string) => {
    const camera = cameras.get(cameraId);
    const picture = await tiles.get(cameraId)?.player.picture();
    if (!camera || !picture) return notifications.show({ message: t('seen.noPicture') });
    desk.pause();
    setSeen({ camera, picture });
  };
  const moves = usePlaybackMoves({
    desk,
    eventTimesMs: timesOf(events),
    searchEvent: (atMs, direction) =>
      searchEvent({ cameraIds: permittedIds, atMs, direction, timeZone, nowMs: serverNowMs() }),
    step: async (direction) => tiles.get(selectedId ?? '')?.player.step(direction),
    selectNext: (direction) => {
      const next = cameraIds.at((cameraIds.indexOf(selectedId ?? '') + direction) % cameraIds.length);
      if (next === undefined) return;
      onSelect(next);
      setEnlarged((now) => (now === null ? null : next));
    },
    enlarge: () => selectedId !== null && enlarge(selectedId),
    hear: () => {
      const hasSound = recorded.some(({ cameraId, sounding }) => cameraId === selectedId && sounding.length > 0);
      if (selectedId !== null && hasSound) hear(selectedId);
    },
    keep: selected && mayKeep(selected) ? () => void keep(selected.id) : null,
    lock: range && mayLock ? () => setDialog('lock') : null,
    takeOut: range && mayExport ? () => setDialog('export') : null,
  });
  const toggleLayer = (layer: Layer) =>
    setLayers((before) => new Set(LAYERS.filter((each) => (each === layer) !== before.has(each))));
  const close = () => setDialog(null);

  return (
    <section className={classes.desk} aria-label={t('playback.title')}>
      <div className={classes.stage}>
        <TileGrid
          {...{
            desk,
            cameraIds,
            recorded,
            held,
            cameras,
            tiles,
            selectedId,
            enlargedId,
            audibleId,
            onSelect,
            onRemove,
          }}
          onAudible={hear}
          onKeep={(cameraId) => void keep(cameraId)}
          onEnlarge={enlarge}
        />
        {isEmptyDay && <EmptyDay cameraIds={permittedIds} day={day} onPickDay={onPickDay} />}
        <Moment desk={desk} />
      </div>
      <PlaybackControls desk={desk} moves={moves}>
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
      </PlaybackControls>
      <LayerBar desk={desk} layers={layers} held={[...held.values()]} onToggle={toggleLayer} />
      <Timeline
        {...{ desk, rows, selectedId, layers, onSelect }}
        nameOf={(cameraId) => cameras.get(cameraId)?.name ?? t('playback.cameraGone')}
      />
      <Modal
        opened={dialog !== null && range !== null}
        onClose={close}
        title={t(dialog === 'lock' ? 'playback.lockTitle' : 'playback.exportTitle')}
      >
        {range && dialog === 'lock' && <LockForm cameraIds={permittedIds} range={range} onDone={close} />}
        {range && dialog === 'export' && <ExportForm cameraIds={exportableIds} range={range} onDone={close} />}
      </Modal>
      <Modal opened={seen !== null} onClose={() => setSeen(null)} title={t('seen.into')} size={900}>
        {seen && (
          <SeenIntoIncident
            camera={seen.camera}
            recorded={{ picture: seen.picture, marked: range }}
            onDone={() => setSeen(null)}
          />
        )}
      </Modal>
    </section>
  );
}

/** Above the pictures, for it is what they all are of; to the thousandth where it stands still. */
function Moment({ desk }: { desk: PlaybackDesk }) {
  const time = useTimeText();
  const momentMs = useMoment(desk, CLOCK_MS);
  const isPlaying = useDesk(desk, (state) => state.time.isPlaying);
  const rate = useDesk(desk, (state) => state.time.rate);
  return (
    <time className={classes.moment} data-moment-ms={Math.round(momentMs)}>
      {time.dateTime(momentMs)}
      {!isPlaying && <small>.{String(Math.floor(momentMs) % 1_000).padStart(3, '0')}</small>}
      {isPlaying && rate !== 1 && <small> {rate}×</small>}
    </time>
  );
}

function EmptyDay({
  cameraIds,
  day,
  onPickDay,
}: {
  cameraIds: readonly string[];
  day: string;
  onPickDay: (day: string) => void;
}) {
  const { t } = useTranslation();
  const { before, after } = useNeighbourDays(cameraIds, day);
  return (
    <div className={classes.emptyDay} role="status">
      <IconCalendarOff size={40} stroke={1.2} aria-hidden />
      <strong>{t('playback.nothingThatDay', { day })}</strong>
      <p>{t('playback.nothingThatDayHint')}</p>
      <div>
        {before && (
          <Button variant="default" onClick={() => onPickDay(before)}>
            {t('playback.dayBefore', { day: before })}
          </Button>
        )}
        {after && (
          <Button variant="default" onClick={() => onPickDay(after)}>
            {t('playback.dayAfter', { day: after })}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The days that are looked at change rarely, the view they come from all the time. */
function useShownDays(desk: PlaybackDesk, timeZone: string): readonly string[] {
  const text = useOfMoment(desk, DAYS_LOOK_MS, () => daysOf(desk.view(), desk.momentMs(), timeZone).join());
  return useMemo(() => text.split(','), [text]);
}

function touchesDay({ fromMs, toMs }: { fromMs: number; toMs: number }, day: string, timeZone: string): boolean {
  return dayOf(fromMs, timeZone) <= day && dayOf(toMs - 1, timeZone) >= day;
}

function areReady(tiles: ReadonlyMap<string, OpenTile>): boolean {
  return tiles.size > 0 && [...tiles.values()].every(({ state }) => state !== 'loading');
}
