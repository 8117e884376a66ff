/**
 * From what a person typed about a camera to what the server is asked. Pure.
 *
 * A password that is left empty is left out of a change: the saved one stays. It
 * is never read back, so the form always begins without one.
 */
import type { Camera } from '../../../config/contract/camera.ts';
import type { Position } from '../../../config/contract/place.ts';
import type { RouteInput } from '../../../config/contract/routes.ts';

export type CameraForm = {
  name: string;
  groupId: string | null;
  gridId: string | null;
  rtspUrl: string;
  subRtspUrl: string;
  username: string;
  password: string;
  /** As typed; a number field may also be empty. */
  longitude: number | string;
  latitude: number | string;
  bearingDegrees: number | string;
  keepWarm: boolean;
  analyse: boolean;
  disabled: boolean;
};
export type CameraMistake = 'name' | 'group' | 'address' | 'longitude' | 'latitude' | 'bothPlace' | 'bearing';

const NAME_MAX = 60;
const RTSP = /^rtsp:\/\/[^\s/]+/i;

export function newCameraForm(groupId: string | null): CameraForm {
  return {
    name: '',
    groupId,
    gridId: null,
    rtspUrl: '',
    subRtspUrl: '',
    username: '',
    password: '',
    longitude: '',
    latitude: '',
    bearingDegrees: '',
    keepWarm: true,
    analyse: true,
    disabled: false,
  };
}

export function formOf(camera: Camera): CameraForm {
  const { name, groupId, gridId, rtspUrl, subRtspUrl, username } = camera;
  const { position, bearingDegrees, keepWarm, analyse, disabled } = camera;
  return {
    name,
    groupId,
    gridId,
    rtspUrl,
    subRtspUrl,
    username,
    password: '',
    longitude: position?.longitude ?? '',
    latitude: position?.latitude ?? '',
    bearingDegrees: bearingDegrees ?? '',
    keepWarm,
    analyse,
    disabled,
  };
}

export function positionOf({ longitude, latitude }: Pick<CameraForm, 'longitude' | 'latitude'>): Position | null {
  const [x, y] = [numberOf(longitude), numberOf(latitude)];
  return x === null || y === null ? null : { longitude: x, latitude: y };
}

export function bearingOf({ bearingDegrees }: Pick<CameraForm, 'bearingDegrees'>): number | null {
  return numberOf(bearingDegrees);
}

/** The first mistake of each field; what the server would refuse is refused here, in words. */
export function cameraMistakes(form: CameraForm): Partial<Record<keyof CameraForm, CameraMistake>> {
  const mistakes: Partial<Record<keyof CameraForm, CameraMistake>> = {};
  const [longitude, latitude, bearing] = [form.longitude, form.latitude, form.bearingDegrees].map(numberOf);
  if (form.name.trim() === '' || form.name.trim().length > NAME_MAX) mistakes.name = 'name';
  if (!form.groupId) mistakes.groupId = 'group';
  if (!RTSP.test(form.rtspUrl.trim())) mistakes.rtspUrl = 'address';
  if (form.subRtspUrl.trim() !== '' && !RTSP.test(form.subRtspUrl.trim())) mistakes.subRtspUrl = 'address';
  if (isOutside(longitude, -180, 180)) mistakes.longitude = 'longitude';
  if (isOutside(latitude, -90, 90)) mistakes.latitude = 'latitude';
  if (longitude === null && latitude !== null) mistakes.longitude = 'bothPlace';
  if (latitude === null && longitude !== null) mistakes.latitude = 'bothPlace';
  if (isOutside(bearing, 0, 360)) mistakes.bearingDegrees = 'bearing';
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
  const { rtspUrl, username, password } = form;
  return { rtspUrl: rtspUrl.trim(), username, password, ...(cameraId !== null && { cameraId }) };
}

/** What a test was about: when it changes, the test says nothing any more. */
export function testedBy({ rtspUrl, username, password }: CameraForm): string {
  return JSON.stringify([rtspUrl.trim(), username, password]);
}

function withoutPassword(form: CameraForm) {
  return {
    name: form.name.trim(),
    groupId: form.groupId ?? '',
    gridId: form.gridId,
    rtspUrl: form.rtspUrl.trim(),
    subRtspUrl: form.subRtspUrl.trim(),
    username: form.username,
    position: positionOf(form),
    bearingDegrees: bearingOf(form),
    keepWarm: form.keepWarm,
    analyse: form.analyse,
    disabled: form.disabled,
  };
}

function numberOf(typed: number | string): number | null {
  if (typed === '' || (typeof typed === 'string' && typed.trim() === '')) return null;
  const number = Number(typed);
  return Number.isFinite(number) ? number : null;
}

function isOutside(number: number | null | undefined, lowest: number, highest: number): boolean {
  return typeof number === 'number' && (number < lowest || number > highest);
}
