/** From what was typed about a step of a mediation to what the server is asked. Pure. */
import type {
  Mediation,
  MediationAct,
  MediationActName,
  Party,
  SessionResult,
} from '../../../config/contract/mediation.ts';

/** `key` is the row's own. */
export type PartyForm = Party & { key: number };
export type MediationForm = {
  parties: PartyForm[];
  mediatorId: string | null;
  day: string;
  place: string;
  text: string;
  result: SessionResult;
  isKept: boolean;
};
export type MediationField = keyof MediationForm;

/** What each step asks, in this order. */
export const MEDIATION_ASKED: Record<MediationActName, readonly MediationField[]> = {
  register: ['parties'],
  parties: ['parties'],
  assign: ['mediatorId'],
  session: ['day', 'place', 'text', 'result'],
  agree: ['text', 'day'],
  fail: ['text'],
  visit: ['day', 'isKept', 'text'],
  close: ['text'],
};

/** What its words are called. */
export function textLabel(act: MediationActName): 'said' | 'agreement' | 'failure' | 'note' {
  const named = { session: 'said', agree: 'agreement', fail: 'failure' } as const;
  return act in named ? named[act as keyof typeof named] : 'note';
}

/** What is done away from the desk, by whoever has it in hand; parties are registered, and a mediator named, at a desk. */
const IN_THE_FIELD: readonly MediationActName[] = ['session', 'agree', 'fail', 'visit', 'close'];

/** In the order in which they come. */
export function fieldMediationActs(acts: readonly string[]): MediationActName[] {
  return IN_THE_FIELD.filter((act) => acts.includes(act));
}

/** As a telephone dials it; null of what is no number. */
export function dialled(phone: string): string | null {
  const digits = phone.replaceAll(/[^\d+*#]/g, '');
  return digits.length < 3 ? null : `tel:${encodeURIComponent(digits).replaceAll('%2B', '+')}`;
}

export function mediationForm(act: MediationActName, mediation: Mediation | null, today: string): MediationForm {
  const known = act === 'parties' ? (mediation?.parties ?? []) : [];
  const parties = known.map((party, key) => ({ ...party, key }));
  return {
    parties: parties.length > 0 ? parties : withParty(withParty([])),
    mediatorId: null,
    day: act === 'agree' ? '' : today,
    ...{ place: '', text: '', result: 'continue', isKept: true },
  };
}

/** One who asks first, then whom it is against. */
export function withParty(parties: readonly PartyForm[]): PartyForm[] {
  const key = Math.max(-1, ...parties.map((each) => each.key)) + 1;
  return [...parties, { key, name: '', phone: '', standing: parties.length === 0 ? 'applicant' : 'respondent' }];
}

/** A row without name and phone is taken for not there. */
function filledParties(parties: readonly PartyForm[]): Party[] {
  return parties
    .map(({ key, ...party }) => ({ ...party, name: party.name.trim(), phone: party.phone.trim() }))
    .filter(({ name, phone }) => name !== '' || phone !== '');
}

export function mediationMissing(act: MediationActName, form: MediationForm): MediationField[] {
  const parties = filledParties(form.parties);
  const isMissing: Partial<Record<MediationField, boolean>> = {
    parties: parties.length === 0 || parties.some(({ name }) => name === ''),
    mediatorId: form.mediatorId === null,
    day: form.day === '',
    place: form.place.trim() === '',
    text: form.text.trim() === '',
  };
  return MEDIATION_ASKED[act].filter((field) => isMissing[field] === true);
}

/** Only of a form that misses nothing. */
export function toMediationAct(act: MediationActName, form: MediationForm, version: number): MediationAct {
  const { day, result, isKept } = form;
  const [text, place] = [form.text.trim(), form.place.trim()];
  switch (act) {
    case 'register':
      return { act, parties: filledParties(form.parties) };
    case 'parties':
      return { act, version, parties: filledParties(form.parties) };
    case 'assign':
      return { act, version, mediatorId: form.mediatorId ?? '' };
    case 'session':
      return { act, version, day, place, said: text, result };
    case 'agree':
      return { act, version, text, dueDay: day };
    case 'fail':
      return { act, version, note: text };
    case 'visit':
      return { act, version, day, isKept, note: text };
    case 'close':
      return { act, version, note: text };
  }
}
