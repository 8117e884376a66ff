/**
 * Every route of the HTTP API: what it takes, what it answers, and the right it needs.
 *
 * The server refuses to start a route that is not in this table, the console's
 * `api()` is typed by it, and the OpenAPI document is generated from it. Failures
 * are always `{ code, detail }` (errors.ts) with the status of the code.
 */
import { z } from 'zod';
import { AlarmRate, Alert, AlertShelf, CloseAlert, MakeIncident, ShelveAlert } from './alert.ts';
import { JournalFilter, JournalPerson, JournalVerification, TellJournalReading } from './audit.ts';
import { BaseMapAnswer } from './base-map.ts';
import { ChangeWorkCalendar, WorkCalendar } from './calendar.ts';
import {
  AddCamera,
  AddCameraGroup,
  Camera,
  CameraGroup,
  CameraHealth,
  CameraTest,
  ChangeCamera,
  EncoderFit,
  EncoderForm,
  EncoderPreview,
  EncoderQuery,
  PushAddress,
  SetEncoder,
  TestCamera,
} from './camera.ts';
import { AddCameraGrant, CameraGrant, ChangeCameraGrant } from './camera-grant.ts';
import { ChangeCameras, ChangedCameras, ImportCameras, ImportOutcome, ImportPreview } from './camera-sheet.ts';
import {
  AddReportPoint,
  ChangeReportPoint,
  CitizenProgress,
  CitizenReceipt,
  ReportAsCitizen,
  ReportPoint,
  SignedPlace,
} from './citizen.ts';
import { DeviceDetails, DeviceSearch, InspectDevice, SearchDevices } from './device.ts';
import { Duty, DutyTrail, OnDuty, SetDuty, SharedPositions, SharePositions, TrailsQuery } from './duty.ts';
import { CasesQuery, EvaluatedCases, Evaluation } from './evaluation.ts';
import { AddEvidence, IncidentEvidence } from './evidence.ts';
import { CheckShape, Community, GridsQuery, GridVersion, ShapeCheck } from './grid-history.ts';
import { GridImportOutcome, GridImportPreview, ImportGrids } from './grid-import.ts';
import { AddGridVolunteer, GridCandidate, GridMember, GridVolunteer, PutGridMember } from './grid-member.ts';
import {
  FindPlaces,
  FoundPlaces,
  Here,
  ImportPlaces,
  Place,
  PlaceImportOutcome,
  PlaceImportPreview,
  PlaceLayer,
  PlacesInView,
  RemovePlaceLayer,
  SeenPlaces,
  WhatIsHere,
} from './ground.ts';
import { CameraImaging, ChangeImaging, SwitchRelay } from './imaging.ts';
import { Incident, IncidentLog, IncidentQuery, ReportIncident, SimilarQuery } from './incident.ts';
import { DoIncidentAct } from './incident-act.ts';
import { IncidentPoints, PointsQuery } from './incident-points.ts';
import { EndedIncidents, EndedQuery } from './incident-search.ts';
import { JournalEntryDocument, JournalKind } from './journal.ts';
import { AddMatter, ChangeMatter, Matter } from './matter.ts';
import { ImportMatters, MatterImportOutcome, MatterImportPreview } from './matter-sheet.ts';
import { AskMediaToken, MediaToken } from './media-token.ts';
import { Mediation, MediationView, OpenMediation, TakeMediationStep } from './mediation.ts';
import { Moment, MomentEntries, MomentEntriesQuery, MomentQuery } from './moment.ts';
import { DeliveredNotices, Notice } from './notice.ts';
import { PeriodQuery } from './period.ts';
import { AddPerson, ChangePassword, ChangePerson, Colleague, Person, Session, SignIn } from './person.ts';
import { AddGrid, ChangeGrid, Grid } from './place.ts';
import { AddPlan, ChangePlan, Plan } from './plan.ts';
import {
  KeyFrames,
  KeyFramesQuery,
  RecordingDays,
  RecordingDaysQuery,
  RecordingEvents,
  RecordingEventsQuery,
} from './playback.ts';
import { NamePreset, Patrol, Preset, PtzPlace } from './ptz.ts';
import {
  AskPlayback,
  DecideExport,
  ExportRecordings,
  LockRecording,
  Playback,
  RecorderQuery,
  RecorderReach,
  RecorderReachQuery,
  RecorderSpans,
  RecordingExport,
  RecordingLock,
  Recordings,
  RecordingsQuery,
} from './recording.ts';
import type { Action } from './rights.ts';
import { AddShifts, ChangeShift, DoHandover, HandoverView, RemoveShift, Roster, RosterQuery, Shift } from './roster.ts';
import { ChangeSavedItem, SavedItem, SaveItem } from './saved.ts';
import { AddScreen, Screen, ShowOnScreen } from './screen.ts';
import { Today } from './today.ts';
import { AddUnit, ChangeUnit, Unit } from './unit.ts';

const Done = z.object({});

