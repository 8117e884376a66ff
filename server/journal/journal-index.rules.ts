/** What the record is searched by: read out of a row once, when it is written. Pure. */
import type { JournalAction } from '../../config/contract/audit.ts';
import type { JournalBodies, JournalKind } from '../../config/contract/journal.ts';
import type { JournalIndexRow, JournalRow } from '../storage/schema.ts';

/** `viewing` is told apart by how it was viewed. */
const ACTION_OF: Record<Exclude<JournalKind, 'viewing'>, JournalAction> = {
  alert: 'handled',
  alertShelf: 'handled',
  camera: 'configured',
  cameraDevice: 'configured',
  cameraEncoder: 'configured',
  cameraGrant: 'configured',
  cameraGroup: 'configured',
  community: 'configured',
  duty: 'handled',
  exportDownload: 'downloaded',
  grid: 'configured',
  gridMembers: 'configured',
  gridVolunteer: 'configured',
  gridVolunteerPhone: 'audited',
  handover: 'handled',
  incident: 'handled',
  incidentEvidence: 'handled',
  journalReading: 'audited',
  matter: 'configured',
  mediationOpened: 'audited',
  plan: 'configured',
  notice: 'handled',
  person: 'configured',
  placeLayer: 'configured',
  ptz: 'moved',
  ptzPatrol: 'moved',
  ptzPreset: 'configured',
  recordingExport: 'exported',
  recordingLock: 'locked',
  reportPoint: 'configured',
  savedItem: 'configured',
  screen: 'shown',
  shift: 'configured',
  signIn: 'signedIn',
  talk: 'spoke',
  workCalendar: 'configured',
  unit: 'configured',
};
const VIEWED: Readonly<Record<JournalBodies['viewing']['by'], JournalAction>> = {
  webrtc: 'watched',
  picture: 'watched',
  whep: 'watched',
  hls: 'watched',
  fmp4: 'watched',
  flv: 'watched',
  rtsp: 'watched',
  audio: 'listened',
  snapshot: 'snapshot',
  playback: 'playedBack',
  playbackSound: 'listened',
  recorderPlayback: 'playedBack',
  download: 'downloaded',
};

export type Indexed = { index: JournalIndexRow; cameraIds: string[] };

export function indexOf({ seq, atMs, actorId, kind, subject, body: text }: JournalRow): Indexed {
  const body: unknown = text === null ? null : JSON.parse(text);
  const { by, viewingId, cameraId, cameraIds, endedAtMs } = isRecord(body) ? body : {};
  const isViewing = kind === 'viewing';
  const action =
    kind === 'viewing'
      ? ((VIEWED as Partial<Record<string, JournalAction>>)[String(by)] ?? 'watched')
      : ACTION_OF[kind];
  return {
    index: {
      seq,
      atMs,
      actorId,
      action,
      viewingId: isViewing && typeof viewingId === 'string' ? viewingId : null,
      isFolded: 0,
      endsViewing: isViewing && typeof endedAtMs === 'number' ? 1 : 0,
    },
    cameraIds: [
      ...new Set([kind === 'camera' ? subject : cameraId, ...(Array.isArray(cameraIds) ? cameraIds : [])]),
    ].filter((id) => typeof id === 'string'),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
