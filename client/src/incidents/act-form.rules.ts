/** What each act asks of a person, and what is sent. Pure; which acts are offered is the contract's table. */
import { type Incident, leadOf } from '../../../config/contract/incident.ts';
import { ACT_RULES, type ActName, type IncidentAct, mayAct } from '../../../config/contract/incident-act.ts';
import type { Matter, MatterLevel } from '../../../config/contract/matter.ts';
import type { FormValues } from '../../../config/contract/matter-form.ts';
import type { RightsHolder } from '../../../config/contract/person.ts';
import type { TimeUnit } from '../../../config/contract/time-limit.ts';
import type { Unit } from '../../../config/contract/unit.ts';

export type ActFields = {
  note: string;
  leadUnitIds: string[];
  assistUnitIds: string[];
  unitId: string | null;
  level: MatterLevel | null;
  matterId: string | null;
  /** Which of the matter's standards. */
  standard: number;
  intoIncidentId: string | null;
  title: string;
  isSo: 'yes' | 'no';
  amount: number;
  timeUnit: TimeUnit;
  form: FormValues;
  confidential: 'yes' | 'no';
  personIds: string[];
  place: string;
  conditionMet: boolean;
};
export type ActField = Exclude<keyof ActFields, 'timeUnit'>;

export const EMPTY_FIELDS: ActFields = {
  ...{ note: '', leadUnitIds: [], assistUnitIds: [], unitId: null, level: null, matterId: null, standard: 0 },
  ...{ intoIncidentId: null, title: '', isSo: 'yes', amount: 4, timeUnit: 'hour' },
  ...{ form: {}, confidential: 'yes', personIds: [], place: '', conditionMet: false },
};

/** What the form begins with: what is known of the incident already. */
export function fieldsFor(
  act: ActName,
  incident: Incident,
  person: RightsHolder,
  proposed: ProposedUnits = NO_UNITS,
): ActFields {
  const { matter, form, insiders } = incident;
  if (act === 'file') {
    return { ...EMPTY_FIELDS, matterId: matter?.matterId ?? null, standard: matter?.standard ?? 0, form };
  }
  if (act === 'dispatch') return { ...EMPTY_FIELDS, ...proposed };
  if (act === 'supervise') return { ...EMPTY_FIELDS, unitId: leadOf(incident)?.unitId ?? null };
  if (act === 'verified') return { ...EMPTY_FIELDS, form };
  if (act !== 'confide') return EMPTY_FIELDS;
  const inside = insiders.map(({ personId }) => personId);
  // Whoever shuts the others out does not mean themselves.
  return { ...EMPTY_FIELDS, personIds: [...new Set([...inside, person.id])] };
}

export type ProposedUnits = Pick<ActFields, 'leadUnitIds' | 'assistUnitIds'>;
const NO_UNITS: ProposedUnits = { leadUnitIds: [], assistUnitIds: [] };

/** Those the catalogue names for a matter. Who gave this incident back is not proposed again. */
export function proposedUnits(
  { leadUnitName, assistUnitNames }: Pick<Matter, 'leadUnitName' | 'assistUnitNames'>,
  units: Iterable<Unit>,
  { assignments }: Pick<Incident, 'assignments'>,
): ProposedUnits {
  const gaveBack = new Set(assignments.filter(({ state }) => state === 'returned').map(({ unitId }) => unitId));
  const usable = [...units].filter(({ id, disabled }) => !disabled && !gaveBack.has(id));
  const idsOf = (names: readonly string[]) =>
    usable.filter(({ name }) => name !== '' && names.includes(name)).map(({ id }) => id);
  const leadUnitIds = idsOf([leadUnitName]);
  return { leadUnitIds, assistUnitIds: idsOf(assistUnitNames).filter((id) => !leadUnitIds.includes(id)) };
}

/** In this order beside the words; `!` is asked for. */
const ASKED: Partial<Record<ActName, readonly `${ActField}${'' | '!'}`[]>> = {
  verify: ['personIds', 'note'],
  verified: ['isSo', 'form', 'note!'],
  file: ['matterId', 'standard', 'form', 'level', 'note'],
  cancel: ['note!'],
  settle: ['conditionMet', 'note!'],
  dispatch: ['leadUnitIds!', 'assistUnitIds', 'note'],
  addUnits: ['assistUnitIds!', 'note'],
  accept: ['unitId', 'note'],
  return: ['unitId', 'note!'],
  arrive: ['unitId', 'note'],
  progress: ['unitId', 'note!'],
  finish: ['unitId', 'note!'],
  askBackup: ['unitId', 'note!'],
  check: ['personIds', 'note'],
  checked: ['isSo', 'note!'],
  close: ['conditionMet', 'note!'],
  rework: ['note!'],
  suspend: ['note!'],
  resume: ['note'],
  extend: ['amount', 'note!'],
  escalate: ['level!', 'note!'],
  merge: ['intoIncidentId!', 'note'],
  split: ['title!', 'note'],
  supervise: ['unitId', 'amount', 'note!'],
  reply: ['note!'],
  reopen: ['note!'],
  remark: ['note!'],
  confer: ['place!', 'note'],
  confide: ['confidential', 'personIds', 'note!'],
};

