/**
 * What the server and a media node say to each other through the door.
 *
 * The node dials the server; messages only, never media. Every question is
 * answered by a Reply; nothing thrown crosses.
 */
import type { AlertLevel, DetectionKind, Region } from './alert.ts';
import type {
  CameraHealth,
  CameraIntake,
  CameraTest,
  CameraTransport,
  ChangeEncoder,
  EncoderFit,
  EncoderForm,
  EncoderPreview,
  Quality,
} from './camera.ts';
import type { DeviceDetails, DeviceSearch, InspectDevice, SearchDevices } from './device.ts';
import type { ErrorCode, Failure, Reply } from './errors.ts';
import type { Consume } from './events.ts';
import type { CameraImaging, ChangeImaging } from './imaging.ts';
import type { AskPtz, PtzPlace } from './ptz.ts';
import type { RecordedSegment, RecordedSpan, RecordingPlan } from './recording.ts';
import type { Consumed, OpenedTransport } from './rtc.ts';
import type { TalkEnd } from './talk.ts';

type Ask<In, Out> = (input: In, reply: (reply: Reply<Out>) => void) => void;

/** What the server tells a node it starts as its child, over the child's IPC channel, as its first message. */
export type NodeStart = {
  doorUrl: string;
  doorToken: string;
  /** Secret that media tokens are signed with, base64. */
  mediaTokenKey: string;
  build: string;
  host: string;
  port: number;
  portIsNamed: boolean;
  rtcPort: number;
  rtcPortIsNamed: boolean;
  /** When a worker of the SFU sends to so many, another one is started. */
  consumersPerWorker: number;
  rtspPort: number;
  rtspPortIsNamed: boolean;
  rtmpPort: number;
  rtmpPortIsNamed: boolean;
  announcedAddress: string;
  /** PEM files; null for plain HTTP. */
  tls: { certPath: string; keyPath: string } | null;
  workerBin: string;
  decoders: number;
  /** Where files played as cameras are. */
  clipsFolder: string;
  live: {
    idleStopMs: number;
    probeMs: number;
    stallMs: number;
    offlineMs: number;
    connectTimeoutMs: number;
    reconnectMinMs: number;
    reconnectMaxMs: number;
  };
  /** Where recordings are kept, in whose time the week is reckoned, how long a file is. */
  recording: { folder: string; timeZone: string; segmentMs: number };
  /** Network interfaces devices are searched on; empty: all but loopback. */
  searchInterfaces: string;
  analysis: { enabled: boolean; framesPerSecond: number; sensitivity: number };
  logLevel: string;
};

/** What the node needs of a camera; no name, no place. */
export type CarriedCamera = {
  cameraId: string;
  intake: CameraIntake;
  sourceUrl: string;
  /** Empty when there is none. */
  subSourceUrl: string;
  username: string;
  password: string;
  transport: CameraTransport;
  onvifUrl: string;
  /** Which of that device's picture sources it is; empty where nobody said. */
  sourceToken: string;
  /** By which a device that pushes names itself; empty for the others. */
  streamKey: string;
  audio: boolean;
  /** Only where its sound is taken. */
  recordAudio: boolean;
  keepWarm: boolean;
  analyse: boolean;
  /** Only where it has an ONVIF address. */
  deviceEvents: boolean;
  recording: RecordingPlan;
};

export type CameraToTest = Pick<CarriedCamera, 'intake' | 'sourceUrl' | 'username' | 'password' | 'transport'>;

/** What a right opens: a camera live, a range of it to look at, or to hear as well, the same as a file. */
export type StreamKind = 'live' | 'playback' | 'playbackSound' | 'download';

/** `cameraIds` null means every camera; `of` left out, every kind. */
export type Withdrawal = {
  personId: string;
  sessionId: string | null;
  cameraIds: readonly string[] | null;
  of?: readonly StreamKind[];
};

/** Whose viewing it is: enough to end it and to write it down. A console's `connectionId` is that of its media session, which may outlive the connection. */
export type Viewer = { personId: string; sessionId: string; connectionId: string };

export type Detection = {
  detectionId: string;
  cameraId: string;
  kind: DetectionKind;
  level: AlertLevel;
  atMs: number;
  region: Region | null;
  /** JPEG. */
  picture: Uint8Array | null;
};

/** A viewing opened by a media token or by WHEP; the console's own are known to the server. */
export type ViewingNotice = {
  viewingId: string;
  cameraId: string;
  by: 'hls' | 'fmp4' | 'flv' | 'rtsp' | 'whep' | 'playback' | 'playbackSound' | 'download' | 'recorderPlayback';
  viewer: Viewer;
  address: string;
  atMs: number;
  /** Of recordings; null for what is live. */
  range: RecordedSpan | null;
};

