/** Draws the timeline: the scale, a row for each camera with its layers, the marked range and the moment. */
import type { Alert } from '../../../config/contract/alert.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import type { RecordedSpan, RecordingLock } from '../../../config/contract/recording.ts';
import { clockText } from '../time/time-text.ts';
import { bars, isFine, RULER_PX, rowHeight, shareOf, ticksOf, type View } from './timeline.rules.ts';

export const LAYERS = ['motion', 'alerts', 'incidents', 'locks'] as const;
export type Layer = (typeof LAYERS)[number];

export type TimelineRow = {
  cameraId: string;
  spans: readonly RecordedSpan[];
  /** What its recorder holds. */
  held: readonly RecordedSpan[];
  locks: readonly RecordingLock[];
  alerts: readonly Alert[];
  incidents: readonly Incident[];
};

export type Drawing = {
  view: View;
  rows: readonly TimelineRow[];
  selectedId: string | null;
  layers: ReadonlySet<Layer>;
  momentMs: number;
  nowMs: number;
  range: RecordedSpan | null;
  timeZone: string;
};

const TOKENS = [
  '--surface-1',
  '--surface-2',
  '--surface-3',
  '--line',
  '--line-strong',
  '--ink',
  '--ink-2',
  '--ink-3',
  '--accent',
  '--accent-dim',
  '--focus',
  '--notice',
  '--warning',
  '--critical',
] as const;
type Token = (typeof TOKENS)[number];
export type Palette = Record<Token, string> & { font: string };

export function readPalette(element: Element): Palette {
  const styles = getComputedStyle(element);
  const tokens = Object.fromEntries(TOKENS.map((token) => [token, styles.getPropertyValue(token).trim()]));
  return { ...(tokens as Record<Token, string>), font: `12px ${styles.fontFamily}` };
}

const RECORDED = '#5f8199';
const HELD = '#9a86c8';
const TICK_EVERY_PX = 88;

