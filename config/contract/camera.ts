/** Cameras: what is configured, and how they fare. The password is written, never read back. */
import { z } from 'zod';
import { CameraFeature } from './device.ts';
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

/**
 * How its pictures come. rtsp: pulled by our own client · compatibility: pulled
 * through one ffmpeg process · push: the device sends them, over RTMP or WHIP, and
 * names itself by its stream key.
 */
export const CameraIntake = z.enum(['rtsp', 'compatibility', 'push']);
export type CameraIntake = z.infer<typeof CameraIntake>;

const ADDRESSES: Record<CameraIntake, RegExp> = {
  rtsp: /^rtsp:\/\/[^\s/]+/i,
  compatibility: /^(?:(?:rtsps?|rtmps?|https?|srt):\/\/[^\s/]+|file:\S+)/i,
  push: /^$/,
};

/** Whether a camera of that intake may have this address. A device that pushes has none. */
export function isSourceUrl(url: string, intake: CameraIntake): boolean {
  return ADDRESSES[intake].test(url);
}

/** What a camera looks over, where nobody said otherwise, and what may be said. */
export const VIEW_ANGLE_DEGREES = { least: 5, most: 360, usual: 60 } as const;
export const VIEW_REACH_METRES = { least: 5, most: 2_000, usual: 70 } as const;
const viewAngleDegrees = z.number().min(VIEW_ANGLE_DEGREES.least).max(VIEW_ANGLE_DEGREES.most);
const viewReachMetres = z.number().min(VIEW_REACH_METRES.least).max(VIEW_REACH_METRES.most);

export const Camera = z.object({
  id: z.string(),
  name: z.string(),
  /** By which the site and the networks above it know it, such as the twenty digits of GB/T 28181 annex E; empty when it has none. */
  code: z.string(),
  groupId: z.string(),
  gridId: z.string().nullable(),
  intake: CameraIntake,
  /** Without user name and password; empty where the device pushes. */
  sourceUrl: z.string(),
  /** Of the sub-stream, which small tiles and analysis use; empty when there is none. */
  subSourceUrl: z.string(),
  username: z.string(),
  transport: CameraTransport,
  /** Of its ONVIF device service; empty when it has none, or nobody needs it. */
  onvifUrl: z.string(),
  /** Which of its device's picture sources it shows, by ONVIF's name for it; empty where nobody said. */
  sourceToken: z.string(),
  /** Whether its sound is taken too. */
  audio: z.boolean(),
  /** Whether its sound is in its recordings; only where it is taken. */
  recordAudio: z.boolean(),
  position: Position.nullable(),
  /** Direction it looks in, degrees clockwise from north. */
  bearingDegrees: z.number().min(0).max(360).nullable(),
  /** How wide it looks, half of it to each side of its direction; 360 is all around. */
  viewAngleDegrees,
  /** How far away it still shows what happens. */
  viewReachMetres,
  /** Pulled even while nobody watches, so that the first picture comes at once. */
  keepWarm: z.boolean(),
  /** Whether movement in its picture raises alerts. */
  analyse: z.boolean(),
  /** Whether what it tells over ONVIF by itself (motion, tampering, lines, inputs) raises alerts. */
  deviceEvents: z.boolean(),
  recording: RecordingPlan,
  disabled: z.boolean(),
});
export type Camera = z.infer<typeof Camera>;

/** A user name and password inside are taken out and kept apart. */
const sourceUrl = z.string().trim().max(2_000);
/** Empty where the camera has none; shares user name and password with the main stream. */
const subSourceUrl = sourceUrl;
const ONVIF_URL = /^https?:\/\/[^\s/@]+(?:\/\S*)?$/i;
/** Without user name and password: those of the camera are used. */
const onvifUrl = z.union([z.literal(''), z.string().trim().max(2_000).regex(ONVIF_URL, 'onvifUrl')]);

export function isOnvifUrl(url: string): boolean {
  return onvifUrl.safeParse(url).success;
}

export const CAMERA_CODE = /^[A-Za-z0-9._-]{0,40}$/;
const sourceToken = z.string().trim().max(200);
const code = z.string().trim().regex(CAMERA_CODE, 'code');