const Health = z.object({
  status: z.enum(['ok', 'degraded']),
  version: z.string(),
  build: z.string(),
  uptimeMs: z.int(),
  mediaNode: z.enum(['connected', 'away']),
});

const Ready = z.object({ ready: z.boolean(), waitingFor: z.array(z.string()) });

const JournalQuery = JournalFilter.extend({
  /** Newest first, below this seq. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  kind: JournalKind.optional(),
  /** One entry for each viewing: where its end is there, its beginning is left out. */
  folded: z.stringbool().default(false),
});

type Right = Action | 'public' | 'signedIn';
type Route = {
  right: Right;
  summary: string;
  body?: z.ZodType;
  query?: z.ZodType;
  answer: z.ZodType;
};

export const ROUTES = {
  'GET /api/health': { right: 'public', summary: 'Whether the server lives', answer: Health },
  'GET /api/ready': { right: 'public', summary: '200 when it can serve, 503 until then', answer: Ready },

  'POST /api/session': { right: 'public', summary: 'Sign in', body: SignIn, answer: Session },
  'GET /api/session': { right: 'signedIn', summary: 'Who is signed in', answer: Session },
  'DELETE /api/session': { right: 'signedIn', summary: 'Sign out', answer: Done },
  'POST /api/session/password': {
    right: 'signedIn',
    summary: 'Change the own password',
    body: ChangePassword,
    answer: Done,
  },

  'GET /api/people': { right: 'people.manage', summary: 'Everyone with an account', answer: z.array(Person) },
  'POST /api/people': { right: 'people.manage', summary: 'Give a person an account', body: AddPerson, answer: Person },
  'PATCH /api/people/:personId': {
    right: 'people.manage',
    summary: 'Change a person; disabling or a new password ends the sessions',
    body: ChangePerson,
    answer: Person,
  },
  'POST /api/people/:personId/end-sessions': {
    right: 'people.manage',
    summary: 'Sign a person out everywhere',
    answer: Done,
  },

  'GET /api/camera-grants': {
    right: 'people.manage',
    summary: 'Which role or unit may do what with which cameras, until when',
    answer: z.array(CameraGrant),
  },
  'POST /api/camera-grants': {
    right: 'people.manage',
    summary: 'Give a role or a unit rights to cameras',
    body: AddCameraGrant,
    answer: CameraGrant,
  },
  'PATCH /api/camera-grants/:grantId': {
    right: 'people.manage',
    summary: 'Change a grant; streams that lose their right end within 5 s',
    body: ChangeCameraGrant,
    answer: CameraGrant,
  },
  'DELETE /api/camera-grants/:grantId': { right: 'people.manage', summary: 'Take a grant back', answer: Done },

  'GET /api/camera-groups': { right: 'camera.view', summary: 'Camera groups', answer: z.array(CameraGroup) },
  'POST /api/camera-groups': {
    right: 'camera.configure',
    summary: 'Add a camera group',
    body: AddCameraGroup,
    answer: CameraGroup,
  },
  'GET /api/cameras': { right: 'camera.view', summary: 'Cameras', answer: z.array(Camera) },
  'GET /api/cameras/health': {
    right: 'camera.view',
    summary: 'How every camera fares, with the cause',
    answer: z.array(CameraHealth),
  },
  'POST /api/cameras': { right: 'camera.configure', summary: 'Add a camera', body: AddCamera, answer: Camera },
  'POST /api/cameras/test': {
    right: 'camera.configure',
    summary: 'Try an address: a picture, or the cause',
    body: TestCamera,
    answer: CameraTest,
  },
  'PATCH /api/cameras': {
    right: 'camera.configure',
    summary: 'Change several cameras alike: all of them, or none',
    body: ChangeCameras,
    answer: ChangedCameras,
  },
  'POST /api/camera-imports/preview': {
    right: 'camera.configure',
    summary: 'Look over a sheet of cameras: what each row would do, and what is wrong with it',
    body: ImportCameras,
    answer: ImportPreview,
  },
  'POST /api/camera-imports': {
    right: 'camera.configure',
    summary: 'Take in a sheet of cameras: all of it, or nothing',
    body: ImportCameras,
    answer: ImportOutcome,
  },
  'PATCH /api/cameras/:cameraId': {
    right: 'camera.configure',
    summary: 'Change a camera',
    body: ChangeCamera,
    answer: Camera,
  },
  'DELETE /api/cameras/:cameraId': { right: 'camera.configure', summary: 'Remove a camera', answer: Done },
  'GET /api/cameras/:cameraId/stream-key': {
    right: 'camera.configure',
    summary: 'Where the device of a camera that pushes is to send, and by which key it names itself',
    answer: PushAddress,
  },
  'POST /api/cameras/:cameraId/stream-key': {
    right: 'camera.configure',
    summary: 'A new stream key; whoever sends with the old one is sent away',
    answer: PushAddress,
  },
  'GET /api/cameras/:cameraId/encoder': {
    right: 'camera.configure',
    summary: 'What a camera’s encoder is set to, and what it would have to be for WebRTC (ONVIF)',
    answer: EncoderPreview,
  },
  'POST /api/cameras/:cameraId/encoder': {
    right: 'camera.configure',
    summary: 'Set a camera’s encoder so that it is fit for WebRTC (ONVIF), and read it back',
    answer: EncoderFit,
  },
  'GET /api/cameras/:cameraId/encoder-settings': {
    right: 'camera.configure',
    summary: 'What the encoder of a camera’s main or sub-stream is set to, and what it offers (ONVIF)',
    query: EncoderQuery,
    answer: EncoderForm,
  },
  'PATCH /api/cameras/:cameraId/encoder-settings': {
    right: 'camera.configure',
    summary: 'Set the encoder of a camera’s main or sub-stream within what it offers (ONVIF), and read it back',
    body: SetEncoder,
    answer: EncoderFit,
  },

  'GET /api/saved-items': {
    right: 'camera.watch',
    summary: 'Walls, camera lists and favourites: one’s own, and what is shared',
    answer: z.array(SavedItem),
  },
  'POST /api/saved-items': { right: 'camera.watch', summary: 'Keep one', body: SaveItem, answer: SavedItem },
  'PATCH /api/saved-items/:itemId': {
    right: 'camera.watch',
    summary: 'Change one of one’s own, or, with the right to share, a shared one',
    body: ChangeSavedItem,
    answer: SavedItem,
  },
  'DELETE /api/saved-items/:itemId': { right: 'camera.watch', summary: 'Remove one', answer: Done },

  'GET /api/screens': { right: 'screen.view', summary: 'Big screens, and what each shows', answer: z.array(Screen) },
  'POST /api/screens': { right: 'screen.configure', summary: 'Add a big screen', body: AddScreen, answer: Screen },
  'PATCH /api/screens/:screenId': {
    right: 'screen.configure',
    summary: 'Rename a big screen',
    body: AddScreen,
    answer: Screen,
  },
  'GET /api/screens/:screenId/tours': {
    right: 'screen.view',
    summary: 'The tours a big screen shows: those that are shared, and those of whoever sent them there',
    answer: z.array(SavedItem),
  },
  'POST /api/screens/:screenId/show': {
    right: 'screen.drive',
    summary: 'Send a wall, a camera, a tour or the map to a big screen',
    body: ShowOnScreen,
    answer: Screen,
  },
  'DELETE /api/screens/:screenId': { right: 'screen.configure', summary: 'Remove a big screen', answer: Done },
  'GET /api/cameras/:cameraId/imaging': {
    right: 'camera.configure',
    summary: 'Picture settings of a camera, with their limits (ONVIF)',
    answer: CameraImaging,
  },
  'PATCH /api/cameras/:cameraId/imaging': {
    right: 'camera.configure',
    summary: 'Change picture settings of a camera (ONVIF), and read them back',
    body: ChangeImaging,
    answer: CameraImaging,
  },
  'GET /api/cameras/:cameraId/relays': {
    right: 'camera.configure',
    summary: 'Outputs a camera switches (ONVIF)',
    answer: z.array(z.string()),
  },
  'POST /api/cameras/:cameraId/relays/:relay': {
    right: 'camera.configure',
    summary: 'Switch an output of a camera (ONVIF)',
    body: SwitchRelay,
    answer: Done,
  },
  'POST /api/cameras/:cameraId/reboot': {
    right: 'camera.configure',
    summary: 'Restart a camera (ONVIF)',
    answer: Done,
  },
  'GET /api/cameras/:cameraId/ptz-place': {
    right: 'camera.ptz',
    summary: 'Where a camera that turns looks; null when it does not tell',
    answer: PtzPlace.nullable(),
  },
  'GET /api/cameras/:cameraId/presets': {
    right: 'camera.ptz',
    summary: 'Presets of a camera that turns',
    answer: z.array(Preset),
  },
  'POST /api/cameras/:cameraId/presets': {
    right: 'camera.ptz',
    summary: 'Make a preset of where the camera looks now, with a picture',
    body: NamePreset,
    answer: Preset,
  },
  'PATCH /api/cameras/:cameraId/presets/:token': {
    right: 'camera.ptz',
    summary: 'Rename a preset',
    body: NamePreset,
    answer: Preset,
  },
  'DELETE /api/cameras/:cameraId/presets/:token': {
    right: 'camera.ptz',
    summary: 'Remove a preset',
    answer: Done,
  },
  'GET /api/cameras/:cameraId/patrol': {
    right: 'camera.ptz',
    summary: 'The presets a camera goes round by itself, and how long it stays at each',
    answer: Patrol,
  },
  'POST /api/cameras/:cameraId/patrol': {
    right: 'camera.ptz',
    summary: 'Lay down the patrol of a camera',
    body: Patrol,
    answer: Patrol,
  },
  'POST /api/device-searches': {
    right: 'camera.configure',
    summary: 'Search the network for devices (ONVIF); one that goes on is answered instead of a second one',
    body: SearchDevices,
    answer: DeviceSearch,
  },
  'GET /api/device-searches/:searchId': {
    right: 'camera.configure',
    summary: 'How far a search is, and what it found',
    answer: DeviceSearch,
  },
  'POST /api/devices/inspect': {
    right: 'camera.configure',
    summary: 'What a device is and which streams it has (ONVIF), or exactly why that cannot be told',
    body: InspectDevice,
    answer: DeviceDetails,
  },

  'GET /api/grids': {
    right: 'grid.view',
    summary: 'Grids in force, now or at `?atMs=`',
    query: GridsQuery,
    answer: z.array(Grid),
  },
  'POST /api/grids': {
    right: 'grid.configure',
    summary: 'Add a base grid by its boundary, or a governance grid by the base grids it is laid over',
    body: AddGrid,
    answer: Grid,
  },
  'POST /api/grids/check': {
    right: 'grid.configure',
    summary: 'What stands against a boundary, before it is kept',
    body: CheckShape,
    answer: ShapeCheck,
  },
  'PATCH /api/grids/:gridId': {
    right: 'grid.configure',
    summary: 'Change a grid; what it was is kept',
    body: ChangeGrid,
    answer: Grid,
  },
  'POST /api/grids/:gridId/end': {
    right: 'grid.configure',
    summary: 'End a grid; its code is never given again',
    answer: Grid,
  },
  'GET /api/grids/:gridId/history': {
    right: 'grid.view',
    summary: 'Every state a grid was in, newest first',
    answer: z.array(GridVersion),
  },
  'POST /api/grid-imports/preview': {
    right: 'grid.configure',
    summary: 'Look over a file of grids: what each shape or row would do, and what is wrong with it',
    body: ImportGrids,
    answer: GridImportPreview,
  },
  'POST /api/grid-imports': {
    right: 'grid.configure',
    summary: 'Take in a file of grids: all of it, or nothing',
    body: ImportGrids,
    answer: GridImportOutcome,
  },
  'GET /api/communities': {
    right: 'grid.view',
    summary: 'Outlines of communities, where they are known',
    answer: z.array(Community),
  },
  'GET /api/base-map': {
    right: 'grid.view',
    summary: 'What lies under the grids and how it is drawn, or none',
    answer: BaseMapAnswer,
  },
  'GET /api/places': {
    right: 'grid.view',
    summary: 'Addresses, buildings, components and organisations whose name, address or code has all words of `?q=`',
    query: FindPlaces,
    answer: FoundPlaces,
  },
  'GET /api/places/in-view': {
    right: 'grid.view',
    summary: 'Those within bounds; `isCut` when there are more than are told',
    query: PlacesInView,
    answer: SeenPlaces,
  },
  'GET /api/places/here': {
    right: 'grid.view',
    summary: 'What is at a position: nearest address, building, components and organisations around, grid, members',
    query: WhatIsHere,
    answer: Here,
  },
  'GET /api/places/:placeId': { right: 'grid.view', summary: 'One of them, with its outline', answer: Place },
  'GET /api/place-layers': {
    right: 'grid.view',
    summary: 'How many there are of each kind, and who took them in last',
    answer: z.array(PlaceLayer),
  },
  'POST /api/place-layers/:kind/remove': {
    right: 'grid.configure',
    summary: 'Remove all places of a kind, with the reason',
    body: RemovePlaceLayer,
    answer: PlaceLayer,
  },
  'POST /api/place-imports/preview': {
    right: 'grid.configure',
    summary: 'Look over a file of places (the body itself): what it would do, and what is wrong with which row',
    query: ImportPlaces,
    answer: PlaceImportPreview,
  },
  'POST /api/place-imports': {
    right: 'grid.configure',
    summary: 'Take in a file of places (the body itself): all of it, or nothing',
    query: ImportPlaces,
    answer: PlaceImportOutcome,
  },

  'GET /api/grid-members': {
    right: 'grid.view',
    summary: 'Members of every grid, and the part each has',
    answer: z.array(GridMember),
  },
  'GET /api/grid-candidates': {
    right: 'grid.configure',
    summary: 'Who may be made a member of a grid',
    answer: z.array(GridCandidate),
  },
  'POST /api/grids/:gridId/members': {
    right: 'grid.configure',
    summary: 'Make somebody a member of a grid, or give a member another part',
    body: PutGridMember,
    answer: z.array(GridMember),
  },
  'DELETE /api/grids/:gridId/members/:personId': {
    right: 'grid.configure',
    summary: 'Take a member off a grid',
    answer: z.array(GridMember),
  },
  'GET /api/grids/:gridId/volunteers': {
    right: 'grid.view',
    summary: 'Volunteers of a grid, their phones masked',
    answer: z.array(GridVolunteer),
  },
  'POST /api/grids/:gridId/volunteers': {
    right: 'grid.configure',
    summary: 'Put a volunteer on the list of a grid',
    body: AddGridVolunteer,
    answer: GridVolunteer,
  },
  'DELETE /api/grid-volunteers/:volunteerId': {
    right: 'grid.configure',
    summary: 'Take a volunteer off the list',
    answer: Done,
  },
  'POST /api/grid-volunteers/:volunteerId/phone': {
    right: 'grid.configure',
    summary: 'The whole phone number of a volunteer; written down as shown',
    answer: z.object({ phone: z.string() }),
  },

  'GET /api/alerts': {
    right: 'alert.view',
    summary: 'Alerts that are not closed, and the newest 200 that are',
    answer: z.array(Alert),
  },
  'POST /api/alerts/:alertId/acknowledge': { right: 'alert.handle', summary: 'Acknowledge (确认)', answer: Alert },
  'POST /api/alerts/:alertId/close': {
    right: 'alert.handle',
    summary: 'Close with a result',
    body: CloseAlert,
    answer: Alert,
  },
  'POST /api/alerts/:alertId/shelve': {
    right: 'alert.handle',
    summary: 'Shelve (搁置) it, or all that its source raises, until an end within a day and with a reason',
    body: ShelveAlert,
    answer: Alert,
  },
  'POST /api/alerts/:alertId/unshelve': {
    right: 'alert.handle',
    summary: 'Take it off the shelf before its time',
    answer: Alert,
  },
  'GET /api/alert-shelves': {
    right: 'alert.view',
    summary: 'Sources whose alerts are shelved now',
    answer: z.array(AlertShelf),
  },
  'DELETE /api/alert-shelves/:shelfId': {
    right: 'alert.handle',
    summary: 'Take a source off the shelf, with all its alerts',
    answer: Done,
  },
  'GET /api/alert-rate': {
    right: 'alert.view',
    summary: 'Alerts of the last eight hours by person and ten minutes (EEMUA 191)',
    answer: AlarmRate,
  },
  'POST /api/alerts/:alertId/incident': {
    right: 'alert.handle',
    summary: 'Make an incident of it',
    body: MakeIncident,
    answer: Incident,
  },

  'GET /api/incidents': {
    right: 'incident.view',
    summary: 'Incidents that are not closed, and the newest 200 that are',
    answer: z.array(Incident),
  },
  'POST /api/incidents': {
    right: 'incident.report',
    summary: 'Report an incident',
    body: ReportIncident,
    answer: Incident,
  },
  'GET /api/incidents/ended': {
    right: 'incident.view',
    summary: 'Incidents that have ended, by words, grid and days; the newest 200',
    query: EndedQuery,
    answer: EndedIncidents,
  },
  'GET /api/incidents/:incidentId': {
    right: 'incident.view',
    summary: 'An incident, now or at `?atMs=`',
    query: IncidentQuery,
    answer: Incident,
  },
  'POST /api/incidents/:incidentId/acts': {
    right: 'incident.view',
    summary: 'Do something with an incident: verify, file, dispatch, accept, return, handle, check, close, …',
    body: DoIncidentAct,
    answer: Incident,
  },
  'GET /api/incidents/:incidentId/log': {
    right: 'incident.view',
    summary: 'The command log: every act in order, from the journal, with who was told and who read it',
    answer: IncidentLog,
  },
  'GET /api/incidents/:incidentId/evidence': {
    right: 'incident.view',
    summary: 'Pictures and voice notes of an incident, oldest first',
    answer: z.array(IncidentEvidence),
  },
  'POST /api/incidents/:incidentId/evidence/:evidenceId': {
    right: 'incident.view',
    summary:
      'Add a picture (JPEG, PNG, WebP) or a voice note (WebM, Ogg, MP4): the bytes are the body. Sent again with the same id (a UUID), it is the same one',
    query: AddEvidence,
    answer: IncidentEvidence,
  },
  'GET /api/plans': { right: 'matter.view', summary: 'Plans, as they stand', answer: z.array(Plan) },
  'POST /api/plans': { right: 'plan.configure', summary: 'Add a plan', body: AddPlan, answer: Plan },
  'PATCH /api/plans/:planId': {
    right: 'plan.configure',
    summary: 'Change a plan; what was taken up stays as it was',
    body: ChangePlan,
    answer: Plan,
  },
  'GET /api/colleagues': {
    right: 'incident.dispatch',
    summary: 'Who can be given a part in a case',
    answer: z.array(Colleague),
  },
  'GET /api/incidents/:incidentId/mediation': {
    right: 'incident.view',
    summary: 'Which step a mediation has reached; to those in it, the mediation itself',
    answer: MediationView,
  },
  'POST /api/incidents/:incidentId/mediation': {
    right: 'incident.view',
    summary: 'Register a mediation of a dispute, or take its next step',
    body: TakeMediationStep,
    answer: MediationView,
  },
  'POST /api/incidents/:incidentId/mediation/open': {
    right: 'mediation.open',
    summary: 'See a mediation one has no part in, with a reason that is put on record',
    body: OpenMediation,
    answer: Mediation,
  },
  'GET /api/incidents/points': {
    right: 'incident.view',
    summary: 'Where incidents of a span of time were, ended ones too; without drills and confidential cases',
    query: PointsQuery,
    answer: IncidentPoints,
  },
  'GET /api/incidents/similar': {
    right: 'incident.report',
    summary: 'Open incidents within 50 m and 24 h, to be merged instead of reported twice',
    query: SimilarQuery,
    answer: z.array(Incident),
  },

  'GET /api/duty': {
    right: 'duty.view',
    summary: 'Who is on duty, each with the last position they shared',
    answer: z.array(OnDuty),
  },
  'POST /api/duty': {
    right: 'incident.report',
    summary: 'Go on duty, be busy, go off',
    body: SetDuty,
    answer: Duty,
  },
  'POST /api/duty/positions': {
    right: 'incident.report',
    summary: 'Where one was while on duty; sent again it is the same',
    body: SharePositions,
    answer: SharedPositions,
  },
  'GET /api/duty/trails': {
    right: 'duty.view',
    summary: 'Where those who are on duty were since they went on and since a moment, at most a day ago',
    query: TrailsQuery,
    answer: z.array(DutyTrail),
  },

  'GET /api/report-points': {
    right: 'grid.view',
    summary: 'Places with a sign at which citizens report',
    answer: z.array(ReportPoint),
  },
  'POST /api/report-points': {
    right: 'grid.configure',
    summary: 'Set up a sign',
    body: AddReportPoint,
    answer: ReportPoint,
  },
  'PATCH /api/report-points/:pointId': {
    right: 'grid.configure',
    summary: 'Change a sign, or take it out of use',
    body: ChangeReportPoint,
    answer: ReportPoint,
  },
  'GET /api/citizen/signs/:code': {
    right: 'public',
    summary: 'The place of a sign',
    answer: SignedPlace,
  },
  'POST /api/citizen/signs/:code/reports': {
    right: 'public',
    summary: 'Report at a sign; ten in ten minutes from one address, sixty an hour at one sign',
    body: ReportAsCitizen,
    answer: CitizenReceipt,
  },
  'GET /api/citizen/receipts/:receipt': {
    right: 'public',
    summary: 'How far the report with this receipt is',
    answer: CitizenProgress,
  },

  'GET /api/roster': {
    right: 'duty.view',
    summary: 'Who is on duty when, in a range of time',
    query: RosterQuery,
    answer: Roster,
  },
  'GET /api/roster/people': {
    right: 'roster.configure',
    summary: 'Who can be put on duty by whoever asks',
    answer: z.array(Colleague),
  },
  'POST /api/roster/shifts': {
    right: 'roster.configure',
    summary: 'Put up shifts, all of them or none',
    body: AddShifts,
    answer: z.array(Shift),
  },
  'PATCH /api/roster/shifts/:shiftId': {
    right: 'roster.configure',
    summary: 'Change a shift that is not signed for',
    body: ChangeShift,
    answer: Shift,
  },
  'DELETE /api/roster/shifts/:shiftId': {
    right: 'roster.configure',
    summary: 'Take a shift away that nobody wrote a hand-over for',
    query: RemoveShift,
    answer: Done,
  },
  'GET /api/roster/shifts/:shiftId/handover': {
    right: 'handover.view',
    summary: 'What a shift hands over: what is open now, or what was when it was signed',
    answer: HandoverView,
  },
  'POST /api/roster/shifts/:shiftId/handover': {
    right: 'handover.view',
    summary: 'Write a hand-over, sign it, take it over or send it back',
    body: DoHandover,
    answer: HandoverView,
  },
  'GET /api/units': { right: 'unit.view', summary: 'Units incidents are sent to', answer: z.array(Unit) },
  'POST /api/units': { right: 'unit.configure', summary: 'Register a unit', body: AddUnit, answer: Unit },
  'PATCH /api/units/:unitId': { right: 'unit.configure', summary: 'Change a unit', body: ChangeUnit, answer: Unit },

  'GET /api/notices': {
    right: 'notice.view',
    summary: 'Own notices: all unread, and the newest that were read',
    answer: z.array(Notice),
  },
  'POST /api/notices/delivered': {
    right: 'notice.view',
    summary: 'The console or the phone has shown them',
    body: DeliveredNotices,
    answer: Done,
  },
  'POST /api/notices/:noticeId/read': { right: 'notice.view', summary: 'It was read', answer: Notice },

  'GET /api/recordings': {
    right: 'recording.view',
    summary: 'What was recorded of a camera in a range, and what of it is locked',
    query: RecordingsQuery,
    answer: Recordings,
  },
  'GET /api/recordings/days': {
    right: 'recording.view',
    summary: 'Days of a month that have recordings of these cameras',
    query: RecordingDaysQuery,
    answer: RecordingDays,
  },
  'GET /api/recordings/events': {
    right: 'recording.view',
    summary: 'Alerts and incidents at these cameras in a range, closed or not',
    query: RecordingEventsQuery,
    answer: RecordingEvents,
  },
  'GET /api/recordings/key-frames': {
    right: 'recording.view',
    summary: 'Times of the recorded key frames of a camera, two hours at most',
    query: KeyFramesQuery,
    answer: KeyFrames,
  },
  'GET /api/recordings/recorder': {
    right: 'recording.view',
    summary: 'What the recorder of a camera holds of it in a range, a day at most',
    query: RecorderQuery,
    answer: RecorderSpans,
  },
  'GET /api/recordings/recorder-reach': {
    right: 'recording.view',
    summary: 'From when to when the recorder of a camera holds something of it',
    query: RecorderReachQuery,
    answer: RecorderReach,
  },
  'POST /api/playbacks': {
    right: 'recording.view',
    summary: 'Addresses that open a range of recordings, a day at most',
    body: AskPlayback,
    answer: Playback,
  },
  'POST /api/recording-locks': {
    right: 'recording.lock',
    summary: 'Lock a range of cameras as evidence: retention leaves it alone, until its end where it has one',
    body: LockRecording,
    answer: z.array(RecordingLock),
  },
  'GET /api/recording-locks': {
    right: 'recording.view',
    summary: 'Locks, newest first, those that have run out too',
    answer: z.array(RecordingLock),
  },
  'DELETE /api/recording-locks/:lockId': { right: 'recording.lock', summary: 'Unlock a range', answer: Done },
  'GET /api/exports': { right: 'recording.export', summary: 'Exports, newest first', answer: z.array(RecordingExport) },
  'POST /api/exports': {
    right: 'recording.export',
    summary: 'Export a range of cameras, with a manifest',
    body: ExportRecordings,
    answer: RecordingExport,
  },
  'POST /api/exports/:exportId/decision': {
    right: 'recording.approve',
    summary: 'Approve or refuse somebody else’s export that waits for it',
    body: DecideExport,
    answer: RecordingExport,
  },
  'POST /api/exports/:exportId/cancel': {
    right: 'recording.export',
    summary: 'Give up an own export that waits or is being made',
    answer: RecordingExport,
  },

  'GET /api/journal': {
    right: 'journal.read',
    summary: 'The record, newest first',
    query: JournalQuery,
    answer: z.array(JournalEntryDocument),
  },
  'GET /api/journal/people': {
    right: 'journal.read',
    summary: 'Whose deeds the record can be asked for',
    answer: z.array(JournalPerson),
  },
  'POST /api/journal/readings': {
    right: 'journal.read',
    summary: 'Write down that a part of the record was exported or printed',
    body: TellJournalReading,
    answer: Done,
  },
  'GET /api/journal/verification': {
    right: 'journal.read',
    summary: 'How far the verification of the record is, and what came out',
    answer: JournalVerification,
  },
  'POST /api/journal/verification': {
    right: 'journal.read',
    summary: 'Verify the record against its chain and its signed heads',
    answer: JournalVerification,
  },

  'GET /api/evaluation': {
    right: 'evaluation.view',
    summary: 'Indicators of a period beside the one before and a year earlier, as far as whoever asks may see',
    query: PeriodQuery,
    answer: Evaluation,
  },
  'GET /api/today': { right: 'alert.view', summary: 'How the site’s day stands (今日态势)', answer: Today },
  'GET /api/evaluation/cases': {
    right: 'evaluation.view',
    summary: 'The cases behind one figure; those that may not be seen are only counted',
    query: CasesQuery,
    answer: EvaluatedCases,
  },
  'GET /api/matters': { right: 'matter.view', summary: 'The catalogue as it stands', answer: z.array(Matter) },
  'POST /api/matters': { right: 'matter.configure', summary: 'Add a matter', body: AddMatter, answer: Matter },
  'PATCH /api/matters/:matterId': {
    right: 'matter.configure',
    summary: 'Make the next version of a matter; the one it was made from is named',
    body: ChangeMatter,
    answer: Matter,
  },
  'GET /api/matters/:matterId/versions': {
    right: 'matter.view',
    summary: 'Every version of a matter, newest first',
    answer: z.array(Matter),
  },
  'GET /api/matters/:matterId/versions/:version': {
    right: 'matter.view',
    summary: 'A matter as it was in that version',
    answer: Matter,
  },
  'POST /api/matter-imports/preview': {
    right: 'matter.configure',
    summary: 'What would become of the catalogue; nothing is kept',
    body: ImportMatters,
    answer: MatterImportPreview,
  },
  'POST /api/matter-imports': {
    right: 'matter.configure',
    summary: 'Take matters in from the nine-column sheet: all or none',
    body: ImportMatters,
    answer: MatterImportOutcome,
  },

  'GET /api/moments': {
    right: 'incident.view',
    summary: 'Incidents, alerts, grids, units and who was on duty, as they were at `?atMs=`, from the journal',
    query: MomentQuery,
    answer: Moment,
  },
  'GET /api/moments/entries': {
    right: 'incident.view',
    summary: 'What changed of them after `?afterSeq=` until `?untilMs=`, in order',
    query: MomentEntriesQuery,
    answer: MomentEntries,
  },

  'GET /api/work-calendar': {
    right: 'signedIn',
    summary: 'Office hours, working days, holidays: what limits in working time are reckoned by',
    answer: WorkCalendar,
  },
  'PATCH /api/work-calendar': {
    right: 'calendar.configure',
    summary: 'Change office hours, weekdays, or single days, several at once',
    body: ChangeWorkCalendar,
    answer: WorkCalendar,
  },

  'POST /api/media-tokens': {
    right: 'camera.watch',
    summary: 'Addresses that open one camera for a player outside',
    body: AskMediaToken,
    answer: MediaToken,
  },
} as const satisfies Record<`${'GET' | 'POST' | 'PATCH' | 'DELETE'} /api/${string}`, Route>;

