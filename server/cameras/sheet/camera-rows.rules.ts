/** Cameras as the rows of a sheet that can be taken in again. Passwords stay here. Pure. */
import type { Camera, CameraGroup } from '../../../config/contract/camera.ts';
import { SHEET_HEADINGS, SHEET_WORDS, SheetField, type SheetLanguage } from '../../../config/contract/camera-sheet.ts';
import type { Grid } from '../../../config/contract/place.ts';

type Names = { groups: readonly CameraGroup[]; grids: readonly Grid[]; language: SheetLanguage };

export function rowsOf(cameras: readonly Camera[], { groups, grids, language }: Names): string[][] {
  const flag = (value: boolean) => SHEET_WORDS.flag[language][value ? 'true' : 'false'];
  const number = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value));
  const cells = (camera: Camera): Record<SheetField, string> => ({
    code: camera.code,
    name: camera.name,
    group: groups.find(({ id }) => id === camera.groupId)?.name ?? '',
    grid: grids.find(({ id }) => id === camera.gridId)?.name ?? '',
    intake: SHEET_WORDS.intake[language][camera.intake],
    sourceUrl: camera.sourceUrl,
    subSourceUrl: camera.subSourceUrl,
    username: camera.username,
    password: '',
    transport: SHEET_WORDS.transport[language][camera.transport],
    onvifUrl: camera.onvifUrl,
    longitude: number(camera.position?.longitude),
    latitude: number(camera.position?.latitude),
    bearingDegrees: number(camera.bearingDegrees),
    viewAngleDegrees: number(camera.viewAngleDegrees),
    viewReachMetres: number(camera.viewReachMetres),
    audio: flag(camera.audio),
    recordAudio: flag(camera.recordAudio),
    keepWarm: flag(camera.keepWarm),
    analyse: flag(camera.analyse),
    deviceEvents: flag(camera.deviceEvents),
    recording: SHEET_WORDS.recording[language][camera.recording.mode],
    disabled: flag(camera.disabled),
  });
  const head = SheetField.options.map((field) => SHEET_HEADINGS[language][field]);
  return [head, ...cameras.map((camera) => SheetField.options.map((field) => cells(camera)[field]))];
}
