/** Who may do what from which state, over every state × act × role, against a table written by hand. */
import { expect, test } from 'vitest';
import { IncidentState } from '../../../config/contract/incident.ts';
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
/** Of an incident that is everybody's: sent to their unit, in their community and their grid. */
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
const holder = (role: Role): Holder => ({
  ...{ role, cameraGroups: 'all', id: 'p', unitId: 'u', community: '滨江', gridIds: ['g'] },
});

test.each(Object.entries(EXPECTED) as [ActName, [string, string]][])('%s: from %o', (act, [from, who]) => {
  for (const state of IncidentState.options) {
    for (const role of Role.options) {
      const expected = from.includes(LETTERS[state]) && who.includes(WHO[role]);
      expect(mayAct(holder(role), act, { state, scope }), `${role} ${act} ${state}`).toBe(expected);
    }
  }
});

test('the table knows every act', () => {
  expect(Object.keys(ACT_RULES).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
});

const ELSEWHERE: Scope = {
  ...scope,
  belonging: { unitIds: ['other'], community: '文教', gridIds: ['h'], personIds: [], confidential: false },
};
test.each([
  ['unitOfficer', 'accept', 'dispatched'],
  ['communityOfficer', 'verified', 'verifying'],
  ['gridMember', 'verified', 'verifying'],
] as const)('a %s does not %s what is another’s', (role, act, state) => {
  expect(mayAct(holder(role), act, { state, scope: ELSEWHERE })).toBe(false);
});

test.each([
  ['operator', false],
  ['supervisor', true],
] as const)('a confidential case and a %s who is not in it: %s', (role, sees) => {
  const confidential = { ...scope, belonging: { ...(scope.belonging ?? never()), confidential: true } };
  expect(mayAct(holder(role), 'remark', { state: 'filed', scope: confidential })).toBe(sees);
  const named = { ...confidential, belonging: { ...confidential.belonging, personIds: ['p'] } };
  expect(mayAct(holder(role), 'remark', { state: 'filed', scope: named })).toBe(true);
});

function never(): never {
  throw new Error('the scope of this test belongs to somebody');
}
