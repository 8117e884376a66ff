/**
 * Every message that crosses the console's socket (path `/realtime`), in one place.
 *
 * The server is typed by these maps and the client by their mirror image, so a
 * renamed field stops compiling on both sides at once. The socket carries what is
 * live and how media is set up; what a person decides goes by the routes.
 */
import { z } from 'zod';
import type { Alert } from './alert.ts';
import { type Camera, type CameraGroup, type CameraHealth, Quality } from './camera.ts';
import type { DutyMove } from './duty.ts';
import type { ErrorCode, Failure, Reply } from './errors.ts';
import type { Incident } from './incident.ts';
import type { LeanIncident } from './incident-wire.ts';
import type { JournalEntry } from './journal.ts';
import type { Notice } from './notice.ts';
import type { Grid } from './place.ts';
import type { AskPtz, AskTourPreset, OnePtz, PtzState, RunPatrol } from './ptz.ts';
import type { Consumed, OpenedTransport } from './rtc.ts';
import type { ScreenReport, ScreenState } from './screen.ts';
import type { AskTalk, OneTalk, OpenedTalk, TalkState } from './talk.ts';
import type { Unit } from './unit.ts';

type Ask<In, Out> = (input: In, reply: (reply: Reply<Out>) => void) => void;

/** All that a console shows (`GET /api/snapshot`), as it stood when `seq` was the last entry. Only what the person may see. */
export type Snapshot = {
  seq: number;
  cameras: Camera[];
  cameraGroups: CameraGroup[];
  grids: Grid[];
  /** Every alert that is not closed, and the newest 200 that are. */
  alerts: Alert[];
  /** Every incident that is not closed, and the newest 200 that are. */
  incidents: Incident[];
  units: Unit[];
  /** The person's own. */
  notices: Notice[];
  health: CameraHealth[];
  /** What `health` is as new as. */
  healthStamp: number;
};

/** The same as it crosses the wire. */
export type SnapshotDocument = Omit<Snapshot, 'incidents'> & { incidents: LeanIncident[] };

/** Without a stamp, how every camera fares is new. */
export const EntriesAfter = z.strictObject({ seq: z.int().min(0), healthStamp: z.int().min(0).default(0) });
export type EntriesAfter = z.infer<typeof EntriesAfter>;

/**
 * `complete` is false when there are more than one answer carries: take a new snapshot instead.
 * How cameras fare stands in no journal, so that what is new of it comes along.
 */
export type MissedEntries = {
  entries: JournalEntry[];
  seq: number;
  complete: boolean;
  health: CameraHealth[];
  healthStamp: number;
};

export const Nothing = z.strictObject({});
export type Nothing = z.infer<typeof Nothing>;

export const ConnectTransport = z.strictObject({ transportId: z.string(), dtlsParameters: z.looseObject({}) });
export type ConnectTransport = z.infer<typeof ConnectTransport>;

export const Consume = z.strictObject({
  transportId: z.string(),
  cameraId: z.string(),
  quality: Quality.default('main'),
  kind: z.enum(['video', 'audio']).default('video'),
  /** shared: after a temporary one. Its first picture is the camera's next key frame; who asked changes over then. */
  join: z.enum(['atOnce', 'shared']).default('atOnce'),
  /** mediasoup-client's `device.rtpCapabilities`. */
  rtpCapabilities: z.looseObject({}),
});
export type Consume = z.infer<typeof Consume>;

export const OneConsumer = z.strictObject({ consumerId: z.string() });
export type OneConsumer = z.infer<typeof OneConsumer>;

/** In the handshake of a page that comes back: the session it was told of, and the consumers it still has. */
export const ResumeMedia = z.strictObject({ mediaSessionId: z.string(), consumerIds: z.array(z.string()) });
export type ResumeMedia = z.infer<typeof ResumeMedia>;

export interface ServerToClient {
  /** `seq` grows, but not by one: entries a person may not see are left out. */
  committed: (entry: JournalEntry) => void;
  /** Only the cameras whose health changed. */
  cameraHealth: (health: CameraHealth[]) => void;
  /** Where people on duty are now; to those who may see them. */
  dutyPositions: (moves: DutyMove[]) => void;
  /** Somebody began or ended turning a camera, or its patrol. */
  ptzState: (state: PtzState) => void;
  /** Somebody began or ended speaking out of a camera. */
  talkState: (state: TalkState) => void;
  /** Sent first on every connection. A changed build means: load the page again. */
  welcome: (welcome: { build: string; seq: number; nowMs: number }) => void;
  /** The person's rights changed: what is shown must be read anew. */
  rightsChanged: () => void;
  signedOut: (why: Failure) => void;
  /** Every big screen that is on; to those who may drive them. */
  screenStates: (states: ScreenState[]) => void;
  /** Consumers that ended on the node's side, such as a withdrawn right or a removed camera. */
  consumerClosed: (closed: { consumerId: string; code: ErrorCode }) => void;
  /** Sent on every connection. Where it is resumed, what the page had open goes on; else every transport made before is void. */
  mediaSession: (session: { mediaSessionId: string; isResumed: boolean; available: boolean }) => void;
  /** The media node went away or came back: every transport made before is void. */
  mediaReset: (state: { available: boolean }) => void;
}

export interface ClientToServer {
  entriesAfter: Ask<z.input<typeof EntriesAfter>, MissedEntries>;
  /** Router capabilities, for mediasoup-client's `device.load`. */
  rtcCapabilities: Ask<Nothing, unknown>;
  openTransport: Ask<Nothing, OpenedTransport>;
  connectTransport: Ask<ConnectTransport, Nothing>;
  /** The consumer is made paused; resume it once the browser has its receiver. */
  consume: Ask<z.input<typeof Consume>, Consumed>;
  resumeConsumer: Ask<OneConsumer, Nothing>;
  closeConsumer: Ask<OneConsumer, Nothing>;
  /** A move must be asked for again before `PTZ_MOVE_LASTS_MS` are over, or the camera is stopped. */
  ptz: Ask<z.input<typeof AskPtz>, Nothing>;
  ptzRelease: Ask<OnePtz, Nothing>;
  ptzPatrol: Ask<RunPatrol, Nothing>;
  /** Refused wherever a person, a patrol or another tour has the camera. */
  ptzTour: Ask<AskTourPreset, Nothing>;
  /** Of every camera that is held or goes round by itself. */
  ptzStates: Ask<Nothing, PtzState[]>;
  /** Whether one can speak out of a camera; a failure says why not. */
  talkAsk: Ask<OneTalk, Nothing>;
  /** One speaks from when its answer is set until `talkEnd`, the limit, or a lost connection. */
  talk: Ask<AskTalk, OpenedTalk>;
  talkEnd: Ask<OneTalk, Nothing>;
  /** Of every camera that is spoken out of. */
  talkStates: Ask<Nothing, TalkState[]>;
  /** A person touched this desk; counts against idle sign-out. At most one a minute. */
  touched: Ask<Nothing, Nothing>;
  /** A big screen says what it shows, every few seconds. */
  screenShows: Ask<ScreenReport, Nothing>;
}
