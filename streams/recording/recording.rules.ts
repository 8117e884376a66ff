/** When a camera is recorded, what its files are called, and which of them are heard together. Pure. */
import type { RecordedSegment, RecordingPlan } from '../../config/contract/recording.ts';

/** `eventUntilMs` is how long the newest event wants it recorded; 0 when there was none. */
export function isToBeRecorded(plan: RecordingPlan, nowMs: number, eventUntilMs: number, timeZone: string): boolean {
  switch (plan.mode) {
    case 'off':
      return false;
    case 'always':
      return true;
    case 'event':
      return nowMs < eventUntilMs;
    case 'weekly': {
      const { weekday, minute } = timeOfWeek(nowMs, timeZone);
      return plan.hours.some(
        (hours) => hours.weekday === weekday && minute >= hours.fromMinute && minute < hours.toMinute,
      );
    }
  }
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const formats = new Map<string, Intl.DateTimeFormat>();

function timeOfWeek(atMs: number, timeZone: string): { weekday: number; minute: number } {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  return {
    weekday: WEEKDAYS.indexOf(parts.weekday ?? '') + 1,
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

/** A folder for each camera and day (UTC), a file named by its first picture's time in ms. */
export function segmentPath(cameraId: string, startedAtMs: number): string {
  return `${cameraId}/${new Date(startedAtMs).toISOString().slice(0, 10)}/${startedAtMs}`;
}

/** Undefined for what is not named so. */
export function readSegmentPath(path: string): { cameraId: string; startedAtMs: number } | undefined {
  const match = /^([\w-]+)\/\d{4}-\d{2}-\d{2}\/(\d+)$/.exec(path);
  return match ? { cameraId: match[1] ?? '', startedAtMs: Number(match[2]) } : undefined;
}

/** No player takes on sound, or another kind of it, in the middle: those that go with the first that has any. */
export function soundingAlike(segments: readonly RecordedSegment[]): RecordedSegment[] {
  const first = segments.find(({ audioCodec }) => audioCodec !== null);
  return segments.filter(({ audioCodec }) => audioCodec !== null && audioCodec === first?.audioCodec);
}
