/**
 * From what a person typed about a camera to what the server is asked. Pure.
 *
 * A password that is left empty is left out of a change: the saved one stays. It
 * is never read back, so the form always begins without one.
 */
import {
  CAMERA_CODE,
  type Camera,
  type CameraIntake,
  type CameraTransport,
  isOnvifUrl,
  isSourceUrl,
  VIEW_ANGLE_DEGREES,
  VIEW_REACH_METRES,
} from '../../../config/contract/camera.ts';
import type { RecordingMode, RecordingPlan, WeeklyHours } from '../../../config/contract/recording.ts';
import type { RouteInput } from '../../../config/contract/routes.ts';
import {
  isOutside,
  numberOf,
  type PlaceMistake,
  type PlaceTyped,
  placeMistakes,
  placeOf,
  typedPlace,
} from './camera-place.rules.ts';

export type CameraForm = PlaceTyped & {
  name: string;
  code: string;
  groupId: string | null;
  gridId: string | null;
  intake: CameraIntake;
  sourceUrl: string;
  subSourceUrl: string;
  onvifUrl: string;
  /** Found with the device; nobody types it. */
  sourceToken: string;
  transport: CameraTransport;
  username: string;
  password: string;
  keepWarm: boolean;
  analyse: boolean;
  deviceEvents: boolean;
  audio: boolean;
  recordAudio: boolean;
  recordingMode: RecordingMode;
  /** ISO weekdays, Monday is 1. */
  recordingDays: string[];
  /** `08:00`. */
  recordingFrom: string;
  recordingTo: string;
  /** As typed; a number field may also be empty. */
  preRollS: number | string;
  postRollS: number | string;
  keepDays: number | string;
  disabled: boolean;
};
export type CameraMistake =
  | 'name'
  | 'code'
  | 'group'
  | 'address'
  | 'onvif'
  | PlaceMistake
  | 'days'
  | 'hours'
  | 'preRoll'
  | 'postRoll'
  | 'keepDays';

const NAME_MAX = 60;

export function newCameraForm(groupId: string | null): CameraForm {
  return {
    name: '',
    code: '',
    groupId,
    gridId: null,
    intake: 'rtsp',
    sourceUrl: '',
    subSourceUrl: '',
    onvifUrl: '',
    sourceToken: '',
    transport: 'auto',
    username: '',
    password: '',
    ...typedPlace(NEW_PLACE),
    keepWarm: true,
    analyse: true,
    deviceEvents: false,
    audio: false,
    recordAudio: false,
    ...planFields(NEW_PLAN),
    disabled: false,
  };
}

export function formOf(camera: Camera): CameraForm {
  const { name, code, groupId, gridId, intake, sourceUrl, subSourceUrl, onvifUrl, sourceToken, transport, username } =
    camera;
  const { keepWarm, analyse, deviceEvents, audio, recordAudio, recording, disabled } = camera;
  return {
    name,
    code,
    groupId,
    gridId,
    intake,
    sourceUrl,
    subSourceUrl,
    onvifUrl,
    sourceToken,
    transport,
    username,
    password: '',
    ...typedPlace(camera),
    keepWarm,
    analyse,
    deviceEvents,
    audio,
    recordAudio,
    ...planFields(recording),
    disabled,
  };
}

const NEW_PLACE = {
  position: null,
  bearingDegrees: null,
  viewAngleDegrees: VIEW_ANGLE_DEGREES.usual,
  viewReachMetres: VIEW_REACH_METRES.usual,
};
const NEW_PLAN: RecordingPlan = { mode: 'always', hours: [], preRollS: 10, postRollS: 30, keepDays: null };
const WORKING_HOURS = {
  recordingDays: ['1', '2', '3', '4', '5', '6', '7'],
  recordingFrom: '08:00',
  recordingTo: '20:00',
};

type PlanFields = Pick<
  CameraForm,
  'recordingMode' | 'recordingDays' | 'recordingFrom' | 'recordingTo' | 'preRollS' | 'postRollS' | 'keepDays'
>;

/** The form knows one span of hours for all days it is for; a plan with more keeps what fits. */
function planFields({ mode, hours, preRollS, postRollS, keepDays }: RecordingPlan): PlanFields {
  const [first] = hours;
  return {
    recordingMode: mode,
    ...(first
      ? {
          recordingDays: [...new Set(hours.map(({ weekday }) => String(weekday)))].toSorted(),
          recordingFrom: timeOf(first.fromMinute),
          recordingTo: timeOf(first.toMinute),
        }
      : WORKING_HOURS),
    preRollS,
    postRollS,
    keepDays: keepDays ?? '',
  };
}

export function planOf(form: PlanFields): RecordingPlan {
  return {
    mode: form.recordingMode,
    hours: form.recordingMode === 'weekly' ? hoursOf(form) : [],
    preRollS: numberOf(form.preRollS) ?? NEW_PLAN.preRollS,
    postRollS: numberOf(form.postRollS) ?? NEW_PLAN.postRollS,
    keepDays: numberOf(form.keepDays),
  };
}

