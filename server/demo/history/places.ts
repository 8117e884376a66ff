/**
 * Where things happen on the demo street, and what: spots that see the same again and
 * again, and the rest of each grid. Matters by the name of the demo's catalogue.
 */
import type { Position } from '../../../config/contract/place.ts';
import { DEMO_GRIDS } from '../demo-site.ts';
import type { Chance } from './chance.ts';

export type Spot = { name: string; position: Position; matters: readonly string[] };

type Weighted = readonly [Spot, number];

const SPOTS: readonly Weighted[] = [
  spot('菜市场北口', 113.3209, 23.0943, ['占道经营', '违章停车', '打架斗殴', '暴露垃圾'], 11),
  spot('东门路12号前', 113.3172, 23.0938, ['违章停车', '占道经营', '可疑人员徘徊'], 8),
  spot('地铁站B出口', 113.3194, 23.0956, ['占道经营', '违章停车', '流浪乞讨人员', '电动车被盗多发'], 8),
  spot('小学南门', 113.3168, 23.0955, ['校园周边滋扰', '违章停车', '占道经营'], 6),
  spot('物流园2号库', 113.3253, 23.0925, ['消防通道堵塞', '电动车违规充电', '劳资纠纷', '噪声扰民'], 6),
  spot('滨江步道烧烤摊', 113.3156, 23.0918, ['噪声扰民', '占道经营', '暴露垃圾'], 5),
  spot('东门路出租屋片区', 113.3162, 23.0932, ['流动人员未登记', '电动车违规充电', '房屋租赁纠纷', '入室盗窃线索'], 6),
  spot('文教花园3栋', 113.3214, 23.0976, ['邻里纠纷', '噪声扰民', '物业服务纠纷', '独居老人失联'], 5),
  spot('公园西门', 113.3238, 23.0968, ['可疑人员徘徊', '流浪乞讨人员', '路灯不亮'], 4),
  spot('园区工地', 113.326, 23.0963, ['施工现场无防护', '噪声扰民', '劳资纠纷'], 3),
];

/** Of a report that comes from no such spot. */
const ANYWHERE: readonly (readonly [string, number])[] = [
  ['邻里纠纷', 5],
  ['婚姻家庭纠纷', 3],
  ['房屋租赁纠纷', 3],
  ['物业服务纠纷', 3],
  ['噪声扰民', 4],
  ['占道经营', 4],
  ['违章停车', 6],
  ['暴露垃圾', 5],
  ['路灯不亮', 3],
  ['井盖缺失', 2],
  ['公共视频杆件损坏', 1],
  ['电动车违规充电', 4],
  ['消防通道堵塞', 4],
  ['燃气泄漏', 1],
  ['危险房屋', 1],
  ['内涝积水', 1],
  ['独居老人失联', 1],
  ['电信诈骗预警', 3],
  ['电动车被盗多发', 2],
  ['流动人员未登记', 3],
  ['聚众赌博', 1],
  ['入室盗窃线索', 1],
];
const SHARE_OF_SPOTS = 0.55;
/** What is told twice lies this close together, about. */
const JITTER_DEGREES = 0.00008;

export type Happening = { place: string; position: Position; matterName: string };

/** Where and what, by chance; about half of it at the spots. */
export function happening(chance: Chance): Happening {
  if (chance.isSo(SHARE_OF_SPOTS)) {
    const { name, position, matters } = chance.weighted(SPOTS);
    // The first of a spot's matters is what it is known for.
    const matterName = chance.isSo(0.5) ? (matters[0] ?? '违章停车') : chance.pick(matters);
    return { place: name, position: near(position, chance), matterName };
  }
  const grid = chance.pick(DEMO_GRIDS);
  const place = `${grid.name.replace('网格', '')}${chance.int(1, 60)}号`;
  return { place, position: inside(grid.rings[0] ?? [], chance), matterName: chance.weighted(ANYWHERE) };
}

export function near({ longitude, latitude }: Position, chance: Chance): Position {
  const off = () => (chance.next() - 0.5) * 2 * JITTER_DEGREES;
  return { longitude: rounded(longitude + off()), latitude: rounded(latitude + off()) };
}

/** Somewhere in a block: between its corners, none of which weighs nothing. */
function inside(ring: readonly (readonly [number, number])[], chance: Chance): Position {
  const corners = ring.slice(1).map((corner) => ({ corner, weight: 0.15 + chance.next() }));
  const whole = corners.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (axis: 0 | 1) => corners.reduce((sum, { corner, weight }) => sum + corner[axis] * weight, 0) / whole;
  return { longitude: rounded(mean(0)), latitude: rounded(mean(1)) };
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

function spot(name: string, longitude: number, latitude: number, matters: readonly string[], weight: number): Weighted {
  return [{ name, position: { longitude, latitude }, matters }, weight];
}
