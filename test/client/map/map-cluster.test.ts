/** Incidents that would lie on top of each other are one number. */
import { expect, test } from 'vitest';
import type { IncidentPin } from '../../../client/src/map/incident-pins.rules.ts';
import { apart, clustered } from '../../../client/src/map/map-cluster.rules.ts';
import { at } from './map-places.ts';

const BOUNDS: [number, number, number, number] = [113, 23, 114, 24];
const NEAR = { zoom: 16, bounds: BOUNDS };
const NOW = { chosenId: null, nowMs: 1_000 };

function pin(incidentId: string, changes: Partial<IncidentPin> = {}): IncidentPin {
  return {
    ...{ incidentId, number: incidentId, title: '', position: at(113.3, 23.1), isAtCamera: false },
    ...{ level: 'general', task: null, dueAtMs: null, isSupervised: false },
    ...changes,
  };
}

test('what lies apart stands for itself', () => {
  const { ones, clusters } = clustered([pin('a'), pin('b', { position: at(113.32, 23.1) })], NEAR, NOW);
  expect([ones.map(({ incidentId }) => incidentId).toSorted(), clusters]).toEqual([['a', 'b'], []]);
});

test('what lies together is counted, with the gravest level, what is overdue and what is supervised', () => {
  const pins = [
    pin('a', { level: 'larger', dueAtMs: 999 }),
    pin('b', { level: 'major', isSupervised: true }),
    pin('c', { dueAtMs: 1_001, isSupervised: true }),
  ];
  const { ones, clusters } = clustered(pins, NEAR, NOW);
  expect(ones).toEqual([]);
  expect(clusters).toMatchObject([{ count: 3, worst: 'major', overdueCount: 1, supervisedCount: 2 }]);
  expect(
    clusters[0]
      ?.pins()
      .map(({ incidentId }) => incidentId)
      .toSorted(),
  ).toEqual(['a', 'b', 'c']);
});

test.each([
  ['from far away', 12, 1],
  ['near enough', 19, 0],
])('neighbours seen %s are %j', (_, zoom, clusterCount) => {
  const neighbours = [pin('a'), pin('b', { position: at(113.3005, 23.1) })];
  expect(clustered(neighbours, { zoom, bounds: BOUNDS }, NOW).clusters).toHaveLength(clusterCount);
});

test('the one in hand is never inside a number', () => {
  const { ones, clusters } = clustered([pin('a'), pin('b'), pin('c')], NEAR, { ...NOW, chosenId: 'b' });
  expect([ones.map(({ incidentId }) => incidentId), clusters.map(({ count }) => count)]).toEqual([['b'], [2]]);
});

test('what is out of sight is not drawn', () => {
  const { ones, clusters } = clustered([pin('a', { position: at(10, 10) })], NEAR, NOW);
  expect([ones, clusters]).toEqual([[], []]);
});

test.each([
  [[true, true], true],
  [[true, false], false],
])('a number stands beside a camera when all of it does: %j', (each, isAtCamera) => {
  const pins = each.map((is, index) => pin(`${index}`, { isAtCamera: is }));
  expect(clustered(pins, NEAR, NOW).clusters[0]?.isAtCamera).toBe(isAtCamera);
});

test('incidents on one spot do not come apart by going nearer', () => {
  expect(apart([pin('a'), pin('b', { position: at(113.30001, 23.1) })])).toBeNull();
});

test('others do, in the bounds that hold them', () => {
  expect(apart([pin('a'), pin('b', { position: at(113.31, 23.2) })])).toEqual([113.3, 23.1, 113.31, 23.2]);
});
