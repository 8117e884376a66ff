/** Who may do what from which state, over every state × act × role, against a table written by hand. */
import { expect, test } from 'vitest';
import { type Incident, IncidentState } from '../../../config/contract/incident.ts';
import { ACT_RULES, type ActName, mayAct } from '../../../config/contract/incident-act.ts';
import { type Holder, Role, type Scope } from '../../../config/contract/rights.ts';

/** R reported · V verifying · F filed · D dispatched · H handling · B handled · C checking · S suspended · X closed · O cancelled · M merged */
const LETTERS: Record<IncidentState, string> = {
  ...{ reported: 'R', verifying: 'V', filed: 'F', dispatched: 'D', handling: 'H', handled: 'B', checking: 'C' },
  ...{ suspended: 'S', closed: 'X', cancelled: 'O', merged: 'M' },
};
/** a administrator · s supervisor · o operator · u unit officer · c community officer · g grid member · j auditor · b screen */
const WHO: Record<Role, string> = {
  ...{ administrator: 'a', supervisor: 's', operator: 'o', unitOfficer: 'u', communityOfficer: 'c', gridMember: 'g' },
  ...{ auditor: 'j', screen: 'b' },
};
/** Of an incident that is everybody's: sent to their unit, in their community and their grid; nobody is asked by name to look. */
const EXPECTED: Record<ActName, [from: string, who: string]> = {
  verify: ['R', 'aso'],
  verified: ['V', 'asocg'],
  file: ['RV', 'aso'],
  cancel: ['RVF', 'aso'],
  settle: ['RVF', 'aso'],
  dispatch: ['FD', 'aso'],
  addUnits: ['DH', 'aso'],
  accept: ['DH', 'asoucg'],
  return: ['DH', 'asoucg'],
  arrive: ['H', 'asoucg'],
  progress: ['H', 'asoucg'],
  finish: ['HB', 'asoucg'],
  askBackup: ['H', 'asoucg'],
  check: ['B', 'aso'],
  checked: ['C', 'asocg'],
  close: ['BC', 'aso'],
  rework: ['BC', 'aso'],
  suspend: ['FDH', 'aso'],
  resume: ['S', 'aso'],
  extend: ['DH', 'as'],
  escalate: ['RVFDHBCS', 'aso'],
  merge: ['RFDH', 'aso'],
  split: ['RFDH', 'aso'],
  supervise: ['RVFDHBCS', 'as'],
  reply: ['RVFDHBCSXOM', 'asoucg'],
  reopen: ['XO', 'as'],
  remark: ['RVFDHBCSXOM', 'asoucg'],
  confer: ['RVFDHBCS', 'aso'],
  confide: ['RVFDHBCS', 'aso'],
  takeUpPlan: ['RVFDHBCS', 'aso'],
  tick: ['RVFDHBCS', 'asoucg'],
  untick: ['RVFDHBCS', 'asoucg'],
};

const scope: Scope = {
  action: 'incident.view',
  cameraGroupId: null,
  belonging: { unitIds: ['u'], community: '滨江', gridIds: ['g'], personIds: [], confidential: false },
};
const ELSEWHERE: Scope = {
  ...scope,
  belonging: { unitIds: ['other'], community: '文教', gridIds: ['h'], personIds: [], confidential: false },
};
const NOBODY_ASKED = {
  ...{ spotTask: null, assignments: [], reporter: { personId: null, name: '', phone: '' } },
} satisfies Partial<Incident>;
const holder = (role: Role): Holder => ({
  ...{ role, cameraGroups: 'all', id: 'p', unitId: 'u', community: '滨江', gridIds: ['g'] },
});

test.each(Object.entries(EXPECTED) as [ActName, [string, string]][])('%s: from %o', (act, [from, who]) => {
  for (const state of IncidentState.options) {
    for (const role of Role.options) {
      const expected = from.includes(LETTERS[state]) && who.includes(WHO[role]);
      expect(mayAct(holder(role), act, { ...NOBODY_ASKED, state, scope }), `${role} ${act} ${state}`).toBe(expected);
    }
  }
});

