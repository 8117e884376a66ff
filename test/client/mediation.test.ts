/** Steps of a mediation as they are shown, and what was typed about one. */
import { expect, test } from 'vitest';
import {
  dialled,
  fieldMediationActs,
  mediationForm,
  mediationMissing,
  toMediationAct,
  withParty,
} from '../../client/src/mediation/mediation-form.rules.ts';
import { stepLooks } from '../../client/src/mediation/mediation-steps.rules.ts';
import { MediationAct } from '../../config/contract/mediation.ts';

const TODAY = '2026-11-26';
const mediator = { personId: 'p', name: '孙调解' };
const REGISTERED = { state: 'registered', mediator: null, sessionCount: 0, visitCount: 0, dueDay: null } as const;

test.each([
  [REGISTERED, '✓·····'],
  [{ ...REGISTERED, state: 'assigned', mediator }, '✓✓····'],
  [{ ...REGISTERED, state: 'mediating', mediator, sessionCount: 2 }, '✓✓✓···'],
  [{ ...REGISTERED, state: 'agreed', mediator, sessionCount: 2, dueDay: TODAY }, '✓✓✓✓··'],
  [{ ...REGISTERED, state: 'failed', mediator, sessionCount: 2 }, '✓✓✓✗··'],
  [{ ...REGISTERED, state: 'closed', mediator, sessionCount: 2 }, '✓✓✓✗·✓'],
  [{ ...REGISTERED, state: 'closed', mediator, sessionCount: 2, dueDay: TODAY, visitCount: 1 }, '✓✓✓✓✓✓'],
] as const)('of %o is done %s', (status, looks) => {
  const shape = { done: '✓', failed: '✗', open: '·' };
  expect(
    stepLooks(status)
      .map(([, look]) => shape[look])
      .join(''),
  ).toBe(looks);
});

test('two parties are asked for, one on each side, and an empty row is left out', () => {
  const form = mediationForm('register', null, TODAY);
  expect(form.parties.map(({ standing }) => standing)).toEqual(['applicant', 'respondent']);
  expect(mediationMissing('register', form)).toEqual(['parties']);
  const [first, second] = form.parties.map((party, at) => (at === 0 ? { ...party, name: ' 赵甲方 ' } : party));
  const parties = withParty([first, second].flatMap((party) => party ?? []));
  expect(mediationMissing('register', { ...form, parties })).toEqual([]);
  expect(toMediationAct('register', { ...form, parties }, 0)).toEqual({
    act: 'register',
    parties: [{ name: '赵甲方', phone: '', standing: 'applicant' }],
  });
  const nameless = parties.map((party) => ({ ...party, phone: '139' }));
  expect(mediationMissing('register', { ...form, parties: nameless })).toEqual(['parties']);
});

test.each([
  ['assign', ['mediatorId']],
  ['session', ['place', 'text']],
  ['agree', ['text', 'day']],
  ['fail', ['text']],
  ['visit', ['text']],
  ['close', ['text']],
] as const)('%s misses %o at first, and is what the server takes once it is filled in', (act, missing) => {
  const form = mediationForm(act, null, TODAY);
  expect(mediationMissing(act, form)).toEqual(missing);
  const filled = { ...form, mediatorId: 'p', place: '调解室', text: ' 已谈 ', day: TODAY };
  expect(mediationMissing(act, filled)).toEqual([]);
  expect(MediationAct.safeParse(toMediationAct(act, filled, 3)).success).toBe(true);
});

test('in the street one mediates; parties are registered and a mediator is named at a desk', () => {
  expect(fieldMediationActs(['close', 'parties', 'assign', 'agree', 'session', 'register'])).toEqual([
    'session',
    'agree',
    'close',
  ]);
});

test.each([
  ['138 0000-1111', 'tel:13800001111'],
  ['+86 20 8888 1234', 'tel:+862088881234'],
  ['（020）8888#12', 'tel:0208888%2312'],
  ['12', null],
  ['无', null],
  ['', null],
])('%o is dialled as %o', (phone, address) => {
  expect(dialled(phone)).toBe(address);
});
