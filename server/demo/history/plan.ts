/**
 * What happens on the demo street on a day: reports, alerts and cameras that fail, each
 * with its moment. Pure, and the same for the same seed and day, whatever other days there are.
 */
import type { DetectionKind } from '../../../config/contract/alert.ts';
import { weekdayOf } from '../../../config/contract/calendar.ts';
import { DEMO_MARK } from '../../../config/contract/demo.ts';
import type { ReportIncident } from '../../../config/contract/incident.ts';
import type { Position } from '../../../config/contract/place.ts';
import { momentOf } from '../../../config/contract/site-day.ts';
import { DEMO_CAMERAS } from '../demo-site.ts';
import { deskAt } from './cast.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Happening, happening, near } from './places.ts';
import type { StoryKind } from './stories.ts';

type At = { atMs: number; key: string; chance: Chance };
export type PlannedReport = At & {
  what: 'report';
  kind: StoryKind;
  matterName: string;
  position: Position;
  place: string;
  source: ReportIncident['source'];
  /** Who writes it down: the desk, or whoever walks the grid there. */
  by: string;
  drill: boolean;
  /** The key of the report it tells of again. */
  tellsOf: string | null;
};
export type PlannedAlert = At & {
  what: 'alert';
  cameraName: string;
  detection: DetectionKind;
  level: 'notice' | 'warning';
  answer: 'false' | 'duplicate' | 'confirmed' | 'incident';
};
export type PlannedFault = At & { what: 'fault'; cameraName: string; lastsMs: number };
export type Planned = PlannedReport | PlannedAlert | PlannedFault;

const PER_DAY = 25;
/** Monday first. */
const WEEKDAY_SHARE = [1.08, 1, 0.98, 1, 1.12, 0.95, 0.82];
/** From midnight: quiet nights, a morning and an evening peak. */
const HOUR_SHARE = [4, 3, 2, 1, 1, 2, 5, 12, 20, 22, 20, 16, 11, 10, 16, 19, 19, 18, 16, 17, 18, 14, 9, 6];

const STORIES: readonly (readonly [StoryKind, number])[] = [
  ['plain', 45],
  ['late', 13],
  ['returned', 8],
  ['reworked', 6],
  ['suspended', 4],
  ['extended', 4],
  ['supervised', 5],
  ['cancelled', 6],
  ['settled', 7],
  ['twoLeads', 2],
  ['confidential', 1.2],
  ['reopened', 1],
];
const SHARE_TOLD_TWICE = 0.05;
const SHARE_OF_DRILLS = 0.03;

const SOURCES: readonly (readonly [PlannedReport['source'], number])[] = [
  ['gridMember', 30],
  ['operator', 18],
  ['phone', 16],
  ['hotline', 18],
  ['visitor', 9],
  ['transfer', 9],
];

export function planDay(seed: number, day: string, timeZone: string): Planned[] {
  const chance = chanceOf(seed, day);
  const share = (WEEKDAY_SHARE[weekdayOf(day) - 1] ?? 1) * (0.8 + chance.next() * 0.4);
  const count = Math.max(1, Math.round(PER_DAY * share));
  const reports = Array.from({ length: count }, (_, nth) => planReport(seed, day, nth, timeZone)).flat();
  const alerts = Array.from({ length: chance.int(8, 16) }, (_, nth) => planAlert(seed, day, nth, timeZone));
  return [...reports, ...alerts, ...planFaults(seed, day, timeZone)].toSorted(
    (one, other) => one.atMs - other.atMs || (one.key < other.key ? -1 : 1),
  );
}

export function titleOf(matterName: string, place: string): string {
  return `${DEMO_MARK}${matterName}·${place}`;
}

export function reportOf({ matterName, place, position, source, drill, kind, ...plan }: PlannedReport): ReportIncident {
  const told = source === 'phone' || source === 'hotline' || source === 'visitor';
  const informant = told
    ? `${plan.chance.pick(['陈', '李', '黄', '张', '梁', '何'])}${plan.chance.pick(['女士', '先生'])}`
    : '';
  return {
    ...{
      title: titleOf(matterName, place),
      description: `演示数据：${place}反映${matterName}。`,
      source,
      level: 'general',
    },
    ...{ task: null, matterId: null, form: {}, position, address: `示范街${place}`, gridId: null, cameraId: null },
    ...{ informant, informantPhone: '', confidential: kind === 'confidential', drill },
  };
}

