/**
 * How incidents of the demo's history go: what is done next, by whom and when, told the
 * incident as it is after what was done last. Each story is a generator, so that many
 * run side by side on one clock; it decides nothing that the real rules decide.
 */
import type { Incident } from '../../../config/contract/incident.ts';
import type { IncidentAct } from '../../../config/contract/incident-act.ts';
import type { Matter } from '../../../config/contract/matter.ts';
import { dayOf } from '../../../config/contract/site-day.ts';
import { deskAt, OFFICERS } from './cast.ts';
import type { Chance } from './chance.ts';
import { awakeFrom, hourOf } from './site-hours.ts';
import { formOf, wordsFor } from './story-words.ts';

export type StoryKind =
  | 'plain'
  | 'late'
  | 'returned'
  | 'reworked'
  | 'suspended'
  | 'extended'
  | 'supervised'
  | 'cancelled'
  | 'merged'
  | 'settled'
  | 'twoLeads'
  | 'confidential'
  | 'reopened';

/** By the account that does it. */
export type Step = { atMs: number; by: string; act: IncidentAct };
export type Story = Generator<Step, void, Incident>;

export type Scene = {
  kind: StoryKind;
  chance: Chance;
  timeZone: string;
  matter: Matter;
  /** What a merged one tells of, as it was when it was told again. */
  original: Incident | undefined;
  unitId: (name: string) => string;
  personId: (account: string) => string;
  /** Who walks that grid. */
  walkerOf: (gridId: string | null) => string | undefined;
};

/** Longer limits are worked on by day. */
const URGENT_MS = 6 * 3_600_000;
const DAY_MINUTES = 24 * 60;

