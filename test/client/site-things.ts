/** Made-up cameras, alerts and incidents; what a test does not name is of no matter to it. */
import type { Alert } from '../../config/contract/alert.ts';
import type { Camera, CameraHealth } from '../../config/contract/camera.ts';
import type { Incident } from '../../config/contract/incident.ts';
import { DEFAULT_STAGE_LIMITS } from '../../config/contract/matter.ts';
import type { Person } from '../../config/contract/person.ts';

export function byId<T extends { id: string }>(...things: T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

export function camera(id: string, known: Partial<Camera> = {}): Camera {
  return {
    id,
    name: id,
    code: '',
    groupId: 'group',
    gridId: null,
    intake: 'rtsp',
    onvifUrl: '',
    audio: false,
    sourceUrl: 'rtsp://127.0.0.1/cam',
    subSourceUrl: '',
    transport: 'auto',
    username: '',
    position: null,
    bearingDegrees: null,
    viewAngleDegrees: 60,
    viewReachMetres: 70,
    keepWarm: true,
    analyse: true,
    sourceToken: '',
    deviceEvents: false,
    recordAudio: false,
    recording: { mode: 'off', hours: [], preRollS: 10, postRollS: 30, keepDays: null },
    disabled: false,
    ...known,
  };
}

export function health(cameraId: string, known: Partial<CameraHealth> = {}): CameraHealth {
  return {
    cameraId,
    state: 'live',
    sinceMs: 0,
    cause: null,
    lastFrameAtMs: null,
    codec: null,
    audioCodec: null,
    width: 0,
    height: 0,
    framesPerSecond: 0,
    bitrateKbps: 0,
    keyFrameIntervalMs: 0,
    keyFrameOnRequest: null,
    grade: 'good',
    warnings: [],
    lossPercent: 0,
    delayMs: 0,
    stallCount: 0,
    reconnectCount: 0,
    clockOffsetMs: null,
    viewerCount: 0,
    isNeeded: false,
    isRecording: false,
    canTalk: null,
    features: [],
    sub: null,
    ...known,
  };
}

export function alert(id: string, cameraId: string | null, known: Partial<Alert> = {}): Alert {
  return {
    id,
    kind: 'motion',
    level: 'warning',
    state: 'new',
    cameraId,
    raisedAtMs: 0,
    lastSeenAtMs: 0,
    repeatCount: 1,
    region: null,
    cause: null,
    recoveredAtMs: null,
    hasPicture: false,
    handler: null,
    acknowledgedAtMs: null,
    closedAtMs: null,
    result: null,
    note: '',
    incidentId: null,
    shelving: null,
    scope: { action: 'alert.view', cameraGroupId: null },
    ...known,
  };
}

export function incident(id: string, known: Partial<Incident> = {}): Incident {
  return {
    id,
    number: `20261123-${id}`,
    title: id,
    description: '',
    state: 'reported',
    ...{ source: 'operator', level: 'general', task: null, matter: null, form: {}, limits: DEFAULT_STAGE_LIMITS },
    cameraId: null,
    gridId: null,
    community: '',
    position: null,
    address: '',
    alertId: null,
    reporter: { personId: 'p1', name: '李敏', phone: '' },
    reportedAtMs: 0,
    filedAtMs: null,
    ...{ assignments: [], spotTask: null, findings: [], clock: null, stages: [], suspended: null },
    ...{ extensionCount: 0, returnCount: 0, reworkCount: 0, supervisions: [] },
    ...{
      mergedInto: null,
      splitFrom: null,
      confidential: false,
      insiders: [],
      mediator: null,
      checklist: null,
      drill: false,
    },
    closer: null,
    closedAtMs: null,
    closingNote: '',
    last: { act: 'report', by: null, unitName: '', note: '', about: '', position: null },
    scope: { action: 'incident.view', cameraGroupId: null },
    ...known,
  };
}

export function person(id: string, known: Partial<Person> = {}): Person {
  return {
    id,
    account: id,
    name: '李敏',
    unit: '',
    unitId: null,
    community: '',
    post: '',
    phone: '',
    role: 'operator',
    cameraGroups: 'all',
    disabled: false,
    createdAtMs: 0,
    ...known,
  };
}
