/** Recordings: when a camera is recorded, what there is of a time, and what was taken out of it. */
import { z } from 'zod';
import { Scope } from './rights.ts';

/** Hours of one day of the week (ISO 8601: Monday is 1), in the site's time zone. `toMinute` is not included. */
export const WeeklyHours = z.strictObject({
  weekday: z.int().min(1).max(7),
  fromMinute: z.int().min(0).max(1_439),
  toMinute: z.int().min(1).max(1_440),
});
export type WeeklyHours = z.infer<typeof WeeklyHours>;

/** off · always · weekly: in the hours named · event: from before an alert until after it. */
export const RecordingMode = z.enum(['off', 'always', 'weekly', 'event']);
export type RecordingMode = z.infer<typeof RecordingMode>;

export const RecordingPlan = z.strictObject({
  mode: RecordingMode.default('always'),
  hours: z
    .array(WeeklyHours.refine(({ fromMinute, toMinute }) => fromMinute < toMinute, { path: ['toMinute'] }))
    .max(70)
    .default([]),
  /** Of an event: what came before it is kept too. */
  preRollS: z.int().min(0).max(30).default(10),
  postRollS: z.int().min(5).max(600).default(30),
  /** Null: as long as the site keeps recordings. */
  keepDays: z.int().min(1).max(3_650).nullable().default(null),
});
export type RecordingPlan = z.infer<typeof RecordingPlan>;

/** One file of a recording, fragmented MP4. Told while it grows, and once more when it has ended. */
export const RecordedSegment = z.object({
  /** Below the recordings folder, without its ending; names the segment. */
  path: z.string().regex(/^[\w-]+(\/[\w-]+)*$/),
  cameraId: z.string(),
  startedAtMs: z.int(),
  endedAtMs: z.int(),
  byteCount: z.int(),
  /** RFC 6381. */
  codec: z.string(),
  width: z.int(),
  height: z.int(),
  /** The same of its sound: `mp4a.40.2`, `opus`, or `flac` of what came as G.711; null when it has none. */
  audioCodec: z.string().nullable(),
  /** Bytes of the initialisation segment at the file's beginning. */
  initByteCount: z.int(),
  /** Where the fragments that begin with a key frame are in the file, and their pictures' time. */
  keyFrames: z.array(z.object({ offset: z.int(), atMs: z.int() })),
  /** It follows the segment before it without a gap, on the same media timeline. */
  isContinuation: z.boolean(),
});
export type RecordedSegment = z.infer<typeof RecordedSegment>;

/** A stretch without a gap. */
export const RecordedSpan = z.object({ fromMs: z.int(), toMs: z.int() });
export type RecordedSpan = z.infer<typeof RecordedSpan>;

const Who = z.object({ personId: z.string(), name: z.string() });

/** Evidence: what is locked is not deleted by retention, until the lock's end where it has one. */
export const RecordingLock = z.object({
  id: z.string(),
  cameraId: z.string(),
  fromMs: z.int(),
  toMs: z.int(),
  reason: z.string(),
  /** From then on it holds nothing any more; null: until somebody unlocks it. */
  untilMs: z.int().nullable(),
  by: Who,
  atMs: z.int(),
  scope: Scope,
});
export type RecordingLock = z.infer<typeof RecordingLock>;

const range = { fromMs: z.int().min(0), toMs: z.int().min(0) };
const inOrder = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => fromMs < toMs;
const reason = z.string().trim().min(1).max(200);

export const RecordingsQuery = z
  .strictObject({
    cameraId: z.string(),
    fromMs: z.coerce.number().int().min(0),
    toMs: z.coerce.number().int().min(0),
  })
  .refine(inOrder, { path: ['toMs'] });
export type RecordingsQuery = z.infer<typeof RecordingsQuery>;

/** What there is of a camera in a range, oldest first; what lies between two spans was not recorded. */
export const Recordings = z.object({
  spans: z.array(RecordedSpan),
  /** Of these, what has sound. */
  sounding: z.array(RecordedSpan),
  locks: z.array(RecordingLock),
  byteCount: z.int(),
});
export type Recordings = z.infer<typeof Recordings>;

/** One question to a recorder is of one day, which may be longer than 24 hours where clocks are put back. */
const MAX_RECORDER_MS = 26 * 3_600_000;

export const RecorderQuery = RecordingsQuery.refine(({ fromMs, toMs }) => toMs - fromMs <= MAX_RECORDER_MS, {
  path: ['toMs'],
});
export type RecorderQuery = z.infer<typeof RecorderQuery>;

