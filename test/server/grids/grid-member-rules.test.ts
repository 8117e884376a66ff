/** Masked phones, and grids nobody cares for. */
import { expect, test } from 'vitest';
import { type GridMember, gridsWithoutMember, maskedPhone } from '../../../config/contract/grid-member.ts';
import type { Grid } from '../../../config/contract/place.ts';

test.each([
  ['13812345678', '138****5678'],
  ['020-8765 4321', '020****4321'],
  ['12345', '****'],
  ['', ''],
])('the phone %s is shown as %s', (phone, shown) => {
  expect(maskedPhone(phone)).toBe(shown);
});

const grid = (id: string, kind: Grid['kind']): Grid => ({
  ...{ id, kind, code: id, name: id, community: '', rings: [], line: '', baseGridIds: [], endedAtMs: null },
});
const member = (gridId: string, part: GridMember['part'], isActive = true): GridMember => ({
  ...{ gridId, part, isActive, personId: 'p', name: '张三' },
});

test('a grid without a main member whose account is open is named, and governance grids are not asked', () => {
  const grids = [grid('main', 'base'), grid('assistant', 'base'), grid('gone', 'base'), grid('over', 'governance')];
  const members = [member('main', 'main'), member('assistant', 'assistant'), member('gone', 'main', false)];
  expect(gridsWithoutMember(grids, members).map(({ id }) => id)).toEqual(['assistant', 'gone']);
});
