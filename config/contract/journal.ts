/** The journal: one append-only row for each decision or change that somebody may be asked about. */
import { z } from 'zod';
import type { Alert, AlertShelf } from './alert.ts';
import type { JournalReading } from './audit.ts';
import type { WorkCalendar } from './calendar.ts';
import type { Camera, CameraGroup, EncoderFit, Quality } from './camera.ts';
import type { CameraGrant } from './camera-grant.ts';
import type { ReportPoint } from './citizen.ts';
import type { Duty } from './duty.ts';
import type { Failure } from './errors.ts';
import type { IncidentEvidence } from './evidence.ts';
import type { Community } from './grid-history.ts';
import type { GridPart, GridVolunteer } from './grid-member.ts';
import type { PlaceLayer } from './ground.ts';
import type { ChangeImaging } from './imaging.ts';
import type { Incident } from './incident.ts';
import type { Matter } from './matter.ts';
import type { Notice } from './notice.ts';
import type { Person } from './person.ts';
import type { Grid } from './place.ts';
import type { Plan } from './plan.ts';
import type { PatrolStop } from './ptz.ts';
import type { RecordedSpan, RecordingExport, RecordingLock } from './recording.ts';
import { Scope } from './rights.ts';
import type { Handover, Shift } from './roster.ts';
import type { SavedItem } from './saved.ts';
import type { Screen } from './screen.ts';
import type { TalkEnd } from './talk.ts';
import type { Unit } from './unit.ts';

/** Body of each kind of row: the subject's whole state after the change; null when it was removed. */
export type JournalBodies = {
  alert: Alert;
  alertShelf: AlertShelf;
  camera: Camera | null;
  /** Subject: the camera. Its encoder was set; `failure` when it would not be, or nobody knows. */
  cameraEncoder: { cameraId: string; quality: Quality; failure: Failure | null } & (
    | Pick<EncoderFit, 'before' | 'after' | 'notTaken'>
    | { before: null; after: null; notTaken: [] }
  );
  cameraGrant: CameraGrant | null;
  /** Subject: the camera. What was done to the device itself, over ONVIF. */
  cameraDevice: { cameraId: string } & (
    | { did: 'imaging'; change: ChangeImaging }
    | { did: 'relay'; relay: string; isActive: boolean }
    | { did: 'reboot' }
  );
  cameraGroup: CameraGroup;
  /** Subject: the export. One of its files left the system, and to where. */
  exportDownload: { exportId: string; file: string; cameraIds: string[]; reason: string; address: string };
  /** Subject: the person. */
  duty: Duty;
  grid: Grid;
  /** Subject: the grid. All of its members. */
  gridMembers: { gridId: string; members: { personId: string; name: string; part: GridPart }[] };
  /** With the phone masked; null when they were taken off the list. */
  gridVolunteer: GridVolunteer | null;
  /** Subject: the volunteer, whose phone somebody had shown. */
  gridVolunteerPhone: { gridId: string; name: string };
  /** Subject: the name. */
  community: Community | null;
  incident: Incident;
  incidentEvidence: IncidentEvidence;
  /** Subject: the incident. Somebody who has no part in its mediation saw it, and why. */
  mediationOpened: { incidentId: string; number: string; reason: string };
  notice: Notice;
  journalReading: JournalReading;
  /** Subject: the shift that leaves. */
  handover: Handover;
  matter: Matter;
  person: Person;
  plan: Plan;
  unit: Unit;
  /** Subject: the camera. Who turned it, from when to when, by what. */
  ptz: {
    cameraId: string;
    startedAtMs: number;
    endedAtMs: number | null;
    ended: 'released' | 'idle' | 'lost' | 'takenOver' | 'withdrawn' | 'ended' | null;
    actions: { did: string; times: number }[];
    /** The name of the tour that turned it; null by hand. */
    tour: string | null;
    /** Round its presets by itself; whoever turned it is whoever started that. */
    isPatrol: boolean;
    /** From where it was asked for. */
    address: string;
  };
  ptzPatrol: { cameraId: string; stops: PatrolStop[] };
  /** Without a name: it was removed. */
  ptzPreset: { cameraId: string; token: string; name: string | null };
  /** Subject: the kind of places. */
  placeLayer: PlaceLayer;
  /** From where somebody asked for it, decided on it or gave it up; empty for what the product did of it by itself. */
  recordingExport: RecordingExport & { address: string };
  /** In older rows null when it was lifted, and without an address. */
  recordingLock: (RecordingLock & { isLifted: boolean; address: string }) | null;
  reportPoint: ReportPoint;
  /** Of what is shared; null when it is shared no longer. */
  savedItem: SavedItem | null;
  /** What it was told to show; null when it was removed. */
  screen: Screen | null;
  shift: Shift | null;
  /** Subject: the account that was tried. */
  signIn: { outcome: 'signedIn' | 'signedOut' | 'refused' | 'locked' | 'ended' | 'idle'; address: string };
  /** Subject: the camera. Who spoke out of it, from where, from when to when. */
  talk: {
    talkId: string;
    cameraId: string;
    address: string;
    startedAtMs: number;
    endedAtMs: number | null;
    ended: TalkEnd | null;
  };
  /** Subject: the camera. Who watched what, from where, how, for how long. */
  viewing: {
    viewingId: string;
    cameraId: string;
    by:
      | 'webrtc'
      | 'audio'
      | 'picture'
      | 'snapshot'
      | 'whep'
      | 'hls'
      | 'fmp4'
      | 'flv'
      | 'rtsp'
      | 'playback'
      | 'playbackSound'
      | 'download'
      | 'recorderPlayback';
    address: string;
    startedAtMs: number;
    endedAtMs: number | null;
    /** Of recordings; null for what was live. */
    range: RecordedSpan | null;
  };
  workCalendar: WorkCalendar;
};
export const JournalKind = z.enum([
  'alert',
  'alertShelf',
  'camera',
  'cameraDevice',
  'cameraEncoder',
  'cameraGrant',
  'cameraGroup',
  'community',
  'duty',
  'exportDownload',
  'grid',
  'gridMembers',
  'gridVolunteer',
  'gridVolunteerPhone',
  'handover',
  'incident',
  'incidentEvidence',
  'journalReading',
  'matter',
  'mediationOpened',
  'notice',
  'person',
  'plan',
  'placeLayer',
  'ptz',
  'ptzPatrol',
  'ptzPreset',
  'recordingExport',
  'recordingLock',
  'reportPoint',
  'savedItem',
  'screen',
  'shift',
  'signIn',
  'talk',
  'unit',
  'viewing',
  'workCalendar',
] satisfies (keyof JournalBodies)[]);
export type JournalKind = keyof JournalBodies;

type EntryOf<Kind extends JournalKind> = {
  seq: number;
  atMs: number;
  actor: { personId: string | null; name: string };
  kind: Kind;
  subject: string;
  scope: Scope;
  body: JournalBodies[Kind];
};
export type JournalEntry = { [Kind in JournalKind]: EntryOf<Kind> }[JournalKind];

/** The same, as a schema for the API's document; the body differs with the kind. */
export const JournalEntryDocument = z.object({
  seq: z.int(),
  atMs: z.int(),
  actor: z.object({ personId: z.string().nullable(), name: z.string() }),
  kind: JournalKind,
  subject: z.string(),
  scope: Scope,
  body: z.unknown(),
});
