/**
 * A day of one camera: what was recorded, what is locked, where alerts were, and
 * where one is. Click to go there, drag to choose a range, wheel to look closer.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState, type WheelEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../config/contract/alert.ts';
import type { RecordedSpan, RecordingLock } from '../../../config/contract/recording.ts';
import { useSiteProfile } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { momentAt, moved, shareOf, ticksOf, type View, zoomed } from './playback.rules.ts';
import { RecordedPicture } from './RecordedPicture.tsx';
import classes from './Timeline.module.css';

type TimelineProps = {
  cameraId: string;
  day: View;
  spans: readonly RecordedSpan[];
  locks: readonly RecordingLock[];
  alerts: readonly Alert[];
  atMs: number;
  range: RecordedSpan | null;
  onGo: (atMs: number) => void;
  onRange: (range: RecordedSpan | null) => void;
};

/** Less than this is a click with an unsteady hand. */
const DRAG_FROM_PX = 5;
const ZOOM_IN = 0.8;
const STEP_MS = 10_000;

export function Timeline({ cameraId, day, spans, locks, alerts, atMs, range, onGo, onRange }: TimelineProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const { timeZone } = useSiteProfile();
  const [view, setView] = useState(day);
  const [pointedMs, setPointedMs] = useState<number | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const drag = useRef<{ fromPx: number; fromMs: number } | null>(null);

  useEffect(() => setView(day), [day]);

  const momentUnder = (clientX: number) => {
    const { left, width } = bar.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return momentAt(Math.min(1, Math.max(0, (clientX - left) / width)), view);
  };
  const pointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { fromPx: event.clientX, fromMs: momentUnder(event.clientX) };
  };
  const pointerMove = (event: PointerEvent) => {
    const here = momentUnder(event.clientX);
    setPointedMs(here);
    const from = drag.current;
    if (!from || Math.abs(event.clientX - from.fromPx) < DRAG_FROM_PX) return;
    onRange({ fromMs: Math.min(from.fromMs, here), toMs: Math.max(from.fromMs, here) });
  };
  const pointerUp = (event: PointerEvent) => {
    const from = drag.current;
    drag.current = null;
    if (from && Math.abs(event.clientX - from.fromPx) < DRAG_FROM_PX) onGo(from.fromMs);
  };
  const wheel = (event: WheelEvent) => {
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      setView((before) => moved(before, (event.deltaX / 1_000) * (before.toMs - before.fromMs), day));
      return;
    }
    const around = momentUnder(event.clientX);
    setView((before) => zoomed(before, around, event.deltaY > 0 ? 1 / ZOOM_IN : ZOOM_IN, day));
  };
  const keyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -STEP_MS, ArrowRight: STEP_MS }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onGo(atMs + step);
  };
  const place = (span: RecordedSpan) => {
    const from = Math.max(0, shareOf(span.fromMs, view));
    const to = Math.min(1, shareOf(span.toMs, view));
    return { left: `${from * 100}%`, width: `${Math.max(0, to - from) * 100}%` };
  };
  const pointedSpan = spans.find(({ fromMs, toMs }) => fromMs <= (pointedMs ?? 0) && toMs > (pointedMs ?? 0));
  const isShown = (moment: number) => moment >= view.fromMs && moment <= view.toMs;

  return (
    <div className={classes.timeline}>
      <div
        ref={bar}
        className={classes.bar}
        role="slider"
        tabIndex={0}
        aria-label={t('playback.timeline')}
        aria-valuemin={day.fromMs}
        aria-valuemax={day.toMs}
        aria-valuenow={atMs}
        aria-valuetext={time.dateTime(atMs)}
        onPointerDown={pointerDown}
        onPointerMove={pointerMove}
        onPointerUp={pointerUp}
        onPointerLeave={() => setPointedMs(null)}
        onWheel={wheel}
        onKeyDown={keyDown}
      >
        {ticksOf(view, 13, timeZone).map((tick) => (
          <span key={tick} className={classes.tick} style={{ left: `${shareOf(tick, view) * 100}%` }}>
            {time.clock(tick).slice(0, 5)}
          </span>
        ))}
        {spans.map((span) => (
          <i key={span.fromMs} className={classes.recorded} data-span style={place(span)} />
        ))}
        {locks.map((lock) => (
          <i key={lock.id} className={classes.locked} style={place(lock)} title={`${lock.reason} · ${lock.by.name}`} />
        ))}
        {range && <i className={classes.range} style={place(range)} />}
        {alerts
          .filter(({ raisedAtMs }) => isShown(raisedAtMs))
          .map(({ id, level, raisedAtMs }) => (
            <i
              key={id}
              className={classes.alert}
              data-level={level}
              style={{ left: `${shareOf(raisedAtMs, view) * 100}%` }}
            />
          ))}
        {isShown(atMs) && <i className={classes.now} style={{ left: `${shareOf(atMs, view) * 100}%` }} />}
      </div>
      {pointedMs !== null && (
        <div
          className={classes.pointed}
          style={{ left: `clamp(90px, ${shareOf(pointedMs, view) * 100}%, calc(100% - 90px))` }}
        >
          {pointedSpan && <RecordedPicture cameraId={cameraId} atMs={pointedMs} spanFromMs={pointedSpan.fromMs} />}
          <strong>{time.clock(pointedMs)}</strong>
        </div>
      )}
    </div>
  );
}
