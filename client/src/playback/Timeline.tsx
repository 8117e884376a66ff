/**
 * A row for each camera on one scale: what was recorded, what moved, what happened, what is locked.
 *
 * Drag to look elsewhere, scroll to look closer, drag on the scale to go through the
 * time, drag with Shift to mark a range. By keyboard it is a slider.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNowMs } from '../realtime/connection-store.ts';
import { useSiteProfile } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { drawTimeline, type Layer, type Palette, readPalette, type TimelineRow } from './draw-timeline.ts';
import { coverageAt } from './playback-clock.rules.ts';
import type { PlaybackDesk } from './playback-desk.ts';
import { RecordedPicture } from './RecordedPicture.tsx';
import classes from './Timeline.module.css';
import {
  momentAt,
  momentByKey,
  moved,
  RULER_PX,
  rowAt,
  rowHeight,
  shareOf,
  ZOOM_IN,
  zoomByKey,
  zoomed,
} from './timeline.rules.ts';
import { useDesk, useMoment } from './use-desk.ts';

type TimelineProps = {
  desk: PlaybackDesk;
  rows: readonly TimelineRow[];
  nameOf: (cameraId: string) => string;
  selectedId: string | null;
  layers: ReadonlySet<Layer>;
  onSelect: (cameraId: string) => void;
};

/** Less than this is a click with an unsteady hand. */
const DRAG_FROM_PX = 4;
const HANDLE_PX = 7;
const SLOW_MS = 500;
const PREVIEW_PX = 176;

type Drag = { kind: 'scrub' | 'pan' | 'range'; fromPx: number; lastPx: number; fromMs: number; hasMoved: boolean };
type Pointed = { atMs: number; row: number; x: number };

export function Timeline({ desk, rows, nameOf, selectedId, layers, onSelect }: TimelineProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const { timeZone } = useSiteProfile();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<Drag | null>(null);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const momentMs = useMoment(desk, SLOW_MS);
  useDesk(desk, (state) => state.view);
  const latest = useRef({ rows, selectedId, layers, timeZone });
  latest.current = { rows, selectedId, layers, timeZone };

  useEffect(() => {
    const element = canvas.current;
    if (element) return openDrawing(element, desk, latest);
  }, [desk]);
  useEffect(() => {
    const element = canvas.current;
    if (element) return openWheel(element, desk);
  }, [desk]);

  const pointOf = (event: PointerEvent): Pointed => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - left;
    return { atMs: momentAt(x / width, desk.view()), row: rowAt(event.clientY - top, rows.length), x };
  };
  const kindOf = (event: PointerEvent): Drag['kind'] => {
    if (event.shiftKey) return 'range';
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const handleX = shareOf(desk.momentMs(), desk.view()) * width;
    const isOnHandle = Math.abs(event.clientX - left - handleX) <= HANDLE_PX;
    return isOnHandle || event.clientY - top <= RULER_PX ? 'scrub' : 'pan';
  };
  const pointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { atMs } = pointOf(event);
    drag.current = { kind: kindOf(event), fromPx: event.clientX, lastPx: event.clientX, fromMs: atMs, hasMoved: false };
  };
  const pointerMove = (event: PointerEvent) => {
    const point = pointOf(event);
    setPointed(point);
    const from = drag.current;
    if (!from) return;
    from.hasMoved ||= Math.abs(event.clientX - from.fromPx) >= DRAG_FROM_PX;
    if (!from.hasMoved) return;
    if (from.kind === 'scrub') desk.go(Math.min(point.atMs, serverNowMs()));
    if (from.kind === 'range') {
      desk.setRange({ fromMs: Math.min(from.fromMs, point.atMs), toMs: Math.max(from.fromMs, point.atMs) });
    }
    if (from.kind === 'pan') pan(event, from);
    from.lastPx = event.clientX;
  };
  /** Where the moment stays in the middle, moving the time is going through it. */
  const pan = (event: PointerEvent, from: Drag) => {
    const view = desk.view();
    const byMs = ((from.lastPx - event.clientX) / event.currentTarget.clientWidth) * (view.toMs - view.fromMs);
    if (desk.store.getState().isCentred) desk.go(Math.min(desk.momentMs() + byMs, serverNowMs()));
    else desk.setView((before) => moved(before, byMs));
  };
  const pointerUp = (event: PointerEvent) => {
    const from = drag.current;
    drag.current = null;
    if (!from || from.hasMoved || from.kind === 'range') return;
    desk.go(Math.min(from.fromMs, serverNowMs()));
    const { row } = pointOf(event);
    const cameraId = rows[row]?.cameraId;
    if (cameraId !== undefined) onSelect(cameraId);
  };
  const keyDown = (event: KeyboardEvent) => {
    const atMs = momentByKey(event.key, desk.momentMs(), desk.view());
    const factor = zoomByKey(event.key);
    if (atMs !== undefined) desk.go(Math.min(atMs, serverNowMs()));
    else if (factor !== undefined) desk.setView((before) => zoomed(before, desk.momentMs(), factor));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const rowPx = rowHeight(rows.length);
  const height = RULER_PX + rows.length * rowPx;
  const view = desk.view();
  const pointedRow = pointed && rows[pointed.row];
  const isHeld = pointed && pointedRow ? coverageAt(pointed.atMs, pointedRow.held).isRecorded : false;
  const coverage = pointed && pointedRow ? coverageAt(pointed.atMs, pointedRow.spans) : null;

  return (
    <div className={classes.timeline}>
      <ol className={classes.names} style={{ paddingTop: RULER_PX }} aria-hidden>
        {rows.map(({ cameraId }) => (
          <li key={cameraId} data-selected={cameraId === selectedId} style={{ height: rowPx }} title={nameOf(cameraId)}>
            {nameOf(cameraId)}
          </li>
        ))}
      </ol>
      <div className={classes.field}>
        <canvas
          ref={canvas}
          className={classes.canvas}
          style={{ height }}
          role="slider"
          tabIndex={0}
          aria-label={t('playback.timeline')}
          aria-valuemin={Math.round(view.fromMs)}
          aria-valuemax={Math.round(view.toMs)}
          aria-valuenow={Math.round(momentMs)}
          aria-valuetext={time.dateTime(momentMs)}
          data-view-ms={Math.round(view.toMs - view.fromMs)}
          onPointerDown={pointerDown}
          onPointerMove={pointerMove}
          onPointerUp={pointerUp}
          onPointerLeave={() => setPointed(null)}
          onKeyDown={keyDown}
        />
        {pointed && pointedRow && (
          <div
            className={classes.pointed}
            style={{
              left: `clamp(${PREVIEW_PX / 2}px, ${pointed.x}px, calc(100% - ${PREVIEW_PX / 2}px))`,
              bottom: height - 10,
            }}
          >
            {coverage?.isRecorded && (
              <RecordedPicture
                cameraId={pointedRow.cameraId}
                atMs={pointed.atMs}
                spanFromMs={coverage.fromMs}
                viewMs={view.toMs - view.fromMs}
              />
            )}
            <strong>{time.clock(pointed.atMs)}</strong>
            <small>
              {nameOf(pointedRow.cameraId)}
              {coverage?.isRecorded === false && ` · ${t(isHeld ? 'playback.recorderHas' : 'playback.notRecorded')}`}
            </small>
          </div>
        )}
      </div>
    </div>
  );
}

