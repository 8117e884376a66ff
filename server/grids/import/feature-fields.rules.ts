/** Which attribute of a file is a grid's code, name and community: by the names that offices give them. Pure. */
import { ShapeField, type ShapeFields } from '../../../config/contract/grid-import.ts';
import type { ShapeFeature } from '../../geo/shapes-file.ts';

const MOST_COLUMNS = 60;
/** The likelier name first. Compared without case, blanks and marks. */
const NAMES: Record<ShapeField, readonly string[]> = {
  code: [
    'code',
    '网格编码',
    '网格代码',
    '编码',
    '代码',
    '网格编号',
    '编号',
    'gridcode',
    'wgbm',
    'wgdm',
    'bgcode',
    'bm',
    'dm',
  ],
  name: ['name', '网格名称', '名称', 'gridname', 'wgmc', 'bgname', 'mc', '社区名称'],
  community: ['community', '社区', '社区名称', '所属社区', '社区居委会', '居委会', 'sqmc', 'ssqmc', 'sq'],
};

export function columnsOf(features: readonly ShapeFeature[]): string[] {
  const columns = new Set<string>();
  for (const { properties } of features) for (const name of Object.keys(properties)) columns.add(name);
  return [...columns].slice(0, MOST_COLUMNS);
}

export function fieldsIn(columns: readonly string[]): ShapeFields {
  const find = (field: ShapeField) =>
    NAMES[field].map((name) => columns.find((column) => plain(column) === name)).find((column) => column !== undefined);
  return Object.fromEntries(ShapeField.options.map((field) => [field, find(field) ?? ''])) as ShapeFields;
}

/** As text; whole numbers as they are counted, never as 4.4e11. */
export function attributeOf({ properties }: ShapeFeature, column: string): string {
  const value = column === '' ? undefined : properties[column];
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : String(value);
  return typeof value === 'string' ? value.trim() : '';
}

function plain(name: string): string {
  return name.replaceAll(/[\s_\-*＊]/g, '').toLowerCase();
}