/** Past midnight (22:00 to 06:00) is two spans, the second on the day after. */
function hoursOf({ recordingDays, recordingFrom, recordingTo }: PlanFields): WeeklyHours[] {
  const [fromMinute, toMinute] = [minuteOf(recordingFrom) ?? 0, minuteOf(recordingTo) ?? 0];
  return recordingDays.map(Number).flatMap((weekday) => {
    if (fromMinute < toMinute) return [{ weekday, fromMinute, toMinute }];
    const next = (weekday % 7) + 1;
    const morning = toMinute > 0 ? [{ weekday: next, fromMinute: 0, toMinute }] : [];
    return [{ weekday, fromMinute, toMinute: 1_440 }, ...morning];
  });
}

function timeOf(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60) % 24, minute % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

function minuteOf(time: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(time);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

/** The first mistake of each field; what the server would refuse is refused here, in words. */
export function cameraMistakes(form: CameraForm): Partial<Record<keyof CameraForm, CameraMistake>> {
  const mistakes: Partial<Record<keyof CameraForm, CameraMistake>> = placeMistakes(form);
  if (form.name.trim() === '' || form.name.trim().length > NAME_MAX) mistakes.name = 'name';
  if (!CAMERA_CODE.test(form.code.trim())) mistakes.code = 'code';
  if (!form.groupId) mistakes.groupId = 'group';
  const [main, sub] = [form.sourceUrl.trim(), form.subSourceUrl.trim()];
  if (!isSourceUrl(main, form.intake)) mistakes.sourceUrl = 'address';
  if (sub !== '' && !isSourceUrl(sub, form.intake)) mistakes.subSourceUrl = 'address';
  if (!isOnvifUrl(form.onvifUrl.trim())) mistakes.onvifUrl = 'onvif';
  if (form.recordingMode === 'weekly') {
    if (form.recordingDays.length === 0) mistakes.recordingDays = 'days';
    if (minuteOf(form.recordingFrom) === null || form.recordingFrom === form.recordingTo)
      mistakes.recordingFrom = 'hours';
    if (minuteOf(form.recordingTo) === null) mistakes.recordingTo = 'hours';
  }
  const [preRollS, postRollS, keepDays] = [form.preRollS, form.postRollS, form.keepDays].map(numberOf);
  if (form.recordingMode === 'event' && isNotWhole(preRollS, 0, 30)) mistakes.preRollS = 'preRoll';
  if (form.recordingMode === 'event' && isNotWhole(postRollS, 5, 600)) mistakes.postRollS = 'postRoll';
  if (keepDays !== null && isNotWhole(keepDays, 1, 3_650)) mistakes.keepDays = 'keepDays';
  return mistakes;
}

export function toAddCamera(form: CameraForm): RouteInput<'POST /api/cameras'> {
  return { ...withoutPassword(form), password: form.password };
}

export function toChangeCamera(form: CameraForm): RouteInput<'PATCH /api/cameras/:cameraId'> {
  return { ...withoutPassword(form), ...(form.password !== '' && { password: form.password }) };
}

/** The saved password is lent by the camera's id where none was typed. */
export function toTestCamera(form: CameraForm, cameraId: string | null): RouteInput<'POST /api/cameras/test'> {
  const { intake, sourceUrl, username, password, transport } = form;
  const how = intake === 'push' ? {} : { intake };
  return { ...how, sourceUrl: sourceUrl.trim(), username, password, transport, ...(cameraId !== null && { cameraId }) };
}

/** What a test was about: when it changes, the test says nothing any more. */
export function testedBy({ intake, sourceUrl, username, password, transport }: CameraForm): string {
  return JSON.stringify([intake, sourceUrl.trim(), username, password, transport]);
}

function withoutPassword(form: CameraForm) {
  return {
    name: form.name.trim(),
    code: form.code.trim(),
    groupId: form.groupId ?? '',
    gridId: form.gridId,
    intake: form.intake,
    sourceUrl: form.sourceUrl.trim(),
    subSourceUrl: form.subSourceUrl.trim(),
    onvifUrl: form.onvifUrl.trim(),
    sourceToken: form.sourceToken,
    transport: form.transport,
    username: form.username,
    ...placeOf(form),
    keepWarm: form.keepWarm,
    analyse: form.analyse,
    deviceEvents: form.deviceEvents,
    audio: form.audio,
    recordAudio: form.audio && form.recordAudio,
    recording: planOf(form),
    disabled: form.disabled,
  };
}

function isNotWhole(number: number | null | undefined, lowest: number, highest: number): boolean {
  return typeof number !== 'number' || !Number.isInteger(number) || isOutside(number, lowest, highest);
}