const cameraFields = {
  name: z.string().trim().min(1).max(60),
  code: code.default(''),
  groupId: z.string().min(1),
  gridId: z.string().nullable().default(null),
  intake: CameraIntake.default('rtsp'),
  sourceUrl: sourceUrl.default(''),
  subSourceUrl: subSourceUrl.default(''),
  username: z.string().max(128).default(''),
  password: z.string().max(256).default(''),
  transport: CameraTransport.default('auto'),
  onvifUrl: onvifUrl.default(''),
  sourceToken: sourceToken.default(''),
  audio: z.boolean().default(false),
  recordAudio: z.boolean().default(false),
  position: Position.nullable().default(null),
  bearingDegrees: z.number().min(0).max(360).nullable().default(null),
  viewAngleDegrees: viewAngleDegrees.default(VIEW_ANGLE_DEGREES.usual),
  viewReachMetres: viewReachMetres.default(VIEW_REACH_METRES.usual),
  keepWarm: z.boolean().default(true),
  analyse: z.boolean().default(true),
  deviceEvents: z.boolean().default(false),
  recording: RecordingPlan.prefault({}),
  disabled: z.boolean().default(false),
};

type Source = { intake: CameraIntake; sourceUrl: string; subSourceUrl: string };

/** The field whose address is not one for the intake. */
export function wrongAddress({ intake, sourceUrl, subSourceUrl }: Source): 'sourceUrl' | 'subSourceUrl' | undefined {
  if (!isSourceUrl(sourceUrl, intake)) return 'sourceUrl';
  return subSourceUrl === '' || isSourceUrl(subSourceUrl, intake) ? undefined : 'subSourceUrl';
}

function requireAddress(source: Source, context: z.RefinementCtx): void {
  const field = wrongAddress(source);
  if (field) context.addIssue({ code: 'custom', path: [field] });
}

/** Sound that is not taken cannot be recorded. */
const isSoundTaken = ({ audio, recordAudio }: { audio: boolean; recordAudio: boolean }) => audio || !recordAudio;

export const AddCamera = z
  .strictObject(cameraFields)
  .superRefine(requireAddress)
  .refine(isSoundTaken, { path: ['recordAudio'] });
export type AddCamera = z.infer<typeof AddCamera>;

/** What is left out stays as it is; the password too. */
export const ChangeCamera = z
  .strictObject({
    name: cameraFields.name,
    code,
    groupId: cameraFields.groupId,
    gridId: z.string().nullable(),
    intake: CameraIntake,
    sourceUrl,
    subSourceUrl,
    username: z.string().max(128),
    password: z.string().max(256),
    transport: CameraTransport,
    onvifUrl,
    sourceToken,
    audio: z.boolean(),
    recordAudio: z.boolean(),
    position: Position.nullable(),
    bearingDegrees: z.number().min(0).max(360).nullable(),
    viewAngleDegrees,
    viewReachMetres,
    keepWarm: z.boolean(),
    analyse: z.boolean(),
    deviceEvents: z.boolean(),
    recording: RecordingPlan,
    disabled: z.boolean(),
  })
  .partial();
export type ChangeCamera = z.infer<typeof ChangeCamera>;

/** `cameraId` lends the saved password when the field is left empty. */
export const TestCamera = z
  .strictObject({
    intake: CameraIntake.exclude(['push']).default('rtsp'),
    sourceUrl,
    username: z.string().max(128).default(''),
    password: z.string().max(256).default(''),
    transport: CameraTransport.default('auto'),
    cameraId: z.string().optional(),
  })
  .superRefine((test, context) => requireAddress({ ...test, subSourceUrl: '' }, context));
export type TestCamera = z.infer<typeof TestCamera>;

/** Where a device that pushes is to send. The key is all that names it: whoever has it is that camera. */
export const PushAddress = z.object({
  streamKey: z.string(),
  whipUrl: z.string(),
  /** With the key in it; null while the media node is away. */
  rtmpUrl: z.string().nullable(),
});
export type PushAddress = z.infer<typeof PushAddress>;

/** What is amiss with a camera whose pictures do come. */
export const CameraWarning = z.enum([
  'CAMERA_AUDIO_NOT_SUPPORTED',
  'CAMERA_CLOCK_OFF',
  'CAMERA_HAS_B_FRAMES',
  'CAMERA_KEY_FRAMES_RARE',
]);
export type CameraWarning = z.infer<typeof CameraWarning>;

