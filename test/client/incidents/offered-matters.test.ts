/** Which matters are offered to whom. */
import { expect, test } from 'vitest';
import { offeredMatters } from '../../../client/src/incidents/offered-matters.rules.ts';
import { DEFAULT_STAGE_LIMITS, type Matter } from '../../../config/contract/matter.ts';

const matter = (name: string, known: Partial<Matter> = {}): Matter => ({
  ...{ id: name, name, kind: 'event', code: '0901', bigClass: '09', bigClassName: '其他', task: 'hazard' },
  ...{ standards: [], leadUnitName: '', supervisingUnitName: '', assistUnitNames: [], limits: DEFAULT_STAGE_LIMITS },
  ...{ level: 'general', fields: [], inGrid: true, disabled: false, version: 1, changedAtMs: 0 },
  changedBy: { personId: null, name: '' },
  ...known,
});

const CATALOGUE = [matter('占道'), matter('企业年检', { inGrid: false }), matter('旧事项', { disabled: true })];

test.each([
  ['in the grids, what is seen to there', true, ['占道']],
  ['at the desk, all that is in use', false, ['占道', '企业年检']],
])('offered %s', (_, isInGrids, expected) => {
  expect(offeredMatters(CATALOGUE, { isInGrids }).map(({ name }) => name)).toEqual(expected);
});
