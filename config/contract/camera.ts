/** Cameras: what is configured, and how they fare. The password is written, never read back. */
import { z } from 'zod';
import { Failure } from './errors.ts';
import { Position } from './place.ts';
import { RecordingPlan } from './recording.ts';

export const CameraGroup = z.object({ id: z.string(), name: z.string() });
export type CameraGroup = z.infer<typeof CameraGroup>;

export const AddCameraGroup = z.strictObject({ name: z.string().trim().min(1).max(60) });
export type AddCameraGroup = z.infer<typeof AddCameraGroup>;

/** The main stream, and the smaller sub-stream most cameras give beside it. */
export const Quality = z.enum(['main', 'sub']);
export type Quality = z.infer<typeof Quality>;

/** How packets come: over the RTSP connection, over UDP, or over UDP only where there is nothing else. */
export const CameraTransport = z.enum(['auto', 'tcp', 'udp']);
export type CameraTransport = z.infer<typeof CameraTransport>;

export const Camera = z.object({
  id: z.string(),
  name: z.string(),
  groupId: z.string(),
  gridId: z.string().nullable(),
  /** Without user name and password. */
  rtspUrl: z.string(),
  /** Of the sub-stream, which small tiles and analysis use; empty when there is none. */
  subRtspUrl: z.string(),
  username: z.string(),
  transport: CameraTransport,
  position: Position.nullable(),
  /** Direction it looks in, degrees clockwise from north. */
  bearingDegrees: z.number().min(0).max(360).nullable(),
  /** Pulled even while nobody watches, so that the first picture comes at once. */
  keepWarm: z.boolean(),
  /** Whether movement in its picture raises alerts. */
  analyse: z.boolean(),
  recording: RecordingPlan,
  disabled: z.boolean(),
});
export type Camera = z.infer<typeof Camera>;

/** `rtsp://host[:port]/path`; a user name and password inside are taken out and kept apart. */
const rtspUrl = z
  .string()
  .trim()
  .max(2_000)
  .regex(/^rtsp:\/\/[^\s/]+/i, 'rtspUrl');

/** Empty where the camera has none; shares user name and password with the main stream. */
const subRtspUrl = z.union([z.literal(''), rtspUrl]);

const cameraFields = {
  name: z.string().trim().min(1).max(60),
  groupId: z.string().min(1),
  gridId: z.string().nullable().default(null),
  rtspUrl,
  subRtspUrl: subRtspUrl.default(''),
  username: z.string().max(128).default(''),
  password: z.string().max(256).default(''),
  transport: CameraTransport.default('auto'),
  position: Position.nullable().default(null),
  bearingDegrees: z.number().min(0).max(360).nullable().default(null),
  keepWarm: z.boolean().default(true),
  analyse: z.boolean().default(true),
  recording: RecordingPlan.prefault({}),
  disabled: z.boolean().default(false),
};
export const AddCamera = z.strictObject(cameraFields);
export type AddCamera = z.infer<typeof AddCamera>;

/** What is left out stays as it is; the password too. */
export const ChangeCamera = z
  .strictObject({
    name: cameraFields.name,
    groupId: cameraFields.groupId,
    gridId: z.string().nullable(),
    rtspUrl,
    subRtspUrl,
    username: z.string().max(128),
    password: z.string().max(256),
    transport: CameraTransport,
    position: Position.nullable(),
    bearingDegrees: z.number().min(0).max(360).nullable(),
    keepWarm: z.boolean(),
    analyse: z.boolean(),
    recording: RecordingPlan,
    disabled: z.boolean(),
  })
  .partial();
export type ChangeCamera = z.infer<typeof ChangeCamera>;

/** `cameraId` lends the saved password when the field is left empty. */
export const TestCamera = z.strictObject({
  rtspUrl,
  username: z.string().max(128).default(''),
  password: z.string().max(256).default(''),
  transport: CameraTransport.default('auto'),
  cameraId: z.string().optional(),
});
export type TestCamera = z.infer<typeof TestCamera>;

/** What is amiss with a camera whose pictures do come. */
export const CameraWarning = z.enum(['CAMERA_CLOCK_OFF', 'CAMERA_HAS_B_FRAMES', 'CAMERA_KEY_FRAMES_RARE']);
export type CameraWarning = z.infer<typeof CameraWarning>;

export const CameraTest = z.object({
  codec: z.string(),
  width: z.int(),
  height: z.int(),
  framesPerSecond: z.number(),
  warnings: z.array(CameraWarning),
  /** JPEG, base64. */
  picture: z.string(),
});
export type CameraTest = z.infer<typeof CameraTest>;

/**
 * idle: nobody needs it, and it answered the last probe · connecting · live ·
 * stalled: no frame for 2 s, and said so within 3 · offline: cannot be had, `cause` says why.
 */
export const CameraState = z.enum(['idle', 'connecting', 'live', 'stalled', 'offline']);
export type CameraState = z.infer<typeof CameraState>;

/** How well a live camera's pictures come; `none` when there are none to judge. streams/cameras/camera.rules.ts decides. */
export const CameraGrade = z.enum(['good', 'fair', 'poor', 'none']);
export type CameraGrade = z.infer<typeof CameraGrade>;

/** A clock further off than this is named: what the camera writes into its picture would mislead in court. */
export const CLOCK_OFF_MS = 5_000;

export const CameraHealth = z.object({
  cameraId: z.string(),
  state: CameraState,
  sinceMs: z.int(),
  cause: Failure.nullable(),
  grade: CameraGrade,
  warnings: z.array(CameraWarning),
  lastFrameAtMs: z.int().nullable(),
  /** RFC 6381, such as `avc1.4d401f`. */
  codec: z.string().nullable(),
  width: z.int(),
  height: z.int(),
  framesPerSecond: z.number(),
  bitrateKbps: z.number(),
  keyFrameIntervalMs: z.number(),
  /** RTP packets that never came, of those the camera sent in the last 10 s. */
  lossPercent: z.number(),
  /**
   * How late pictures reach the node: against the camera's own timestamps and the
   * promptest picture of the last 10 s, nine of ten pictures are no later than this.
   * It tells uneven delivery (a slow link, an overloaded camera); the time every
   * picture takes alike cannot be seen from here.
   */
  delayMs: z.number(),
  /** Of the last hour: times the pictures stopped, and times the camera was called again. */
  stallCount: z.int(),
  reconnectCount: z.int(),
  /** The camera's clock minus ours, from its RTCP sender reports; null when it sends none. */
  clockOffsetMs: z.number().nullable(),
  viewerCount: z.int(),
  /** Whether its pictures are being written down now. */
  isRecording: z.boolean(),
});
export type CameraHealth = z.infer<typeof CameraHealth>;