type Latest = {
  current: { rows: readonly TimelineRow[]; selectedId: string | null; layers: ReadonlySet<Layer>; timeZone: string };
};

/** Draws at every repaint that would show something else. */
function openDrawing(canvas: HTMLCanvasElement, desk: PlaybackDesk, latest: Latest): () => void {
  const pen = canvas.getContext('2d');
  if (!pen) return () => {};
  const palette: Palette = readPalette(canvas);
  let drawn: unknown[] = [];
  let handle = 0;
  const look = () => {
    handle = requestAnimationFrame(look);
    const { clientWidth: width, clientHeight: height } = canvas;
    const view = desk.view();
    const { rows, selectedId, layers, timeZone } = latest.current;
    const { range } = desk.store.getState();
    const momentPx = Math.round(shareOf(desk.momentMs(), view) * width);
    const nowS = Math.floor(serverNowMs() / 1_000);
    const wanted = [width, height, view.fromMs, view.toMs, rows, selectedId, layers, range, momentPx, nowS];
    if (width === 0 || wanted.every((value, index) => value === drawn[index])) return;
    drawn = wanted;
    const scale = devicePixelRatio;
    if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
    }
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    const moment = { momentMs: desk.momentMs(), nowMs: serverNowMs() };
    drawTimeline(pen, { width, height }, palette, { view, rows, selectedId, layers, range, timeZone, ...moment });
  };
  look();
  return () => cancelAnimationFrame(handle);
}

/** Not React's: there a wheel's listener cannot keep the page from scrolling. */
function openWheel(canvas: HTMLCanvasElement, desk: PlaybackDesk): () => void {
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const { left, width } = canvas.getBoundingClientRect();
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      desk.setView((before) => moved(before, (sideways / 1_000) * (before.toMs - before.fromMs)));
      return;
    }
    const share = desk.store.getState().isCentred ? 0.5 : (event.clientX - left) / width;
    desk.setView((before) => zoomed(before, momentAt(share, before), event.deltaY > 0 ? 1 / ZOOM_IN : ZOOM_IN));
  };
  canvas.addEventListener('wheel', wheel, { passive: false });
  return () => canvas.removeEventListener('wheel', wheel);
}