/** What one does next with an incident in this state comes first; the rest is in the menu. */
const FIRST: Partial<Record<Incident['state'], readonly ActName[]>> = {
  reported: ['file', 'verify', 'settle'],
  verifying: ['verified', 'file'],
  filed: ['dispatch', 'settle'],
  dispatched: ['accept', 'return'],
  handling: ['arrive', 'progress', 'finish'],
  handled: ['close', 'check', 'rework'],
  checking: ['checked', 'close'],
  suspended: ['resume'],
  closed: ['reopen'],
  cancelled: ['reopen'],
};

export type Offered = { first: ActName[]; more: ActName[] };

/** The acts that the table allows this person, and that there is something to do with. */
export function offeredActs(incident: Incident, person: RightsHolder): Offered {
  const allowed = (Object.keys(ACT_RULES) as ActName[]).filter(
    (act) => ASKED[act] && mayAct(person, act, incident) && hasSense(act, incident, person),
  );
  const first = (FIRST[incident.state] ?? []).filter((act) => allowed.includes(act));
  return { first, more: allowed.filter((act) => !first.includes(act)) };
}

/** A unit's officer does what the unit has still to do; the desk does it for whichever unit telephones. */
function hasSense(act: ActName, incident: Incident, person: RightsHolder): boolean {
  const isDesk = mayAct(person, 'escalate', incident);
  if (act === 'reply')
    return incident.supervisions.some((each) => each.repliedAtMs === null && (isDesk || each.unitId === person.unitId));
  // Without a unit it is the desk that answers.
  const states = act === 'supervise' ? undefined : STATES_FOR[act];
  return !states || unitsFor(act, incident, isDesk ? null : person.unitId).length > 0;
}

const STATES_FOR: Partial<Record<ActName, readonly Incident['assignments'][number]['state'][]>> = {
  accept: ['offered'],
  return: ['offered', 'accepted', 'arrived'],
  arrive: ['accepted'],
  progress: ['accepted', 'arrived'],
  finish: ['accepted', 'arrived'],
  askBackup: ['accepted', 'arrived'],
  supervise: ['offered', 'accepted', 'arrived', 'done'],
};

/** For which units it can be done now; `ownUnitId` null: for any. */
export function unitsFor(
  act: ActName,
  { assignments }: Incident,
  ownUnitId: string | null,
): { id: string; name: string }[] {
  const states = STATES_FOR[act] ?? [];
  return assignments
    .filter((each) => states.includes(each.state) && (ownUnitId === null || each.unitId === ownUnitId))
    .map(({ unitId, unitName }) => ({ id: unitId, name: unitName }));
}

export function askedBy(act: ActName): { field: ActField; isRequired: boolean }[] {
  return (ASKED[act] ?? []).map((each) => ({
    field: each.replace('!', '') as ActField,
    isRequired: each.endsWith('!'),
  }));
}

/** At the desk, where it could be more than one. */
export function mustNameUnit(act: ActName, incident: Incident, isDesk: boolean): boolean {
  return isDesk && unitsFor(act, incident, null).length > 1;
}

/** `alsoNeeded`: of this incident, such as whose part it is where it could be more than one. */
export function missingIn(act: ActName, fields: ActFields, alsoNeeded: readonly ActField[]): ActField[] {
  return askedBy(act)
    .filter(({ field, isRequired }) => (isRequired || alsoNeeded.includes(field)) && isEmpty(fields[field]))
    .map(({ field }) => field);
}

/** As the route takes it; what an act does not ask for is not sent. */
export function toAct(act: ActName, fields: ActFields, incident: Incident): IncidentAct {
  const given = Object.fromEntries(
    askedBy(act).flatMap(({ field }): [string, unknown][] => {
      if (field === 'amount') return [];
      if (field === 'isSo' || field === 'confidential') return [[field, fields[field] === 'yes']];
      if (field === 'form') return [[field, trimmed(fields.form)]];
      if (field === 'personIds' && fields.confidential === 'no') return [];
      const value = fields[field];
      return isEmpty(value) ? [] : [[field, typeof value === 'string' ? value.trim() : value]];
    }),
  );
  const limit = { amount: fields.amount, unit: fields.timeUnit };
  const order = incident.supervisions.find(({ repliedAtMs }) => repliedAtMs === null);
  return {
    ...given,
    act,
    ...(act === 'extend' && { by: limit }),
    ...(act === 'supervise' && { replyWithin: limit }),
    ...(act === 'reply' && { supervisionId: order?.id ?? '' }),
  } as IncidentAct;
}

export function trimmed(form: FormValues): FormValues {
  return Object.fromEntries(Object.entries(form).map(([key, value]) => [key, value.trim()]));
}

function isEmpty(value: ActFields[keyof ActFields]): boolean {
  return (
    value === null ||
    value === false ||
    value === '' ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}