export function drawTimeline(
  pen: CanvasRenderingContext2D,
  { width, height }: { width: number; height: number },
  palette: Palette,
  drawing: Drawing,
): void {
  const { view, rows, selectedId, layers, momentMs, nowMs, range, timeZone } = drawing;
  const xOf = (atMs: number) => shareOf(atMs, view) * width;
  const rowPx = rowHeight(rows.length);

  pen.fillStyle = palette['--surface-1'];
  pen.fillRect(0, 0, width, height);
  for (const [index, row] of rows.entries()) {
    const top = RULER_PX + index * rowPx;
    pen.fillStyle = palette[row.cameraId === selectedId ? '--surface-3' : '--surface-2'];
    pen.fillRect(0, top, width, rowPx - 1);
  }
  drawScale();
  for (const [index, row] of rows.entries()) drawRow(row, RULER_PX + index * rowPx);
  drawFuture();
  if (range) drawRange(range);
  drawMoment();

  function drawScale() {
    pen.font = palette.font;
    pen.textBaseline = 'middle';
    pen.textAlign = 'center';
    for (const tick of ticksOf(view, Math.max(2, Math.floor(width / TICK_EVERY_PX)), timeZone)) {
      const x = Math.round(xOf(tick)) + 0.5;
      pen.fillStyle = palette['--line-strong'];
      pen.fillRect(x - 0.5, RULER_PX - 5, 1, height);
      pen.fillStyle = palette['--ink-3'];
      const text = clockText(tick, timeZone);
      pen.fillText(isFine(view) ? text : text.slice(0, 5), x, RULER_PX / 2 - 1);
    }
  }

  function drawRow({ spans, held, locks, alerts, incidents }: TimelineRow, top: number) {
    const inner = rowPx - 1;
    const band = Math.max(4, Math.round(inner * 0.46));
    const bandTop = top + Math.round((inner - band) / 2);
    pen.fillStyle = RECORDED;
    for (const { x, width: length } of bars(spans, view, width)) pen.fillRect(x, bandTop, length, band);
    const thin = inner > 20 ? 4 : 2;
    pen.fillStyle = HELD;
    for (const { x, width: length } of bars(held, view, width)) pen.fillRect(x, top + inner - thin - 1, length, thin);
    if (layers.has('motion')) {
      pen.fillStyle = palette['--ink'];
      const moved = alerts.filter(({ kind }) => kind === 'motion');
      const stretches = moved.map(({ raisedAtMs, lastSeenAtMs }) => ({
        fromMs: raisedAtMs,
        toMs: lastSeenAtMs + 1_000,
      }));
      for (const { x, width: length } of bars(stretches, view, width)) {
        pen.fillRect(x, bandTop - 3, Math.max(1.5, length), 3);
      }
    }
    if (layers.has('locks')) for (const lock of locks) drawLock(lock, bandTop + band, 3);
    if (layers.has('alerts')) {
      for (const { kind, level, raisedAtMs } of alerts) {
        if (kind !== 'motion') drawSign(level, xOf(raisedAtMs), top + inner / 2, Math.min(5, inner / 2 - 1));
      }
    }
    if (layers.has('incidents')) {
      for (const { reportedAtMs } of incidents) drawFlag(xOf(reportedAtMs), top + 1, inner - 2);
    }
  }

  /** A lock that has run out is an empty line: what it kept may be gone. */
  function drawLock({ fromMs, toMs, untilMs }: RecordingLock, top: number, thick: number) {
    const isOver = untilMs !== null && untilMs <= nowMs;
    for (const { x, width: length } of bars([{ fromMs, toMs }], view, width)) {
      pen.fillStyle = palette['--focus'];
      if (isOver) {
        for (let dash = 0; dash < length; dash += 6) pen.fillRect(x + dash, top + 1, Math.min(3, length - dash), 1);
      } else pen.fillRect(x, top, Math.max(2, length), thick);
    }
  }

  /** Each level its own shape, as everywhere. */
  function drawSign(level: Alert['level'], x: number, y: number, half: number) {
    if (x < -half || x > width + half) return;
    pen.fillStyle = palette[`--${level}`];
    pen.beginPath();
    if (level === 'critical') {
      pen.moveTo(x, y - half);
      pen.lineTo(x + half, y);
      pen.lineTo(x, y + half);
      pen.lineTo(x - half, y);
    } else if (level === 'warning') {
      pen.moveTo(x, y - half);
      pen.lineTo(x + half, y + half);
      pen.lineTo(x - half, y + half);
    } else pen.arc(x, y, half * 0.8, 0, 2 * Math.PI);
    pen.fill();
  }

  function drawFlag(x: number, top: number, high: number) {
    if (x < -9 || x > width) return;
    pen.fillStyle = palette['--ink'];
    pen.fillRect(x - 0.5, top, 1.5, high);
    pen.beginPath();
    pen.moveTo(x + 1, top);
    pen.lineTo(x + 8, top + 3);
    pen.lineTo(x + 1, top + 6);
    pen.fill();
  }

  function drawFuture() {
    const from = Math.max(0, xOf(nowMs));
    if (from >= width) return;
    pen.fillStyle = 'rgb(4 5 6 / 55%)';
    pen.fillRect(from, RULER_PX, width - from, height - RULER_PX);
  }

  function drawRange({ fromMs, toMs }: RecordedSpan) {
    const [from, to] = [xOf(fromMs), xOf(toMs)];
    pen.fillStyle = 'rgb(185 212 234 / 20%)';
    pen.fillRect(from, RULER_PX, to - from, height - RULER_PX);
    pen.fillStyle = palette['--focus'];
    pen.fillRect(from - 1, RULER_PX - 4, 2, height);
    pen.fillRect(to - 1, RULER_PX - 4, 2, height);
  }

  function drawMoment() {
    const x = Math.round(xOf(momentMs));
    if (x < -6 || x > width + 6) return;
    pen.fillStyle = palette['--ink'];
    pen.fillRect(x - 1, 4, 2, height);
    pen.beginPath();
    pen.moveTo(x - 6, RULER_PX - 12);
    pen.lineTo(x + 6, RULER_PX - 12);
    pen.lineTo(x, RULER_PX - 2);
    pen.fill();
  }
}
