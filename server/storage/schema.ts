/**
 * The tables, as the queries see them.
 *
 * Portable between SQLite and PostgreSQL: times are integers in ms UTC, yes and
 * no are 1 and 0, and whatever has a shape of its own is JSON in a text column.
 */
import type { Kysely } from 'kysely';
import type { AlertKind, AlertLevel, AlertResult, AlertState } from '../../config/contract/alert.ts';
import type { JournalAction } from '../../config/contract/audit.ts';
import type { CalendarDay } from '../../config/contract/calendar.ts';
import type { CameraIntake, CameraTransport } from '../../config/contract/camera.ts';
import type { DutyState } from '../../config/contract/duty.ts';
import type { GridPart, VolunteerKind } from '../../config/contract/grid-member.ts';
import type { PlaceKind } from '../../config/contract/ground.ts';
import type { Assignment, IncidentSource, IncidentState } from '../../config/contract/incident.ts';
import type { JournalBodies, JournalKind } from '../../config/contract/journal.ts';
import type { MatterKind, MatterLevel, MatterTask, Stage } from '../../config/contract/matter.ts';
import type { MediationState } from '../../config/contract/mediation.ts';
import type { Grid } from '../../config/contract/place.ts';
import type { ExportState } from '../../config/contract/recording.ts';
import type { Action, Role } from '../../config/contract/rights.ts';
import type { HandoverState } from '../../config/contract/roster.ts';

type Flag = 0 | 1;

export type JournalRow = {
  seq: number;
  atMs: number;
  actorId: string | null;
  actorName: string;
  kind: JournalKind;
  subject: string;
  scopeAction: Action;
  scopeCameraGroupId: string | null;
  /** JSON: a Belonging; null where the row belongs to nobody. */
  scopeBelonging: string | null;
  /** Of the shape of the body, raised when a kind's body changes. */
  bodyVersion: number;
  /** Null once it had to be forgotten; the chain still verifies by its digest. */
  body: string | null;
  salt: string | null;
  bodyDigest: string;
  hash: string;
};

/** What the record is searched by; made of its rows, and not what proves them. */
export type JournalIndexRow = {
  seq: number;
  atMs: number;
  actorId: string | null;
  action: JournalAction;
  viewingId: string | null;
  endsViewing: Flag;
  /** The beginning of a viewing whose end is there. */
  isFolded: Flag;
};

type JournalCameraRow = { cameraId: string; seq: number };

export type PersonRow = {
  id: string;
  account: string;
  name: string;
  /** Its name, as records show it; `unitId` when it is registered. */
  unit: string;
  unitId: string | null;
  /** Of a community's people; empty for anybody else. */
  community: string;
  post: string;
  phone: string;
  role: Role;
  /** JSON: 'all' or a list of group ids. */
  cameraGroups: string;
  disabled: Flag;
  createdAtMs: number;
  passwordHash: string;
};

export type SessionRow = {
  id: string;
  tokenHash: string;
  personId: string;
  wall: Flag;
  address: string;
  createdAtMs: number;
  touchedAtMs: number;
};

/** Keyed by what was typed, so that an account that does not exist locks like one that does. */
export type SignInFailureRow = { account: string; failureCount: number; lastAtMs: number; lockedUntilMs: number };

export type CameraGrantRow = {
  id: string;
  toKind: 'role' | 'unit';
  /** The role, or the unit's name. */
  toName: string;
  /** JSON: 'all' or a list of group ids. */
  cameraGroups: string;
  /** JSON list. */
  actions: string;
  exportsNeedApproval: number;
  untilMs: number | null;
};

type CameraGroupRow = { id: string; name: string };

export type CameraRow = {
  id: string;
  name: string;
  code: string;
  groupId: string;
  gridId: string | null;
  intake: CameraIntake;
  sourceUrl: string;
  subSourceUrl: string;
  username: string;
  /** Encrypted; empty when there is none. */
  sealedPassword: string;
  sealedStreamKey: string;
  transport: CameraTransport;
  onvifUrl: string;
  sourceToken: string;
  audio: Flag;
  recordAudio: Flag;
  longitude: number | null;
  latitude: number | null;
  bearingDegrees: number | null;
  viewAngleDegrees: number;
  viewReachMetres: number;
  keepWarm: Flag;
  analyse: Flag;
  deviceEvents: Flag;
  /** JSON: a RecordingPlan. */
  recording: string;
  disabled: Flag;
};

/** Names and pictures of presets; where the camera looks it knows itself. */
export type PresetRow = { cameraId: string; token: string; name: string; hasPicture: Flag };

/** JSON: a list of PatrolStop. */
type PatrolRow = { cameraId: string; stops: string };

/** Which cameras are played by the demo street, and from which of its mounts. */
export type DemoCameraRow = { cameraId: string; mount: string };

export type GridRow = {
  id: string;
  code: string;
  name: string;
  kind: Grid['kind'];
  community: string;
  /** JSON. */
  rings: string;
  line: string;
  /** JSON list. */
  baseGridIds: string;
  endedAtMs: number | null;
  version: number;
};

