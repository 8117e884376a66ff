/** What a sheet would do to the site: what each row adds or changes, and what stands against it. Pure. */
import { AddCamera, type Camera, type CameraGroup, type ChangeCamera } from '../../../config/contract/camera.ts';
import {
  type ImportPreview,
  isError,
  MOST_SHEET_ROWS,
  type OnExisting,
  type SheetField,
  type SheetProblem,
} from '../../../config/contract/camera-sheet.ts';
import type { Grid, Position } from '../../../config/contract/place.ts';
import { suspectedSystemOfPlaces } from '../../geo/datum-check.rules.ts';
import { columnName } from '../../sheets/column-name.ts';
import type { SheetFile } from '../../sheets/sheet-file.ts';
import { takeOutCredentials } from '../camera.rules.ts';
import { type CameraRow, type CellProblem, readCameraRow } from './camera-cells.rules.ts';
import { tableOf } from './sheet-table.rules.ts';

/** What the person who imports sees of the site. */
export type KnownSite = {
  cameras: readonly Camera[];
  groups: readonly CameraGroup[];
  grids: readonly Grid[];
  mayConfigure: (groupId: string) => boolean;
};
export type ImportPlan = ImportPreview & {
  adds: AddCamera[];
  updates: { cameraId: string; changes: ChangeCamera }[];
};

type Row = { row: number; read: CameraRow; text: string };
type Planned = ImportPreview['rows'][number] & { add?: AddCamera; update?: ImportPlan['updates'][number] };

export function planImport(file: SheetFile, known: KnownSite, onExisting: OnExisting): ImportPlan {
  const table = tableOf(file, MOST_SHEET_ROWS);
  const problems = [...table.problems];
  const before: Row[] = [];
  const near = nearOf(known);
  const planned = table.rows.map(({ row, cells }): Planned => {
    const { row: read, problems: ofCells } = readCameraRow(cells);
    const text = JSON.stringify(Object.entries(cells).map(([field, cell]) => [field, cell.text]));
    const found: CellProblem[] = [...ofCells];
    const twin = before.find((other) => other.text === text);
    if (twin) found.push({ field: null, code: 'rowTwice', detail: { otherRow: twin.row } });
    else found.push(...againstRows(read, before));
    before.push({ row, read, text });

    const group = known.groups.find(({ name }) => name === read.group);
    const grid = known.grids.find(({ name, code }) => name === read.grid || code === read.grid);
    const there = existing(read, group, known.cameras);
    found.push(...againstSite(read, { group, grid, there, known, near }));
    if (there && onExisting === 'skip') found.push({ field: null, code: 'exists', detail: { camera: there.name } });

    const said = found.map(({ field, code, detail = {} }): SheetProblem => {
      const index = field === null ? undefined : table.columns.get(field);
      return { code, row, column: index === undefined ? null : columnName(index), field, detail };
    });
    problems.push(...said);
    const shown = { row, name: read.name, group: read.group, address: read.sourceUrl ?? '', changes: [] };
    if (said.some(isError) || !group) return { ...shown, outcome: 'bad' };
    if (!there) return { ...shown, outcome: 'add', add: addOf(read, group.id, grid?.id ?? null) };
    if (onExisting === 'skip') return { ...shown, outcome: 'skip' };
    const { fields, changes } = changesOf(there, read, { groupId: group.id, gridId: grid?.id });
    if (fields.length === 0) return { ...shown, outcome: 'same' };
    return { ...shown, outcome: 'update', changes: fields, update: { cameraId: there.id, changes } };
  });
  problems.push(...shiftOf(before, known));
  return {
    rows: planned.map(({ add: _, update: __, ...row }) => row),
    problems: problems.toSorted((one, other) => (one.row ?? 0) - (other.row ?? 0)),
    adds: planned.flatMap(({ add }) => (add ? [add] : [])),
    updates: planned.flatMap(({ update }) => (update ? [update] : [])),
  };
}

/** By its code, where it has one that is known; else by name and group. */
function existing(read: CameraRow, group: CameraGroup | undefined, cameras: readonly Camera[]): Camera | undefined {
  const byCode = read.code === undefined ? undefined : cameras.find(({ code }) => code === read.code);
  return byCode ?? cameras.find(({ name, groupId }) => name === read.name && groupId === group?.id);
}

function againstRows(read: CameraRow, before: readonly Row[]): CellProblem[] {
  const problems: CellProblem[] = [];
  const other = (same: (row: CameraRow) => boolean) => before.find((row) => same(row.read))?.row;
  const say = (field: SheetField, code: CellProblem['code'], otherRow: number | undefined) => {
    if (otherRow !== undefined) problems.push({ field, code, detail: { otherRow } });
  };
  if (read.name !== '') {
    say(
      'name',
      'nameTwice',
      other(({ name, group }) => name === read.name && group === read.group),
    );
  }
  if (read.code !== undefined)
    say(
      'code',
      'codeTwice',
      other(({ code }) => code === read.code),
    );
  const address = plainAddress(read.sourceUrl);
  if (address !== undefined)
    say(
      'sourceUrl',
      'addressTwice',
      other(({ sourceUrl }) => plainAddress(sourceUrl) === address),
    );
  return problems;
}

type AtSite = {
  group: CameraGroup | undefined;
  grid: Grid | undefined;
  there: Camera | undefined;
  known: KnownSite;
  near: Near;
};

