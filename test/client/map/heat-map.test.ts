/** The heat map's span in the address, and what the map's filter leaves of it. */
import { expect, test } from 'vitest';
import { acceptedPoints, type Heat, heatOf, heatSpan, heatText } from '../../../client/src/map/heat-map.rules.ts';
import { type MapFilter, NO_FILTER } from '../../../client/src/map/map-filter.rules.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import type { IncidentPoint } from '../../../config/contract/incident-points.ts';
import { byId, incident } from '../site-things.ts';
import { square } from './map-places.ts';

const ZONE = 'Asia/Shanghai';

test.each<[string | undefined, Heat | null]>([
  [undefined, null],
  ['7', { days: 7 }],
  ['8', null],
  ['2026-11-01~2026-11-20', { fromDay: '2026-11-01', toDay: '2026-11-20' }],
  ['2026-11-20~2026-11-01', { fromDay: '2026-11-01', toDay: '2026-11-20' }],
  ['2020-01-01~2026-11-20', { fromDay: '2025-10-17', toDay: '2026-11-20' }],
  ['2026-11-31~2026-11-20', null],
  ['nonsense', null],
])('%s in the address is %o', (text, heat) => {
  expect(heatOf(text)).toEqual(heat);
  expect(heatOf(heatText(heat))).toEqual(heat);
});

test('a span is whole days of the site, today with them', () => {
  // 2026-11-24, one at night in Shanghai.
  const nowMs = Date.UTC(2026, 10, 23, 17);
  const [monday, midnight] = [Date.UTC(2026, 10, 22, 16), Date.UTC(2026, 10, 24, 16)];
  expect(heatSpan({ days: 1 }, nowMs, ZONE)).toEqual({ sinceMs: Date.UTC(2026, 10, 23, 16), untilMs: midnight });
  expect(heatSpan({ fromDay: '2026-11-23', toDay: '2026-11-24' }, nowMs, ZONE)).toEqual({
    ...{ sinceMs: monday, untilMs: midnight },
  });
});

const POINT: IncidentPoint = {
  ...{ incidentId: 'i', longitude: 113, latitude: 23, atMs: 0, state: 'closed', level: 'larger', task: 'dispute' },
  ...{ matterCode: '0302', gridId: 'g2', community: '滨江社区', unitIds: ['u'] },
};
const grids = byId({ ...square('over', 0, 0, 1), kind: 'governance' as const, baseGridIds: ['g1', 'g2'] });
const clock = (dueAtMs: number) => ({ dueAtMs, standsWithMs: null }) as unknown as Incident['clock'];

test.each<[string, Partial<MapFilter>, Partial<IncidentPoint>, boolean]>([
  ['what has ended, where no state is asked for', {}, {}, true],
  ['a state', { states: ['closed'] }, {}, true],
  ['not another state', { states: ['filed'] }, {}, false],
  ['a level', { levels: ['larger'] }, {}, true],
  ['not another level', { levels: ['major'] }, {}, false],
  ['a task', { tasks: ['dispute'] }, {}, true],
  ['not one without a task', { tasks: ['dispute'] }, { task: null }, false],
  ['a class of matter', { matterClass: '03' }, {}, true],
  ['not another class', { matterClass: '02' }, {}, false],
  ['a unit’s', { unitId: 'u' }, {}, true],
  ['not another unit’s', { unitId: 'v' }, {}, false],
  ['a community', { community: '滨江社区' }, {}, true],
  ['not another community', { community: '文教社区' }, {}, false],
  ['a base grid of a governance grid', { gridId: 'over' }, {}, true],
  ['not another grid', { gridId: 'g1' }, {}, false],
  ['not one in no grid', { gridId: 'over' }, { gridId: null }, false],
  ['whatever the filter’s days are', { fromDay: '2026-11-01' }, {}, true],
  ['what is overdue', { isOverdueOnly: true }, { incidentId: 'over' }, true],
  ['not what still has time', { isOverdueOnly: true }, { incidentId: 'inTime' }, false],
  ['not what has ended, where overdue is asked for', { isOverdueOnly: true }, { incidentId: 'ended' }, false],
])('the heat map counts %s', (_, filter, point, isAccepted) => {
  const incidents = byId(
    incident('over', { clock: clock(1_000) }),
    incident('inTime', { clock: clock(1_001) }),
    incident('ended', { clock: null }),
  );
  const site = { grids, incidents, nowMs: 1_000 };
  const points = acceptedPoints([{ ...POINT, ...point }], { ...NO_FILTER, ...filter }, site);
  expect(points.length === 1).toBe(isAccepted);
});