/** Who may do it that is named in a case of another unit, community and grid: what their role may where it is theirs, and look where they are asked to. */
const EXPECTED_OF_NAMED: typeof EXPECTED = { ...EXPECTED, verified: ['V', 'asoucg'], checked: ['C', 'asoucg'] };
const named = (spotTask: Incident['spotTask'], more: Partial<Incident> = {}) => ({
  ...{ ...NOBODY_ASKED, spotTask, ...more },
  scope: { ...ELSEWHERE, belonging: { ...(ELSEWHERE.belonging ?? never()), personIds: ['p'] } },
});
const asked = (kind: 'verify' | 'check', ...personIds: string[]) => ({
  ...{ kind, askedAtMs: 0, dueAtMs: 1, isOverdueSaid: false },
  people: personIds.map((personId) => ({ personId, name: personId })),
});

test.each(Object.entries(EXPECTED_OF_NAMED) as [ActName, [string, string]][])(
  '%s by somebody who is named and asked: from %o',
  (act, [from, who]) => {
    const task = asked(act === 'checked' ? 'check' : 'verify', 'p');
    for (const state of IncidentState.options) {
      for (const role of Role.options) {
        const expected = from.includes(LETTERS[state]) && who.includes(WHO[role]);
        expect(mayAct(holder(role), act, { ...named(task), state }), `${role} ${act} ${state}`).toBe(expected);
      }
    }
  },
);

const REPORTER = { reporter: { personId: 'p', name: 'p', phone: '' } };
const HANDLER = {
  assignments: [
    {
      ...{ unitId: 'u', unitName: 'u', role: 'lead', state: 'done', dispatchedAtMs: 0, acceptedAtMs: 0 },
      ...{ arrivedAtMs: null, doneAtMs: 0, handler: { personId: 'p', name: 'p' }, reason: '', clock: null },
    },
  ],
} satisfies Partial<Incident>;
/** 核实 and 核查 are a task of those who are asked, and nobody's own: else it is the desk that writes down what it is told. */
const SPOT_EXPECTED: [what: string, incident: Partial<Incident>, verified: string, checked: string, by: string[]][] = [
  ['who is asked, with somebody else', {}, 'asoucg', 'asoucg', ['q', 'p']],
  ['who is not asked where somebody is', {}, 'aso', 'aso', ['q']],
  ['who reported it, and is asked', REPORTER, 'aso', 'asoucg', ['p']],
  ['who reported it, and is not asked', REPORTER, 'aso', 'aso', ['q']],
  ['who handled it, and is asked', HANDLER, 'asoucg', 'aso', ['p']],
  ['who handled it, and is not asked', HANDLER, 'aso', 'aso', ['q']],
];
test.each(SPOT_EXPECTED)('%s says what is there', (_, incident, verified, checked, people) => {
  for (const role of Role.options) {
    const says = (act: 'verified' | 'checked', kind: 'verify' | 'check', state: IncidentState) =>
      mayAct(holder(role), act, { ...named(asked(kind, ...people), incident), state });
    expect(says('verified', 'verify', 'verifying'), `${role} verified`).toBe(verified.includes(WHO[role]));
    expect(says('checked', 'check', 'checking'), `${role} checked`).toBe(checked.includes(WHO[role]));
  }
});

test('the table knows every act', () => {
  expect(Object.keys(ACT_RULES).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
});

test.each([
  ['unitOfficer', 'accept', 'dispatched'],
  ['communityOfficer', 'verified', 'verifying'],
  ['gridMember', 'verified', 'verifying'],
] as const)('a %s does not %s what is another’s', (role, act, state) => {
  expect(mayAct(holder(role), act, { ...NOBODY_ASKED, state, scope: ELSEWHERE })).toBe(false);
});

test.each([
  ['operator', false],
  ['supervisor', true],
] as const)('a confidential case and a %s who is not in it: %s', (role, sees) => {
  const confidential = { ...scope, belonging: { ...(scope.belonging ?? never()), confidential: true } };
  expect(mayAct(holder(role), 'remark', { ...NOBODY_ASKED, state: 'filed', scope: confidential })).toBe(sees);
  const named = { ...confidential, belonging: { ...confidential.belonging, personIds: ['p'] } };
  expect(mayAct(holder(role), 'remark', { ...NOBODY_ASKED, state: 'filed', scope: named })).toBe(true);
});

function never(): never {
  throw new Error('the scope of this test belongs to somebody');
}