/** Every state of a grid; `toMs` is null for the newest. */
export type GridVersionRow = {
  gridId: string;
  version: number;
  fromMs: number;
  toMs: number | null;
  byName: string;
  /** JSON: a Grid. */
  body: string;
};

type GridMemberRow = { gridId: string; personId: string; part: GridPart };

export type GridVolunteerRow = { id: string; gridId: string; kind: VolunteerKind; name: string; phone: string };

type CommunityRow = { name: string; rings: string };

export type AlertRow = {
  id: string;
  kind: AlertKind;
  level: AlertLevel;
  state: AlertState;
  cameraId: string | null;
  cameraGroupId: string | null;
  raisedAtMs: number;
  lastSeenAtMs: number;
  repeatCount: number;
  region: string | null;
  /** JSON. */
  cause: string | null;
  recoveredAtMs: number | null;
  hasPicture: Flag;
  handlerId: string | null;
  handlerName: string | null;
  acknowledgedAtMs: number | null;
  closedAtMs: number | null;
  result: AlertResult | null;
  note: string;
  incidentId: string | null;
  /** JSON. */
  shelving: string | null;
  /** Null unless it is on the shelf. */
  shelvedUntilMs: number | null;
};

export type AlertShelfRow = {
  id: string;
  cameraId: string | null;
  cameraGroupId: string | null;
  kind: AlertKind;
  personId: string;
  personName: string;
  reason: string;
  atMs: number;
  untilMs: number;
};

/** What a node has told already: a detection that is told again changes nothing. */
type DetectionRow = { detectionId: string; alertId: string; atMs: number };

export type UnitRow = {
  id: string;
  name: string;
  disabled: Flag;
  /** JSON: a Unit. */
  body: string;
};

/** What incidents are searched and counted by; `body` is the whole of one. */
export type IncidentRow = {
  id: string;
  number: string;
  title: string;
  state: IncidentState;
  level: MatterLevel;
  task: MatterTask | null;
  source: IncidentSource;
  matterCode: string | null;
  cameraId: string | null;
  cameraGroupId: string | null;
  gridId: string | null;
  community: string;
  reporterId: string | null;
  reportedAtMs: number;
  filedAtMs: number | null;
  closedAtMs: number | null;
  /** When its clock has something to say next. */
  nextClockAtMs: number | null;
  drill: Flag;
  /** Number, title, address and the reporter's name, in small letters. */
  searchText: string;
  /** JSON: an Incident. */
  body: string;
};

/** Each stage of each incident, for counting; made anew with the incident. */
export type IncidentStageRow = {
  incidentId: string;
  nth: number;
  stage: Stage;
  unitId: string | null;
  startedAtMs: number;
  dueAtMs: number;
  endedAtMs: number | null;
};

export type IncidentAssignmentRow = {
  incidentId: string;
  nth: number;
  unitId: string;
  role: Assignment['role'];
  state: Assignment['state'];
  dispatchedAtMs: number;
  acceptedAtMs: number | null;
  arrivedAtMs: number | null;
  doneAtMs: number | null;
};

/** Each act of each incident as the record has it, for counting; made of its rows. */
export type IncidentActRow = {
  seq: number;
  incidentId: string;
  atMs: number;
  act: string;
  /** Who did it; null for a clock. */
  personId: string | null;
  /** After it. */
  state: IncidentState;
  leadUnitId: string | null;
  /** Of what somebody was asked to look at on the spot. */
  taskDueAtMs: number | null;
  taskPersonId: string | null;
};

/** JSON in `body`: an IncidentEvidence. */
export type IncidentEvidenceRow = { id: string; incidentId: string; addedAtMs: number; body: string };

/** Acts that came with an id, so that each is done once. */
export type IncidentActIdRow = { actId: string; incidentId: string; personId: string; atMs: number };

export type DutyStateRow = { personId: string; state: DutyState; sinceMs: number };

type DutySpanRow = { personId: string; fromMs: number; toMs: number | null };

type DutyPositionRow = {
  personId: string;
  atMs: number;
  longitude: number;
  latitude: number;
  accuracyM: number | null;
};

export type NoticeRow = {
  id: string;
  incidentId: string;
  personId: string;
  atMs: number;
  readAtMs: number | null;
  /** When it goes up for being unread; null when it does not, or did. */
  unreadAtMs: number | null;
  /** JSON: a Notice. */
  body: string;
};

/** Viewings that are open, so that those a crash cut short are still ended in the record. */
export type ViewingRow = {
  viewingId: string;
  cameraId: string;
  cameraGroupId: string | null;
  personId: string;
  personName: string;
  by: JournalBodies['viewing']['by'];
  address: string;
  startedAtMs: number;
  /** Of recordings; null for what is live. */
  fromMs: number | null;
  toMs: number | null;
};

