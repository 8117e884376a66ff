/** Who may do what with a hand-over in each of its states: against a table written by hand. */
import { expect, test } from 'vitest';
import type { Role } from '../../../config/contract/rights.ts';
import type { DoHandover, Handover, HandoverState, Shift } from '../../../config/contract/roster.ts';
import { actsOf, handedOn, handoverState, latestLate, NOTHING_WRITTEN } from '../../../server/roster/handover.rules.ts';

const HOUR_MS = 3_600_000;
const END_MS = 100 * HOUR_MS;
const named = (personId: string) => ({ personId, name: personId });
const shiftOf = (id: string, leader: string, others: string[], toMs = END_MS): Shift => ({
  id,
  unitId: null,
  name: id,
  fromMs: toMs - 12 * HOUR_MS,
  toMs,
  leader: named(leader),
  people: others.map(named),
  place: '',
  focus: '',
  version: 1,
  changedAtMs: 0,
  changedBy: named('admin'),
});
const shift = shiftOf('白班', 'leads', ['leaves']);
const next = shiftOf('夜班', 'next leads', ['comes'], END_MS + 12 * HOUR_MS);
const words = { orders: '一', visits: '二', lent: '三', focus: '四' };
const signature = (personId: string) => ({ by: named(personId), atMs: END_MS, note: '' });
const draft: Handover = { ...NOTHING_WRITTEN, shiftId: shift.id, version: 1, words };
const given: Handover = { ...draft, version: 2, handedOver: signature('leads') };
const taken: Handover = { ...given, version: 3, takenOver: signature('comes') };
const IN: Record<HandoverState, Handover | undefined> = { none: undefined, draft, handedOver: given, takenOver: taken };

const holder = (role: Role, id: string) => ({ id, role, cameraGroups: 'all' as const, unitId: 'unit', gridIds: [] });
const PEOPLE = {
  'an operator who leaves': holder('operator', 'leaves'),
  'an operator who comes': holder('operator', 'comes'),
  'an operator of neither shift': holder('operator', 'elsewhere'),
  'a unit’s officer who leads the one that leaves': holder('unitOfficer', 'leads'),
  'a unit’s officer of neither shift': holder('unitOfficer', 'elsewhere'),
  'a supervisor of neither shift': holder('supervisor', 'elsewhere'),
  'an auditor': holder('auditor', 'elsewhere'),
  'a grid member who is in it': holder('gridMember', 'leaves'),
};
const WRITE = ['save', 'handOver'];
const TAKE = ['takeOver', 'sendBack'];
const EXPECTED: Record<keyof typeof PEOPLE, Record<HandoverState, string[]>> = {
  'an operator who leaves': { none: WRITE, draft: WRITE, handedOver: [], takenOver: [] },
  'an operator who comes': { none: [], draft: [], handedOver: TAKE, takenOver: [] },
  'an operator of neither shift': { none: [], draft: [], handedOver: [], takenOver: [] },
  'a unit’s officer who leads the one that leaves': { none: WRITE, draft: WRITE, handedOver: [], takenOver: [] },
  'a unit’s officer of neither shift': { none: [], draft: [], handedOver: [], takenOver: [] },
  'a supervisor of neither shift': { none: WRITE, draft: WRITE, handedOver: TAKE, takenOver: [] },
  'an auditor': { none: [], draft: [], handedOver: [], takenOver: [] },
  'a grid member who is in it': { none: [], draft: [], handedOver: [], takenOver: [] },
};

test.each(Object.keys(EXPECTED).flatMap((who) => Object.keys(IN).map((state) => [who, state] as const)))(
  '%s, hand-over %s',
  (who, state) => {
    const person = PEOPLE[who as keyof typeof PEOPLE];
    expect(actsOf(person, { shift, next }, IN[state as HandoverState])).toEqual(
      EXPECTED[who as keyof typeof PEOPLE][state as HandoverState],
    );
  },
);

const done = (before: Handover | undefined, act: DoHandover, by = 'comes', nowMs = END_MS) =>
  handedOn(before, act, { shift, by: named(by), nowMs, open: null });
const refused = (work: () => unknown) => {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  return null;
};

test('it is written, signed, sent back with a reason, signed again and taken over', () => {
  const saved = done(undefined, { act: 'save', version: 0, words }, 'leaves');
  expect([handoverState(saved), saved.version, saved.words]).toEqual(['draft', 1, words]);
  const signed = done(saved, { act: 'handOver', version: 1, words, note: '好' }, 'leaves');
  expect([handoverState(signed), signed.handedOver]).toEqual([
    'handedOver',
    { by: named('leaves'), atMs: END_MS, note: '好' },
  ]);
  const back = done(signed, { act: 'sendBack', version: 2, note: '缺少借用物品' });
  expect([handoverState(back), back.handedOver, back.sentBack.map(({ note }) => note)]).toEqual([
    'draft',
    null,
    ['缺少借用物品'],
  ]);
  const again = done(back, { act: 'handOver', version: 3, words, note: '' }, 'leaves');
  const over = done(again, { act: 'takeOver', version: 4, note: '' });
  expect([handoverState(over), over.takenOver?.by, over.sentBack.length]).toEqual(['takenOver', named('comes'), 1]);
});

test('who saw an older one, signs too early, or takes over from themselves is told', () => {
  expect(refused(() => done(draft, { act: 'save', version: 0, words }))).toMatchObject({ code: 'HANDOVER_CHANGED' });
  const sign: DoHandover = { act: 'handOver', version: 1, words, note: '' };
  expect(refused(() => done(draft, sign, 'leaves', END_MS - HOUR_MS - 1))).toMatchObject({
    code: 'HANDOVER_TOO_EARLY',
    detail: { fromMs: END_MS - HOUR_MS },
  });
  expect(refused(() => done(draft, sign, 'leaves', END_MS - HOUR_MS))).toBeNull();
  expect(refused(() => done(given, { act: 'takeOver', version: 2, note: '' }, 'leads'))).toMatchObject({
    code: 'HANDOVER_SAME_PERSON',
  });
  expect(refused(() => done(taken, { act: 'takeOver', version: 3, note: '' }))).toMatchObject({
    code: 'HANDOVER_CANNOT_MOVE',
  });
});

test('the last that ended a quarter of an hour ago unsigned is late, for a day', () => {
  const states = new Map<string, HandoverState>([['白班', 'handedOver']]);
  const minutes = (count: number) => END_MS + count * 60_000;
  expect(latestLate([shift, next], states, minutes(14))).toBeNull();
  expect(latestLate([shift, next], states, minutes(15))?.id).toBe('白班');
  expect(latestLate([shift, next], states, minutes(12 * 60 + 15))?.id).toBe('夜班');
  expect(latestLate([shift], states, minutes(24 * 60))).toBeNull();
  expect(latestLate([shift], new Map([['白班', 'takenOver']]), minutes(20))).toBeNull();
  expect(latestLate([{ ...shift, unitId: 'police' }], new Map(), minutes(20))).toBeNull();
});
