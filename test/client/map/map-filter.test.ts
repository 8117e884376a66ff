/** Which incidents the map shows, and how that is written into its address. */
import { expect, test } from 'vitest';
import {
  accepting,
  filterCount,
  filterOf,
  layersOf,
  layersText,
  linesOf,
  type MapFilter,
  NO_FILTER,
  newestFirst,
  searchOf,
  sifted,
} from '../../../client/src/map/map-filter.rules.ts';
import { MapSearch } from '../../../client/src/map/map-search.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import { byId, incident } from '../site-things.ts';
import { square } from './map-places.ts';

const SITE = {
  grids: byId(
    { ...square('over', 0, 0, 1), kind: 'governance' as const, baseGridIds: ['g1', 'g2'] },
    square('g1', 0, 0, 1),
  ),
  timeZone: 'Asia/Shanghai',
  nowMs: 1_000,
};
const assigned = (unitId: string, state: string) => [{ unitId, state }] as unknown as Incident['assignments'];
const clock = (dueAtMs: number, standsWithMs: number | null = null) =>
  ({ dueAtMs, standsWithMs }) as unknown as Incident['clock'];
const matter = (code: string) => ({ matterId: 'm', version: 1, code, name: '' });
/** 2026-11-23, ten in the evening and one at night, in Shanghai. */
const EVENING = Date.UTC(2026, 10, 23, 14);
const NIGHT = Date.UTC(2026, 10, 23, 17);

test.each<[string, Partial<MapFilter>, Partial<Incident>, boolean]>([
  ['what is open, where no state is asked for', {}, { state: 'handling' }, true],
  ['not what has ended', {}, { state: 'closed' }, false],
  ['what has ended, where it is asked for', { states: ['closed'] }, { state: 'closed' }, true],
  ['not another state', { states: ['closed'] }, { state: 'handling' }, false],
  ['a level', { levels: ['major', 'larger'] }, { level: 'larger' }, true],
  ['not another level', { levels: ['major'] }, { level: 'general' }, false],
  ['a task', { tasks: ['dispute'] }, { task: 'dispute' }, true],
  ['not one without a task', { tasks: ['dispute'] }, { task: null }, false],
  ['a class of matter by its code', { matterClass: '03' }, { matter: matter('0302') }, true],
  ['not another class', { matterClass: '03' }, { matter: matter('0203') }, false],
  ['not one without a matter', { matterClass: '03' }, { matter: null }, false],
  ['what a unit has', { unitId: 'u' }, { assignments: assigned('u', 'offered') }, true],
  ['not what it returned', { unitId: 'u' }, { assignments: assigned('u', 'returned') }, false],
  ['not another unit’s', { unitId: 'u' }, { assignments: assigned('v', 'accepted') }, false],
  ['a community', { community: '滨江社区' }, { community: '滨江社区' }, true],
  ['not another community', { community: '滨江社区' }, { community: '' }, false],
  ['a base grid', { gridId: 'g1' }, { gridId: 'g1' }, true],
  ['a base grid of a governance grid', { gridId: 'over' }, { gridId: 'g2' }, true],
  ['not another grid', { gridId: 'g1' }, { gridId: 'g2' }, false],
  ['not one in no grid', { gridId: 'g1' }, { gridId: null }, false],
  ['what is overdue', { isOverdueOnly: true }, { clock: clock(1_000) }, true],
  ['not what still has time', { isOverdueOnly: true }, { clock: clock(1_001) }, false],
  ['not what stands', { isOverdueOnly: true }, { clock: clock(1, -1) }, false],
  ['a day of the site', { fromDay: '2026-11-23', toDay: '2026-11-23' }, { reportedAtMs: EVENING }, true],
  ['not the night after', { toDay: '2026-11-23' }, { reportedAtMs: NIGHT }, false],
  ['not the day before', { fromDay: '2026-11-24' }, { reportedAtMs: EVENING }, false],
  ['words of the title', { text: ' 井盖 ' }, { title: '人行道井盖缺失' }, true],
  ['its number', { text: '20261123-0007' }, { number: '20261123-0007' }, true],
  ['not what says nothing of it', { text: '井盖' }, { title: '占道经营' }, false],
])('accepts %s', (_, filter, changes, isAccepted) => {
  expect(accepting({ ...NO_FILTER, ...filter }, SITE)(incident('i', changes))).toBe(isAccepted);
});

const FILTER: MapFilter = {
  states: ['filed', 'closed'],
  levels: ['major'],
  tasks: ['crime', 'hazard'],
  matterClass: '03',
  unitId: 'u',
  community: '滨江社区',
  gridId: 'g1',
  isOverdueOnly: true,
  fromDay: '2026-11-01',
  toDay: '2026-11-23',
  text: '井盖',
};

test('what the address says is what was chosen', () => {
  expect(filterOf(MapSearch.parse(searchOf(FILTER)))).toEqual(FILTER);
});

test('an address without filters has none of them in it', () => {
  expect(Object.values(searchOf(NO_FILTER)).filter((value) => value !== undefined)).toEqual([]);
});

test('what the address says and nothing knows is left out', () => {
  const search = { state: 'nowhere,closed', level: '7', from: '2026-13-45', to: 'tomorrow', overdue: 'yes' };
  expect(filterOf(MapSearch.parse(search))).toEqual({ ...NO_FILTER, states: ['closed'] });
});

test('each question counts once', () => {
  expect([filterCount(NO_FILTER), filterCount(FILTER), filterCount({ ...NO_FILTER, text: '  ' })]).toEqual([0, 11, 0]);
});

test('layers the address names are shown, and no others', () => {
  const shown = layersOf({ layers: 'cameras,incidents,nonsense' });
  expect(layersText(shown)).toBe('cameras,incidents');
});

test('an address without layers shows all but governance grids', () => {
  expect(layersOf({})).toMatchObject({ grids: true, governance: false, incidents: true });
});

test.each([
  [undefined, null],
  ['', []],
  ['消防,治安', ['消防', '治安']],
])('lines of work %j are %j', (lines, expected) => {
  expect(linesOf({ lines })).toEqual(expected);
});

test('it is said how many open ones a filter hides', () => {
  const all = [
    incident('a', { level: 'major' }),
    incident('b', { level: 'general' }),
    incident('c', { level: 'general', state: 'closed' }),
  ];
  const { incidents, hiddenCount } = sifted(all, accepting({ ...NO_FILTER, levels: ['major'] }, SITE));
  expect([incidents.map(({ id }) => id), hiddenCount]).toEqual([['a'], 1]);
});

test('the list has the newest first', () => {
  const listed = newestFirst([incident('old', { reportedAtMs: 1 }), incident('new', { reportedAtMs: 2 })]);
  expect(listed.map(({ id }) => id)).toEqual(['new', 'old']);
});
