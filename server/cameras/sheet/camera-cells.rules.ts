/** One row of a sheet as a camera, or what is wrong with it, cell by cell. Pure. */
import {
  CAMERA_CODE,
  CameraIntake,
  isOnvifUrl,
  isSourceUrl,
  VIEW_ANGLE_DEGREES,
  VIEW_REACH_METRES,
} from '../../../config/contract/camera.ts';
import { SHEET_WORDS, type SheetField, type SheetProblemCode } from '../../../config/contract/camera-sheet.ts';
import type { Position } from '../../../config/contract/place.ts';
import { RecordingMode } from '../../../config/contract/recording.ts';
import type { Cell } from '../../sheets/sheet-file.ts';

export type CellProblem = {
  field: SheetField | null;
  code: SheetProblemCode;
  detail?: Record<string, string | number>;
};
export type CellsOfRow = Partial<Record<SheetField, Cell>>;

/** As it stands in the row; what its cell leaves empty is not there. */
export type CameraRow = {
  code?: string;
  name: string;
  group: string;
  grid?: string;
  intake?: CameraIntake;
  sourceUrl?: string;
  subSourceUrl?: string;
  username?: string;
  password?: string;
  transport?: 'auto' | 'tcp' | 'udp';
  onvifUrl?: string;
  position?: Position;
  bearingDegrees?: number;
  viewAngleDegrees?: number;
  viewReachMetres?: number;
  audio?: boolean;
  recordAudio?: boolean;
  keepWarm?: boolean;
  analyse?: boolean;
  deviceEvents?: boolean;
  recording?: RecordingMode;
  disabled?: boolean;
};

const LONGEST: Partial<Record<SheetField, number>> = {
  name: 60,
  sourceUrl: 2_000,
  subSourceUrl: 2_000,
  onvifUrl: 2_000,
  username: 128,
  password: 256,
};
const TRUE = ['true', '是', 'yes', 'y', '1', '√', '启用', '开'];
const FALSE = ['false', '否', 'no', 'n', '0', '×', '停用', '关'];
/** Where the two are mistaken for each other, this tells: China's longitudes are no latitudes. */
const CHINA = { longitude: [73, 136], latitude: [3, 54] } as const;
/** A number with more digits than a spreadsheet keeps. */
const TOO_LONG_FOR_NUMBER = 999_999_999_999_999;

export function readCameraRow(cells: CellsOfRow): { row: CameraRow; problems: CellProblem[] } {
  const problems: CellProblem[] = [];
  const wrong = (field: SheetField | null, code: SheetProblemCode, detail?: CellProblem['detail']) =>
    void problems.push({ field, code, ...(detail && { detail }) });
  const text = (field: SheetField): string | undefined => {
    const value = cells[field]?.text ?? '';
    const longest = LONGEST[field];
    if (longest !== undefined && value.length > longest)
      wrong(field, 'tooLong', { most: longest, length: value.length });
    return value === '' ? undefined : value;
  };
  const needed = (field: SheetField): string => {
    const value = text(field);
    if (value === undefined) wrong(field, 'missing');
    return value ?? '';
  };
  const number = (field: SheetField, [least, most]: readonly [number, number], code: SheetProblemCode) => {
    const value = text(field);
    if (value === undefined) return undefined;
    const read = Number(value.replace(/°$/, ''));
    if (Number.isFinite(read) && read >= least && read <= most) return read;
    wrong(field, code, { value });
    return undefined;
  };
  const flag = (field: SheetField) => {
    const value = text(field)?.toLowerCase();
    if (value === undefined) return undefined;
    if (TRUE.includes(value)) return true;
    if (FALSE.includes(value)) return false;
    wrong(field, 'flagWrong', { value });
    return undefined;
  };
  const word = <Value extends string>(field: 'intake' | 'transport' | 'recording', values: readonly Value[]) => {
    const value = text(field);
    if (value === undefined) return undefined;
    const found = values.find((each) => namesOf(field, each).includes(value.toLowerCase()));
    if (!found) wrong(field, `${field}Wrong`, { value });
    return found;
  };

  for (const [field, cell] of Object.entries(cells)) {
    // Fields are those of the heading.
    if (cell.flaw) wrong(field as SheetField, cell.flaw);
  }
  const code = text('code');
  if (code !== undefined && cells.code?.isNumber && Number(code) > TOO_LONG_FOR_NUMBER) wrong('code', 'codeIsNumber');
  else if (code !== undefined && !CAMERA_CODE.test(code)) wrong('code', 'codeWrong', { value: code });
  const onvifUrl = text('onvifUrl');
  if (onvifUrl !== undefined && !isOnvifUrl(onvifUrl)) wrong('onvifUrl', 'onvifWrong', { value: onvifUrl });
  const intake = word('intake', CameraIntake.options);
  const isIntakeKnown = intake !== undefined || text('intake') === undefined;

  const row = withoutMissing({
    code,
    name: needed('name'),
    group: needed('group'),
    grid: text('grid'),
    intake,
    sourceUrl: text('sourceUrl'),
    subSourceUrl: text('subSourceUrl'),
    username: text('username'),
    password: text('password'),
    transport: word('transport', ['auto', 'tcp', 'udp']),
    onvifUrl,
    position: positionOf(cells, { number, wrong }),
    bearingDegrees: number('bearingDegrees', [0, 360], 'bearingWrong'),
    viewAngleDegrees: number('viewAngleDegrees', rangeOf(VIEW_ANGLE_DEGREES), 'viewAngleWrong'),
    viewReachMetres: number('viewReachMetres', rangeOf(VIEW_REACH_METRES), 'viewReachWrong'),
    audio: flag('audio'),
    recordAudio: flag('recordAudio'),
    keepWarm: flag('keepWarm'),
    analyse: flag('analyse'),
    deviceEvents: flag('deviceEvents'),
    recording: word('recording', RecordingMode.options),
    disabled: flag('disabled'),
  });
  if (isIntakeKnown) checkAddresses(row, wrong);
  return { row, problems };
}