function planReport(seed: number, day: string, nth: number, timeZone: string): PlannedReport[] {
  const key = `${day}-r${nth}`;
  const chance = chanceOf(seed, key);
  const atMs = momentAt(day, chance, timeZone);
  const report = reported({
    key,
    chance,
    atMs,
    kind: chance.weighted(STORIES),
    where: happening(chance),
    day,
    timeZone,
  });
  if (report.kind === 'settled' || report.kind === 'cancelled' || !chance.isSo(SHARE_TOLD_TWICE)) return [report];
  const again = `${key}-again`;
  const where = { ...report, position: near(report.position, chance) };
  const laterMs = atMs + chance.minutes(4, 30);
  return [
    report,
    {
      ...reported({ key: again, chance: chanceOf(seed, again), atMs: laterMs, kind: 'merged', where, day, timeZone }),
      tellsOf: key,
      drill: report.drill,
    },
  ];
}

type Wish = Pick<PlannedReport, 'key' | 'chance' | 'atMs' | 'kind'> & {
  where: Happening;
  day: string;
  timeZone: string;
};

function reported({ key, chance, atMs, kind, where, day, timeZone }: Wish): PlannedReport {
  const { place, position, matterName } = where;
  const hour = Math.floor((atMs - momentOf(day, 0, timeZone)) / 3_600_000);
  const source = kind === 'confidential' ? 'operator' : chance.weighted(SOURCES);
  const desk = deskAt(day, hour % 24);
  const by = kind === 'confidential' ? 'supervisor' : source === 'gridMember' ? 'walker' : desk;
  const drill = kind === 'plain' && chance.isSo(SHARE_OF_DRILLS);
  return { what: 'report', atMs, key, chance, kind, matterName, position, place, source, by, drill, tellsOf: null };
}

const DETECTIONS: readonly (readonly [DetectionKind, number])[] = [
  ['motion', 6],
  ['lineCrossed', 4],
  ['tampered', 1],
  ['digitalInput', 1],
];

function planAlert(seed: number, day: string, nth: number, timeZone: string): PlannedAlert {
  const key = `${day}-a${nth}`;
  const chance = chanceOf(seed, key);
  const answers = [
    ['false', 58],
    ['duplicate', 12],
    ['confirmed', 12],
    ['incident', 18],
  ] as const;
  return {
    ...{ what: 'alert', key, chance, atMs: momentAt(day, chance, timeZone), cameraName: cameraName(chance) },
    ...{ detection: chance.weighted(DETECTIONS), level: chance.isSo(0.2) ? 'warning' : 'notice' },
    answer: chance.weighted(answers),
  };
}

/** Most days one camera or two fail for a while; the last of the street more often than the others. */
function planFaults(seed: number, day: string, timeZone: string): PlannedFault[] {
  return DEMO_CAMERAS.flatMap(({ name }, index) => {
    const key = `${day}-f${index}`;
    const chance = chanceOf(seed, key);
    if (!chance.isSo(index === DEMO_CAMERAS.length - 1 ? 0.4 : 0.1)) return [];
    const lastsMs = chance.isSo(0.12) ? chance.minutes(240, 900) : chance.minutes(4, 90);
    return [{ what: 'fault', key, chance, cameraName: name, lastsMs, atMs: momentAt(day, chance, timeZone) } as const];
  });
}

function cameraName(chance: Chance): string {
  return chance.pick(DEMO_CAMERAS).name;
}

function momentAt(day: string, chance: Chance, timeZone: string): number {
  const hour = chance.weighted(HOUR_SHARE.map((weight, index) => [index, weight] as const));
  return momentOf(day, hour * 60, timeZone) + Math.floor(chance.next() * 3_600_000);
}

/** Of an incident that an alert became: by what was seen. */
export const MATTER_OF_ALERT: Record<DetectionKind, string> = {
  motion: '可疑人员徘徊',
  lineCrossed: '占道经营',
  tampered: '公共视频杆件损坏',
  digitalInput: '消防通道堵塞',
};
