/**
 * What stands on the demo street: streets of made-up houses in each of its grids, with their
 * addresses, what a city puts beside them, and who is at home in the ground floors. Every
 * address begins with 演示区, which is nowhere.
 */
import type { AddBaseGrid } from '../../config/contract/place.ts';
import type { Corner } from '../geo/coordinates.ts';
import { digestOf, type PlaceDraft } from '../places/place-row.rules.ts';

const STREETS = ['东门路', '菜市街', '物流大道', '校前路', '站前街', '公园路'];
const ROWS = 5;
const COLUMNS = 4;
/** Half of a house, in degrees: some 30 by 18 metres. */
const HALF = { east: 0.00015, north: 0.00008 };
const COMPONENTS = [
  ['01', '001', '上水井盖'],
  ['01', '004', '电力井盖'],
  ['01', '013', '路灯'],
  ['02', '001', '公交站亭'],
  ['02', '008', '交通标志牌'],
  ['03', '003', '垃圾箱'],
  ['03', '011', '宣传栏'],
  ['04', '002', '行道树'],
] as const;
const ORGANISATIONS = [
  ['便利店', '零售'],
  ['早餐铺', '餐饮'],
  ['药店', '医药'],
  ['快递驿站', '物流'],
  ['五金店', '零售'],
  ['幼儿园', '教育'],
  ['理发店', '居民服务'],
] as const;

export function demoPlaces(grids: readonly AddBaseGrid[]): PlaceDraft[] {
  return grids.flatMap((grid, index) => placesOf(grid, index));
}

function placesOf({ code: gridCode, community, rings }: AddBaseGrid, gridIndex: number): PlaceDraft[] {
  const street = STREETS[gridIndex % STREETS.length] ?? '';
  const serial = gridCode.slice(-3);
  const places: PlaceDraft[] = [];
  const add = (what: Omit<PlaceDraft, 'row' | 'digest'>) => {
    places.push({ ...what, row: places.length + 1, digest: digestOf(what) });
  };
  for (let house = 0; house < ROWS * COLUMNS; house += 1) {
    const [row, column] = [Math.floor(house / COLUMNS), house % COLUMNS];
    const middle = inside(rings[0] ?? [], (column + 0.5) / COLUMNS, (row + 0.5) / ROWS);
    const number = house * 2 + 1;
    const address = `演示区示范街道${community}${street}${number}号`;
    add({
      ...{ kind: 'building', code: `${gridCode}${two(house + 1)}`, name: `${street}${number}号楼`, address },
      ...{ category: '', position: at(middle), rings: [houseAround(middle)], floors: 3 + ((house * 5) % 16) },
    });
    for (const [door, name] of ['', '之一'].entries()) {
      add({
        ...{
          kind: 'address',
          code: `DZ${gridCode}${two(house + 1)}${door + 1}`,
          category: '',
          rings: [],
          floors: null,
        },
        ...{ name: `${address}${name}`, address: `${address}${name}` },
        position: at([middle[0] + (door === 0 ? -0.00008 : 0.00008), middle[1] - HALF.north * 1.3]),
      });
    }
    const [group, sort, thing] = COMPONENTS[house % COMPONENTS.length] ?? COMPONENTS[0];
    add({
      ...{ kind: 'component', code: `440105${group}${sort}${serial}${two(house + 1)}`, name: thing },
      ...{ address: `${street}${number}号旁`, category: group, rings: [], floors: null },
      position: at([middle[0] + HALF.east * 1.6, middle[1] - HALF.north * 1.8]),
    });
    const organisation = ORGANISATIONS[house % 3 === 0 ? Math.floor(house / 3) % ORGANISATIONS.length : -1];
    if (organisation) {
      add({
        ...{ kind: 'organisation', code: `CS${gridCode}${two(house + 1)}`, name: `演示${street}${organisation[0]}` },
        ...{ address, category: organisation[1], rings: [], floors: null },
        position: at([middle[0], middle[1] - HALF.north]),
      });
    }
  }
  return places;
}

/** Between the corners of a block (south-west, south-east, north-east, north-west). */
function inside([sw, se, ne, nw]: readonly Corner[], u: number, v: number): Corner {
  const mix = (one = 0, other = 0, share = 0) => one + (other - one) * share;
  return [
    mix(mix(sw?.[0], se?.[0], u), mix(nw?.[0], ne?.[0], u), v),
    mix(mix(sw?.[1], se?.[1], u), mix(nw?.[1], ne?.[1], u), v),
  ];
}

function houseAround([x, y]: Corner): Corner[] {
  const [west, east, south, north] = [x - HALF.east, x + HALF.east, y - HALF.north, y + HALF.north].map(short);
  const corner = (one = 0, other = 0): Corner => [one, other];
  return [corner(west, south), corner(east, south), corner(east, north), corner(west, north), corner(west, south)];
}

function at([x, y]: Corner) {
  return { longitude: short(x), latitude: short(y) };
}

function short(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