export function* tell(scene: Scene, reported: Incident): Story {
  const { kind, chance, timeZone, matter } = scene;
  let now = reported;
  let atMs = reported.reportedAtMs;
  const confidential = kind === 'confidential';
  const desk = () => (confidential ? 'supervisor' : deskAt(dayOf(atMs, timeZone), hourOf(atMs, timeZone)));
  const walker = scene.walkerOf(reported.gridId);
  const minutes = (usual: [number, number], late: [number, number], share: number) =>
    chance.minutes(...(chance.isSo(share) ? late : usual));

  function* does(by: string, act: IncidentAct, afterMs: number): Story {
    atMs += Math.round(afterMs);
    now = yield { atMs, by, act };
  }

  function* unitDoes(unit: string, act: IncidentAct, afterMs: number): Story {
    const officer = OFFICERS[unit];
    yield* does(officer ?? desk(), 'unitId' in act ? { ...act, unitId: scene.unitId(unit) } : act, afterMs);
  }

  /** Nobody is asked whether what they reported themselves is so. */
  function* verified(isSo: boolean): Story {
    if (walker === undefined || scene.personId(walker) === reported.reporter.personId) return;
    yield* does(desk(), { act: 'verify', personIds: [], note: '' }, chance.minutes(2, 7));
    const takes = minutes([6, 24], [35, 70], 0.12);
    yield* does(
      walker,
      { act: 'verified', isSo, note: wordsFor(isSo ? 'real' : 'unreal', chance), form: {}, position: null },
      takes,
    );
  }

  function* filed(): Story {
    const file = { act: 'file', matterId: matter.id, form: formOf(matter, chance), note: '' } as const;
    yield* does(desk(), file, minutes([2, 8], [16, 45], 0.1));
  }

  function* dispatched(leads: readonly string[], note = ''): Story {
    // Of a confidential case only those who lead it are told.
    const named = confidential ? [] : matter.assistUnitNames;
    const assists = named.filter((name) => !leads.includes(name) && chance.isSo(0.4));
    const leadUnitIds = leads.map(scene.unitId);
    const act = { act: 'dispatch', leadUnitIds, assistUnitIds: assists.map(scene.unitId), note } as const;
    yield* does(desk(), act, minutes([2, 10], [17, 50], 0.09));
    if (!confidential) return;
    const personIds = leads.flatMap((name) => OFFICERS[name] ?? []).map(scene.personId);
    yield* does(desk(), { act: 'confide', confidential: true, personIds, note: '涉及个人隐私' }, chance.minutes(1, 2));
  }

  function* accepted(unit: string): Story {
    yield* unitDoes(unit, { act: 'accept', unitId: '', note: '' }, minutes([3, 22], [31, 80], 0.1));
    for (const name of assisting('offered')) {
      yield* unitDoes(name, { act: 'accept', unitId: '', note: '' }, chance.minutes(1, 6));
    }
  }

  function assisting(state: 'offered' | 'accepted'): string[] {
    return now.assignments
      .filter((each) => each.role === 'assist' && each.state === state)
      .map((each) => each.unitName);
  }

  /** From accepting to feedback, by so much of what was left of the limit. */
  function* handled(unit: string, share: number): Story {
    const leftMs = Math.max((now.clock?.dueAtMs ?? atMs) - atMs, 10 * 60_000);
    const arriveMs = Math.min(chance.minutes(5, 45), leftMs * 0.2);
    yield* unitDoes(unit, { act: 'arrive', unitId: '', note: '', position: now.position }, arriveMs);
    if (chance.isSo(0.5)) {
      const note = wordsFor('progress', chance);
      yield* unitDoes(
        unit,
        { act: 'progress', unitId: '', note, position: null },
        Math.min(chance.minutes(5, 60), leftMs * 0.1),
      );
    }
    for (const name of assisting('accepted')) {
      const note = wordsFor('done', chance);
      yield* unitDoes(
        name,
        { act: 'finish', unitId: '', note, position: null },
        Math.min(chance.minutes(2, 8), leftMs * 0.1),
      );
    }
    const doneMs = Math.max(atMs + 3 * 60_000, atMs + leftMs * share);
    const byDayMs = leftMs < URGENT_MS ? doneMs : awakeFrom(doneMs, timeZone, chance);
    const note = wordsFor('done', chance);
    yield* unitDoes(unit, { act: 'finish', unitId: '', note, position: null }, Math.round(byDayMs - atMs));
    yield* replied(unit);
  }

  /** Orders that the clock, or a person, gave meanwhile. */
  function* replied(unit: string): Story {
    const unitId = scene.unitId(unit);
    const orders = now.supervisions.filter((each) => each.repliedAtMs === null && each.unitId === unitId);
    for (const { id } of orders) {
      const note = wordsFor('reply', chance);
      yield* unitDoes(unit, { act: 'reply', supervisionId: id, note }, chance.minutes(2, 30));
    }
  }

  function* checked(isSo: boolean): Story {
    if (walker === undefined) return;
    yield* does(desk(), { act: 'check', personIds: [], note: '' }, chance.minutes(2, 8));
    const note = wordsFor(isSo ? 'settledThere' : 'notSettled', chance);
    yield* does(walker, { act: 'checked', isSo, note, position: null }, minutes([6, 25], [34, 75], 0.15));
  }

  function* closed(): Story {
    if (!confidential && chance.isSo(0.35)) yield* checked(true);
    yield* does(
      desk(),
      { act: 'close', conditionMet: true, note: wordsFor('close', chance) },
      minutes([3, 18], [35, 120], 0.12),
    );
  }

  const lead = matter.leadUnitName === '' ? '综治办' : matter.leadUnitName;
  const inTime = () => 0.1 + chance.next() * 0.7;

  if (kind === 'merged') {
    const { original } = scene;
    if (original && original.state !== 'closed' && original.state !== 'handled' && original.state !== 'checking') {
      yield* does(desk(), { act: 'merge', intoIncidentId: original.id, note: '' }, chance.minutes(3, 9));
    } else {
      yield* does(desk(), { act: 'cancel', note: '与已办结事件重复' }, chance.minutes(3, 9));
    }
    return;
  }
  if (kind === 'settled') {
    yield* does(desk(), { act: 'settle', conditionMet: true, note: wordsFor('settle', chance) }, chance.minutes(3, 12));
    return;
  }
  if (kind === 'cancelled') {
    yield* verified(false);
    yield* does(desk(), { act: 'cancel', note: wordsFor('cancel', chance) }, chance.minutes(2, 9));
    return;
  }

  if (!confidential && chance.isSo(0.25)) yield* verified(true);
  yield* filed();
  if (chance.isSo(0.03)) {
    yield* does(desk(), { act: 'escalate', level: 'major', note: '影响面较大，提级办理' }, chance.minutes(1, 5));
  }
  const other =
    lead === '综治办' ? '社区中心' : chance.pick(['综治办', '社区中心', '联勤一队'].filter((name) => name !== lead));
  if (kind === 'returned') {
    yield* dispatched([other]);
    yield* unitDoes(other, { act: 'return', unitId: '', note: wordsFor('return', chance) }, chance.minutes(5, 40));
    yield* dispatched([lead], '改派');
  } else {
    yield* dispatched(kind === 'twoLeads' ? [lead, other] : [lead]);
  }
  yield* accepted(lead);
  if (kind === 'extended') {
    const by = { amount: chance.int(1, 3), unit: 'workDay' } as const;
    yield* does('supervisor', { act: 'extend', by, note: '需多部门配合，同意延期' }, chance.minutes(30, 90));
  }
  if (kind === 'suspended') {
    const note = wordsFor('suspend', chance);
    yield* does(desk(), { act: 'suspend', note }, chance.minutes(20, 90));
    const restMs = chance.minutes(DAY_MINUTES * 0.6, DAY_MINUTES * 3);
    const backMs = awakeFrom(atMs + restMs, timeZone, chance);
    yield* does(desk(), { act: 'resume', note: '' }, backMs - atMs);
  }
  if (kind === 'supervised') {
    const replyWithin = { amount: 4, unit: 'hour' } as const;
    const order = { act: 'supervise', unitId: null, replyWithin, note: wordsFor('supervise', chance) } as const;
    yield* does('supervisor', order, chance.minutes(10, 60));
    yield* replied(lead);
  }
  yield* handled(lead, kind === 'late' ? 1.1 + chance.next() * 1.3 : inTime());
  if (kind === 'reworked') {
    yield* checked(false);
    yield* does(desk(), { act: 'rework', note: '处置不到位，请返工' }, chance.minutes(2, 12));
    yield* handled(lead, inTime());
  }
  yield* closed();
  if (kind === 'reopened') {
    const backMs = awakeFrom(atMs + chance.minutes(DAY_MINUTES * 0.5, DAY_MINUTES * 2), timeZone, chance);
    yield* does('supervisor', { act: 'reopen', note: '群众再次反映' }, backMs - atMs);
    yield* dispatched([lead]);
    yield* accepted(lead);
    yield* handled(lead, inTime());
    yield* closed();
  }
}
