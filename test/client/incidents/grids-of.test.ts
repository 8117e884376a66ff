/** Both codes of the place where an incident is. */
import { expect, test } from 'vitest';
import { gridsOf } from '../../../client/src/incidents/grids-of.rules.ts';
import type { Grid } from '../../../config/contract/place.ts';
import { byId, incident } from '../site-things.ts';

const grid = (id: string, kind: Grid['kind'], line = '') => ({ id, kind, line, code: id, name: id }) as Grid;
const GRIDS = byId(grid('base', 'base'), grid('fire', 'governance', '消防'), grid('safe', 'governance', '综治'));
const lying = (gridId: string | null, gridIds: string[]) => {
  const belonging = { unitIds: [], community: null, gridIds, personIds: [], confidential: false };
  return incident('1', { gridId, scope: { action: 'incident.view', cameraGroupId: null, belonging } });
};

test('an incident lies in its base grid and in the governance grids over it, by their lines', () => {
  const { base, governance } = gridsOf(lying('base', ['base', 'safe', 'fire']), GRIDS);
  expect(base?.code).toBe('base');
  expect(governance.map(({ line, code }) => `${line} ${code}`).toSorted()).toEqual(
    ['消防 fire', '综治 safe'].toSorted(),
  );
  expect(governance).toHaveLength(2);
});

test('a grid that is no more, and a place outside every grid, have no code', () => {
  expect(gridsOf(lying('gone', ['gone', 'gone too']), GRIDS)).toEqual({ base: undefined, governance: [] });
  expect(gridsOf(lying(null, []), GRIDS)).toEqual({ base: undefined, governance: [] });
});