function againstSite(read: CameraRow, { group, grid, there, known, near }: AtSite): CellProblem[] {
  const problems: CellProblem[] = [];
  if (read.group !== '' && !group)
    problems.push({ field: 'group', code: 'groupUnknown', detail: { value: read.group } });
  const places = [group?.id, there?.groupId].filter((id) => id !== undefined);
  if (!places.every(known.mayConfigure)) problems.push({ field: 'group', code: 'groupNotAllowed' });
  if (read.grid !== undefined && !grid)
    problems.push({ field: 'grid', code: 'gridUnknown', detail: { value: read.grid } });
  const others = known.cameras.filter(({ id }) => id !== there?.id);
  const namesake = others.find(({ name, groupId }) => name === read.name && groupId === group?.id);
  if (namesake) problems.push({ field: 'name', code: 'nameTwice', detail: { camera: namesake.name } });
  const address = plainAddress(read.sourceUrl);
  const neighbour = address === undefined ? undefined : others.find(({ sourceUrl }) => sourceUrl === address);
  if (neighbour) problems.push({ field: 'sourceUrl', code: 'addressTwice', detail: { camera: neighbour.name } });
  if (read.recording === 'weekly' && (there?.recording.hours ?? []).length === 0) {
    problems.push({ field: 'recording', code: 'weeklyNeedsHours' });
  }
  if (read.recordAudio && !(read.audio ?? there?.audio ?? false)) {
    problems.push({ field: 'recordAudio', code: 'soundNotTaken' });
  }
  const kilometres = read.position ? Math.round(distanceKm(near.centre, read.position)) : 0;
  if (kilometres > near.withinKm) problems.push({ field: 'longitude', code: 'positionFar', detail: { kilometres } });
  return problems;
}

/** All positions in another datum than WGS-84: said once, for the file. */
function shiftOf(rows: readonly Row[], { grids }: KnownSite): SheetProblem[] {
  const places = rows.flatMap(({ read: { position } }): [number, number][] =>
    position ? [[position.longitude, position.latitude]] : [],
  );
  const system = suspectedSystemOfPlaces(places, grids);
  return system
    ? [{ code: 'positionsShifted', row: null, column: null, field: null, detail: { system: SYSTEM_NAMES[system] } }]
    : [];
}

const SYSTEM_NAMES = { wgs84: 'WGS-84', gcj02: 'GCJ-02', bd09: 'BD-09' };

type Near = { centre: Position; withinKm: number };
/** A province is about as wide; where nothing tells where the site is, it is somewhere in China. */
const PROVINCE_KM = 300;
const CHINA: Near = { centre: { longitude: 104, latitude: 35 }, withinKm: 3_500 };

function nearOf({ grids, cameras }: KnownSite): Near {
  const corners = grids.flatMap(({ rings }) => rings.flat()).map(([longitude, latitude]) => ({ longitude, latitude }));
  const places = corners.length > 0 ? corners : cameras.flatMap(({ position }) => (position ? [position] : []));
  if (places.length === 0) return CHINA;
  const middle = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
  const centre = {
    longitude: middle(places.map(({ longitude }) => longitude)),
    latitude: middle(places.map(({ latitude }) => latitude)),
  };
  return { centre, withinKm: PROVINCE_KM };
}

const EARTH_KM = 6_371;

function distanceKm(one: Position, other: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [a, b] = [radians(one.latitude), radians(other.latitude)];
  const half = (angle: number) => Math.sin(radians(angle) / 2) ** 2;
  const h = half(other.latitude - one.latitude) + Math.cos(a) * Math.cos(b) * half(other.longitude - one.longitude);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

function addOf(
  { group: _, grid: __, recording, ...fields }: CameraRow,
  groupId: string,
  gridId: string | null,
): AddCamera {
  return AddCamera.parse({ ...fields, groupId, gridId, ...(recording && { recording: { mode: recording } }) });
}

function changesOf(
  there: Camera,
  { group: _, grid: __, recording, password, position, ...fields }: CameraRow,
  place: { groupId: string; gridId: string | undefined },
): { fields: SheetField[]; changes: ChangeCamera } {
  const changed: SheetField[] = [];
  const changes: ChangeCamera = {};
  const plain = {
    ...fields,
    ...(fields.sourceUrl !== undefined && { sourceUrl: plainAddress(fields.sourceUrl) ?? '' }),
  };
  const given = Object.entries(plain).filter(([field, value]) => there[field as keyof Camera] !== value);
  for (const [field] of given) changed.push(field as SheetField);
  Object.assign(changes, Object.fromEntries(given.map(([field]) => [field, fields[field as keyof typeof fields]])));
  if (place.groupId !== there.groupId) {
    changed.push('group');
    changes.groupId = place.groupId;
  }
  if (place.gridId !== undefined && place.gridId !== there.gridId) {
    changed.push('grid');
    changes.gridId = place.gridId;
  }
  if (password !== undefined) {
    changed.push('password');
    changes.password = password;
  }
  if (position && !isSamePlace(position, there.position)) {
    changed.push('longitude', 'latitude');
    changes.position = position;
  }
  if (recording !== undefined && recording !== there.recording.mode) {
    changed.push('recording');
    changes.recording = { ...there.recording, mode: recording };
  }
  return { fields: changed, changes };
}

function isSamePlace(one: Position, other: Position | null): boolean {
  return other !== null && one.longitude === other.longitude && one.latitude === other.latitude;
}

function plainAddress(url: string | undefined): string | undefined {
  return url === undefined ? undefined : takeOutCredentials({ sourceUrl: url, username: '', password: '' }).sourceUrl;
}