export const CameraTest = z.object({
  codec: z.string(),
  width: z.int(),
  height: z.int(),
  framesPerSecond: z.number(),
  /** Such as `PCMA`; null when it sends none. */
  audioCodec: z.string().nullable(),
  warnings: z.array(CameraWarning),
  /** JPEG, base64. */
  picture: z.string(),
});
export type CameraTest = z.infer<typeof CameraTest>;

/** What a camera's encoder is set to, by its own account; null is what it does not say. */
export const EncoderSettings = z.object({
  encoding: z.string(),
  profile: z.string().nullable(),
  /** Key frame distance in pictures. */
  govLength: z.number().nullable(),
  /** 1: no B-frames. */
  anchorFrameDistance: z.number().nullable(),
  framesPerSecond: z.number().nullable(),
  width: z.number(),
  height: z.number(),
  bitrateKbps: z.number().nullable(),
});
export type EncoderSettings = z.infer<typeof EncoderSettings>;

export const Range = z.object({ min: z.number(), max: z.number() });
export type Range = z.infer<typeof Range>;
const PictureSize = z.object({ width: z.number(), height: z.number() });

/** What its encoder is set to, and what it offers for H.264; null is what it does not say. */
export const EncoderForm = z.object({
  settings: EncoderSettings,
  options: z.object({
    profiles: z.array(z.string()),
    sizes: z.array(PictureSize),
    framesPerSecond: Range.nullable(),
    bitrateKbps: Range.nullable(),
    govLength: Range.nullable(),
  }),
});
export type EncoderForm = z.infer<typeof EncoderForm>;

/** Only what is to change. */
export const ChangeEncoder = z
  .strictObject({
    size: PictureSize.strict(),
    profile: z.string().min(1).max(40),
    framesPerSecond: z.number().positive().max(240),
    bitrateKbps: z.int().positive().max(1_000_000),
    govLength: z.int().positive().max(10_000),
  })
  .partial();
export type ChangeEncoder = z.infer<typeof ChangeEncoder>;

export const EncoderQuery = z.strictObject({ quality: Quality.default('main') });
export const SetEncoder = z.strictObject({ quality: Quality.default('main'), change: ChangeEncoder });

/** What it is set to, and what it would have to be for WebRTC; equal when it is fit already. */
export const EncoderPreview = z.object({ before: EncoderSettings, wanted: EncoderSettings });
export type EncoderPreview = z.infer<typeof EncoderPreview>;

/** Read back after it was set; `notTaken`: what the camera did not take up. */
export const EncoderFit = EncoderPreview.extend({
  after: EncoderSettings,
  notTaken: z.array(EncoderSettings.keyof()),
});
export type EncoderFit = z.infer<typeof EncoderFit>;

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

/** What is known of a sub-stream, which is pulled only while somebody takes it. */
const SubHealth = z.object({
  state: CameraState,
  cause: Failure.nullable(),
  warnings: z.array(CameraWarning),
  /** As of the main stream. */
  codec: z.string().nullable(),
  keyFrameIntervalMs: z.number(),
});
export type SubHealth = z.infer<typeof SubHealth>;

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
  /** `AAC`, `Opus`, `PCMA`, `PCMU`; null while its sound is not taken, or cannot be. */
  audioCodec: z.string().nullable(),
  width: z.int(),
  height: z.int(),
  framesPerSecond: z.number(),
  bitrateKbps: z.number(),
  keyFrameIntervalMs: z.number(),
  /** Whether it gives a key frame when it is asked for one; null while it is not known, as it was not asked yet. */
  keyFrameOnRequest: z.boolean().nullable(),
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
  /** Whether its pictures are for anybody now: a viewer, a recording, an analysis, a network. */
  isNeeded: z.boolean(),
  /** Whether its pictures are being written down now. */
  isRecording: z.boolean(),
  /** Whether one can speak out of it; null while nobody has asked it. */
  canTalk: z.boolean().nullable(),
  /** What it can do by its own account over ONVIF; empty until it was asked. */
  features: z.array(CameraFeature),
  /** All else is the main stream's. Null for a camera without one. */
  sub: SubHealth.nullable(),
});
export type CameraHealth = z.infer<typeof CameraHealth>;