export type RouteName = keyof typeof ROUTES;
type BodySchema<Name extends RouteName> = (typeof ROUTES)[Name] extends { body: infer Body extends z.ZodType }
  ? Body
  : never;
/** What a caller sends (defaults may be left out), and what the server has after checking. */
export type RouteInput<Name extends RouteName> = z.input<BodySchema<Name>>;
export type RouteBody<Name extends RouteName> = z.output<BodySchema<Name>>;
export type RouteAnswer<Name extends RouteName> = z.output<(typeof ROUTES)[Name]['answer']>;

/**
 * Answers that are not JSON: a JPEG for the first two. They need the right named here.
 * `/whep`, `/hls` and `/flv` take a cookie session or a media token as bearer.
 */
export const RAW_ROUTES = {
  'GET /api/snapshot': {
    right: 'signedIn',
    summary: 'All that a console shows, as it stood when `seq` was the last entry of the journal',
  },
  'GET /api/base-map/tiles/:z/:x/:y': {
    right: 'grid.view',
    summary: 'A tile of the site’s own base map (MVT or a picture); 204 where it has nothing there',
  },
  'GET /api/alerts/:alertId/picture': { right: 'alert.view', summary: 'Picture of an alert (JPEG)' },
  'GET /api/incidents/:incidentId/evidence/:evidenceId': {
    right: 'incident.view',
    summary: 'The picture or the voice note itself, as it was sent',
  },
  'GET /api/cameras/:cameraId/picture': { right: 'camera.watch', summary: 'Newest key frame (JPEG)' },
  'GET /api/cameras/:cameraId/snapshot': {
    right: 'camera.snapshot',
    summary: 'Newest key frame (JPEG), to be kept: written down as such',
  },
  'GET /api/camera-sheets/:name': {
    right: 'camera.configure',
    summary: 'Cameras as a sheet that can be taken in again: `cameras.csv`, `cameras.xlsx`, or `template.xlsx`',
  },
  'GET /api/evaluation-sheets/:name': {
    right: 'evaluation.view',
    summary: 'The same as a workbook: `evaluation.xlsx` with the query of the report',
  },
  'GET /api/matter-sheets/:name': {
    right: 'matter.view',
    summary:
      'The catalogue as the nine-column sheet: `matters.xlsx`, `event.csv`, `component.csv`, or `template.xlsx`; `?withTask=true` adds a tenth column',
  },
  'GET /api/cameras/:cameraId/presets/:token/picture': {
    right: 'camera.ptz',
    summary: 'What a preset looks at (JPEG)',
  },
  'GET /api/recordings/:cameraId/picture': {
    right: 'recording.view',
    summary: 'Recorded key frame at or before `?atMs=` (JPEG)',
  },
  'GET /api/exports/:exportId/files/:name': { right: 'recording.export', summary: 'A file of an export' },
  'GET /api/openapi.json': { right: 'public', summary: 'This document' },
  'GET /metrics': { right: 'system.view', summary: 'Prometheus metrics; open to the machine itself' },
  'POST /whep/:cameraId': {
    right: 'camera.watch',
    summary: 'WebRTC out (WHEP): SDP offer in, SDP answer out, 201 with Location',
  },
  'DELETE /whep/:cameraId/:viewingId': { right: 'camera.watch', summary: 'Ends a WHEP viewing' },
  'POST /whip/:cameraId': {
    right: 'public',
    summary:
      'WebRTC in (WHIP), with the camera’s stream key as bearer: SDP offer in, SDP answer out, 201 with Location',
  },
  'DELETE /whip/:cameraId/:publishingId': { right: 'public', summary: 'Ends a WHIP sending, with the same key' },
  'GET /hls/:cameraId/index.m3u8': { right: 'camera.watch', summary: '307 to the media node’s LL-HLS playlist' },
  'GET /flv/:cameraId.flv': { right: 'camera.watch', summary: '307 to the media node’s HTTP-FLV' },
} as const satisfies Record<string, { right: Right; summary: string }>;
export type RawRouteName = keyof typeof RAW_ROUTES;