type Wrong = (field: SheetField | null, code: SheetProblemCode, detail?: CellProblem['detail']) => void;
type ReadNumber = (field: SheetField, range: readonly [number, number], code: SheetProblemCode) => number | undefined;

function rangeOf({ least, most }: { least: number; most: number }): [number, number] {
  return [least, most];
}

function positionOf(cells: CellsOfRow, { number, wrong }: { number: ReadNumber; wrong: Wrong }): Position | undefined {
  const [first, second] = [cells.longitude?.text ?? '', cells.latitude?.text ?? ''];
  if (first === '' && second === '') return undefined;
  if (first === '' || second === '') {
    wrong(first === '' ? 'longitude' : 'latitude', 'positionHalf');
    return undefined;
  }
  const isIn = (text: string, [least, most]: readonly [number, number]) =>
    Number(text) >= least && Number(text) <= most;
  if (isIn(first, CHINA.latitude) && isIn(second, CHINA.longitude)) {
    wrong('longitude', 'positionSwapped', { longitude: first, latitude: second });
    return undefined;
  }
  const longitude = number('longitude', [-180, 180], 'longitudeWrong');
  const latitude = number('latitude', [-90, 90], 'latitudeWrong');
  return longitude === undefined || latitude === undefined ? undefined : { longitude, latitude };
}

function checkAddresses({ intake = 'rtsp', sourceUrl, subSourceUrl }: CameraRow, wrong: Wrong): void {
  if (intake === 'push') {
    if (sourceUrl !== undefined) wrong('sourceUrl', 'addressNotForPush');
    if (subSourceUrl !== undefined) wrong('subSourceUrl', 'addressNotForPush');
    return;
  }
  if (sourceUrl === undefined) wrong('sourceUrl', 'missing');
  else if (!isSourceUrl(sourceUrl, intake)) wrong('sourceUrl', 'addressWrong', { value: sourceUrl });
  if (subSourceUrl !== undefined && !isSourceUrl(subSourceUrl, intake)) {
    wrong('subSourceUrl', 'addressWrong', { value: subSourceUrl });
  }
}

/** By which a value may be written: its own name, and its word in either language. */
function namesOf(field: 'intake' | 'transport' | 'recording', value: string): string[] {
  const words: Record<string, Record<string, string>> = SHEET_WORDS[field];
  return [value, ...Object.values(words).map((each) => each[value] ?? value)].map((each) => each.toLowerCase());
}

type Present<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

function withoutMissing<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
