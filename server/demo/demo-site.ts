/**
 * The demo site: a street of six base grids and eight cameras, as data.
 *
 * Its blocks lie in Haizhu district, Guangzhou, but name no real place. Corners
 * are shared, so neighbouring grids meet without gap or overlap.
 */
import type { Camera } from '../../config/contract/camera.ts';
import type { AddBaseGrid } from '../../config/contract/place.ts';
import type { Unit } from '../../config/contract/unit.ts';

type Corner = [longitude: number, latitude: number];

/** From the south row to the north row, each from west to east. */
const CORNERS: Corner[][] = [
  [
    [113.3142, 23.0912],
    [113.3184, 23.0908],
    [113.3229, 23.0911],
    [113.3271, 23.0907],
  ],
  [
    [113.3139, 23.0951],
    [113.3186, 23.0948],
    [113.3231, 23.095],
    [113.3274, 23.0946],
  ],
  [
    [113.3144, 23.0989],
    [113.3188, 23.0991],
    [113.3228, 23.0988],
    [113.3276, 23.099],
  ],
];

const corner = (row: number, column: number): Corner => CORNERS[row]?.[column] ?? [0, 0];

/** The blocks of some columns in one row, counter-clockwise (RFC 7946 section 3.1.6). */
function blocks(row: number, fromColumn: number, toColumn: number): Corner[] {
  const columns = Array.from({ length: toColumn - fromColumn + 1 }, (_, index) => fromColumn + index);
  const south = columns.map((column) => corner(row, column));
  const north = columns.toReversed().map((column) => corner(row + 1, column));
  return [...south, ...north, corner(row, fromColumn)];
}

export const DEMO_GRIDS: AddBaseGrid[] = [
  grid('440105013001', '东门路网格', '滨江社区', blocks(0, 0, 1)),
  grid('440105013002', '菜市场网格', '滨江社区', blocks(0, 1, 2)),
  grid('440105013003', '物流园网格', '滨江社区', blocks(0, 2, 3)),
  grid('440105013004', '小学网格', '文教社区', blocks(1, 0, 1)),
  grid('440105013005', '地铁口网格', '文教社区', blocks(1, 1, 2)),
  grid('440105013006', '公园网格', '文教社区', blocks(1, 2, 3)),
];

/** Laid over base grids, by their codes. */
export const DEMO_GOVERNANCE_GRIDS = [
  {
    ...{ code: '440105013901', name: '滨江商贸综治专业网格', community: '滨江社区', line: '综治' },
    baseCodes: ['440105013001', '440105013002', '440105013003'],
  },
  {
    ...{ code: '440105013902', name: '校园周边综治专业网格', community: '文教社区', line: '综治' },
    baseCodes: ['440105013004', '440105013005'],
  },
];

function grid(code: string, name: string, community: string, ring: Corner[]): AddBaseGrid {
  return { code, name, kind: 'base', community, rings: [ring] };
}

export type DemoCamera = Pick<Camera, 'name' | 'position' | 'bearingDegrees'> & { gridCode: string; mount: string };

export const DEMO_CAMERAS: DemoCamera[] = [
  camera('01 东门路口', '440105013001', [113.3178, 23.0942], 215),
  camera('02 菜市场北口', '440105013002', [113.3209, 23.0943], 170),
  camera('03 小学南门', '440105013004', [113.3168, 23.0955], 20),
  camera('04 地铁站B出口', '440105013005', [113.3194, 23.0956], 60),
  camera('05 滨江步道', '440105013001', [113.3157, 23.0917], 95),
  camera('06 社区服务中心', '440105013005', [113.3221, 23.0979], 250),
  camera('07 公园西门', '440105013006', [113.3238, 23.0968], 85),
  camera('08 物流园通道', '440105013003', [113.3255, 23.0927], 330),
].map((each, index) => ({ ...each, mount: `cam${index + 1}` }));

function camera(
  name: string,
  gridCode: string,
  [longitude, latitude]: Corner,
  bearingDegrees: number,
): Omit<DemoCamera, 'mount'> {
  return { name, gridCode, position: { longitude, latitude }, bearingDegrees };
}

type DemoUnit = Omit<Unit, 'id'>;

/** The member units of the demo's centre, and its two communities: all to be changed in the console. */
export const DEMO_UNITS: DemoUnit[] = [
  unit('综治办', 'centre', [113.3209, 23.0949]),
  unit('派出所', 'member', [113.3161, 23.0921]),
  unit('司法所', 'member', [113.3212, 23.0951]),
  unit('出租屋中心', 'member', [113.3215, 23.0937]),
  unit('政务网格办', 'member', [113.3207, 23.0951]),
  unit('城管科', 'member', [113.3206, 23.0952]),
  unit('城管执法队', 'member', [113.3248, 23.0931]),
  unit('民政科', 'member', [113.3211, 23.0953]),
  unit('社区中心', 'member', [113.3221, 23.0979]),
  unit('安监中队', 'member', [113.3252, 23.0951]),
  { ...unit('滨江社区', 'community', [113.3195, 23.0927]), community: '滨江社区' },
  { ...unit('文教社区', 'community', [113.3199, 23.0969]), community: '文教社区' },
  { ...unit('联勤一队', 'team', [113.3183, 23.0937]), callSign: '联勤01', vehicles: ['演示巡逻车01'] },
];

/** Whose member the demo has. */
export const DEMO_WALKED = ['440105013001', '440105013002'];

function unit(name: string, kind: Unit['kind'], [longitude, latitude]: Corner): DemoUnit {
  return {
    ...{ name, kind, position: { longitude, latitude }, phone: '', address: '', headId: null, community: '' },
    ...{ callSign: '', vehicles: [], disabled: false },
  };
}
