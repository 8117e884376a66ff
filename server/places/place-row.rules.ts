/** One row of a file as a place, or everything that stands against it. Pure. */
import { createHash } from 'node:crypto';
import {
  COMPONENT_CLASSES,
  ComponentClass,
  LONGEST,
  type Place,
  type PlaceKind,
  type PlaceProblem,
} from '../../config/contract/ground.ts';
import type { Rings } from '../../config/contract/place.ts';
import type { Corner } from '../geo/coordinates.ts';
import { type Columns, type Field, hasPersonalNumber, plain } from './place-columns.rules.ts';

/** Text by column; `spot` and `rings` in the system of the file, or what is wrong with them. */
export type RawPlace = {
  row: number;
  texts: ReadonlyMap<string, string>;
  /** Columns whose cells hold more digits than a number keeps. */
  roundedColumns: readonly string[];
  spot: Corner | null;
  rings: Corner[][];
  problems: PlaceProblem[];
};

/** `digest` changes with anything of it. */
export type PlaceDraft = Omit<Place, 'id'> & { row: number; digest: string };

const KIND_WORDS: Record<PlaceKind, readonly string[]> = {
  address: ['address', '标准地址', '地址', '门牌', '门牌地址', '门址'],
  building: ['building', '楼栋', '建筑', '建筑物', '楼宇', '房屋', '标准建筑物'],
  component: ['component', 'facility', '部件', '设施', '城市部件', '公共设施', '市政设施'],
  organisation: ['organisation', 'organization', '场所', '单位', '企业', '机构', '商铺', '场所单位', '场所与单位'],
};
const COMPONENT_CODE = /^\d{16}$/;
const MOST_FLOORS = 200;

export function problemOf(
  code: PlaceProblem['code'],
  row: number | null = null,
  field = '',
  detail: PlaceProblem['detail'] = {},
): PlaceProblem {
  return { code, row, field, detail };
}

function kindIn(word: string): PlaceKind | undefined {
  const wanted = plain(word).replaceAll(/[/、]/g, '');
  return (Object.keys(KIND_WORDS) as PlaceKind[]).find((kind) => KIND_WORDS[kind].includes(wanted));
}

type Wish = { kind: PlaceKind | null; columns: Columns; toWgs84: (corner: Corner) => Corner };

/** `position` is null where the row says none that can be read. */
export function readPlace(raw: RawPlace, wish: Wish): { draft: PlaceDraft | null; problems: PlaceProblem[] } {
  const { row } = raw;
  const { columns } = wish;
  const problems = [...raw.problems];
  const say = (code: PlaceProblem['code'], field: Field, detail: PlaceProblem['detail'] = {}) =>
    problems.push(problemOf(code, row, columns[field], detail));
  const textOf = (field: Field) => raw.texts.get(columns[field]) ?? '';

  const kind = wish.kind ?? kindIn(textOf('kind'));
  if (kind === undefined) {
    const value = textOf('kind');
    if (value === '') say('kindMissing', 'kind');
    else say('kindUnknown', 'kind', { value });
  }
  const code = textOf('code');
  if (code === '') say('codeMissing', 'code');
  else if (raw.roundedColumns.includes(columns.code)) say('codeIsNumber', 'code', { value: code });
  else if (kind === 'component' && !COMPONENT_CODE.test(code)) say('componentCode', 'code', { value: code });
  const ofClass = ComponentClass.safeParse(code.slice(6, 8));
  if (kind === 'component' && COMPONENT_CODE.test(code) && !ofClass.success) {
    say('componentClass', 'code', { value: code.slice(6, 8), classes: Object.keys(COMPONENT_CLASSES).join('、') });
  }
  const address = textOf('address') || (kind === 'address' ? textOf('name') : '');
  const name = kind === 'address' ? address : textOf('name') || (kind === 'building' ? address : '');
  if (kind === 'address' && address === '') say('addressMissing', 'address');
  else if (kind !== undefined && name === '') say('nameMissing', 'name');
  const category = kind === 'component' ? code.slice(6, 8) : kind === 'organisation' ? textOf('category') : '';
  const kept = { code, name, address, category };
  for (const field of ['code', 'name', 'address', 'category'] as const) {
    if (kept[field].length > LONGEST[field]) say('tooLong', field, { most: LONGEST[field] });
    if (hasPersonalNumber(kept[field])) say('personalNumber', field);
  }
  const floors = floorsOf(textOf('floors'));
  if (floors === undefined) say('numberUnreadable', 'floors', { value: textOf('floors') });

  if (problems.length > 0 || kind === undefined || raw.spot === null || floors === undefined) {
    return { draft: null, problems };
  }
  const [longitude, latitude] = wish.toWgs84(raw.spot);
  const rings: Rings = kind === 'building' ? raw.rings.map((ring) => ring.map(wish.toWgs84)) : [];
  const place = {
    ...{ kind, code, name, address, category },
    ...{ position: { longitude, latitude }, rings, floors: kind === 'building' ? floors : null },
  };
  return { draft: { ...place, row, digest: digestOf(place) }, problems };
}

/** Null for none said; undefined for what is no number of floors. */
function floorsOf(text: string): number | null | undefined {
  if (text === '') return null;
  const value = Number(text.replace(/层$|F$/i, ''));
  return Number.isInteger(value) && value >= 0 && value <= MOST_FLOORS ? value : undefined;
}

export function digestOf({ name, address, category, position, rings, floors }: Omit<Place, 'id'>): string {
  const { longitude, latitude } = position;
  const all = JSON.stringify([name, address, category, longitude, latitude, rings, floors]);
  return createHash('sha256').update(all).digest('base64url').slice(0, 22);
}