export interface NodeToServer {
  /** First message. The ports are those really taken. */
  hello: Ask<
    { nodeId: string; mediaPort: number; rtcPort: number; rtspPort: number; rtmpPort: number; pid: number },
    Record<string, never>
  >;
  /** Only what changed, at most every 250 ms. */
  cameraHealth: (health: CameraHealth[]) => void;
  /** Kept by the node and told again until the server answers: saved there once, by detectionId. */
  detected: Ask<Detection, Record<string, never>>;
  viewingStarted: (notice: ViewingNotice) => void;
  viewingEnded: (notice: { viewingId: string; atMs: number }) => void;
  consumerClosed: (closed: { consumerId: string; connectionId: string; code: ErrorCode }) => void;
  /** It ended by itself; the server did not ask for it. */
  talkEnded: (ended: { talkId: string; why: TalkEnd }) => void;
  /** Kept by the node and told again until the server answers. The last time, `hasEnded`: then its file is the index's. */
  recorded: Ask<{ segment: RecordedSegment; hasEnded: boolean }, Record<string, never>>;
  recordingFault: (fault: { cameraId: string; failure: Failure }) => void;
  /** Somebody asks for a camera over RTSP by name and password: a session of their own, until `rtspSignOut`. */
  rtspSignIn: Ask<
    { account: string; password: string; cameraId: string; address: string },
    { personId: string; sessionId: string }
  >;
  rtspSignOut: (ended: { sessionId: string }) => void;
  /** From the index, in order of time. */
  segmentsOf: Ask<{ cameraId: string; fromMs: number; toMs: number }, RecordedSegment[]>;
}

export interface ServerToNode {
  /** The whole list; what is missing is let go. */
  carry: Ask<CarriedCamera[], Record<string, never>>;
  testCamera: Ask<CameraToTest, CameraTest>;
  /** What the encoder of its main stream is set to, and what `fitEncoder` would set, over ONVIF. */
  encoder: Ask<{ cameraId: string }, EncoderPreview>;
  fitEncoder: Ask<{ cameraId: string }, EncoderFit>;
  /** Of one of its streams. */
  encoderSettings: Ask<{ cameraId: string; quality: Quality }, EncoderForm>;
  setEncoder: Ask<{ cameraId: string; quality: Quality; change: ChangeEncoder }, EncoderFit>;
  searchDevices: Ask<SearchDevices, DeviceSearch>;
  deviceSearch: Ask<{ searchId: string }, DeviceSearch>;
  inspectDevice: Ask<InspectDevice, DeviceDetails>;
  ptz: Ask<AskPtz, Record<string, never>>;
  /** Null when the camera does not tell where it looks. */
  ptzPlace: Ask<{ cameraId: string }, PtzPlace | null>;
  presets: Ask<{ cameraId: string }, { token: string; name: string }[]>;
  setPreset: Ask<{ cameraId: string; name: string }, { token: string }>;
  removePreset: Ask<{ cameraId: string; token: string }, Record<string, never>>;
  imaging: Ask<{ cameraId: string }, CameraImaging>;
  setImaging: Ask<{ cameraId: string; change: ChangeImaging }, CameraImaging>;
  relays: Ask<{ cameraId: string }, string[]>;
  setRelay: Ask<{ cameraId: string; token: string; isActive: boolean }, Record<string, never>>;
  rebootCamera: Ask<{ cameraId: string }, Record<string, never>>;
  /** JPEG of the newest key frame, which of a camera that is away is an old one, and when it came. */
  snapshot: Ask<{ cameraId: string }, { jpeg: Uint8Array; atMs: number }>;
  rtcCapabilities: Ask<Record<string, never>, unknown>;
  openTransport: Ask<{ viewer: Viewer }, OpenedTransport>;
  connectTransport: Ask<{ transportId: string; dtlsParameters: unknown }, Record<string, never>>;
  consume: Ask<
    Pick<Consume, 'transportId' | 'cameraId' | 'quality' | 'kind' | 'join'> & { rtpCapabilities: unknown },
    Consumed
  >;
  resumeConsumer: Ask<{ consumerId: string }, Record<string, never>>;
  closeConsumer: Ask<{ consumerId: string }, Record<string, never>>;
  /** Everything a page of the console had open. */
  closeConnection: Ask<{ connectionId: string }, Record<string, never>>;
  whep: Ask<
    { cameraId: string; quality: Quality; offer: string; viewer: Viewer; address: string },
    { viewingId: string; answer: string }
  >;
  endWhep: Ask<{ viewingId: string }, Record<string, never>>;
  /** A device begins to send; it is the camera whose stream key it brings. */
  whip: Ask<{ cameraId: string; streamKey: string; offer: string }, { publishingId: string; answer: string }>;
  endWhip: Ask<{ cameraId: string; streamKey: string; publishingId: string }, Record<string, never>>;
  /** Whether one can speak out of it; a failure says why not. */
  askTalk: Ask<{ cameraId: string }, Record<string, never>>;
  /** Ends who speaks out of it. The node ends it itself after `limitMs`, and when the server is gone. */
  openTalk: Ask<{ talkId: string; cameraId: string; offer: string; limitMs: number }, { answer: string }>;
  endTalk: Ask<{ talkId: string }, Record<string, never>>;
  /** JPEG of the key frame at or before that moment. */
  recordedPicture: Ask<{ segment: RecordedSegment; atMs: number }, Uint8Array>;
  /** What the camera's recorder holds of it in that range. */
  recorderSpans: Ask<{ cameraId: string; range: RecordedSpan }, RecordedSpan[]>;
  /** From when to when, whatever is missing in between; null where it holds nothing or does not say. */
  recorderReach: Ask<{ cameraId: string }, { reach: RecordedSpan | null }>;
  /** Answers those that are gone. */
  deleteSegments: Ask<{ paths: string[] }, { paths: string[] }>;
  recordingDisk: Ask<Record<string, never>, { freeBytes: number; totalBytes: number }>;
  /** Ends what these people or sessions have open. */
  withdraw: Ask<Withdrawal, Record<string, never>>;
}