/** What the camera's own recorder, or its card, holds of a range; `hasRecorder` false where nothing of the kind is known. */
export const RecorderSpans = z.object({ hasRecorder: z.boolean(), spans: z.array(RecordedSpan) });
export type RecorderSpans = z.infer<typeof RecorderSpans>;

export const RecorderReachQuery = z.strictObject({ cameraId: z.string() });
export type RecorderReachQuery = z.infer<typeof RecorderReachQuery>;

/** From when to when it holds something of the camera; in between some may be missing. */
export const RecorderReach = z.object({ hasRecorder: z.boolean(), reach: RecordedSpan.nullable() });
export type RecorderReach = z.infer<typeof RecorderReach>;

export const LockRecording = z
  .strictObject({
    cameraIds: z.array(z.string()).min(1).max(16),
    ...range,
    reason,
    untilMs: z.int().min(0).nullable().default(null),
  })
  .refine(inOrder, { path: ['toMs'] });
export type LockRecording = z.infer<typeof LockRecording>;

/** A day at most: longer is not looked at in one piece. */
const MAX_PLAYBACK_MS = 24 * 3_600_000;

/** Whose recordings: ours, or what the camera's recorder holds. */
export const RecordingSource = z.enum(['own', 'recorder']);
export type RecordingSource = z.infer<typeof RecordingSource>;

/**
 * `heardAtMs`: it is to be heard as well, and then holds only what goes on alike around that moment; where there is no
 * sound at that moment, what has none.
 */
export const AskPlayback = z
  .strictObject({
    cameraId: z.string(),
    ...range,
    source: RecordingSource.default('own'),
    heardAtMs: z.int().min(0).nullable().default(null),
  })
  .refine(inOrder, { path: ['toMs'] })
  .refine(({ fromMs, toMs }) => toMs - fromMs <= MAX_PLAYBACK_MS, { path: ['toMs'] });
export type AskPlayback = z.infer<typeof AskPlayback>;

/** Absolute addresses on the media node, good for a minute; what they opened lives while it is used. */
export const Playback = z.object({
  expiresAtMs: z.int(),
  /** What it holds: what was asked for, or less of it where it is to be heard. */
  fromMs: z.int(),
  toMs: z.int(),
  isHeard: z.boolean(),
  /** HLS; each segment carries its time, a gap is a discontinuity. */
  hlsUrl: z.string(),
  /** The range as one MP4, index first. Null for those who may not export it alone, and of a recorder. */
  mp4Url: z.string().nullable(),
});
export type Playback = z.infer<typeof Playback>;

/** waiting: for a second person's approval, where the site or the right to export asks for it. */
export const ExportState = z.enum(['waiting', 'working', 'ready', 'failed', 'refused', 'cancelled']);
export type ExportState = z.infer<typeof ExportState>;

/** One or more cameras' pictures of a range, with a manifest that says who took them, why, and each file's SHA-256. */
export const RecordingExport = z.object({
  id: z.string(),
  cameraIds: z.array(z.string()),
  fromMs: z.int(),
  toMs: z.int(),
  reason: z.string(),
  /** Beside each untouched file a copy with who took it and when across its pictures. */
  withWatermark: z.boolean(),
  by: Who,
  atMs: z.int(),
  state: ExportState,
  /** Who approved or refused it; null while nobody has, or nobody needs to. */
  decision: Who.extend({ atMs: z.int(), isApproved: z.boolean(), note: z.string() }).nullable(),
  cancelledBy: Who.nullable(),
  /** From 0 to 1. */
  progress: z.number(),
  byteCount: z.int(),
  /** The last is the manifest. */
  files: z.array(
    z.object({ name: z.string(), cameraId: z.string().nullable(), byteCount: z.int(), sha256: z.string() }),
  ),
  /** A code of errors.ts. */
  failure: z.object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  scope: Scope,
});
export type RecordingExport = z.infer<typeof RecordingExport>;

export const ExportRecordings = z
  .strictObject({
    cameraIds: z.array(z.string()).min(1).max(16),
    ...range,
    reason,
    withWatermark: z.boolean().default(false),
  })
  .refine(inOrder, { path: ['toMs'] })
  .refine(({ fromMs, toMs }) => toMs - fromMs <= MAX_PLAYBACK_MS, { path: ['toMs'] });
export type ExportRecordings = z.infer<typeof ExportRecordings>;

/** Of a second person. Refused, it says why. */
export const DecideExport = z
  .strictObject({ isApproved: z.boolean(), note: z.string().trim().max(200).default('') })
  .refine(({ isApproved, note }) => isApproved || note !== '', { path: ['note'] });
export type DecideExport = z.infer<typeof DecideExport>;
