/** Recordings of one to sixteen cameras on one clock: looked at, locked as evidence, exported. */
import { VisuallyHidden } from '@mantine/core';
import { IconDeviceCctv } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import { dayOf, daySpan } from '../../../config/contract/site-day.ts';
import { Empty, Loading } from '../kit/ListState.tsx';
import { serverNowMs } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useSiteProfile } from '../session/session.ts';
import { CameraTree } from '../wall/CameraTree.tsx';
import { MonthCalendar } from './MonthCalendar.tsx';
import { PlaybackDeskView } from './PlaybackDeskView.tsx';
import classes from './PlaybackPage.module.css';
import { idsOf, toggled } from './playback.rules.ts';
import { newPlaybackDesk } from './playback-desk.ts';
import { SidePanel } from './SidePanel.tsx';
import { centredOn } from './timeline.rules.ts';
import { useOfMoment } from './use-desk.ts';
import { usePermitted } from './use-permitted.ts';

/** Somebody who asks for no moment sees the last minutes. */
const BACK_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;
const WRITE_AFTER_MS = 500;
const DAY_LOOKS_MS = 1_000;

export function PlaybackPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { timeZone } = useSiteProfile();
  const search = useSearch({ from: '/console/playback' });
  const cameraIds = useMemo(() => idsOf(search.camera), [search.camera]);
  const permittedIds = usePermitted(cameraIds, 'recording.view');
  const isLoaded = useSite((site) => site.loaded);
  const { cameraId: selectedId, selectCamera } = useSelection();
  const written = useRef(search.at);
  const [desk] = useState(() => {
    const atMs = search.at ?? serverNowMs() - BACK_MS;
    const day = daySpan(dayOf(atMs, timeZone), timeZone);
    const view = search.at === undefined ? day : centredOn(atMs, { fromMs: 0, toMs: HOUR_MS });
    return newPlaybackDesk({ atMs, view, range: rangeOf(search) });
  });
  const day = useOfMoment(desk, DAY_LOOKS_MS, () => dayOf(desk.momentMs(), timeZone));

  // Somebody followed a link to another moment while this screen was open.
  useEffect(() => {
    if (search.at === undefined || search.at === written.current) return;
    written.current = search.at;
    desk.go(search.at);
  }, [desk, search.at]);

  // Where one is stays in the address, so that it can be sent and kept.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = () => {
      const { range } = desk.store.getState();
      const at = Math.round(desk.momentMs());
      written.current = at;
      const ofRange = { from: range ? range.fromMs : undefined, to: range ? range.toMs : undefined };
      void navigate({ to: '/playback', search: (before) => ({ ...before, at, ...ofRange }), replace: true });
    };
    const stop = desk.store.subscribe((state, before) => {
      if (state.time === before.time && state.range === before.range) return;
      clearTimeout(timer);
      timer = setTimeout(write, WRITE_AFTER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [desk, navigate]);

  const choose = (ids: readonly string[]) =>
    void navigate({
      to: '/playback',
      search: (before) => ({ ...before, camera: ids.length > 0 ? ids.join(',') : undefined }),
      replace: true,
    });
  // What is in hand elsewhere is what one wants to see again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, where the address says nothing
  useEffect(() => {
    if (search.camera === undefined && selectedId !== null) choose([selectedId]);
  }, []);
  const pick = (cameraId: string) => {
    selectCamera(cameraId);
    choose(toggled(cameraIds, cameraId));
  };
  const pickDay = (picked: string) => {
    const span = daySpan(picked, timeZone);
    desk.setCentred(false);
    desk.setView(() => span);
    desk.go(span.fromMs);
    // Playing, it goes on to the first picture of that day by itself.
    desk.run(1);
  };
  const open = (cameraId: string, range: RecordedSpan) => {
    if (!cameraIds.includes(cameraId)) choose(toggled(cameraIds, cameraId));
    const margin = Math.max(HOUR_MS / 60, range.toMs - range.fromMs);
    selectCamera(cameraId);
    desk.setRange(range);
    desk.setView(() => ({ fromMs: range.fromMs - margin, toMs: range.toMs + margin }));
    desk.go(range.fromMs);
  };

  return (
    <main className={classes.page}>
      <VisuallyHidden component="h1">{t('playback.title')}</VisuallyHidden>
      <CameraTree shownIds={new Set(cameraIds)} selectedId={selectedId} onPick={pick} />
      {!isLoaded && <Loading />}
      {isLoaded && cameraIds.length > 0 && (
        <PlaybackDeskView
          {...{ desk, cameraIds, permittedIds, day, selectedId }}
          onSelect={selectCamera}
          onRemove={(cameraId) => choose(cameraIds.filter((other) => other !== cameraId))}
          onPickDay={pickDay}
        />
      )}
      {isLoaded && cameraIds.length === 0 && (
        <div className={classes.nothing}>
          <Empty icon={IconDeviceCctv} title={t('playback.choose')} hint={t('playback.chooseHint')} />
        </div>
      )}
      <aside className={classes.side}>
        <MonthCalendar cameraIds={permittedIds} day={day} onPick={pickDay} />
        <SidePanel onOpen={open} />
      </aside>
    </main>
  );
}

function rangeOf({ from, to }: { from?: number | undefined; to?: number | undefined }): RecordedSpan | null {
  return from !== undefined && to !== undefined && from < to ? { fromMs: from, toMs: to } : null;
}