export type RecordedSegmentRow = {
  path: string;
  cameraId: string;
  startedAtMs: number;
  endedAtMs: number;
  byteCount: number;
  codec: string;
  width: number;
  height: number;
  audioCodec: string | null;
  initByteCount: number;
  /** JSON: `[offset, ms after startedAtMs]` for each. */
  keyFrames: string;
  isContinuation: Flag;
  hasEnded: Flag;
};

export type RecordingLockRow = {
  id: string;
  cameraId: string;
  cameraGroupId: string | null;
  fromMs: number;
  toMs: number;
  reason: string;
  untilMs: number | null;
  personId: string;
  personName: string;
  atMs: number;
};

export type RecordingExportRow = {
  id: string;
  /** JSON list. */
  cameraIds: string;
  cameraGroupId: string | null;
  fromMs: number;
  toMs: number;
  reason: string;
  personId: string;
  personName: string;
  atMs: number;
  state: ExportState;
  byteCount: number;
  /** JSON. */
  files: string;
  /** JSON. */
  failure: string | null;
  withWatermark: Flag;
  /** JSON. */
  decision: string | null;
  /** JSON. */
  cancelledBy: string | null;
};

export type ReportPointRow = { id: string; code: string; name: string; body: string };
export type SavedItemRow = {
  id: string;
  name: string;
  shared: Flag;
  ownerId: string;
  ownerName: string;
  changedAtMs: number;
  /** JSON: a SavedContent. */
  content: string;
};

export type ScreenRow = {
  id: string;
  name: string;
  /** JSON: a ScreenContent. */
  content: string;
  byId: string;
  byName: string;
  atMs: number;
};

export type CalendarDayRow = CalendarDay;

/** What is decided once for the whole site, by name. */
export type SiteSettingRow = { name: 'workWeek'; value: string };

/** Which version of a matter counts. */
export type MatterRow = { id: string; kind: MatterKind; code: string; version: number };

export type MatterVersionRow = { matterId: string; version: number; body: string };

/** Bounds are those of the outline, or the position itself. */
export type PlaceRow = {
  id: string;
  kind: PlaceKind;
  code: string;
  /** In lower case: all that it is found by. */
  searchText: string;
  longitude: number;
  latitude: number;
  west: number;
  south: number;
  east: number;
  north: number;
  name: string;
  address: string;
  category: string;
  floors: number | null;
  /** Changes with anything of it. */
  digest: string;
  /** JSON. */
  rings: string;
};

export type Schema = {
  journal: JournalRow;
  journalIndex: JournalIndexRow;
  journalCameras: JournalCameraRow;
  people: PersonRow;
  sessions: SessionRow;
  signInFailures: SignInFailureRow;
  cameraGrants: CameraGrantRow;
  cameraGroups: CameraGroupRow;
  cameras: CameraRow;
  presets: PresetRow;
  patrols: PatrolRow;
  demoCameras: DemoCameraRow;
  grids: GridRow;
  gridVersions: GridVersionRow;
  gridMembers: GridMemberRow;
  gridVolunteers: GridVolunteerRow;
  communities: CommunityRow;
  places: PlaceRow;
  /** `body`: JSON, what happened to it last. */
  placeLayers: { kind: PlaceKind; body: string };
  alerts: AlertRow;
  alertShelves: AlertShelfRow;
  detections: DetectionRow;
  units: UnitRow;
  incidents: IncidentRow;
  incidentStages: IncidentStageRow;
  incidentAssignments: IncidentAssignmentRow;
  incidentActs: IncidentActRow;
  incidentEvidence: IncidentEvidenceRow;
  incidentActIds: IncidentActIdRow;
  dutyStates: DutyStateRow;
  dutySpans: DutySpanRow;
  dutyPositions: DutyPositionRow;
  notices: NoticeRow;
  noticeOutbox: { noticeId: string; nextAtMs: number; tries: number };
  reportPoints: ReportPointRow;
  citizenReceipts: { receipt: string; incidentId: string; pointId: string; atMs: number };
  viewings: ViewingRow;
  ptzTurnings: { turningId: string; personId: string; personName: string; scope: string; body: string };
  recordedSegments: RecordedSegmentRow;
  recordingLocks: RecordingLockRow;
  recordingExports: RecordingExportRow;
  savedItems: SavedItemRow;
  screens: ScreenRow;
  calendarDays: CalendarDayRow;
  siteSettings: SiteSettingRow;
  matters: MatterRow;
  matterVersions: MatterVersionRow;
  mediations: { incidentId: string; state: MediationState; body: string };
  plans: { id: string; version: number };
  planVersions: { planId: string; version: number; body: string };
  shifts: { id: string; unitId: string | null; fromMs: number; toMs: number; body: string };
  handovers: { shiftId: string; state: HandoverState; body: string };
  lateHandovers: { shiftId: string; toldAtMs: number };
};

/** What a store asks: the reader outside a change, the change's own transaction inside it. */
export type Db = Kysely<Schema>;

export function flag(value: boolean): Flag {
  return value ? 1 : 0;
}
