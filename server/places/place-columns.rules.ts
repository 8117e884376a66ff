/**
 * Which column of a file is what, by the names that offices give them; and which column may
 * not be there at all, because it is about persons. Pure.
 */

export const FIELDS = ['code', 'name', 'address', 'kind', 'category', 'floors', 'longitude', 'latitude'] as const;
export type Field = (typeof FIELDS)[number];
/** The column of each field, empty for none. */
export type Columns = Record<Field, string>;

/** The likelier name first. Compared without case, blanks, marks and what stands in brackets. */
const NAMES: Record<Field, readonly string[]> = {
  code: [
    'code',
    '编码',
    '代码',
    '编号',
    '标准地址编码',
    '地址编码',
    '标准建筑物编码',
    '建筑物编码',
    '楼栋编码',
    '部件编码',
    '部件代码',
    '部件标识码',
    '设施编码',
    '场所编码',
    '单位编码',
    '统一社会信用代码',
    'placecode',
    'bm',
    'dm',
  ],
  name: [
    'name',
    '名称',
    '楼栋名称',
    '建筑物名称',
    '部件名称',
    '设施名称',
    '场所名称',
    '单位名称',
    '企业名称',
    '机构名称',
    'mc',
  ],
  address: ['address', '标准地址', '标准地址全称', '地址', '地址全称', '详细地址', '位置', '地点', 'dz'],
  kind: ['kind', '对象类型', '类型', '种类', '图层', 'layer', 'type'],
  category: ['category', '类别', '行业类别', '行业', '大类名称', '大类', '场所类别', 'class'],
  floors: ['floors', '层数', '楼层', '楼层数', '地上层数', '总层数'],
  longitude: ['longitude', '经度', '东经', 'lng', 'lon', 'long', 'x', 'x坐标', '经度坐标'],
  latitude: ['latitude', '纬度', '北纬', 'lat', 'y', 'y坐标', '纬度坐标'],
};

const ABOUT_PERSONS =
  /户主|身份证|证件号|姓名|电话|手机|联系|出生|性别|民族|户籍|户口|人口|居民(?!委|区|小组)|住户|租客|承租|业主|房主|产权人|法人|法定代表|负责人|常住|流动人员|年龄|婚姻|微信|车牌|phone|mobile|telephone|idcard|idnumber|identity|householder|resident|birth|gender|contact|population/;
const ABOUT_PERSONS_EXACTLY = ['tel', 'owner', 'ownername', 'fullname', 'sex', 'age', 'sfzh', 'xm', 'hz', 'dh', 'lxdh'];

export function columnsIn(names: readonly string[]): Columns {
  const find = (field: Field) =>
    NAMES[field].map((name) => names.find((each) => plain(each) === name)).find((each) => each !== undefined) ?? '';
  return {
    ...{ code: find('code'), name: find('name'), address: find('address'), kind: find('kind') },
    ...{ category: find('category'), floors: find('floors') },
    ...{ longitude: find('longitude'), latitude: find('latitude') },
  };
}

/** Who lives or works somewhere is not kept here: a file that says it is not taken in. */
export function personalColumns(names: readonly string[]): string[] {
  return names.filter((name) => ABOUT_PERSONS.test(plain(name)) || ABOUT_PERSONS_EXACTLY.includes(plain(name)));
}

const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/;
const ID_NUMBER = /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/;
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';

/** A mobile phone's or an identity card's number (GB 11643, with its check digit) among other words. */
export function hasPersonalNumber(text: string): boolean {
  if (MOBILE.test(text)) return true;
  const [number] = ID_NUMBER.exec(text) ?? [];
  if (number === undefined) return false;
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return ID_CHECKS[sum % 11] === number.at(-1)?.toUpperCase();
}

export function plain(name: string): string {
  return name
    .replaceAll(/[（(][^）)]*[）)]/g, '')
    .replaceAll(/[\s_\-*＊]/g, '')
    .toLowerCase();
}
