/** What grants amount to for a person, at a moment. */
import { describe, expect, test } from 'vitest';
import { type CameraGrant, cameraRightsOf, grantsBehind, nextEndMs } from '../../config/contract/camera-grant.ts';
import { CameraAction, endedAtMs, exportsAlone, may, maySee } from '../../config/contract/rights.ts';

const NOW = 1_000_000;
const DAY = 86_400_000;
const PERSON = { role: 'operator' as const, unit: '巡防队', cameraGroups: 'all' as 'all' | string[] };

function grant(changes: Partial<CameraGrant> = {}): CameraGrant {
  const to = { kind: 'role', role: 'operator' } as const;
  const plain = { id: 'g', to, cameraGroups: 'all', exportsNeedApproval: false, untilMs: null } as const;
  return { ...plain, actions: ['camera.watch'], ...changes };
}
const UNIT: CameraGrant['to'] = { kind: 'unit', unit: '巡防队' };

type Row = [why: string, grants: CameraGrant[], person: Partial<typeof PERSON>, watch: 'all' | string[]];
const ROWS: Row[] = [
  ['no grant gives nothing', [], {}, []],
  ['a grant to the role', [grant()], {}, 'all'],
  ['a grant to another role', [grant({ to: { kind: 'role', role: 'auditor' } })], {}, []],
  ['a grant to the unit', [grant({ to: UNIT, cameraGroups: ['a'] })], {}, ['a']],
  ['a unit written with blanks around it', [grant({ to: UNIT })], { unit: ' 巡防队 ' }, 'all'],
  ['a grant to another unit', [grant({ to: UNIT })], { unit: '别处' }, []],
  ['nobody is of the unit without a name', [grant({ to: UNIT })], { unit: '' }, []],
  [
    'two grants add up',
    [grant({ cameraGroups: ['a'] }), grant({ to: UNIT, cameraGroups: ['b', 'a'] })],
    {},
    ['a', 'b'],
  ],
  ['all and some is all', [grant({ cameraGroups: ['a'] }), grant()], {}, 'all'],
  ['what a person cannot see no grant opens', [grant()], { cameraGroups: ['b'] }, ['b']],
  ['neither does one that names it', [grant({ cameraGroups: ['a'] })], { cameraGroups: ['b'] }, []],
  ['another action', [grant({ actions: ['camera.ptz'] })], {}, []],
  ['a grant that ends later', [grant({ untilMs: NOW + 1 })], {}, 'all'],
  ['a grant that ends now', [grant({ untilMs: NOW })], {}, []],
];

test.each(ROWS)('%s', (_, grants, person, watch) => {
  expect(cameraRightsOf({ ...PERSON, ...person }, grants, NOW).held['camera.watch']).toEqual(watch);
});

describe('who has effective rights', () => {
  const holder = {
    ...PERSON,
    cameraRights: cameraRightsOf(PERSON, [grant({ cameraGroups: ['a'] }), grant({ untilMs: NOW - 1 })], NOW),
  };

  test('may do it somewhere, and sees only where', () => {
    expect(may(holder, 'camera.watch')).toBe(true);
    expect(maySee(holder, { action: 'camera.watch', cameraGroupId: 'a' })).toBe(true);
    expect(maySee(holder, { action: 'camera.watch', cameraGroupId: 'b' })).toBe(false);
  });

  test('has no camera action from the role alone', () => {
    const none = { ...PERSON, role: 'administrator' as const, cameraRights: cameraRightsOf(PERSON, [], NOW) };
    expect(CameraAction.options.filter((action) => may(none, action))).toEqual([]);
    expect(may(none, 'people.manage')).toBe(true);
  });

  test('is told when a right ended by its time, for a month', () => {
    const scope = { action: 'camera.watch', cameraGroupId: 'b' } as const;
    const later = { ...PERSON, cameraRights: cameraRightsOf(PERSON, [grant({ untilMs: NOW - 1 })], NOW + 31 * DAY) };
    expect(endedAtMs(holder, scope)).toBe(NOW - 1);
    expect(endedAtMs(holder, { ...scope, action: 'camera.ptz' })).toBeNull();
    expect(endedAtMs(later, scope)).toBeNull();
  });
});

test('the reason is every grant that gives it now', () => {
  const grants = [
    grant({ id: 'role' }),
    grant({ id: 'unit', to: UNIT, cameraGroups: ['a'] }),
    grant({ id: 'over', untilMs: NOW }),
    grant({ id: 'elsewhere', cameraGroups: ['b'] }),
  ];
  const behind = grantsBehind(PERSON, { action: 'camera.watch', cameraGroupId: 'a' }, { grants, nowMs: NOW });
  expect(behind.map(({ id }) => id)).toEqual(['role', 'unit']);
});

test.each([
  ['a grant that asks for approval', [true], false],
  ['one that asks for it and one that does not', [true, false], true],
  ['one that asks for it, beside one that has ended and does not', [true, 'ended'], false],
  ['no grant that gives it', [], false],
])('exporting alone, with %s', (_, given, expected) => {
  const grants = given.map((asks, index) =>
    grant({
      ...{ id: `${index}`, actions: ['recording.export'], cameraGroups: ['a'] },
      ...{ exportsNeedApproval: asks === true, untilMs: asks === 'ended' ? NOW : null },
    }),
  );
  const holder = { ...PERSON, cameraRights: cameraRightsOf(PERSON, grants, NOW) };
  expect(exportsAlone(holder, 'a')).toBe(expected);
  expect(exportsAlone(holder, 'b')).toBe(false);
});

test('the next end is the nearest that lies ahead', () => {
  const ends = [null, NOW - 5, NOW, NOW + 9, NOW + 3].map((untilMs) => grant({ untilMs }));
  expect(nextEndMs(ends, NOW)).toBe(NOW + 3);
  expect(nextEndMs([grant()], NOW)).toBeNull();
});
