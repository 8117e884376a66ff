/** Grants on the screen. */
import { expect, test } from 'vitest';
import { changesOf, explained, inOrder, toggled } from '../../../client/src/people/camera-grant.rules.ts';
import { refusalOf } from '../../../client/src/session/refusal.rules.ts';
import { type CameraGrant, cameraRightsOf } from '../../../config/contract/camera-grant.ts';
import type { Person } from '../../../config/contract/person.ts';

const PERSON: Person = {
  ...{
    id: 'p',
    account: 'p',
    name: '张三',
    unit: '巡防队',
    unitId: null,
    community: '',
    post: '',
    phone: '',
    role: 'operator',
  },
  ...{ cameraGroups: ['a', 'b'], disabled: false, createdAtMs: 0 },
};

function grant(changes: Partial<CameraGrant> = {}): CameraGrant {
  const to = { kind: 'role', role: 'operator' } as const;
  const plain = { id: 'g', to, cameraGroups: 'all', exportsNeedApproval: false, untilMs: null } as const;
  return { ...plain, actions: ['camera.watch'], ...changes };
}

test('roles stand before units, each with its widest grant first', () => {
  const unit = { kind: 'unit', unit: '物业' } as const;
  const ordered = inOrder([
    grant({ id: '1', to: unit }),
    grant({ id: '2', cameraGroups: ['a'] }),
    grant({ id: '3' }),
    grant({ id: '4', to: { kind: 'role', role: 'administrator' } }),
  ]);
  expect(ordered.map(({ id }) => id)).toEqual(['4', '3', '2', '1']);
});

test('only what was changed is sent, and what was changed back is not', () => {
  const known = grant({ actions: ['camera.watch', 'camera.ptz'] });
  const twice = toggled(toggled(known.actions, 'camera.snapshot'), 'camera.snapshot');
  expect(changesOf(known, { ...known, actions: twice })).toBeNull();
  expect(changesOf(known, { ...known, untilMs: 5 })).toEqual({ untilMs: 5 });
  expect(changesOf(known, { ...known, exportsNeedApproval: true })).toEqual({ exportsNeedApproval: true });
});

test('what a person may do is explained by grant, by end, and by what they may not see', () => {
  const grants = [grant({ cameraGroups: ['a'] }), grant({ id: 'over', cameraGroups: ['b'], untilMs: 9 })];
  const groups = ['a', 'b', 'c'].map((id) => ({ id, name: id }));
  const [a, b, c] = explained(PERSON, groups, { grants, nowMs: 10 }).map(({ isVisible, cells: [watch] }) => ({
    isVisible,
    by: watch?.grants.map(({ id }) => id),
    endedAtMs: watch?.endedAtMs,
  }));
  expect(a).toEqual({ isVisible: true, by: ['g'], endedAtMs: null });
  expect(b).toEqual({ isVisible: true, by: [], endedAtMs: 9 });
  expect(c).toEqual({ isVisible: false, by: [], endedAtMs: null });
});

test.each([
  ['every grant behind it asks for a second person', [true, true], true],
  ['one of them does without', [true, false], false],
])('where %s, the explanation says so', (_, asked, expected) => {
  const grants = asked.map((exportsNeedApproval, index) =>
    grant({ id: `${index}`, actions: ['camera.watch', 'recording.export'], exportsNeedApproval }),
  );
  const [of] = explained(PERSON, [{ id: 'a', name: 'a' }], { grants, nowMs: 10 });
  const needing = of?.cells.filter(({ needsApproval }) => needsApproval).map(({ action }) => action);
  expect(needing).toEqual(expected ? ['recording.export'] : []);
});

test('a refusal says that a right ended, or that there never was one', () => {
  const holder = { ...PERSON, cameraRights: cameraRightsOf(PERSON, [grant({ cameraGroups: ['a'], untilMs: 9 })], 10) };
  const watch = { action: 'camera.watch', cameraGroupId: 'a' } as const;
  expect(refusalOf(holder, watch)).toEqual({ code: 'RIGHT_ENDED', detail: { action: 'camera.watch', atMs: 9 } });
  expect(refusalOf(holder, { ...watch, cameraGroupId: 'b' })?.code).toBe('NOT_ALLOWED');
  expect(refusalOf({ ...holder, cameraRights: cameraRightsOf(PERSON, [grant()], 10) }, watch)).toBeNull();
});
