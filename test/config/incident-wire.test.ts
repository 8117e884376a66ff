import { expect, test } from 'vitest';
import { leanIncidentText, wholeIncident } from '../../config/contract/incident-wire.ts';
import { crowdedIncident } from '../bench/map-crowd.ts';

const plain = crowdedIncident('i1', 3, 1_000_000);
const rich = {
  ...plain,
  description: '“积水”\n\u007f😀',
  confidential: true,
  insiders: [{ personId: 'p1', name: '李敏' }],
  limits: { ...plain.limits, sign: { amount: 2, unit: 'hour' as const } },
  closedAtMs: 0,
  task: null,
};

test.each([plain, rich])('what was left out is put back', (incident) => {
  expect(wholeIncident(JSON.parse(leanIncidentText(incident)))).toEqual(incident);
});

test('it is ASCII, and shorter than it was', () => {
  expect(leanIncidentText(rich)).toMatch(/^[ -~]*$/);
  expect(leanIncidentText(plain).length).toBeLessThan(JSON.stringify(plain).length * 0.75);
});
